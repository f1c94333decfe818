"""What the inbox still keeps of a person's messages, as part of their personal data."""

from dataclasses import dataclass
from typing import Any

from bot.inbox import Inbox

PREFIX = "telegram:"  # of a conversation's name; then the chat, and in groups the person in it


@dataclass(frozen=True, slots=True)
class StoredUpdates:
    """The updates of a private chat that wait or were laid aside; a group's belong to more than one person."""

    inbox: Inbox
    name: str = "updates"

    async def export(self, conversation: str) -> list[Any]:
        """The updates as Telegram sent them."""
        chat = _private_chat(conversation)
        return await self.inbox.export(chat) if chat is not None else []

    async def forget(self, conversation: str) -> None:
        """Wipes what was laid aside; what waits is answered first and wiped then."""
        chat = _private_chat(conversation)
        if chat is not None:
            await self.inbox.forget(chat)


def _private_chat(conversation: str) -> int | None:
    name = conversation.removeprefix(PREFIX)
    return int(name) if name.isdigit() else None
