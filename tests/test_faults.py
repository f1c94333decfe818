"""What goes wrong in the worst moment: kills, replays, poison, floods, broken connections, locks. Nothing lost or twice."""

import asyncio
import re
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.errors import MemoryUnavailable
from bot.inbox import Inbox
from bot.inbox_command import show_inbox
from bot.inbox_store import NewUpdate
from bot.notes import Notes
from bot.telegram.german import GERMAN
from tests.bot_api import BotApiServer, Fault
from tests.replicas import WebhookBot, free_port, replica, running_webhook
from tests.scripted import ScriptedAdvisor

pytestmark = [pytest.mark.faults]

CHATS = range(11, 19)
PER_CHAT = 8  # messages in each of eight chats: 64
PATIENCE = 60.0  # seconds; on a busy machine a process takes some of them to start


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        yield server
    assert server.violations == []


@pytest.fixture
def file(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'bot.sqlite3'}"


def answers(server: BotApiServer, chat: int) -> list[str]:
    return [message.text.removeprefix("Antwort auf: ") for message in server.world.from_bot(chat)]


def all_answers(server: BotApiServer) -> int:
    return sum(len(answers(server, chat)) for chat in CHATS)


def unknown(database: str) -> int:
    found = re.search(r"(\d+) of unknown fate", show_inbox(database))
    assert found
    return int(found[1])


def assert_all_answered(server: BotApiServer, database: str) -> None:
    """Every question once and in order, but for those whose answer may have been lost with a process: they are counted."""
    server.wait_until(
        lambda: all_answers(server) >= 64 or all_answers(server) + unknown(database) >= 64, "answers", PATIENCE
    )
    wanted = [f"Frage {number}" for number in range(PER_CHAT)]
    missing = 0
    for chat in CHATS:
        given = answers(server, chat)
        assert given == [text for text in wanted if text in given]
        missing += PER_CHAT - len(given)
    assert missing <= unknown(database)


def ask_all(server: BotApiServer) -> list[dict[str, Any]]:
    for number in range(PER_CHAT):
        for chat in CHATS:
            server.send_text(chat, f"Frage {number}")
    return list(server.updates.past.values())


def test_a_process_killed_in_the_middle_of_a_batch(server: BotApiServer, file: str) -> None:
    ask_all(server)
    for answered in (5, 25):
        with replica(server, file):
            server.wait_until(lambda n=answered: all_answers(server) >= n, "answers", PATIENCE)  # type: ignore[misc]
    with replica(server, file):
        assert_all_answered(server, file)


def test_one_of_two_replicas_is_killed(server: BotApiServer, database_address: str) -> None:
    asked = ask_all(server)
    ports = free_port(), free_port()
    with replica(server, database_address, port=ports[0]) as first, replica(server, database_address, port=ports[1]):
        bots = [WebhookBot(port) for port in ports]
        for bot in bots:
            bot.wait_ready()
        deliveries = [threading.Thread(target=deliver, args=(asked, chat, bots)) for chat in CHATS]
        for thread in deliveries:
            thread.start()
        server.wait_until(lambda: all_answers(server) >= 16, "answers", PATIENCE)
        first.kill()
        for thread in deliveries:
            thread.join(PATIENCE)
        assert_all_answered(server, database_address)


def deliver(asked: list[dict[str, Any]], chat: int, bots: list[WebhookBot]) -> None:
    """Delivers the messages of a chat as Telegram does through a balancer: in order, each until somebody takes it."""
    turn = count(chat)
    for update in asked:
        if update["message"]["chat"]["id"] == chat:
            while bots[next(turn) % len(bots)].post(update) != 200:
                time.sleep(0.02)


def test_an_update_that_ends_every_process_is_parked(server: BotApiServer, file: str) -> None:
    for _ in range(3):
        asyncio.run(claim_and_die(file))
    with running_webhook(ScriptedAdvisor(), server, file, lease=0.2) as bot:
        server.send_text(11, "danach")
        assert bot.post(next(iter(server.updates.past.values()))) == 200
        assert [message.text for message in server.messages(11, 1, PATIENCE)] == ["Antwort auf: danach"]
        assert "1 parked" in show_inbox(file) and "3 processes ended" in show_inbox(file)


async def claim_and_die(database: str) -> None:
    """What a process leaves that ends over an update."""
    inbox = Inbox.open(database, 4242, lease=0.05)
    await inbox.receive([NewUpdate(1, "11", '{"update_id": 1}')])
    await inbox.look()
    await asyncio.sleep(0.1)
    await inbox.look()
    _, claimed = await inbox.claim(1)
    assert [update.id for update in claimed] == [1]
    inbox.close()


def test_a_process_that_ends_in_the_middle_of_a_send_does_not_answer_twice(server: BotApiServer, file: str) -> None:
    async def send_and_die() -> None:
        inbox = Inbox.open(file, 4242)
        await inbox.receive([NewUpdate(1, "11", '{"update_id": 1}')])
        owner, _ = await inbox.claim(1)
        assert await inbox.begin(1, owner)
        inbox.close()

    asyncio.run(send_and_die())
    with running_webhook(ScriptedAdvisor(), server, file, lease=0.2) as bot:
        bot.wait_for_metric("revierlotse_unknown_sends_total", 1)
    assert unknown(file) == 1 and server.calls("sendMessage") == []


