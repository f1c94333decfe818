"""Groups: which messages are meant for the bot, and what they say without its name. Private chats always are."""

import re

from telegram import Chat, Message, MessageEntity
from telegram.ext import filters

NAMING: list[str | None] = [MessageEntity.MENTION, MessageEntity.BOT_COMMAND]


class AddressedFilter(filters.MessageFilter):
    """Lets a message through in private chats, and in groups when it names the bot or replies to it.

    Answers shared by way of the bot itself are none of its messages, nor are those of other bots, which might go on for ever.
    """

    def filter(self, message: Message) -> bool:
        """Whether the message is meant for the bot."""
        if _is_of_bots(message):
            return False
        return message.chat.type == Chat.PRIVATE or _answers_bot(message) or _names_bot(message)


ADDRESSED = AddressedFilter(name="bot.telegram.groups.ADDRESSED")


def spoken_text(message: Message) -> str:
    """The text of a message, or what stands under its picture, without the bot's name in it."""
    text = message.text or message.caption or ""
    if message.chat.type == Chat.PRIVATE:
        return text.strip()
    name = re.escape(message.get_bot().username)
    return re.sub(rf"\s*@{name}\b[\s,:]*", " ", text, flags=re.IGNORECASE).strip()


def _is_of_bots(message: Message) -> bool:
    """Whether it was written by this bot, inline, or by another one; anonymous administrators only look like bots."""
    if message.via_bot and message.via_bot.id == message.get_bot().id:
        return True
    return bool(message.from_user and message.from_user.is_bot and not message.sender_chat)


def _answers_bot(message: Message) -> bool:
    answered = message.reply_to_message
    is_ours = answered and answered.from_user and answered.from_user.id == message.get_bot().id
    return bool(is_ours) and not _commands_another(message)


def _commands_another(message: Message) -> bool:
    """Whether it is a command with the name of another bot: "/start@OtherBot"."""
    command = next(iter(message.parse_entities([MessageEntity.BOT_COMMAND]).values()), "")
    return "@" in command and not command.lower().endswith(_name(message))


def _names_bot(message: Message) -> bool:
    parts = [*message.parse_entities(NAMING).values(), *message.parse_caption_entities(NAMING).values()]
    if any(part.lower().endswith(_name(message)) for part in parts):
        return True
    entities = (*message.entities, *message.caption_entities)
    return any(entity.user and entity.user.id == message.get_bot().id for entity in entities)


def _name(message: Message) -> str:
    return f"@{message.get_bot().username}".lower()
