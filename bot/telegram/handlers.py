"""What happens on each kind of update: plain coroutines, registered in `app.py`. No formatting, no retrying."""

import contextlib
import logging
from html import escape

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.telegram.context import (
    Context,
    consult,
    conversation_of,
    language_of,
    message_of,
    phrases_of,
)
from bot.telegram.format import answer_messages, source_messages
from bot.telegram.groups import spoken_text
from bot.telegram.keyboards import pressed_question, suggestion_keyboard, topic_keyboard
from bot.telegram.logs import trace
from bot.telegram.phrases import extended
from bot.telegram.sending import reply, typing
from bot.telegram.work import will_be_tried_again

logger = logging.getLogger(__name__)

ALBUM = "album"  # key in chat_data: the last album that was answered


async def start(update: Update, context: Context) -> None:
    """Says what the bot is and offers its topics."""
    phrases = phrases_of(update)
    offer = escape(context.advisor.offer(language_of(update.effective_user)), quote=False)
    await reply(update, context, [phrases.welcome.format(offer=offer)], topic_keyboard(phrases))


async def help_(update: Update, context: Context) -> None:
    """Lists what works."""
    await reply(update, context, [phrases_of(update).help])


async def privacy(update: Update, context: Context) -> None:
    """Says what is remembered."""
    await reply(update, context, [phrases_of(update).privacy])


async def forget(update: Update, context: Context) -> None:
    """Deletes the conversation and confirms it."""
    await consult(context.advisor.forget, conversation_of(update))
    await reply(update, context, [phrases_of(update).forgotten])


async def sources(update: Update, context: Context) -> None:
    """Shows the passages behind the last answer."""
    answer = await consult(context.advisor.last_answer, conversation_of(update))
    if answer is None:
        await reply(update, context, [phrases_of(update).nothing_asked])
    else:
        await reply(update, context, source_messages(answer))


async def salary(update: Update, context: Context) -> None:
    """Asks what the job pays."""
    await _ask_topic(update, context, "salary")


async def role(update: Update, context: Context) -> None:
    """Asks what the job is."""
    await _ask_topic(update, context, "role")


async def region(update: Update, context: Context) -> None:
    """Asks what is special about the city."""
    await _ask_topic(update, context, "region")


async def training(update: Update, context: Context) -> None:
    """Asks how to train for the job."""
    await _ask_topic(update, context, "training")


async def question(update: Update, context: Context) -> None:
    """Answers free text."""
    text = spoken_text(message_of(update))
    if text:
        await _ask(update, context, text)
    else:
        await help_(update, context)


async def pressed(update: Update, context: Context) -> None:
    """Asks the question of a pressed button as if it had been typed."""
    query = update.callback_query
    if query is None:
        return
    with contextlib.suppress(TelegramError):  # too old, mostly; the question still counts
        await query.answer()
    if query.message is None:  # under an inline message, where the bot cannot write
        return
    last = await consult(context.advisor.last_answer, conversation_of(update))
    text = pressed_question(query, last.suggestions if last else (), phrases_of(update))
    if text:
        await _ask(update, context, text, repeated=True)
    else:
        await reply(update, context, [phrases_of(update).expired_button])


async def unknown_command(update: Update, context: Context) -> None:
    """Points to the commands that exist."""
    await reply(update, context, [phrases_of(update).unknown_command])


async def edited(update: Update, context: Context) -> None:
    """Asks for a new message."""
    await reply(update, context, [phrases_of(update).edited])


async def other_content(update: Update, context: Context) -> None:
    """Says that only text works, once per album."""
    album = message_of(update).media_group_id
    if album and context.chat_data is not None:
        if context.chat_data.get(ALBUM) == album:
            return
        context.chat_data[ALBUM] = album
    await reply(update, context, [phrases_of(update).only_text])


async def failed(update: object, context: Context) -> None:
    """Tells the person in one line that something failed, and the log what, without their words."""
    error = context.error
    if error is None or will_be_tried_again(error):
        return
    number = update.update_id if isinstance(update, Update) else "?"
    if isinstance(error, Forbidden):
        logger.info("update %s: the chat no longer takes messages from the bot", number)
        return
    logger.error("update %s failed: %s", number, trace(error, context.bot.token))
    if isinstance(update, Update) and update.effective_chat and not isinstance(error, RetryAfter):
        await _apologise(update, context, error)


async def _apologise(update: Update, context: Context, error: Exception) -> None:
    unknown_fate = isinstance(error, NetworkError) and not isinstance(error, BadRequest)
    try:
        phrases = phrases_of(update)
        await reply(update, context, [phrases.maybe_lost if unknown_fate else phrases.failed])
    except Exception as second:  # what cannot be answered may be too broken for an apology as well
        logger.warning("update %s: not even the apology was sent: %s", update.update_id, type(second).__name__)


async def _ask_topic(update: Update, context: Context, topic: str) -> None:
    await _ask(update, context, extended(phrases_of(update).questions[topic], " ".join(context.args or ())))


async def _ask(update: Update, context: Context, text: str, *, repeated: bool = False) -> None:
    """The one way from a question to its answer; `repeated` shows the question above it."""
    text = text.encode("utf-8", "replace").decode()  # half an emoji can be neither stored nor sent
    language = language_of(update.effective_user)
    async with typing(update, context):
        answer = await consult(context.advisor.reply, conversation_of(update), text, language_hint=language)
    context.metrics.answers.labels(answer.outcome).inc()
    texts = answer_messages(answer, question=text if repeated else "")
    await reply(update, context, texts, suggestion_keyboard(answer.suggestions))
