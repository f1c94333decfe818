"""Webhook mode: a web server of our own in front of the inbox. Any number of processes may share one database."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import uvicorn

from bot.database import Database
from bot.errors import SettingsRefused
from bot.telegram.app import BotApplication, build_application
from bot.telegram.context import ADVISOR, Advisor, Surface
from bot.telegram.metrics import METRICS
from bot.telegram.profile import announce
from bot.telegram.registration import TABLES, Webhook, register_once
from bot.telegram.running import run_until_signal, working
from bot.telegram.web import WebApplication

logger = logging.getLogger(__name__)

CLOSING_SECONDS = 5  # for requests that are being answered when the bot stops
BACKLOG = 1024  # connections that wait to be accepted


class Server(uvicorn.Server):
    """uvicorn's server, which leaves the signals to us: the updates in work end after it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Captures none."""
        yield


def run_webhook(
    advisor: Advisor,
    surface: Surface,
    *,
    token: str,
    webhook: Webhook,
    listen: tuple[str, int],
    database: str | Path,
    base_url: str = "",
) -> None:
    """Takes updates from Telegram until SIGINT or SIGTERM, then finishes what is in work.

    Args:
        advisor: Who answers.
        surface: Feedback, charts and pictures.
        token: The bot's token from BotFather.
        webhook: Where Telegram sends updates; without a `url` it is not told, and only the secret counts.
        listen: Address and port of the web server.
        database: Where updates are written down: a SQLAlchemy URL or the path of a SQLite file.
        base_url: Another Bot API server, as in `build_application`.

    Raises:
        SettingsRefused: Nothing can listen at that address.
        TelegramRefused: The token or the address is not accepted.
        TelegramUnreachable: The API server does not answer, or does not take the webhook.
        MemoryUnavailable: The database cannot be opened.
    """
    application = build_application(advisor, surface, token=token, base_url=base_url, database=database)
    marks = Database.open(database, TABLES)
    with contextlib.closing(marks), listening(*listen) as bound:
        run_until_signal(partial(serve, application, bound, webhook, marks))


async def serve(
    application: BotApplication, bound: socket.socket, webhook: Webhook, marks: Database, stop: asyncio.Event
) -> None:
    """Works and listens until `stop` is set, and ends in order. Raises as `run_webhook`."""
    advisor: Advisor = application.bot_data[ADVISOR]
    async with working(application) as inbox:
        web = WebApplication(inbox, application.bot_data[METRICS], webhook.secret, advisor)
        config = uvicorn.Config(
            web.application(),
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=CLOSING_SECONDS,
        )
        server = Server(config)
        serving = asyncio.create_task(server.serve([bound]))
        try:
            if webhook.url and await register_once(application.bot, webhook, marks):
                logger.info("Telegram sends updates to %s", webhook.url)
            await announce(application)
            await stop.wait()
        finally:
            server.should_exit = True
            await serving


@contextlib.contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens at an address.

    Raises:
        SettingsRefused: It cannot.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        bound = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise SettingsRefused(f"WEBHOOK_LISTEN: nothing can listen at {host}:{port}: {error.strerror}") from error
    with bound:
        yield bound
