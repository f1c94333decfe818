"""What happens on the usual commands, messages and presses: plain coroutines, registered in `app.py`."""

import logging
from html import escape

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from bot.telegram import dialogue_handlers
from bot.telegram.asking import ask
from bot.telegram.context import Context, chosen_phrases, consult, conversation_of, message_of, phrases_of
from bot.telegram.format import source_messages
from bot.telegram.groups import spoken_text
from bot.telegram.keyboards import pressed_question, topic_keyboard
from bot.telegram.logs import trace
from bot.telegram.phrases import extended
from bot.telegram.presses import acknowledge
from bot.telegram.sending import reply
from bot.telegram.work import will_be_tried_again

logger = logging.getLogger(__name__)


async def start(update: Update, context: Context) -> None:
    """Says what the bot is and offers its topics."""
    phrases = await chosen_phrases(update, context)
    offer = escape(context.advisor.offer(phrases.language), quote=False)
    await reply(update, context, [phrases.welcome.format(offer=offer)], topic_keyboard(phrases))


async def help_(update: Update, context: Context) -> None:
    """Lists what works."""
    await reply(update, context, [(await chosen_phrases(update, context)).help])


async def sources(update: Update, context: Context) -> None:
    """Shows the passages behind the last answer."""
    answer = await consult(context.advisor.last_answer, conversation_of(update))
    if answer is None:
        await reply(update, context, [(await chosen_phrases(update, context)).nothing_asked])
    else:
        await reply(update, context, source_messages(answer))


async def role(update: Update, context: Context) -> None:
    """Asks what the job is."""
    await _ask_topic(update, context, "role")


async def region(update: Update, context: Context) -> None:
    """Asks what is special about the city."""
    await _ask_topic(update, context, "region")


async def question(update: Update, context: Context) -> None:
    """Answers free text, which may also be the choice that a dialogue waits for."""
    text = spoken_text(message_of(update))
    if not text:
        await help_(update, context)
    elif not await dialogue_handlers.typed(update, context, text):
        await ask(update, context, text)


async def pressed(update: Update, context: Context) -> None:
    """Asks the question of a pressed button as if it had been typed."""
    query = update.callback_query
    await acknowledge(update)
    if query is None or query.message is None:  # under an inline message, where the bot cannot write
        return
    last = await consult(context.advisor.last_answer, conversation_of(update))
    phrases = await chosen_phrases(update, context)
    text = pressed_question(query, last.suggestions if last else (), phrases)
    if text:
        await ask(update, context, text, repeated=True)
    else:
        await reply(update, context, [phrases.expired_button])


async def unknown_command(update: Update, context: Context) -> None:
    """Points to the commands that exist."""
    await reply(update, context, [(await chosen_phrases(update, context)).unknown_command])


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
    if isinstance(update, Update) and update.effective_message and not isinstance(error, RetryAfter):
        await _apologise(update, context, error)


async def _apologise(update: Update, context: Context, error: Exception) -> None:
    unknown_fate = isinstance(error, NetworkError) and not isinstance(error, BadRequest)
    try:
        phrases = phrases_of(update)
        await reply(update, context, [phrases.maybe_lost if unknown_fate else phrases.failed])
    except Exception as second:  # what cannot be answered may be too broken for an apology as well
        logger.warning("update %s: not even the apology was sent: %s", update.update_id, type(second).__name__)


async def _ask_topic(update: Update, context: Context, topic: str) -> None:
    phrases = await chosen_phrases(update, context)
    await ask(update, context, extended(phrases.questions[topic], " ".join(context.args or ())))
