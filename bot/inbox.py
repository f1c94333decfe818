"""The inbox: updates written down before they are acknowledged, leased by processes that show that they live.

No decision rests on a wall clock: a process counts as dead when its beat has stood still for the length of a lease by
the *observer's* steady clock, and what it held is taken over. The notes of a send then tell whether it may have answered.
"""

import asyncio
import json
import os
import secrets
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Self

from bot import inbox_store
from bot.database import Database
from bot.inbox_store import TABLES, Claimed, Lease, NewUpdate
from bot.writer import Writer

LEASE_SECONDS = 10.0  # without a beat, after which a process counts as dead
KEEP_IDS = 3 * 86400.0  # seconds; Telegram repeats an update for a day, and begins new ids after a week
KEEP_PARKED = 14 * 86400.0  # seconds in which an operator looks
UNKNOWN_FATE = "ended in the middle of a send"


class Inbox:
    """The updates of one bot, in a database that processes may share.

    Every coroutine raises `MemoryUnavailable` where the database fails; nothing of its change was kept then.
    """

    def __init__(self, database: Database, bot: int, *, lease: float = LEASE_SECONDS) -> None:
        self.lease = lease
        self.arrived = asyncio.Event()  # set when there may be something to claim
        self._database = database
        self._bot = bot
        self._writer = Writer(database)
        self._owner = ""
        self._began = time.time() - time.monotonic()  # a clock that is set later does not change our time
        self._seen: dict[Lease, float] = {}
        self._held: set[int] = set()

    @classmethod
    def open(cls, address: str | Path, bot: int, *, lease: float = LEASE_SECONDS) -> Self:
        """Opens the inbox of a bot: a SQLAlchemy URL, the path of a SQLite file, or ":memory:"."""
        is_memory = str(address) == ":memory:"
        database = Database.in_process(TABLES) if is_memory else Database.open(address, TABLES)
        return cls(database, bot, lease=lease)

    @property
    def now(self) -> float:
        """Seconds since 1970, steady within this process."""
        return self._began + time.monotonic()

    @property
    def in_work(self) -> int:
        """How many updates this process holds."""
        return len(self._held)

    async def receive(self, updates: Sequence[NewUpdate]) -> int:
        """Writes updates down; once it returns they may be acknowledged. Returns how many were new."""
        written = self._writer.write(partial(inbox_store.store, bot=self._bot, updates=updates, now=self.now))
        self.arrived.set()  # already now: the claim that follows goes into the same transaction
        return await written

    async def claim(self, limit: int) -> tuple[str, list[Claimed]]:
        """Leases up to `limit` updates, one of each lane; the name of the lease with them."""
        while True:
            owner = self._owner
            claimed = await self._writer.write(partial(inbox_store.claim, bot=self._bot, owner=owner, limit=limit))
            if claimed is not None:
                self._held |= {update.id for update in claimed}
                return owner, claimed
            self._held.clear()
            owner = f"{os.getpid()}-{secrets.token_hex(8)}"  # a new name: what bore the old one is no longer ours
            await self._writer.write(partial(inbox_store.register, owner=owner))
            self._owner = owner

    async def beat(self) -> bool:
        """Shows that this process lives; false where its work was taken over in the meantime."""
        return await self._writer.write(partial(inbox_store.beat, owner=self._owner))

    async def begin(self, update: int, owner: str) -> bool:
        """Notes durably that a send begins; false where the update is no longer ours."""
        return await self._writer.write(partial(inbox_store.begin, bot=self._bot, update=update, owner=owner))

    async def rescind(self, update: int, owner: str) -> None:
        """Notes that a send begun was certainly not applied."""
        await self._writer.write(partial(inbox_store.rescind, bot=self._bot, update=update, owner=owner))

    async def finish(self, update: int, owner: str, reason: str = "") -> None:
        """Ends an update and wipes what it says."""
        change = partial(inbox_store.finish, bot=self._bot, update=update, owner=owner, reason=reason)
        await self._writer.write(change)
        self._held.discard(update)

    async def park(self, update: int, owner: str, reason: str) -> None:
        """Lays an update aside for the operator."""
        await self._writer.write(partial(inbox_store.park, bot=self._bot, update=update, owner=owner, reason=reason))
        self._held.discard(update)

    async def release(self) -> None:
        """Gives back all that this process holds."""
        await self._writer.write(partial(inbox_store.release, owner=self._owner))

    async def look(self) -> int:
        """Looks what other processes left: sets `arrived` where updates wait, frees those of dead processes.

        Dead is whose beat has stood still for a lease. Returns how many updates were taken over.
        """
        if (await self.counts())[inbox_store.WAITING]:
            self.arrived.set()
        held = [lease for lease in await asyncio.to_thread(self._leases) if lease.owner != self._owner]
        now = time.monotonic()
        self._seen = {lease: self._seen.get(lease, now) for lease in held}
        dead = [lease for lease, since in self._seen.items() if lease.beat is None or now - since >= self.lease]
        freed = [await self._writer.write(partial(inbox_store.take_over, lease=lease)) for lease in dead]
        if any(freed):
            self.arrived.set()
        return sum(freed)

    async def sweep(self) -> int:
        """Deletes what ended long ago; returns how many updates that were."""
        done, parked = self.now - KEEP_IDS, self.now - KEEP_PARKED
        return await self._writer.write(partial(inbox_store.sweep, done_before=done, parked_before=parked))

    async def export(self, chat_id: int) -> list[Any]:
        """The updates of a chat that are still stored, as Telegram sent them."""
        payloads = await asyncio.to_thread(self._stored, lanes_of_chat(chat_id))
        return [json.loads(payload) for payload in payloads]

    async def forget(self, chat_id: int) -> None:
        """Wipes all that is still stored of what was said in a chat.

        What waits behind the message that asks for it is answered first, and wiped then.
        """
        await self._writer.write(partial(inbox_store.forget, bot=self._bot, lanes=lanes_of_chat(chat_id)))
        await asyncio.to_thread(self._database.scrub)

    async def counts(self) -> dict[str, int]:
        """How many updates wait, are leased and are parked."""
        return await asyncio.to_thread(self._counts)

    def close(self) -> None:
        """Waits for what is being written and releases the database."""
        self._writer.close()
        self._database.close()

    def _leases(self) -> list[Lease]:
        with self._database.reading() as connection:
            return inbox_store.leases(connection, self._bot)

    def _stored(self, lanes: Sequence[str]) -> list[str]:
        with self._database.reading() as connection:
            return inbox_store.stored(connection, self._bot, lanes)

    def _counts(self) -> dict[str, int]:
        with self._database.reading() as connection:
            return inbox_store.counts(connection, self._bot)


def lanes_of_chat(chat_id: int) -> list[str]:
    """The lanes in which updates of a chat may stand: its messages, what overtakes them, and inline queries."""
    return [str(chat_id), f"stop:{chat_id}", f"inline:{chat_id}"]
