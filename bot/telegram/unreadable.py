"""Pictures, voice, stickers and the like: a friendly word on what works, and an answer to the words that come with them."""

from dataclasses import replace
from functools import partial

from telegram import Message, Update
from telegram.ext import filters

from bot.telegram.asking import ask, notes_of
from bot.telegram.context import Context, chosen_phrases, consult, conversation_of, message_of
from bot.telegram.groups import spoken_text
from bot.telegram.sending import reply

NEWER = ("rich_message",)  # fields with content of Bot API 10.3, which PTB 22.8 does not know yet
KIND_OF_FIELD = {
    "photo": "photo",
    "voice": "voice",
    "audio": "voice",
    "video": "video",
    "video_note": "video",
    "animation": "video",
    "sticker": "sticker",
    "location": "place",
    "venue": "place",
    "document": "document",
}


class ContentFilter(filters.MessageFilter):
    """Lets through what a person sent; what only tells of the chat, also in ways that PTB does not know, is no content."""

    def filter(self, message: Message) -> bool:
        """Whether the message has content."""
        content = message.effective_attachment or message.checklist
        return content is not None or any(field in message.api_kwargs for field in NEWER)


CONTENT = ContentFilter(name="bot.telegram.unreadable.CONTENT")


async def received(update: Update, context: Context) -> None:
    """Says once per album what cannot be read; a caption is answered like a message."""
    message = message_of(update)
    text = spoken_text(message)
    is_known = bool(message.media_group_id) and await _is_known_album(update, context, str(message.media_group_id))
    if is_known and not text:
        return
    phrases = await chosen_phrases(update, context)
    sorry = phrases.unreadable[_kind(message)]
    if not text:
        await reply(update, context, [f"{sorry} {phrases.write_instead}"])
        return
    await reply(update, context, [phrases.caption_only.format(unreadable=sorry)])
    await ask(update, context, text)


def _kind(message: Message) -> str:
    return next((kind for field, kind in KIND_OF_FIELD.items() if getattr(message, field)), "other")


async def _is_known_album(update: Update, context: Context, album: str) -> bool:
    """Whether an earlier picture of the album was answered; from now on it was."""
    notes = await notes_of(update, context)
    if notes.album == album:
        return True
    await consult(context.advisor.note, conversation_of(update), partial(replace, album=album))
    return False
