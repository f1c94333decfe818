"""A message that was changed gets a corrected answer: in the place of the former one where that is the last."""

from telegram import Update

from bot.telegram.asking import ask, notes_of
from bot.telegram.context import Context, message_of
from bot.telegram.groups import spoken_text


async def edited(update: Update, context: Context) -> None:
    """Answers a changed message; one whose words are the same as before needs no other answer."""
    message, notes = message_of(update), await notes_of(update, context)
    text = spoken_text(message)
    before = notes.answering(message.message_id)
    if not text or (before and before.question == text):
        return
    is_last = before is not None and before == notes.exchanges[-1]
    await ask(update, context, text, quoting=True, instead_of=before if is_last else None)
