"""Runs the bot by long polling until it is told to stop. One process per token: Telegram serves a single poller."""

import asyncio
import contextlib
import logging
import signal

from telegram.constants import UpdateType
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.errors import TelegramRefused, TelegramUnreachable
from bot.telegram.app import BotApplication, build_application
from bot.telegram.context import Advisor
from bot.telegram.logs import masked
from bot.telegram.requests import UPDATES, UpdatesRequest

logger = logging.getLogger(__name__)

RECEIVED = [UpdateType.MESSAGE, UpdateType.EDITED_MESSAGE, UpdateType.CALLBACK_QUERY]
POLL_SECONDS = 30  # how long Telegram holds a getUpdates open


def run_polling(advisor: Advisor, *, token: str, base_url: str = "") -> None:
    """Talks to Telegram until SIGINT or SIGTERM, then finishes what is in work. Arguments as in `build_application`.

    Raises:
        TelegramRefused: The token or the address is not accepted, at the start or later.
        TelegramUnreachable: The API server does not answer at the start.
    """
    asyncio.run(_until_signal(build_application(advisor, token=token, base_url=base_url)))


async def poll(application: BotApplication, stop: asyncio.Event) -> None:
    """Initializes the application, polls until `stop` is set, and ends it in order. Raises as `run_polling`."""
    server = _address(application)
    refusal = TelegramRefused(f"the Bot API server at {server} rejects the bot token: check TELEGRAM_BOT_TOKEN")
    try:
        async with application:
            await _begin(application)
            try:
                refused = await _wait(stop, application)
            finally:
                await _end(application)
    except InvalidToken:
        raise refusal from None  # PTB's own message contains the token
    except TelegramError as error:
        words = masked(str(error), application.bot.token)
        raise TelegramUnreachable(f"the Bot API server at {server} does not answer: {words}") from None
    if refused:
        raise refusal


async def _until_signal(application: BotApplication) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def on_signal(number: int) -> None:
        stop.set()
        loop.remove_signal_handler(number)  # a second one ends the process at once

    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
            loop.add_signal_handler(number, on_signal, number)
    await poll(application, stop)


async def _begin(application: BotApplication) -> None:
    if application.updater is None or application.post_init is None:
        raise RuntimeError("the application was not built by build_application")
    await application.post_init(application)
    await application.updater.start_polling(
        timeout=POLL_SECONDS, allowed_updates=RECEIVED, error_callback=_report_disturbance
    )
    await application.start()
    logger.info("listening as @%s", application.bot.username)


async def _end(application: BotApplication) -> None:
    if application.updater and application.updater.running:
        with contextlib.suppress(InvalidToken):  # the end of the polling task, if that is why we stop
            await application.updater.stop()
    if application.running:
        await application.stop()  # waits for the updates in work


async def _wait(stop: asyncio.Event, application: BotApplication) -> bool:
    """Waits for the end; true if the token was refused in between."""
    updates: UpdatesRequest = application.bot_data[UPDATES]
    waiting = [asyncio.create_task(event.wait()) for event in (stop, updates.refused)]
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    return updates.refused.is_set()


def _report_disturbance(error: TelegramError) -> None:
    """One line per failed getUpdates; PTB goes on by itself, pausing longer each time."""
    if isinstance(error, Conflict):
        logger.error("another process polls with the same token, or a webhook is set; trying again")
    else:
        logger.warning("Telegram cannot be reached (%s); trying again", type(error).__name__)


def _address(application: BotApplication) -> str:
    address: str = application.bot.base_url
    return address.removesuffix(application.bot.token).removesuffix("/bot")
