"""The bot under test beside the server: a scripted advisor that remembers its questions, and a bot in a thread."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bot.telegram import Advisor, Surface, build_application
from bot.telegram.polling import poll
from tests.bot_api.server import PATIENCE, BotApiServer
from tests.scripted import plain_surface


@contextmanager
def running_bot(advisor: Advisor, server: BotApiServer, surface: Surface | None = None) -> Iterator[threading.Thread]:
    """The whole bot, polling the server from a thread with an event loop of its own; what ends it is raised here."""
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    outcome: list[BaseException] = []

    def run() -> None:
        asyncio.set_event_loop(loop)
        try:
            application = build_application(
                advisor, surface or plain_surface(), token=server.token, base_url=server.url
            )
            loop.run_until_complete(poll(application, stop))
        except BaseException as error:
            outcome.append(error)
        finally:
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield thread
    finally:
        if not loop.is_closed():
            loop.call_soon_threadsafe(stop.set)
        thread.join(PATIENCE)
    assert not thread.is_alive(), "the bot did not stop"
    if outcome:
        raise outcome[0]
