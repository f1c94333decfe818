"""What a front end notes about a conversation: which message was answered by which, an open dialogue, the last album.

Message numbers mean nothing here; the front end that wrote them reads them again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from bot.plain_values import plain

MOST_EXCHANGES = 12  # older messages are rarely edited or rated


@dataclass(frozen=True, slots=True)
class Exchange:
    """A message that was answered: its number, those of the answer's messages, and what the answer rested on.

    `asked` is 0 where the question was pressed, so that there is no message that could be edited.
    """

    asked: int
    sent: tuple[int, ...]
    question: str
    outcome: str
    topic: str
    language: str
    passages: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Exchange":
        """The exchange that was stored; TypeError where a field is missing or unknown."""
        return cls(**{**stored, "sent": tuple(stored["sent"]), "passages": tuple(stored["passages"])})


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of one conversation, the latest exchange last; empty at its beginning.

    `dialogue` is the state of a dialogue that waits for a choice, `album` names the album of pictures answered last.
    """

    dialogue: str = ""
    album: str = ""
    exchanges: tuple[Exchange, ...] = ()

    def answering(self, asked: int) -> Exchange | None:
        """The exchange in which a message was answered."""
        return next((entry for entry in reversed(self.exchanges) if entry.asked == asked), None)

    def sending(self, sent: int) -> Exchange | None:
        """The exchange to whose answer a message belongs."""
        return next((entry for entry in reversed(self.exchanges) if sent in entry.sent), None)

    def with_exchange(self, exchange: Exchange) -> "Notes":
        """The notes with an exchange, in the place of an earlier one on the same message."""
        others = [entry for entry in self.exchanges if not entry.asked or entry.asked != exchange.asked]
        return replace(self, exchanges=(*others, exchange)[-MOST_EXCHANGES:])

    def to_json(self) -> dict[str, Any]:
        """The notes as plain values, every field by its name."""
        written: dict[str, Any] = plain(self)
        return written

    @classmethod
    def from_json(cls, stored: object) -> "Notes":
        """The notes that were stored; those of another layout are empty."""
        if not isinstance(stored, Mapping):
            return cls()
        try:
            exchanges = tuple(Exchange.from_json(entry) for entry in stored.get("exchanges", ()))
        except (TypeError, KeyError, ValueError):
            exchanges = ()
        named = {field.name: stored.get(field.name) for field in fields(cls) if field.name != "exchanges"}
        return cls(**{name: value for name, value in named.items() if isinstance(value, str)}, exchanges=exchanges)
