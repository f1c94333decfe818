"""Long polling: fetches updates, writes them down, and only then lets Telegram forget them. One process per token."""

import asyncio
import contextlib
import logging
from functools import partial
from pathlib import Path

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.errors import MemoryUnavailable
from bot.inbox import Inbox
from bot.telegram.app import BotApplication, build_application
from bot.telegram.context import Advisor, Surface
from bot.telegram.incoming import RECEIVED, new_update
from bot.telegram.metrics import METRICS, Metrics
from bot.telegram.profile import announce
from bot.telegram.requests import UPDATES, UpdatesRequest
from bot.telegram.running import run_until_signal, working
from bot.telegram.sending import patiently, seconds_to_wait

logger = logging.getLogger(__name__)

POLL_SECONDS = 30  # how long Telegram holds a getUpdates open
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 30.0  # seconds after a getUpdates that failed; doubled each time
LAST_SECONDS = 5.0  # for the getUpdates that confirms what came last


def run_polling(
    advisor: Advisor, surface: Surface, *, token: str, base_url: str = "", database: str | Path = ":memory:"
) -> None:
    """Talks to Telegram until SIGINT or SIGTERM, then finishes what is in work. Arguments as in `build_application`.

    Raises:
        TelegramRefused: The token or the address is not accepted, at the start or later.
        TelegramUnreachable: The API server does not answer at the start.
        MemoryUnavailable: The database cannot be opened.
    """
    application = build_application(advisor, surface, token=token, base_url=base_url, database=database)
    run_until_signal(partial(poll, application))


async def poll(application: BotApplication, stop: asyncio.Event) -> None:
    """Works and polls until `stop` is set, and ends in order. Raises as `run_polling`."""
    async with working(application) as inbox:
        await patiently(application.bot.delete_webhook)
        await announce(application)
        logger.info("listening as @%s", application.bot.username)
        poller = _Poller(application, inbox)
        polling = asyncio.create_task(poller.run())
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait((polling, stopped), return_when=asyncio.FIRST_COMPLETED)
            if polling.done():
                polling.result()
        finally:
            stopped.cancel()
            await poller.end(polling)


class _Poller:
    """The loop of getUpdates, and how far it got."""

    def __init__(self, application: BotApplication, inbox: Inbox) -> None:
        self._bot = application.bot
        self._inbox = inbox
        self._request: UpdatesRequest = application.bot_data[UPDATES]
        self._metrics: Metrics = application.bot_data[METRICS]
        self._confirmed: int | None = None  # the offset to name once; without one Telegram gives what is unconfirmed

    async def run(self) -> None:
        """Fetches and writes down, for ever.

        Raises:
            InvalidToken: Telegram rejects the token.
        """
        pause = FIRST_PAUSE
        while True:
            try:
                await self._fetch(POLL_SECONDS)
                await self._keep(self._request.batch)
                pause = FIRST_PAUSE
            except InvalidToken:
                raise
            except (TelegramError, MemoryUnavailable) as error:
                _report(error)
                await asyncio.sleep(max(pause, _wanted_pause(error)))
                pause = min(2 * pause, LONGEST_PAUSE)

    async def end(self, polling: "asyncio.Task[None]") -> None:
        """Ends the loop and confirms what was written down."""
        polling.cancel()
        with contextlib.suppress(asyncio.CancelledError, TelegramError):
            await polling
        with contextlib.suppress(TelegramError, TimeoutError):
            await asyncio.wait_for(self._fetch(0), LAST_SECONDS)  # what it brings comes again

    async def _fetch(self, seconds: int) -> None:
        await self._bot.get_updates(offset=self._confirmed, timeout=seconds, allowed_updates=RECEIVED)

    async def _keep(self, batch: list[object]) -> None:
        self._confirmed = None
        updates = [new_update(raw) for raw in batch]
        if not updates:
            return
        self._metrics.received(len(updates), await self._inbox.receive(updates))
        numbers = [update.id for update in updates if update.id >= 0]
        if numbers:
            self._confirmed = numbers[-1] + 1
        else:
            await asyncio.sleep(FIRST_PAUSE)  # nothing of it can be confirmed


def _report(error: Exception) -> None:
    """One line per getUpdates that failed."""
    if isinstance(error, Conflict):
        logger.error("another process polls with the same token, or a webhook is set; trying again")
    elif isinstance(error, MemoryUnavailable):
        logger.error("updates cannot be written down and stay with Telegram: %s", error)
    else:
        logger.warning("Telegram cannot be reached (%s); trying again", type(error).__name__)


def _wanted_pause(error: Exception) -> float:
    return seconds_to_wait(error) if isinstance(error, RetryAfter) else 0.0
