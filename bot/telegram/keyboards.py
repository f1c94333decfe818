"""Suggestions and topics as inline buttons, and back from a pressed button to its question. No state of its own."""

import hashlib
from collections.abc import Iterable

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.telegram.phrases import TOPICS, Phrases

TOPIC = "topic:"
SUGGESTION = "ask:"
BUTTONS_PER_ROW = 2  # for the short topic labels; questions get a row each


def suggestion_keyboard(suggestions: Iterable[str]) -> InlineKeyboardMarkup | None:
    """One row per follow-up question, none without questions. The button's text is the question itself."""
    questions = dict.fromkeys(question for question in suggestions if question.strip())
    rows = [[InlineKeyboardButton(question, callback_data=_mark(question))] for question in questions]
    return InlineKeyboardMarkup(rows) if rows else None


def topic_keyboard(phrases: Phrases) -> InlineKeyboardMarkup:
    """The topics that the bot knows, two in a row."""
    buttons = [InlineKeyboardButton(phrases.labels[topic], callback_data=TOPIC + topic) for topic in TOPICS]
    return InlineKeyboardMarkup([buttons[i : i + BUTTONS_PER_ROW] for i in range(0, len(buttons), BUTTONS_PER_ROW)])


def pressed_question(query: CallbackQuery, suggestions: Iterable[str], phrases: Phrases) -> str:
    """The question behind a pressed button, "" where nothing tells.

    The text of the button itself comes first, so that buttons work after a restart and under older answers;
    `suggestions` help where Telegram no longer hands out the message.
    """
    data = query.data or ""
    if data.startswith(TOPIC):
        return phrases.questions.get(data.removeprefix(TOPIC), "")
    return _button_text(query) or next((text for text in suggestions if _mark(text) == data), "")


def _button_text(query: CallbackQuery) -> str:
    keyboard = query.message.reply_markup if isinstance(query.message, Message) else None
    rows = keyboard.inline_keyboard if keyboard else ()
    return next((button.text for row in rows for button in row if button.callback_data == query.data), "")


def _mark(question: str) -> str:
    """A short name for a question, the same in every process: callback data holds no more than 64 bytes."""
    return SUGGESTION + hashlib.sha256(question.encode("utf-8", "replace")).hexdigest()[:16]
