"""What happens on the usual commands, messages and presses: plain coroutines, registered in `app.py`."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from html import escape

from telegram import Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter

from bot.telegram import dialogue_handlers
from bot.telegram.asking import answered_already, ask
from bot.telegram.command_names import meant_command
from bot.telegram.context import Context, chosen_phrases, consult, conversation_of, message_of, note_move, phrases_of
from bot.telegram.format import source_messages
from bot.telegram.groups import spoken_text
from bot.telegram.keyboards import pressed_question, topic_keyboard
from bot.telegram.logs import trace
from bot.telegram.phrases import extended
from bot.telegram.presses import acknowledge
from bot.telegram.sending import reply
from bot.telegram.work import will_be_tried_again

logger = logging.getLogger(__name__)

APOLOGY_PAUSES = (0.0, 1.0, 4.0)  # seconds before each try; one apology too many is better than silence


async def start(update: Update, context: Context) -> None:
    """Says what the bot is and offers its topics; goes on with the one that a link names: t.me/bot?start=gehalt."""
    phrases = await chosen_phrases(update, context)
    offer = escape(context.advisor.offer(phrases.language), quote=False)
    await reply(update, context, [phrases.welcome.format(offer=offer)], topic_keyboard(phrases))
    linked, *context.args = context.args or [""]
    if linked.lower() in LINKS:
        await LINKS[linked.lower()](update, context)


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
    if query is None or query.message is None:  # under an inline message, where the bot cannot write
        await acknowledge(update)
        return
    last = await consult(context.advisor.last_answer, conversation_of(update))
    phrases = await chosen_phrases(update, context)
    text = pressed_question(query, last.suggestions if last else (), phrases)
    if await answered_already(update, context, text):
        await acknowledge(update, phrases.stands_there)
        return
    await acknowledge(update)
    if text:
        await ask(update, context, text, repeated=True)
    else:
        await reply(update, context, [phrases.expired_button])


async def unknown_command(update: Update, context: Context) -> None:
    """Points to the command that was probably meant, and to those that exist."""
    phrases = await chosen_phrases(update, context)
    meant = meant_command(message_of(update).text or "", phrases.commands)
    hint = phrases.meant_command.format(command=meant) if meant else ""
    await reply(update, context, [f"{phrases.unknown_command} {hint}".rstrip()])


async def failed(update: object, context: Context) -> None:
    """Tells the person in one line that something failed, and the log what, without their words."""
    error = context.error
    if isinstance(error, ChatMigrated) and isinstance(update, Update):
        note_move(update, context, error.new_chat_id)
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
    phrases = phrases_of(update)
    for pause in APOLOGY_PAUSES:
        await asyncio.sleep(pause)
        try:
            await reply(update, context, [phrases.maybe_lost if unknown_fate else phrases.failed])
            return
        except Exception as second:  # what cannot be answered may be too broken for an apology as well
            logger.warning("update %s: the apology was not sent: %s", update.update_id, type(second).__name__)
            if not isinstance(second, NetworkError) or isinstance(second, BadRequest):
                return


async def _ask_topic(update: Update, context: Context, topic: str) -> None:
    phrases = await chosen_phrases(update, context)
    await ask(update, context, extended(phrases.questions[topic], " ".join(context.args or ())))


# What a link to the bot may go on with; people and posters name topics in either language.
LINKS: Mapping[str, Callable[[Update, Context], Awaitable[None]]] = {
    **dict.fromkeys(("gehalt", "salary"), dialogue_handlers.salary),
    **dict.fromkeys(("beruf", "job"), role),
    "region": region,
    **dict.fromkeys(("weiterbildung", "training"), dialogue_handlers.training),
    **dict.fromkeys(("vergleich", "compare"), dialogue_handlers.compare),
}