def test_a_replayed_update_is_answered_once(server: BotApiServer, file: str) -> None:
    server.send_text(11, "Hallo")
    server.send_text(11, "Ende")
    first, last = server.updates.past.values()
    with running_webhook(ScriptedAdvisor(), server, file) as bot:
        posted = [threading.Thread(target=bot.post, args=(first,)) for _ in range(6)]
        for thread in posted:
            thread.start()
        for thread in posted:
            thread.join()
        server.messages(11, 1, PATIENCE)
        assert bot.post(first) == 200
        assert bot.metric("revierlotse_duplicate_updates_total") == 6
    with running_webhook(ScriptedAdvisor(), server, file) as bot:
        assert [bot.post(update) for update in (first, last)] == [200, 200]
        server.messages(11, 2, PATIENCE)
    assert answers(server, 11) == ["Hallo", "Ende"]


def test_a_locked_database_delays_and_loses_nothing(
    server: BotApiServer, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.database.PATIENCE", 0.2)
    server.send_text(11, "Hallo")
    (update,) = server.updates.past.values()
    with running_webhook(ScriptedAdvisor(), server, file) as bot:
        with closing(sqlite3.connect(file.removeprefix("sqlite:///"), isolation_level=None)) as locking:
            locking.execute("BEGIN IMMEDIATE")
            assert bot.post(update) == 503  # Telegram keeps it
            locking.execute("ROLLBACK")
        assert bot.post(update) == 200
        assert [message.text for message in server.messages(11, 1, PATIENCE)] == ["Antwort auf: Hallo"]


@pytest.mark.parametrize(
    ("fault", "sends", "said"),
    [
        (Fault("sendMessage", status=429, retry_after=1, chat_id=11), [429, 200], "Antwort auf: Hallo"),
        (Fault("sendMessage", status=500, chat_id=11), [500, 200], GERMAN.maybe_lost),
        (Fault("sendMessage", drop="before", chat_id=11), [0, 200], GERMAN.maybe_lost),
        (Fault("sendMessage", drop="after", chat_id=11), [0, 200], GERMAN.maybe_lost),
    ],
    ids=["429", "5xx", "dropped before", "dropped after"],
)
def test_a_send_that_fails_is_repeated_only_where_that_is_safe(
    server: BotApiServer, file: str, fault: Fault, sends: list[int], said: str
) -> None:
    server.fault(fault)
    with running_webhook(ScriptedAdvisor(), server, file) as bot:
        for chat in (11, 12):
            server.send_text(chat, "Hallo")
        assert [bot.post(update) for update in list(server.updates.past.values())] == [200, 200]
        assert server.messages(12, 1, PATIENCE)[0].text == "Antwort auf: Hallo"  # other chats do not wait
        server.wait_until(lambda: any(m.text == said for m in server.world.from_bot(11)), said, PATIENCE)
        assert [call.status for call in server.calls("sendMessage") if call.params["chat_id"] == "11"] == sends
        assert max(Counter(answers(server, 11)).values()) == 1
        bot.wait_for_metric("revierlotse_unknown_sends_total", float(fault.status != 429))


class Unnoting(ScriptedAdvisor):
    """An advisor whose database is away once the answer is there."""

    def note(self, conversation: str, notes: Notes) -> None:
        raise MemoryUnavailable("the server closed the connection")


def test_an_answer_that_cannot_be_noted_was_given_all_the_same(server: BotApiServer, file: str) -> None:
    with running_webhook(Unnoting(), server, file) as bot:
        server.send_text(11, "Hallo")
        assert bot.post(next(iter(server.updates.past.values()))) == 200
        bot.wait_for_metric("revierlotse_update_seconds_count", 1)
    assert answers(server, 11) == ["Hallo"]
    assert " 0 parked" in show_inbox(file)


def test_a_flood_wait_longer_than_the_process_is_obeyed_by_the_next(server: BotApiServer, file: str) -> None:
    server.fault(Fault("sendMessage", status=429, retry_after=200))
    server.send_text(11, "Hallo")
    with running_webhook(ScriptedAdvisor(), server, file) as bot:
        assert bot.post(next(iter(server.updates.past.values()))) == 200
        server.wait_calls("sendMessage", 1, PATIENCE)
    with running_webhook(ScriptedAdvisor(), server, file):
        assert [message.text for message in server.messages(11, 1, PATIENCE)] == ["Antwort auf: Hallo"]


def test_a_clock_that_is_set_loses_nothing(server: BotApiServer, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with running_webhook(ScriptedAdvisor(), server, file, lease=0.2) as bot:
        for number, moment in enumerate((0.0, 4e9, 1.7e9)):
            monkeypatch.setattr("time.time", lambda moment=moment: moment)
            server.send_text(11, f"Frage {number}")
            assert bot.post(list(server.updates.past.values())[-1]) == 200
            server.messages(11, number + 1, PATIENCE)
        assert [bot.post(update) for update in list(server.updates.past.values())] == [200] * 3
        assert bot.metric("revierlotse_duplicate_updates_total") == 3
    assert answers(server, 11) == ["Frage 0", "Frage 1", "Frage 2"]
