"""The updates that the bot has not confirmed, and getUpdates: offset confirms, one poller at a time."""

import asyncio
import time
from collections.abc import Callable
from itertools import islice
from typing import Any

from tests.bot_api.errors import Refusal
from tests.bot_api.queues import Queued, kind_of, queued, wanted
from tests.bot_api.world import World

MAX_BATCH = 100  # updates in one answer
OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_CAME = "Conflict: terminated by setWebhook request"
WEBHOOK_SET = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Poll:
    """One waiting getUpdates request, woken from any thread."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.arrival = asyncio.Event()

    def wake(self) -> None:
        """Lets the request look again."""
        if not self.arrival.is_set() and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.arrival.set)


class UpdateQueue:
    """Updates that the bot has not confirmed yet, in order, and replays, which come whatever was confirmed.

    `past` has every update that was ever made, by id; `replays` any JSON that comes with the next getUpdates.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.past: dict[int, dict[str, Any]] = {}
        self.replays: list[Any] = []
        self.allowed: list[str] = []
        self.closed = False
        self._waiting: dict[int, Queued] = {}
        self._poll: Poll | None = None
        self._on_arrival: list[Callable[[Queued], None]] = []
        world.announce(self._wake)

    @property
    def pending(self) -> list[dict[str, Any]]:
        """The updates that are not confirmed and not expired, oldest first."""
        return [item.body for item in self.waiting()]

    def waiting(self) -> list[Queued]:
        """The same with queue and expiry."""
        with self.world.changed:
            now = self.world.clock.now()
            self._waiting = {number: item for number, item in self._waiting.items() if item.expires > now}
            return list(self._waiting.values())

    def push(self, content: dict[str, Any]) -> int:
        """Queues an update unless the bot did not ask for its kind, and returns its id."""
        with self.world.changed:
            update = {"update_id": next(self.world.update_ids), **content}
            self.past[update["update_id"]] = update
            if wanted(kind_of(update), self.allowed):
                item = queued(update, self.world.clock.now())
                self._waiting[update["update_id"]] = item
                self._arrived(item)
            return int(update["update_id"])

    def replay(self, update_id: int) -> None:
        """Delivers an update once more, as Telegram does now and then."""
        self.inject(self.past[update_id])

    def inject(self, body: Any) -> None:
        """Delivers any JSON once, as if it were an update."""
        with self.world.changed:
            if not self.world.webhook:
                self.replays.append(body)
            self._arrived(queued(body, self.world.clock.now()))

    def confirm(self, item: Queued) -> None:
        """Forgets an update that the bot has taken in, or that expired."""
        with self.world.changed:
            if isinstance(item.body, dict) and self._waiting.get(item.body.get("update_id", 0)) is item:
                del self._waiting[item.body["update_id"]]
            self.world.notify()

    def drop(self) -> None:
        """Forgets all that waits."""
        with self.world.changed:
            self._waiting.clear()
            self.world.notify()

    def announce_arrivals(self, listener: Callable[[Queued], None]) -> None:
        """Calls `listener` with every new update, in the thread that made it."""
        self._on_arrival.append(listener)

    def close(self) -> None:
        """Ends the waiting request, so that the server can stop."""
        with self.world.changed:
            self.closed = True
            self._wake()

    async def get_updates(self, arguments: dict[str, Any]) -> list[Any]:
        """Waits for updates up to the timeout of the request; an earlier request that still waits gets a 409."""
        if self.world.webhook:
            raise Refusal(409, WEBHOOK_SET)
        poll, earlier, self._poll = Poll(), self._poll, None
        self._poll = poll
        if earlier:
            earlier.wake()
        with self.world.changed:
            self.allowed = arguments.get("allowed_updates", self.allowed)
            self._confirm_before(arguments.get("offset", 0))
        limit = min(arguments.get("limit", MAX_BATCH), MAX_BATCH)
        return await self._wait(poll, limit, arguments.get("timeout", 0))

    async def _wait(self, poll: Poll, limit: int, timeout: float) -> list[Any]:
        deadline = time.monotonic() + timeout
        while True:
            poll.arrival.clear()
            if self.world.webhook:
                raise Refusal(409, WEBHOOK_CAME)
            if self._poll is not poll:
                raise Refusal(409, OTHER_POLLER)
            batch = self._take(limit)
            left = deadline - time.monotonic()
            if batch or left <= 0 or self.closed:
                return batch
            try:
                await asyncio.wait_for(poll.arrival.wait(), left)
            except TimeoutError:
                continue

    def _confirm_before(self, offset: int) -> None:
        with self.world.changed:
            numbers = list(self._waiting)
            for number in numbers[:offset] if offset < 0 else numbers:
                if 0 <= offset <= number:
                    break  # ids grow, so all that follow are newer
                del self._waiting[number]
            self.world.notify()

    def _take(self, limit: int) -> list[Any]:
        with self.world.changed:
            now = self.world.clock.now()
            replays, self.replays = self.replays[:limit], self.replays[limit:]
            alive = (item.body for item in self._waiting.values() if item.expires > now)
            return [*replays, *islice(alive, limit - len(replays))]

    def _arrived(self, item: Queued) -> None:
        for listener in self._on_arrival:
            listener(item)
        self.world.notify()

    def _wake(self) -> None:
        if self._poll:
            self._poll.wake()
