"""What the server knows: chats, messages, files, the log of calls. One lock guards it all; nothing here does I/O."""

import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.bot_api.clock import Clock
from tests.bot_api.files import FileStore

BOT = {
    "id": 4242, "is_bot": True, "first_name": "Revierlotse", "username": "revierlotse_bot",
    "can_join_groups": True, "can_read_all_group_messages": True, "supports_inline_queries": True,
}  # fmt: skip
SENDER = {key: BOT[key] for key in ("id", "is_bot", "first_name", "username")}

Message = dict[str, Any]  # a Bot API Message object


@dataclass(frozen=True, slots=True)
class Call:
    """One request as it came in: parameters as sent, the status it was answered with (0: dropped), the clock's time."""

    method: str
    params: dict[str, Any]
    status: int
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message of the bot as a person sees it."""

    id: int
    chat_id: int
    text: str
    entities: list[dict[str, Any]]
    buttons: list[list[str]]
    raw: Message

    @classmethod
    def from_json(cls, raw: Message) -> "SentMessage":
        """Reads the message out of its Bot API object."""
        rows = raw.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = [[button["text"] for button in row] for row in rows]
        text = raw.get("text", raw.get("caption", ""))
        entities = raw.get("entities", raw.get("caption_entities", []))
        return cls(raw["message_id"], raw["chat"]["id"], text, entities, buttons, raw)


@dataclass(slots=True)
class OpenQuery:
    """A callback or inline query that the bot may still answer, once, before it expires."""

    user_id: int
    chat_id: int
    expires: float


@dataclass(slots=True)
class Draft:
    """A message being streamed: the text shown now, and whether it has a Stop button."""

    text: str
    can_stop: bool


@dataclass(slots=True)
class ChatLog:
    """What is in one chat: messages by id, and what people and bot did besides, each after a message id."""

    messages: dict[int, Message] = field(default_factory=dict)
    gestures: list[tuple[int, str]] = field(default_factory=list)
    drafts: dict[int, Draft] = field(default_factory=dict)


class World:
    """The state behind one bot token. `changed` is notified after every change and is the lock of all fields."""

    def __init__(self) -> None:
        self.changed = threading.Condition(threading.RLock())
        self.clock = Clock()
        self.files = FileStore()
        self.chats: dict[int, dict[str, Any]] = {}
        self.logs: defaultdict[int, ChatLog] = defaultdict(ChatLog)
        self.blocked: set[int] = set()
        self.open_queries: dict[str, OpenQuery] = {}
        self.inline_answers: dict[str, dict[str, Any]] = {}  # arguments of answerInlineQuery by query id
        self.reactions: dict[tuple[int, int, int], list[dict[str, Any]]] = {}  # by chat, message, user
        self.settings: dict[tuple[str, str], dict[str, Any]] = {}  # setMy…, by method and language
        self.webhook: dict[str, Any] = {}
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.update_ids = count(700_001)
        self._calls_of: defaultdict[str, list[Call]] = defaultdict(list)
        self._message_ids = count(1)
        self._last_message_id = 0
        self._on_change: list[Callable[[], None]] = []

    def announce(self, listener: Callable[[], None]) -> None:
        """Calls `listener` after every change, in the thread that made it."""
        self._on_change.append(listener)

    def notify(self) -> None:
        """Wakes everybody who waits for a change. The caller holds the lock."""
        self.changed.notify_all()
        for listener in self._on_change:
            listener()

    def store_message(self, chat_id: int, sender: dict[str, Any], content: dict[str, Any]) -> Message:
        """Puts a new message into a chat and returns its Bot API object."""
        with self.changed:
            self._last_message_id = next(self._message_ids)
            head = {"message_id": self._last_message_id, "date": int(self.clock.now()), "chat": self.chats[chat_id]}
            message = {**head, "from": sender, **content}
            self.logs[chat_id].messages[self._last_message_id] = message
            self.notify()
            return message

    def message(self, chat_id: int, message_id: int) -> Message | None:
        """A message that is in a chat now."""
        return self.logs[chat_id].messages.get(message_id)

    def note(self, chat_id: int, line: str) -> None:
        """Remembers what somebody did in a chat besides writing."""
        with self.changed:
            self.logs[chat_id].gestures.append((self._last_message_id, line))

    def from_bot(self, chat_id: int) -> list[SentMessage]:
        """What the bot has said in a chat, oldest first."""
        with self.changed:
            messages = self.logs[chat_id].messages.values()
            return [SentMessage.from_json(message) for message in messages if message["from"]["id"] == BOT["id"]]

    def calls_of(self, method: str) -> list[Call]:
        """The log of one method, oldest first."""
        with self.changed:
            return list(self._calls_of[method])

    def record(self, method: str, params: dict[str, Any], status: int) -> None:
        """Adds a call to the log."""
        with self.changed:
            call = Call(method, params, status, self.clock.now())
            self.calls.append(call)
            self._calls_of[method].append(call)
            self.notify()
