"""Bots in webhook mode as a test sees them: in processes that can be killed, and in threads of this one."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

import httpx

from bot.database import Database
from bot.telegram import Advisor, build_application
from bot.telegram.registration import TABLES, Webhook
from bot.telegram.webhook import listening, serve
from tests.bot_api import BotApiServer
from tests.replica import SECRET, Start
from tests.scripted import plain_surface

START_SECONDS = 240.0  # on a busy machine; otherwise a process takes two, and ten thousand updates take fifty
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class WebhookBot:
    """A bot that listens at a port."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self._client = httpx.Client(trust_env=False, timeout=START_SECONDS)

    def post(self, update: object, secret: str | None = SECRET) -> int:
        """Delivers an update as Telegram does; the status, 0 where nobody answered."""
        body = update if isinstance(update, bytes) else json.dumps(update).encode()
        given = {SECRET_HEADER: secret} if secret is not None else {}
        try:
            return self._client.post(f"{self.address}/hook", content=body, headers=given).status_code
        except httpx.HTTPError:
            return 0

    def get(self, path: str) -> httpx.Response:
        """What it says at a path."""
        return self._client.get(f"{self.address}{path}")

    def metric(self, name: str) -> float:
        """The value of a metric."""
        lines = self.get("/metrics").text.splitlines()
        return next(float(line.split()[-1]) for line in lines if line.startswith(f"{name} "))

    def wait_for_metric(self, name: str, value: float) -> None:
        """Waits until a metric has a value."""
        deadline = time.monotonic() + START_SECONDS
        while self.metric(name) != value:
            assert time.monotonic() < deadline, f"{name} is {self.metric(name)}, not {value}"
            time.sleep(0.02)

    def wait_ready(self, alive: Callable[[], bool] = lambda: True) -> None:
        """Waits until it says that it is ready, for as long as it is alive."""
        deadline = time.monotonic() + START_SECONDS
        while alive() and time.monotonic() < deadline:
            try:
                if self.get("/readyz").status_code == httpx.codes.OK:
                    return
            except httpx.HTTPError:
                time.sleep(0.05)
        assert not alive(), "the bot did not become ready"


@contextmanager
def running_webhook(
    advisor: Advisor, server: BotApiServer, database: str, *, url: str = "", lease: float = 1.0
) -> Iterator[WebhookBot]:
    """The bot in a thread; what ends it is raised here."""
    port, stop, loop = free_port(), asyncio.Event(), asyncio.new_event_loop()
    outcome: list[BaseException] = []

    def run() -> None:
        marks = Database.open(database, TABLES)
        try:
            application = build_application(
                advisor, plain_surface(), token=server.token, base_url=server.url, database=database, lease=lease
            )
            with listening("127.0.0.1", port) as bound:
                loop.run_until_complete(serve(application, bound, Webhook(url, SECRET), marks, stop))
        except BaseException as error:
            outcome.append(error)
        finally:
            marks.close()
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        bot = WebhookBot(port)
        bot.wait_ready(lambda: not outcome)
        if outcome:
            raise outcome[0]
        yield bot
    finally:
        if not loop.is_closed():
            loop.call_soon_threadsafe(stop.set)
        thread.join(START_SECONDS)
    assert not thread.is_alive(), "the bot did not stop"
    if outcome:  # after it had been ready
        raise outcome[0]


@contextmanager
def replica(server: BotApiServer, database: str, *, port: int = 0) -> Iterator["subprocess.Popen[str]"]:
    """A process beside the server, which polls or listens at a port; killed at the end of the block."""
    environment = {**os.environ, "NO_PROXY": "127.0.0.1"}
    command = [sys.executable, "-m", "tests.replica"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdin is not None
            process.stdin.write(json.dumps(asdict(Start(server.token, server.url, database, port))) + "\n")
            process.stdin.flush()
            yield process
        finally:
            process.kill()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
