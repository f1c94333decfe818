"""What all pressed buttons have in common: the press is acknowledged, and the message with the button changes."""

import contextlib

from telegram import InlineKeyboardMarkup, Update
from telegram.error import TelegramError

from bot.telegram.context import Context
from bot.telegram.sending import edit, patiently, reply


async def acknowledge(update: Update, notice: str = "", *, is_alert: bool = False) -> str:
    """Ends the button's waiting, with a short notice if there is one; returns the data of the button."""
    query = update.callback_query
    if query is None:
        return ""
    with contextlib.suppress(TelegramError):  # too old, mostly; the press still counts
        await query.answer(notice or None, show_alert=is_alert or None)
    return query.data or ""


async def replace_pressed(
    update: Update, context: Context, text: str, keyboard: InlineKeyboardMarkup | None = None
) -> None:
    """Puts a text in the place of the message with the button, or sends it where that message is gone."""
    query = update.callback_query
    if query and query.message and await edit(update, context, query.message.message_id, text, keyboard):
        return
    await reply(update, context, [text], keyboard)


async def replace_keyboard(update: Update, context: Context, keyboard: InlineKeyboardMarkup | None) -> None:
    """Changes the buttons under the message with the button; where that fails, they stay as they are."""
    query = update.callback_query
    if query is None or query.message is None:
        return
    chat, message = query.message.chat.id, query.message.message_id
    with contextlib.suppress(TelegramError):
        await patiently(lambda: context.bot.edit_message_reply_markup(chat, message, reply_markup=keyboard))
