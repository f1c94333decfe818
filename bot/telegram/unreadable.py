"""Pictures, voice, stickers and the like: a friendly word on what works, and an answer to the words that come with them."""

from dataclasses import replace
from functools import partial

from telegram import Message, Update

from bot.telegram.asking import ask, notes_of
from bot.telegram.context import Context, chosen_phrases, consult, conversation_of, message_of
from bot.telegram.sending import reply

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


async def received(update: Update, context: Context) -> None:
    """Says once per album what cannot be read; a caption is answered like a message."""
    message = message_of(update)
    is_known = bool(message.media_group_id) and await _is_known_album(update, context, str(message.media_group_id))
    if is_known and not message.caption:
        return
    phrases = await chosen_phrases(update, context)
    sorry = phrases.unreadable[_kind(message)]
    if not message.caption:
        await reply(update, context, [f"{sorry} {phrases.write_instead}"])
        return
    await reply(update, context, [phrases.caption_only.format(unreadable=sorry)])
    await ask(update, context, message.caption.strip())


def _kind(message: Message) -> str:
    return next((kind for field, kind in KIND_OF_FIELD.items() if getattr(message, field)), "other")


async def _is_known_album(update: Update, context: Context, album: str) -> bool:
    """Whether an earlier picture of the album was answered; from now on it was."""
    notes = await notes_of(update, context)
    if notes.album == album:
        return True
    await consult(context.advisor.note, conversation_of(update), partial(replace, album=album))
    return False
