"""What compose.yaml describes, of processes on this machine: two real bots behind nginx, on PostgreSQL and Chroma."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bot.inbox_command import show_inbox
from tests.balancer import running_nginx
from tests.bot_api import BotApiServer
from tests.chroma import Chroma
from tests.many_passages import write_many_passages
from tests.postgres import new_database
from tests.replicas import WebhookBot, free_port

CHATS = range(11, 19)
FIRST, LAST = 3201, 3599  # euros that are asked about: all in the range that the texts name
NOTE = "Hinweis: Die Suche nach Bedeutung"
PATIENCE = 120.0  # seconds; on a busy machine a process takes some of them to start
PAUSE = 0.1  # seconds between two messages


class Cluster:
    """Two replicas, and people who write to them."""

    def __init__(self, server: BotApiServer, chroma: Chroma, database: str, data: Path, address: str) -> None:
        self.server = server
        self.database = database
        self.ports = free_port(), free_port()
        self.bots = [WebhookBot(port) for port in self.ports]
        self._environment = {
            **os.environ,
            "NO_PROXY": "127.0.0.1",
            "TELEGRAM_BOT_TOKEN": server.token,
            "TELEGRAM_API_BASE_URL": server.url,
            "DATABASE_URL": database,
            "CHROMA_URL": chroma.url,
            "REVIERLOTSE_DATA_DIR": str(data),
            "WEBHOOK_URL": address,
        }
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self._asked = dict.fromkeys(CHATS, 0)

    def take_in(self, text: Path) -> None:
        """Takes a text in, as an operator does."""
        subprocess.run([sys.executable, "-m", "knowledge", "add", text], env=self._environment, check=True)

    def start(self, number: int) -> None:
        """Starts a replica, which is ready later."""
        environment = {**self._environment, "WEBHOOK_LISTEN": f"127.0.0.1:{self.ports[number]}"}
        command = [sys.executable, "-m", "bot", "telegram", "--webhook"]
        self._processes[number] = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)

    def wait_ready(self, number: int) -> None:
        """Waits until a replica is ready."""
        self.bots[number].wait_ready(lambda: self._processes[number].poll() is None)

    def kill(self, number: int) -> None:
        """Ends a replica at once."""
        self._processes[number].kill()
        self._processes[number].wait()

    def end(self) -> None:
        """Ends all."""
        for number in self._processes:
            self.kill(number)

    @contextmanager
    def load(self) -> Iterator[None]:
        """People who write all the time, until the end of the block."""
        ended = threading.Event()

        def write() -> None:
            while not ended.wait(PAUSE):
                chat = min(CHATS, key=self._asked.__getitem__)
                amount = FIRST + self._asked[chat]
                assert amount <= LAST
                self.server.send_text(chat, f"Sind {amount} Euro brutto im Monat für Einsteiger realistisch?")
                self._asked[chat] += 1

        writing = threading.Thread(target=write)
        writing.start()
        try:
            yield
        finally:
            ended.set()
            writing.join()

    def texts(self) -> list[str]:
        """All answers."""
        return [message.text for chat in CHATS for message in self.server.world.from_bot(chat)]

    def wait_for_more(self, count: int = 1, *, noted: bool | None = None) -> None:
        """Waits for further answers, with or without the note that they were found by words alone."""
        wanted = self._count(noted) + count
        self.server.wait_until(lambda: self._count(noted) >= wanted, f"{count} more answers", PATIENCE)

    def _count(self, noted: bool | None) -> int:
        return sum(noted is None or (NOTE in text) is noted for text in self.texts())

    def assert_all_answered(self) -> None:
        """Every message once and in order, but for those whose answer may have been lost with a process: they are counted."""
        deadline = time.monotonic() + PATIENCE
        while (
            missing := sum(self._asked.values()) - len(self.texts())
        ) > self.unknown() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert missing <= self.unknown(), show_inbox(self.database)
        for chat in CHATS:
            given = [amount(message.text) for message in self.server.world.from_bot(chat)]
            asked = range(FIRST, FIRST + self._asked[chat])
            assert given == [number for number in asked if number in given], chat
        assert " 0 parked" in show_inbox(self.database)
        assert self.server.violations == []

    def unknown(self) -> int:
        """How many answers may or may not have been sent."""
        found = re.search(r"(\d+) of unknown fate", show_inbox(self.database))
        assert found
        return int(found[1])


def amount(text: str) -> int:
    """The amount that an answer is about: the first that it names."""
    found = re.search(r"(\d)\.(\d{3}) €", text)
    return int(found[1] + found[2]) if found else 0


@contextmanager
def running_cluster(folder: Path, postgres: str, chroma: Chroma) -> Iterator[Cluster]:
    """Both replicas, ready, behind nginx."""
    with ExitStack() as parts:
        server = parts.enter_context(BotApiServer())
        port = free_port()
        address = f"http://127.0.0.1:{port}/telegram"
        cluster = Cluster(server, chroma, new_database(postgres), folder / "data", address)
        parts.callback(cluster.end)
        cluster.take_in(write_many_passages(folder))
        replaced = {
            f"172.30.83.1{number}:8080": f"127.0.0.1:{listening}" for number, listening in enumerate(cluster.ports, 1)
        }
        parts.enter_context(running_nginx(folder / "nginx", port, replaced))
        for number in range(2):
            cluster.start(number)
        for number in range(2):
            cluster.wait_ready(number)
        yield cluster
