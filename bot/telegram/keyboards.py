"""Inline buttons: suggestions, topics, votes, charts; and back from a pressed button to its question. No state of its own."""

import hashlib
from collections.abc import Iterable, Sequence

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.answer import Answer
from bot.telegram.phrases import TOPICS, Phrases

TOPIC, SUGGESTION = "topic:", "ask:"
VOTE, REASON = "vote:", "why:"
CHART = "chart:"
BUTTONS_PER_ROW = 2  # for the short topic labels; questions get a row each
VOTES = {"up": "👍", "down": "👎"}

Rows = Sequence[Sequence[InlineKeyboardButton]]


def answer_keyboard(
    answer: Answer, phrases: Phrases, chart: str = "", *, is_rated: bool = True
) -> InlineKeyboardMarkup | None:
    """What stands under an answer: a row per follow-up question, then one with the chart and the votes; None if nothing.

    The text of a question's button is the question itself. `chart` is the key of the answer's chart, "" for none.
    """
    questions = dict.fromkeys(question for question in answer.suggestions if question.strip())
    rows = [[InlineKeyboardButton(question, callback_data=_mark(question))] for question in questions]
    last = [InlineKeyboardButton(phrases.picture, callback_data=CHART + chart)] if chart else []
    if is_rated:
        last += [InlineKeyboardButton(sign, callback_data=VOTE + vote) for vote, sign in VOTES.items()]
    return _markup([*rows, last])


def topic_keyboard(phrases: Phrases) -> InlineKeyboardMarkup:
    """The topics that the bot knows, two in a row."""
    return in_rows([InlineKeyboardButton(phrases.labels[topic], callback_data=TOPIC + topic) for topic in TOPICS])


def in_rows(buttons: Sequence[InlineKeyboardButton], per_row: int = BUTTONS_PER_ROW) -> InlineKeyboardMarkup:
    """Buttons in rows of the same length."""
    return InlineKeyboardMarkup([buttons[start : start + per_row] for start in range(0, len(buttons), per_row)])


def with_reasons(keyboard: InlineKeyboardMarkup | None, phrases: Phrases) -> InlineKeyboardMarkup | None:
    """The keyboard of an answer with the reasons of a downvote in the place of the votes."""
    reasons = [InlineKeyboardButton(text, callback_data=REASON + reason) for reason, text in phrases.reasons.items()]
    return _markup([*_without_votes(keyboard), *in_rows(reasons).inline_keyboard])


def without_votes(keyboard: InlineKeyboardMarkup | None) -> InlineKeyboardMarkup | None:
    """The keyboard of an answer that was rated."""
    return _markup(_without_votes(keyboard))


def without_chart(keyboard: InlineKeyboardMarkup | None) -> InlineKeyboardMarkup | None:
    """The keyboard of an answer whose chart was shown."""
    return _markup(_without(keyboard, (CHART,)))


def pressed_question(query: CallbackQuery, suggestions: Iterable[str], phrases: Phrases) -> str:
    """The question behind a pressed button, "" where nothing tells.

    The text of the button itself comes first, so that buttons work after a restart and under older answers;
    `suggestions` help where Telegram no longer hands out the message.
    """
    data = query.data or ""
    if data.startswith(TOPIC):
        return phrases.questions.get(data.removeprefix(TOPIC), "")
    return _button_text(query) or next((text for text in suggestions if _mark(text) == data), "")


def keyboard_of(query: CallbackQuery) -> InlineKeyboardMarkup | None:
    """The keyboard in which a button was pressed, None where Telegram no longer hands out the message."""
    return query.message.reply_markup if isinstance(query.message, Message) else None


def _button_text(query: CallbackQuery) -> str:
    keyboard = keyboard_of(query)
    rows = keyboard.inline_keyboard if keyboard else ()
    return next((button.text for row in rows for button in row if button.callback_data == query.data), "")


def _without_votes(keyboard: InlineKeyboardMarkup | None) -> Rows:
    return _without(keyboard, (VOTE, REASON))


def _without(keyboard: InlineKeyboardMarkup | None, kinds: tuple[str, ...]) -> Rows:
    rows = keyboard.inline_keyboard if keyboard else ()
    return [[button for button in row if not str(button.callback_data).startswith(kinds)] for row in rows]


def _markup(rows: Rows) -> InlineKeyboardMarkup | None:
    filled = [row for row in rows if row]
    return InlineKeyboardMarkup(filled) if filled else None


def _mark(question: str) -> str:
    """A short name for a question, the same in every process: callback data holds no more than 64 bytes."""
    return SUGGESTION + hashlib.sha256(question.encode("utf-8", "replace")).hexdigest()[:16]
