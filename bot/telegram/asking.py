"""The one way from a question to the answer in the chat: ask, send, note what belongs together, count."""

import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from telegram import InlineKeyboardMarkup, Update

from bot.answer import Answer
from bot.composer import CRISIS
from bot.errors import MemoryUnavailable
from bot.notes import Exchange, Notes
from bot.telegram.context import Context, consult, conversation_of, language_of, message_of
from bot.telegram.drafts import drafting
from bot.telegram.format import answer_messages
from bot.telegram.keyboards import answer_keyboard
from bot.telegram.languages import phrases_in
from bot.telegram.sending import edit, reply, typing

logger = logging.getLogger(__name__)

UNASKED = 0  # the number of a question that was pressed: no message that could be edited
RATED = ("answered", "declined")  # outcomes that a person can find helpful or not


async def ask(
    update: Update,
    context: Context,
    text: str,
    *,
    repeated: bool = False,
    drawable: bool = True,
    quoting: bool = False,
    instead_of: Exchange | None = None,
) -> Answer:
    """Answers a question.

    Args:
        update: Where it was asked.
        context: PTB's.
        text: The question.
        repeated: Shows the question above the answer, for one that was pressed rather than typed.
        drawable: Offers the chart of the answer, if there is one; not where it follows anyway.
        quoting: Quotes the message that asks, also in a private chat.
        instead_of: An earlier exchange whose answer is edited into this one, as far as it still stands.
    """
    text = text.encode("utf-8", "replace").decode()  # half an emoji can be neither stored nor sent
    language = language_of(update.effective_user)
    began = time.perf_counter()
    async with typing(update, context), drafting(update, context) as draft:
        answer = await consult(
            context.advisor.reply,
            conversation_of(update),
            text,
            language_hint=language,
            on_text=draft.on_text,
            cancelled=draft.cancelled,
        )
    seconds = time.perf_counter() - began
    context.metrics.answers.labels(answer.outcome).inc()
    context.metrics.degraded.inc(answer.degraded)
    await show(
        update,
        context,
        text,
        answer,
        repeated=repeated,
        drawable=drawable,
        quoting=quoting,
        instead_of=instead_of,
        seconds=seconds,
    )
    return answer


async def show(
    update: Update,
    context: Context,
    question: str,
    answer: Answer,
    *,
    repeated: bool = False,
    drawable: bool = True,
    quoting: bool = False,
    instead_of: Exchange | None = None,
    seconds: float | None = None,
) -> None:
    """Sends an answer and notes which messages it consists of.

    Arguments as in `ask`; an answer that took `seconds` is counted, one that was given before is not.
    """
    texts, chart = await consult(_rendered, context, answer, question if repeated else "", drawable)
    is_rated = answer.outcome in RATED and answer.topic != CRISIS
    keyboard = answer_keyboard(answer, phrases_in(answer.language), chart, is_rated=is_rated)
    sent = await _edited(update, context, instead_of, texts, keyboard) if instead_of else []
    sent = sent or await reply(update, context, texts, keyboard, quoting=quoting)
    asked = (
        UNASKED if update.callback_query or update.effective_message is None else update.effective_message.message_id
    )
    exchange = _exchange(asked, tuple(sent), question, answer)
    await consult(_keep, update, context, exchange, question, answer, seconds)


async def answered_already(update: Update, context: Context, question: str) -> bool:
    """Whether a button was pressed twice: the last thing said answers this very question, and the button is not below it."""
    last = next(iter((await notes_of(update, context)).exchanges[-1:]), None)
    if last is None or not question or (last.asked, last.question) != (UNASKED, question):
        return False
    return bool(update.effective_message) and message_of(update).message_id not in last.sent


async def notes_of(update: Update, context: Context) -> Notes:
    """The notes of this conversation; empty where the database does not tell."""
    try:
        return await consult(context.advisor.notes, conversation_of(update))
    except MemoryUnavailable as error:
        logger.warning("update %s: the notes of a conversation are not known: %s", update.update_id, error)
        return Notes()


async def note_dialogue(update: Update, context: Context, dialogue: str) -> None:
    """Notes which choice a dialogue waits for, "" for none."""
    notes = await notes_of(update, context)
    if notes.dialogue != dialogue:
        await consult(context.advisor.note, conversation_of(update), partial(replace, dialogue=dialogue))


async def _edited(
    update: Update, context: Context, before: Exchange, texts: Sequence[str], keyboard: InlineKeyboardMarkup | None
) -> list[int]:
    """Edits the messages of a former answer into these texts; nothing where they are another number, or gone."""
    if len(before.sent) != len(texts):
        return []
    for number, text in zip(before.sent, texts, strict=True):
        if not await edit(update, context, number, text, keyboard if number == before.sent[-1] else None):
            return []
    return list(before.sent)


def _exchange(asked: int, sent: tuple[int, ...], question: str, answer: Answer) -> Exchange:
    """What is noted of an answer; the words of a person in a crisis are not."""
    return Exchange(
        asked=asked,
        sent=sent,
        question="" if answer.topic == CRISIS else question,
        outcome=answer.outcome,
        topic=answer.topic,
        language=answer.language,
        passages=tuple(entry.passage_id for entry in answer.citations),
    )


def _rendered(context: Context, answer: Answer, header: str, drawable: bool) -> tuple[list[str], str]:
    """The HTML messages of an answer, and the key of its chart, "" for none."""
    return answer_messages(answer, question=header), context.surface.charts.key_for(answer) if drawable else ""


def _keep(
    update: Update, context: Context, exchange: Exchange, question: str, answer: Answer, seconds: float | None
) -> None:
    """Notes and counts what was sent; a database that fails costs no more than that."""
    try:
        context.advisor.note(conversation_of(update), lambda notes: replace(notes.with_exchange(exchange), dialogue=""))
    except MemoryUnavailable as error:  # the answer was sent: its update has not failed
        logger.warning("update %s: what was sent is not noted: %s", update.update_id, error)
    if seconds is None:
        return
    try:
        context.surface.feedback.answered(question, answer, seconds)
    except MemoryUnavailable as error:
        logger.warning("update %s: the answer was not counted: %s", update.update_id, error)
