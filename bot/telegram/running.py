"""From the built application to one at work and back: what long polling and webhooks have in common."""

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.errors import TelegramRefused, TelegramUnreachable
from bot.inbox import Inbox
from bot.telegram.app import BotApplication
from bot.telegram.context import ADVISOR, INBOX, SURFACE
from bot.telegram.logs import masked
from bot.telegram.metrics import METRICS
from bot.telegram.sending import seconds_to_wait
from bot.telegram.upkeep import keep_up
from bot.telegram.workers import Workers

logger = logging.getLogger(__name__)

START_PAUSES = (0.5, 1.0, 2.0)  # before the first request is tried again
LONGEST_START_PAUSE = 60.0  # seconds of a flood limit that are waited for at the start
WAITING_THREADS = 64  # answers that may wait for a language model at once, without keeping the other chats waiting
SWITCH_SECONDS = 0.0005  # a thread that computes an answer keeps those that read and write waiting no longer


def run_until_signal(work: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    """Runs `work` with an event that SIGINT and SIGTERM set; a second signal ends the process at once."""
    sys.setswitchinterval(SWITCH_SECONDS)
    asyncio.run(_with_signals(work))


@contextlib.asynccontextmanager
async def working(application: BotApplication) -> AsyncIterator[Inbox]:
    """The application initialized, and its inbox worked off for as long as the block runs.

    Raises:
        TelegramRefused: The token is not accepted, at the start or in the block.
        TelegramUnreachable: The API server does not answer at the start.
    """
    inbox: Inbox = application.bot_data[INBOX]
    if application.bot_data[ADVISOR].is_slow:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(WAITING_THREADS))
    server = _address(application)
    try:
        await _introduced(application)
        async with application:
            workers = Workers(application, inbox, application.bot_data[METRICS])
            await application.start()
            workers.start()
            operations = application.bot_data[SURFACE].operations
            upkeep = asyncio.create_task(keep_up(operations)) if operations else None
            try:
                yield inbox
            finally:
                if upkeep:
                    upkeep.cancel()
                await workers.stop()
                await application.stop()
    except InvalidToken:  # PTB's own message contains the token
        raise TelegramRefused(
            f"the Bot API server at {server} rejects the bot token: check TELEGRAM_BOT_TOKEN"
        ) from None
    except TelegramError as error:
        words = masked(str(error), application.bot.token)
        raise TelegramUnreachable(f"the Bot API server at {server} does not answer: {words}") from None
    finally:
        await asyncio.to_thread(inbox.close)


async def _introduced(application: BotApplication) -> None:
    """Asks Telegram who the bot is, a few times: a server may be starting or disturbed. Leaves the last try to others."""
    for pause in START_PAUSES:
        try:
            await application.bot.initialize()
            return
        except BadRequest:
            return
        except RetryAfter as error:
            wait = min(seconds_to_wait(error), LONGEST_START_PAUSE)
        except NetworkError:
            wait = pause
        logger.warning("the Bot API server does not answer yet; trying again in %g s", wait)
        await asyncio.sleep(wait)


async def _with_signals(work: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def on_signal(number: int) -> None:
        stop.set()
        loop.remove_signal_handler(number)  # a second one ends the process at once

    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
            loop.add_signal_handler(number, on_signal, number)
    await work(stop)


def _address(application: BotApplication) -> str:
    address: str = application.bot.base_url
    return address.removesuffix(application.bot.token).removesuffix("/bot")
