"""Works off the inbox: one update of each chat at a time, chats in parallel, for as long as the process holds the lease."""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.error import Forbidden
from telegram.ext import Application

from bot.errors import MemoryUnavailable
from bot.inbox import UNKNOWN_FATE, Inbox
from bot.inbox_store import Claimed
from bot.telegram.metrics import Metrics
from bot.telegram.work import Work

logger = logging.getLogger(__name__)

PARALLEL = 500  # updates in work; most of them wait for Telegram
LOOK_SECONDS = 1.0  # between two looks at what other processes left
BEATS_PER_LEASE = 5
MOST_LEASES = 3  # after so many an update is parked: it may be what ends the processes
SWEEP_SECONDS = 3600.0
STOP_SECONDS = 25.0  # for the updates in work; what takes longer is left to the next process
DATABASE_PAUSE = 1.0  # seconds


class Workers:
    """Processes updates until they are stopped; what was begun is finished, the rest is given back."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], inbox: Inbox, metrics: Metrics) -> None:
        self._application = application
        self._inbox = inbox
        self._metrics = metrics
        self._running: set[asyncio.Task[None]] = set()
        self._loops: list[asyncio.Task[None]] = []
        self._stopping = asyncio.Event()

    def start(self) -> None:
        """Begins to work."""
        self._inbox.arrived.set()
        self._loops = [
            asyncio.create_task(self._claim()),
            asyncio.create_task(self._repeatedly(min(LOOK_SECONDS, self._inbox.lease / 2), self._look)),
            asyncio.create_task(self._repeatedly(self._inbox.lease / BEATS_PER_LEASE, self._beat)),
            asyncio.create_task(self._repeatedly(SWEEP_SECONDS, self._inbox.sweep)),
        ]

    async def stop(self) -> None:
        """Finishes what is in work, as long as that takes no more than `STOP_SECONDS`, and gives back the rest."""
        self._stopping.set()
        claiming, *others = self._loops
        self._inbox.arrived.set()
        await claiming
        if self._running:
            await asyncio.wait(self._running, timeout=STOP_SECONDS)
        for task in (*others, *self._running):
            task.cancel()
        await asyncio.gather(*others, *self._running, return_exceptions=True)
        try:
            await self._inbox.release()
        except MemoryUnavailable as error:
            logger.warning("the leases could not be given back: %s", error)

    async def _claim(self) -> None:
        while not self._stopping.is_set():
            await self._inbox.arrived.wait()
            self._inbox.arrived.clear()
            free = PARALLEL - len(self._running)
            if free <= 0 or self._stopping.is_set():
                continue  # whatever ends sets `arrived` again
            try:
                owner, claimed = await self._inbox.claim(free)
            except MemoryUnavailable as error:
                logger.error("nothing can be claimed: %s", error)
                await asyncio.sleep(DATABASE_PAUSE)
                self._inbox.arrived.set()
                continue
            for update in claimed:
                task = asyncio.create_task(self._work_on(Work(update, owner, self._inbox)))
                self._running.add(task)
                task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._inbox.arrived.set()
        if not task.cancelled() and (error := task.exception()):
            logger.error("an update was left to another try: %s", type(error).__name__)

    async def _work_on(self, work: Work) -> None:
        number = work.update.id
        if work.update.begun:
            logger.error("update %s: a process ended in the middle of a send; it is not sent again", number)
            self._metrics.unknown_sends.inc()
            await _surely(lambda: self._inbox.finish(number, work.owner, UNKNOWN_FATE))
            return
        if work.update.attempts > MOST_LEASES:
            logger.error("update %s is parked: %d processes ended while they worked on it", number, MOST_LEASES)
            await self._park(work, f"{MOST_LEASES} processes ended while they worked on it")
            return
        update = self._read(work.update)
        if update is None:
            await self._park(work, "cannot be read")
            return
        work.start()
        await self._process(work, update)
        await self._conclude(work)

    async def _process(self, work: Work, update: Update) -> None:
        """Calls the handlers, again and again where they fail before anything was sent."""
        while True:
            try:
                await self._application.process_update(update)
            except Exception as error:  # PTB itself breaks over the update; handlers' errors do not come this way
                work.fail(error)
            if work.lost or not work.tried_again:
                return
            try:
                await asyncio.wait_for(self._stopping.wait(), work.pause)
            except TimeoutError:
                work.error = None
            else:
                work.lost = True  # to the next process
                return

    async def _conclude(self, work: Work) -> None:
        number, owner, error = work.update.id, work.owner, work.error
        self._metrics.unknown_sends.inc(work.unknown)
        if work.lost:
            return
        if error is None or isinstance(error, Forbidden):
            await _surely(lambda: self._inbox.finish(number, owner, UNKNOWN_FATE if work.unknown else ""))
        elif work.unknown:
            await _surely(lambda: self._inbox.finish(number, owner, UNKNOWN_FATE))
        else:
            await self._park(work, f"fails with {type(error).__name__}")
        if error:
            self._metrics.errors.inc()
        self._metrics.latency.observe(max(0.0, self._inbox.now - work.update.arrived))

    def _read(self, claimed: Claimed) -> Update | None:
        """The update, None where it is none or PTB's parser breaks over it, in whatever way."""
        try:
            if claimed.id >= 0:
                return Update.de_json(json.loads(claimed.payload), self._application.bot)
            reason = "no id"
        except Exception as error:
            reason = type(error).__name__
        logger.error("update %s cannot be read and is parked (%s)", claimed.id, reason)
        return None

    async def _park(self, work: Work, reason: str) -> None:
        await _surely(lambda: self._inbox.park(work.update.id, work.owner, reason))

    async def _look(self) -> None:
        taken = await self._inbox.look()
        if taken:
            logger.warning("%d updates of a dead process are taken over", taken)

    async def _beat(self) -> None:
        if self._running:
            await self._inbox.beat()

    async def _repeatedly(self, seconds: float, work: Callable[[], Awaitable[object]]) -> None:
        while True:
            started = time.monotonic()
            try:
                await work()
            except MemoryUnavailable as error:
                logger.warning("the inbox cannot be looked after: %s", error)
            await asyncio.sleep(max(0.0, seconds - (time.monotonic() - started)))


async def _surely(write: Callable[[], Awaitable[None]]) -> None:
    """Writes how an update ended, however long the database takes: it must not be worked on again."""
    while True:
        try:
            return await write()
        except MemoryUnavailable as error:
            logger.error("the end of an update cannot be written: %s; trying again", error)
            await asyncio.sleep(DATABASE_PAUSE)
