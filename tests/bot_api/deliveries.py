"""Sends updates to the webhook: in order per queue, queues in parallel, again and again until taken in or expired.

After a failure an update is sent again at once, then after 2, 4, 8 … 60 seconds; `Retry-After` is obeyed. All pauses
are multiplied by `pace`, so that tests need not wait. The fault method "webhook" disturbs deliveries.
"""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from tests.bot_api.errors import Refusal
from tests.bot_api.faults import FaultPlan
from tests.bot_api.loopback import is_loopback
from tests.bot_api.queues import Queued
from tests.bot_api.requests import read_parameters
from tests.bot_api.updates import UpdateQueue

FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0  # seconds; Telegram's longest is random, 60 to 120
LONGEST_RETRY_AFTER = 3600.0  # seconds
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

Execute = Callable[[str, dict[str, Any]], Awaitable[object]]


class Undelivered(Exception):
    """A delivery that the bot did not confirm."""

    def __init__(self, reason: str, retry_after: float = 0.0) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Deliveries:
    """One worker per queue with updates. Lives in the server's event loop; `execute` carries out replied methods."""

    def __init__(
        self, updates: UpdateQueue, faults: FaultPlan, execute: Execute, *, pace: float, timeout: float
    ) -> None:
        self.updates = updates
        self.world = updates.world
        self.last_error: dict[str, Any] = {}
        self._faults = faults
        self._execute = execute
        self._pace = pace
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(1)
        self._queues: dict[tuple[str, Any], deque[Queued]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        updates.announce_arrivals(self._announce)

    async def restart(self) -> None:
        """Begins to deliver to the webhook that is set now, first what has waited."""
        await self.stop()
        connections = self.world.webhook["max_connections"]
        self._slots = asyncio.Semaphore(connections)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=connections), timeout=self._timeout, trust_env=False
        )
        with self.world.changed:
            self._loop = asyncio.get_running_loop()
            waiting = self.updates.waiting()
        for item in waiting:
            self._accept(item)

    async def stop(self) -> None:
        """Gives up what is under way; what was not confirmed stays pending."""
        self._loop = None
        workers, self._workers, self._queues, self.last_error = self._workers, set(), {}, {}
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        await asyncio.sleep(0)  # arrivals announced before are gone by now
        if self._session:
            await self._session.close()
        self._session = None

    def _announce(self, item: Queued) -> None:
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._accept, item)

    def _accept(self, item: Queued) -> None:
        if item.queue in self._queues:
            self._queues[item.queue].append(item)
        elif self._session:
            self._queues[item.queue] = deque([item])
            worker = asyncio.create_task(self._work(item.queue, self._queues[item.queue], self._session))
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)

    async def _work(self, name: tuple[str, Any], queue: deque[Queued], session: aiohttp.ClientSession) -> None:
        while queue:
            await self._until_confirmed(queue[0], session)
            self.updates.confirm(queue.popleft())
        self._queues.pop(name, None)

    async def _until_confirmed(self, item: Queued, session: aiohttp.ClientSession) -> None:
        pause = 0.0
        while self.world.clock.now() < item.expires:
            try:
                async with self._slots:
                    await self._deliver(item, session)
                return
            except Undelivered as failure:
                self._note(str(failure))
                await asyncio.sleep(self._pace * (failure.retry_after or pause))
                pause = min(max(FIRST_PAUSE, 2 * pause), LONGEST_PAUSE)

    async def _deliver(self, item: Queued, session: aiohttp.ClientSession) -> None:
        fault = self._faults.take("webhook", {})
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if fault.drop == "before":
            raise Undelivered("Connection reset by peer")
        kind, reply = await self._post(item, session)
        if fault.drop == "after":
            raise Undelivered("Read timeout expired")
        method, given = _replied_call(kind, reply)
        if method:
            await self._execute(method, given)

    async def _post(self, item: Queued, session: aiohttp.ClientSession) -> tuple[str, bytes]:
        """The content type and the body of a confirming answer."""
        webhook = self.world.webhook
        if not is_loopback(webhook["url"]):
            raise Undelivered("Failed to resolve host: this server delivers on this machine only")
        headers = {"Content-Type": "application/json"}
        if webhook["secret_token"]:
            headers[SECRET_HEADER] = webhook["secret_token"]
        try:
            async with session.post(
                webhook["url"], data=json.dumps(item.body).encode(), headers=headers, allow_redirects=False
            ) as response:
                if response.status // 100 != 2:
                    reason = f"Wrong response from the webhook: {response.status} {response.reason}"
                    raise Undelivered(reason, _seconds(response.headers.get("Retry-After", "")))
                return response.headers.get("Content-Type", ""), await response.read()
        except TimeoutError:
            raise Undelivered("Read timeout expired") from None
        except aiohttp.ClientError as error:
            raise Undelivered(_reason(error)) from None

    def _note(self, reason: str) -> None:
        with self.world.changed:
            self.last_error = {"last_error_date": int(self.world.clock.now()), "last_error_message": reason}
            self.world.notify()


def _replied_call(content_type: str, body: bytes) -> tuple[str, dict[str, Any]]:
    """The method that an answer asks for, and its parameters; most answers ask for none."""
    try:
        given, _ = read_parameters(content_type, body)
    except Refusal:
        return "", {}
    return str(given.pop("method", "")), given


def _reason(error: aiohttp.ClientError) -> str:
    return "Connection refused" if isinstance(error, aiohttp.ClientConnectorError) else "Connection reset by peer"


def _seconds(retry_after: str) -> float:
    return min(float(retry_after), LONGEST_RETRY_AFTER) if retry_after.isdigit() else 0.0
