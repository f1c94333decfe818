"""How many messages a second the bot answers in time: `python -m tests.benchmarks.telegram_load [--webhook] [--rate N]`.

Fifty chats send at an even pace to the bot in a process of its own, with SQLite; the Bot API server runs on the same
machine. A rate holds where every message is answered, 95 % of them within two seconds.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from tests.bot_api import BotApiServer
from tests.question_set import FOLDER, read_questions
from tests.replicas import free_port

CHATS = range(1001, 1051)
IN_TIME, SHARE = 2.0, 0.95  # seconds; of all messages
RATES = (50, 75, 100, 125, 150, 175, 200, 250, 300)  # messages a second
WARM_UP = 100  # messages before the clock runs
START_SECONDS, DRAIN_SECONDS = 120.0, 30.0
LOOK_SECONDS = 0.2  # between two looks at how much is answered; the server pays for each


def main() -> None:
    """Prints a line for each rate, up to the first that does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--webhook", action="store_true", help="let the server call the bot")
    parser.add_argument("--rate", type=int, help="messages a second; without it, the highest that holds is searched")
    parser.add_argument("--seconds", type=int, default=60, help="how long each rate is kept up")
    given = parser.parse_args()
    for rate in [given.rate] if given.rate else RATES:
        if not _held(rate, given.seconds, webhook=given.webhook):
            break


def _held(rate: int, seconds: int, *, webhook: bool) -> bool:
    """Keeps up one rate and prints what came of it."""
    with BotApiServer(strict=False) as server, _bot(server, webhook=webhook) as process:
        _send(server, WARM_UP, WARM_UP / 20)
        _wait(server, WARM_UP, START_SECONDS)
        before = _used(process)
        sent = _send(server, rate * seconds, seconds)
        _wait(server, WARM_UP + rate * seconds, DRAIN_SECONDS)
        after = _used(process)
        taken = _taken(server, sent)
    holds = taken[-1] < float("inf") and taken[int(len(taken) * SHARE)] <= IN_TIME
    late = [f"{taken[int(len(taken) * share)] * 1000:.0f}" for share in (0.5, SHARE, 0.99)]
    cost = {
        kind: (after[kind] - before[kind]) * 1000 / len(taken)
        for kind in ("all", "answers", "second", "loop", "database")
    }
    print(
        f"{rate}/s {'holds' if holds else 'does not hold'}: median {late[0]} ms, 95 % {late[1]} ms, 99 % {late[2]} ms, "
        f"{sum(moment == float('inf') for moment in taken)} unanswered; CPU ms a message: "
        f"{', '.join(f'{kind} {ms:.1f}' for kind, ms in cost.items())}; {after['MB']:.0f} MB",
        flush=True,
    )
    return holds


def _send(server: BotApiServer, count: int, seconds: float) -> dict[int, list[float]]:
    """Sends questions at an even pace, chat after chat; the moments of each chat."""
    questions = [line.turns[0] for line in read_questions(FOLDER / "tune.jsonl")]
    sent: dict[int, list[float]] = {chat: [] for chat in CHATS}
    began = time.monotonic()
    for number in range(count):
        time.sleep(max(0.0, began + number * seconds / count - time.monotonic()))
        chat = CHATS[number % len(CHATS)]
        sent[chat].append(server.world.clock.now())
        server.send_text(chat, questions[number % len(questions)])
    return sent


def _wait(server: BotApiServer, count: int, seconds: float) -> None:
    """Waits until so many messages are answered, or for so long."""
    deadline = time.monotonic() + seconds
    while len(server.calls("sendMessage")) < count and time.monotonic() < deadline:
        time.sleep(LOOK_SECONDS)


def _taken(server: BotApiServer, sent: dict[int, list[float]]) -> list[float]:
    """Seconds from each message to its answer, the shortest first; infinite where none came."""
    answered: dict[int, list[float]] = {chat: [] for chat in CHATS}
    for call in server.calls("sendMessage"):
        answered[int(call.params["chat_id"])].append(call.at)
    taken = []
    for chat, moments in sent.items():
        answers = islice(answered[chat], WARM_UP // len(CHATS), None)
        taken += [next(answers, float("inf")) - moment for moment in moments]
    return sorted(taken)


@contextmanager
def _bot(server: BotApiServer, *, webhook: bool) -> "Iterator[subprocess.Popen[str]]":
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = {
            **os.environ,
            "TELEGRAM_BOT_TOKEN": server.token,
            "TELEGRAM_API_BASE_URL": server.url,
            "REVIERLOTSE_DATA_DIR": folder,
            "DATABASE_URL": "",
            "WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
            "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
            "NO_PROXY": "127.0.0.1",
        }
        command = [sys.executable, "-m", "tests.benchmarks.measured_bot", *(["--webhook"] if webhook else [])]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) as process:
            try:
                yield process
            finally:
                process.kill()


def _used(process: "subprocess.Popen[str]") -> dict[str, float]:
    """CPU seconds of the bot by kind of work, and its memory."""
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    used: dict[str, float] = json.loads(process.stdout.readline())
    return used


if __name__ == "__main__":
    main()
