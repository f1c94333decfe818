"""The inbox on SQLite and PostgreSQL: nothing twice, order within a lane, takeover from the dead, what is wiped and when."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot import database, inbox_store
from bot.errors import BotError, MemoryUnavailable
from bot.inbox import KEEP_IDS, KEEP_PARKED, Inbox
from bot.inbox_command import settle, show_inbox
from bot.inbox_store import NewUpdate

BOT = 4242
SHORT = 0.2  # seconds of a lease


def update(number: int, lane: str = "11", words: str = "Geheimnis") -> NewUpdate:
    return NewUpdate(number, lane, f'{{"text": "{words}"}}')


@pytest.fixture
async def open_inbox(database_address: str) -> AsyncIterator[Callable[..., Inbox]]:
    """Opens the inbox of this test's database, as each process does for itself."""
    opened: list[Inbox] = []

    def open_it(bot: int = BOT, lease: float = SHORT) -> Inbox:
        opened.append(Inbox.open(database_address, bot, lease=lease))
        return opened[-1]

    yield open_it
    for inbox in opened:
        inbox.close()


async def claimed(inbox: Inbox, limit: int = 100) -> list[int]:
    return [entry.id for entry in (await inbox.claim(limit))[1]]


async def test_an_update_is_kept_once(open_inbox: Callable[..., Inbox]) -> None:
    inbox, other = open_inbox(), open_inbox()
    assert await inbox.receive([update(1), update(2), update(1)]) == 2
    assert await other.receive([update(2), update(3)]) == 1
    assert await inbox.receive([]) == 0
    assert (await inbox.counts())["waiting"] == 3


async def test_bots_share_a_database_but_no_updates(open_inbox: Callable[..., Inbox]) -> None:
    inbox, other = open_inbox(), open_inbox(bot=7)
    assert await inbox.receive([update(1)]) + await other.receive([update(1)]) == 2
    assert await claimed(other) == [1] and await claimed(other) == [] and await claimed(inbox) == [1]


async def test_a_lane_is_worked_off_in_order_and_lanes_in_parallel(open_inbox: Callable[..., Inbox]) -> None:
    inbox, other = open_inbox(lease=60), open_inbox(lease=60)
    await inbox.receive([update(3), update(1), update(2), update(4, "12"), update(5, "13")])
    owner, first = await inbox.claim(2)
    assert [entry.id for entry in first] == [1, 4]
    assert await claimed(other) == [5]
    assert await claimed(inbox) == await claimed(other) == []
    await inbox.finish(1, owner)
    assert await claimed(other) == [2]


async def test_what_is_claimed_by_many_at_once_is_claimed_once(open_inbox: Callable[..., Inbox]) -> None:
    inboxes = [open_inbox() for _ in range(4)]
    await inboxes[0].receive([update(number, f"{number % 10}") for number in range(50)])
    rounds = [asyncio.gather(*(claimed(inbox, 3) for inbox in inboxes)) for _ in range(3)]
    numbers = [number for batch in [entry for turn in rounds for entry in await turn] for number in batch]
    assert sorted(numbers) == list(range(10))


async def test_the_work_of_a_dead_process_is_taken_over(open_inbox: Callable[..., Inbox]) -> None:
    dead, living = open_inbox(), open_inbox()
    await dead.receive([update(1), update(2), update(3, "12")])
    owner, _ = await dead.claim(10)
    assert await dead.begin(1, owner)
    assert await living.look() == 0 and await claimed(living) == []
    await asyncio.sleep(1.5 * SHORT)
    assert await living.look() == 2
    taken = (await living.claim(10))[1]
    assert [(entry.id, entry.attempts, entry.begun) for entry in taken] == [(1, 2, 1), (3, 2, 0)]


async def test_whoever_was_taken_for_dead_can_send_nothing_more(open_inbox: Callable[..., Inbox]) -> None:
    slow, living = open_inbox(), open_inbox()
    await slow.receive([update(1)])
    old, _ = await slow.claim(1)
    await living.look()
    await asyncio.sleep(1.5 * SHORT)
    assert await living.look() == 1
    assert not await slow.begin(1, old) and not await slow.beat()
    new, again = await slow.claim(1)
    assert new != old and [entry.id for entry in again] == [1]
    await slow.finish(1, old)
    assert (await slow.counts())["leased"] == 1


async def test_whoever_beats_is_not_taken_for_dead(open_inbox: Callable[..., Inbox]) -> None:
    working, other = open_inbox(), open_inbox()
    await working.receive([update(1)])
    await working.claim(1)
    for _ in range(6):
        assert await other.look() == 0 and await working.beat()
        await asyncio.sleep(SHORT / 3)


