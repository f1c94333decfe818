"""What the server knows: chats, messages, updates, the log of calls. One lock guards it all; nothing here does I/O."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

BOT = {
    "id": 4242, "is_bot": True, "first_name": "Revierlotse", "username": "revierlotse_bot",
    "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Call:
    """One request as it came in, its parameters as sent and the status it was answered with (0: dropped)."""

    method: str
    params: dict[str, str]
    status: int


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message of the bot as a person sees it."""

    id: int
    chat_id: int
    text: str
    entities: list[dict[str, Any]]
    buttons: list[list[str]]
    raw: dict[str, Any]

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> "SentMessage":
        """Reads the message out of its Bot API object."""
        rows = raw.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = [[button["text"] for button in row] for row in rows]
        text = raw.get("text", raw.get("caption", ""))
        return cls(raw["message_id"], raw["chat"]["id"], text, raw.get("entities", []), buttons, raw)


class World:
    """The state behind one bot token. `changed` is notified after every change and is the lock of all fields."""

    def __init__(self) -> None:
        self.changed = threading.Condition(threading.RLock())
        self.chats: dict[int, dict[str, Any]] = {}
        self.messages: dict[tuple[int, int], dict[str, Any]] = {}
        self.open_queries: set[str] = set()
        self.blocked: set[int] = set()
        self.settings: dict[tuple[str, str], dict[str, Any]] = {}  # setMy…, by method and language
        self.webhook: dict[str, Any] = {}
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.update_ids = count(700_001)
        self._message_ids = count(1)
        self._on_change: list[Callable[[], None]] = []

    def announce(self, listener: Callable[[], None]) -> None:
        """Calls `listener` after every change, in the thread that made it."""
        self._on_change.append(listener)

    def notify(self) -> None:
        """Wakes everybody who waits for a change. The caller holds the lock."""
        self.changed.notify_all()
        for listener in self._on_change:
            listener()

    def store_message(self, chat_id: int, sender: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
        """Puts a new message into a chat and returns its Bot API object."""
        with self.changed:
            head = {"message_id": next(self._message_ids), "date": int(time.time()), "chat": self.chats[chat_id]}
            message = {**head, "from": sender, **content}
            self.messages[chat_id, message["message_id"]] = message
            self.notify()
            return message

    def from_bot(self, chat_id: int) -> list[SentMessage]:
        """What the bot has said in a chat, oldest first."""
        with self.changed:
            said = [m for (chat, _), m in self.messages.items() if chat == chat_id and m["from"]["id"] == BOT["id"]]
            return [SentMessage.from_json(message) for message in said]

    def record(self, call: Call) -> None:
        """Adds a call to the log."""
        with self.changed:
            self.calls.append(call)
            self.notify()
