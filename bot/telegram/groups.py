"""Groups: which messages are meant for the bot, and what they say without its name. Private chats always are."""

import re

from telegram import Chat, Message, MessageEntity
from telegram.ext import filters

NAMING: list[str | None] = [MessageEntity.MENTION, MessageEntity.BOT_COMMAND]


class AddressedFilter(filters.MessageFilter):
    """Lets a message through in private chats, and in groups when it names the bot or replies to it."""

    def filter(self, message: Message) -> bool:
        """Whether the message is meant for the bot."""
        return message.chat.type == Chat.PRIVATE or _answers_bot(message) or _names_bot(message)


ADDRESSED = AddressedFilter(name="bot.telegram.groups.ADDRESSED")


def spoken_text(message: Message) -> str:
    """The text of a message without the bot's name in it."""
    text = message.text or ""
    if message.chat.type == Chat.PRIVATE:
        return text.strip()
    name = re.escape(message.get_bot().username)
    return re.sub(rf"\s*@{name}\b[\s,:]*", " ", text, flags=re.IGNORECASE).strip()


def _answers_bot(message: Message) -> bool:
    answered = message.reply_to_message
    return bool(answered and answered.from_user and answered.from_user.id == message.get_bot().id)


def _names_bot(message: Message) -> bool:
    name = f"@{message.get_bot().username}".lower()
    if any(part.lower().endswith(name) for part in message.parse_entities(NAMING).values()):
        return True
    return any(entity.user and entity.user.id == message.get_bot().id for entity in message.entities)