async def test_a_clock_that_is_set_takes_nothing_from_anybody(
    open_inbox: Callable[..., Inbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    working, other = open_inbox(lease=60), open_inbox(lease=60)
    await working.receive([update(1), update(2, "12")])
    owner, _ = await working.claim(10)
    await working.finish(2, owner)
    for year in (0.0, 4e9):
        monkeypatch.setattr("time.time", lambda year=year: year)
        assert await other.look() == 0 and await working.sweep() == 0
        assert await working.begin(1, owner)
        assert await working.receive([update(2, "12")]) == 0


async def test_what_is_given_back_counts_as_never_begun(open_inbox: Callable[..., Inbox]) -> None:
    ending, next_one = open_inbox(), open_inbox()
    await ending.receive([update(1)])
    await ending.claim(1)
    await ending.release()
    assert [entry.attempts for entry in (await next_one.claim(1))[1]] == [1]


async def test_a_send_that_was_refused_counts_as_never_begun(open_inbox: Callable[..., Inbox]) -> None:
    inbox, next_one = open_inbox(), open_inbox()
    await inbox.receive([update(1)])
    owner, _ = await inbox.claim(1)
    await inbox.begin(1, owner)
    await inbox.rescind(1, owner)
    await inbox.release()
    assert [entry.begun for entry in (await next_one.claim(1))[1]] == [0]


async def test_what_is_done_is_wiped_and_its_id_known_for_days(open_inbox: Callable[..., Inbox]) -> None:
    inbox = open_inbox()
    await inbox.receive([update(1)])
    owner, _ = await inbox.claim(1)
    await inbox.finish(1, owner)
    assert await inbox.receive([update(1)]) == 0
    assert await _stored(inbox) == [(1, "done", "", "")]
    inbox._began += KEEP_IDS + 60
    assert await inbox.sweep() == 1 and await inbox.receive([update(1)]) == 1


async def test_what_waits_is_never_swept_and_what_is_parked_later(open_inbox: Callable[..., Inbox]) -> None:
    inbox = open_inbox()
    await inbox.receive([update(1), update(2), update(3, "12")])
    owner, _ = await inbox.claim(2)
    await inbox.park(1, owner, "fails")
    inbox._began += KEEP_IDS + 60
    assert await inbox.sweep() == 0
    inbox._began += KEEP_PARKED
    assert await inbox.sweep() == 1
    assert [row[:2] for row in await _stored(inbox)] == [(2, "waiting"), (3, "leased")]


async def test_forgetting_wipes_what_is_parked_of_a_chat(open_inbox: Callable[..., Inbox]) -> None:
    inbox = open_inbox()
    await inbox.receive([update(1), update(2, "inline:11"), update(3, "12"), update(4)])
    owner, taken = await inbox.claim(10)
    for entry in taken:
        await inbox.park(entry.id, owner, "fails")
    await inbox.forget(11)
    assert [(row[0], row[1], bool(row[3])) for row in await _stored(inbox)] == [
        (1, "done", False),
        (2, "done", False),
        (3, "parked", True),
        (4, "waiting", True),
    ]


async def test_forgetting_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    inbox = Inbox.open(tmp_path / "data" / "bot.sqlite3", BOT)
    await inbox.receive([update(number, f"{number % 2}", f"Geheimnis{number % 2} " * 300) for number in range(40)])
    for _ in range(20):
        owner, taken = await inbox.claim(10)
        for entry in taken:
            await inbox.park(entry.id, owner, "fails")
    await inbox.forget(1)
    stored = b"".join(file.read_bytes() for file in (tmp_path / "data").iterdir())
    assert b"Geheimnis1" not in stored and b"Geheimnis0" in stored
    inbox.close()


async def test_the_operator_sees_no_words_and_can_retry_or_drop(
    open_inbox: Callable[..., Inbox], database_address: str
) -> None:
    inbox = open_inbox()
    await inbox.receive([update(1), update(2, "12")])
    owner, _ = await inbox.claim(10)
    for number in (1, 2):
        await inbox.park(number, owner, "fails with ValueError")
    shown = show_inbox(database_address)
    assert "0 waiting, 0 leased, 2 parked" in shown and "1 attempts: fails with ValueError" in shown
    assert "Geheimnis" not in shown
    assert "waits" in settle(database_address, "retry", 1) and "wiped" in settle(database_address, "drop", 2)
    with pytest.raises(BotError, match="no update 2"):
        settle(database_address, "drop", 2)
    assert [(entry.id, entry.attempts) for entry in (await inbox.claim(10))[1]] == [(1, 1)]


async def test_a_locked_database_keeps_nothing_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    inbox = Inbox.open(tmp_path / "bot.sqlite3", BOT)
    await inbox.receive([update(1)])
    other = sqlite3.connect(tmp_path / "bot.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(MemoryUnavailable):
        await inbox.receive([update(2)])
    other.execute("ROLLBACK")
    other.close()
    assert await inbox.receive([update(1), update(2)]) == 1
    inbox.close()


async def _stored(inbox: Inbox) -> list[tuple[object, ...]]:
    columns = inbox_store.UPDATES.c
    with inbox._database.reading() as connection:
        wanted = inbox_store.sa.select(columns.id, columns.state, columns.lane, columns.payload)
        return [tuple(row) for row in connection.execute(wanted.order_by(columns.id))]
