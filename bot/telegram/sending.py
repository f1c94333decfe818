"""Sends messages: HTML, in order, patient with flood limits, never twice where the first may have arrived."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

from telegram import Chat, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters, Update
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.telegram.context import Context, chat_id_of, chat_of, message_of
from bot.telegram.requests import never_sent

T = TypeVar("T")

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
ATTEMPTS = 4  # sends of one message, the first included
LONGEST_FLOOD_WAIT = 120.0  # seconds; whoever asked has gone by then
CONNECT_PAUSE = 1.0  # seconds before a send whose connection was refused is tried again
TYPING_SECONDS = 4.0  # Telegram shows the action for five
PROMPT_SECONDS = (
    0.3  # how long an answer may take without a sign of it: most take a tenth of that, and it costs as much
)
BUSY, BUSY_SECONDS = 4, 1.0  # updates in work; how long it may take then
TYPING_TIMEOUT = 2.0  # seconds an answer waits for its typing action at most
UNCHANGED = "message is not modified"  # Telegram's word where an edit changes nothing


async def reply(
    update: Update,
    context: Context,
    texts: Sequence[str],
    keyboard: InlineKeyboardMarkup | None = None,
    *,
    quoting: bool = False,
) -> list[int]:
    """Sends HTML texts in order into the chat and topic of the update, the keyboard below the last.

    In groups, or where `quoting`, the first one quotes the message that it answers.

    Returns:
        The numbers of the messages sent.

    Raises:
        TelegramError: A text could not be sent; a `NetworkError` leaves open whether it arrived.
    """
    sent = []
    for index, text in enumerate(texts):
        below = keyboard if index == len(texts) - 1 else None
        quotes = index == 0 and (quoting or quotes_by_itself(update))
        sent.append((await patiently(partial(_send, update, context, text, below, quoting=quotes))).message_id)
    return sent


async def edit(
    update: Update, context: Context, message: int, text: str, keyboard: InlineKeyboardMarkup | None = None
) -> bool:
    """Puts an HTML text and a keyboard in the place of a message of the bot; False where the message is gone.

    Raises:
        TelegramError: Telegram does not take the text, or cannot be reached.
    """
    try:
        await patiently(partial(_edit, update, context, message, text, keyboard))
    except BadRequest as error:
        return UNCHANGED in str(error).lower()
    return True


def quotes_by_itself(update: Update) -> bool:
    """Whether answers to this update quote it: in groups, where others write in between."""
    return chat_of(update).type != Chat.PRIVATE and not update.callback_query


def reply_place(update: Update, context: Context, *, quoting: bool) -> dict[str, Any]:
    """Where a message in answer to an update belongs: chat, topic of a forum, and the quoted message."""
    quoted = ReplyParameters(message_of(update).message_id, allow_sending_without_reply=True) if quoting else None
    return {"chat_id": chat_id_of(update, context), "message_thread_id": _topic(update), "reply_parameters": quoted}


@contextlib.asynccontextmanager
async def typing(update: Update, context: Context) -> AsyncIterator[None]:
    """Shows the typing action for as long as the block runs; it never arrives after the answer.

    It is left away where the answer comes soon: it costs as much as the answer.
    """
    done = asyncio.Event()
    showing = asyncio.create_task(_keep_typing(update, context, done))
    try:
        yield
    finally:
        done.set()
        await showing


async def _send(
    update: Update, context: Context, text: str, keyboard: InlineKeyboardMarkup | None, *, quoting: bool
) -> Message:
    return await context.bot.send_message(
        text=text,
        parse_mode=ParseMode.HTML,
        link_preview_options=NO_PREVIEW,
        reply_markup=keyboard,
        **reply_place(update, context, quoting=quoting),
    )


async def _edit(
    update: Update, context: Context, message: int, text: str, keyboard: InlineKeyboardMarkup | None
) -> None:
    await context.bot.edit_message_text(
        text,
        chat_id=chat_id_of(update, context),
        message_id=message,
        parse_mode=ParseMode.HTML,
        link_preview_options=NO_PREVIEW,
        reply_markup=keyboard,
    )


async def patiently(send: Callable[[], Awaitable[T]]) -> T:
    """Repeats a send only where it certainly had no effect: refused as a flood, or never connected."""
    for attempt in range(1, ATTEMPTS):
        try:
            return await send()
        except RetryAfter as error:
            pause = seconds_to_wait(error)
            if pause > LONGEST_FLOOD_WAIT:
                raise
        except NetworkError as error:
            if not never_sent(error):
                raise
            pause = CONNECT_PAUSE * attempt
        await asyncio.sleep(pause)
    return await send()


async def _keep_typing(update: Update, context: Context, done: asyncio.Event) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(done.wait(), BUSY_SECONDS if context.inbox.in_work > BUSY else PROMPT_SECONDS)
    while not done.is_set():
        with contextlib.suppress(TelegramError):  # an ornament; the answer matters
            await context.bot.send_chat_action(
                chat_id_of(update, context),
                ChatAction.TYPING,
                message_thread_id=_topic(update),
                read_timeout=TYPING_TIMEOUT,
            )
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), TYPING_SECONDS)


def _topic(update: Update) -> int | None:
    message = update.effective_message
    return message.message_thread_id if message and message.is_topic_message else None


def seconds_to_wait(error: RetryAfter) -> float:
    """For how long Telegram wants to be left alone."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
