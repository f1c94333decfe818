"""What Telegram delivers, before it is understood: which kinds, under which id, in which lane. Never fails on any of it."""

import json
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, TypeGuard

from telegram.constants import UpdateType

from bot.inbox_store import NewUpdate

STOPPED = "stopped_message_generation"  # an update of Bot API 10.3, which PTB 22.8 does not know yet
RECEIVED: list[str] = [
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.MESSAGE_REACTION,
    UpdateType.INLINE_QUERY,
    STOPPED,
]

OVERTAKING = {STOPPED: "stop:"}  # waits for no earlier update of its chat, whose answer it is about
APART = {"inline_query": "inline:", "chosen_inline_result": "inline:"}  # typed elsewhere, answered within seconds
LARGEST_ID = 2**63 - 1  # of a column in every database


def new_update(raw: object) -> NewUpdate:
    """An update as the inbox takes it.

    What has no usable id gets a negative one made of its content, so that it is parked once and not lost.
    """
    payload = json.dumps(raw)
    if not isinstance(raw, dict) or not _is_id(raw.get("update_id")):
        return unreadable(payload)
    return NewUpdate(raw["update_id"], _lane(raw), payload)


def unreadable(payload: str) -> NewUpdate:
    """What is no update at all, as the inbox takes it."""
    digest = blake2b(payload.encode("utf-8", "replace"), digest_size=7).digest()  # fits into LARGEST_ID
    number = -1 - int.from_bytes(digest)
    return NewUpdate(number, f"?{number}", payload)


def _lane(raw: dict[str, Any]) -> str:
    """The lane of an update: its chat, else its person; a private chat has the number of its person."""
    for kind, content in _contents(raw):
        prefix = OVERTAKING.get(kind, APART.get(kind, ""))
        for path in (("chat",), ("message", "chat"), ("from",), ("user",)):
            number = _number(content, *path)
            if number is not None:
                return f"{prefix}{number}"
    return f"?{raw['update_id']}"  # waits for nothing


def _contents(raw: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((kind, content) for kind, content in raw.items() if isinstance(content, dict))


def _number(content: object, *path: str) -> int | None:
    for name in path:
        content = content.get(name) if isinstance(content, dict) else None
    number = content.get("id") if isinstance(content, dict) else None
    return number if _is_id(number) else None


def _is_id(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST_ID
