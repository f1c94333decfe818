"""An update on its way to the bot: in which queue it keeps its order, and how long it may wait."""

from dataclasses import dataclass
from typing import Any

DAY = 24 * 3600.0
LIFETIME = {"callback_query": 150.0, "inline_query": 30.0}  # seconds; all other kinds are kept for a day
NOT_BY_DEFAULT = {"message_reaction", "message_reaction_count", "chat_member"}
OF_A_USER = {"callback_query", "inline_query", "chosen_inline_result"}  # ordered per user, not per chat


@dataclass(frozen=True, slots=True, eq=False)
class Queued:
    """One update that waits; `body` may be any JSON, for some are made to be unreadable."""

    body: Any
    queue: tuple[str, Any]
    expires: float


def queued(body: Any, now: float) -> Queued:
    """Finds the queue and the last moment of an update."""
    kind = kind_of(body)
    return Queued(body, _queue(kind, body), now + LIFETIME.get(kind, DAY))


def kind_of(body: Any) -> str:
    """The field of an update that says what happened; empty for what is no update."""
    return next((key for key in body if key != "update_id"), "") if isinstance(body, dict) else ""


def wanted(kind: str, allowed: list[str]) -> bool:
    """Whether the bot asked for this kind; without a list, for most of them."""
    return kind in allowed if allowed else kind not in NOT_BY_DEFAULT


def _queue(kind: str, body: Any) -> tuple[str, Any]:
    of_whom, kind_of_queue = ("from", kind) if kind in OF_A_USER else ("chat", "chat")
    try:
        return kind_of_queue, int(body[kind][of_whom]["id"])
    except (KeyError, TypeError, ValueError):
        return "unreadable", id(body)
