"""The queue of updates behind getUpdates: offset confirms, one poller at a time. No webhook deliveries yet."""

import asyncio
import time
from typing import Any

from tests.bot_api.errors import Refusal
from tests.bot_api.world import World

OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
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
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.arrival.set)


class UpdateQueue:
    """Updates that the bot has not confirmed yet, in order, and replays, which come whatever was confirmed."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.pending: list[dict[str, Any]] = []
        self.past: dict[int, dict[str, Any]] = {}
        self.replays: list[dict[str, Any]] = []
        self.allowed: list[str] = []
        self.closed = False
        self._poll: Poll | None = None
        world.announce(self._wake)

    def push(self, content: dict[str, Any]) -> int:
        """Queues an update unless the bot did not ask for its kind, and returns its id."""
        with self.world.changed:
            update = {"update_id": next(self.world.update_ids), **content}
            self.past[update["update_id"]] = update
            if not self.allowed or any(kind in self.allowed for kind in content):
                self.pending.append(update)
            self.world.notify()
            return int(update["update_id"])

    def replay(self, update_id: int) -> None:
        """Delivers an update once more, as Telegram does now and then."""
        with self.world.changed:
            self.replays.append(self.past[update_id])
            self.world.notify()

    def close(self) -> None:
        """Ends the waiting request, so that the server can stop."""
        with self.world.changed:
            self.closed = True
            self._wake()

    async def get_updates(self, arguments: dict[str, Any]) -> list[dict[str, Any]]:
        """Waits for updates up to the timeout of the request; an earlier request that still waits gets a 409."""
        if self.world.webhook.get("url"):
            raise Refusal(409, WEBHOOK_SET)
        poll, earlier, self._poll = Poll(), self._poll, None
        self._poll = poll
        if earlier:
            earlier.wake()
        with self.world.changed:
            self.allowed = arguments.get("allowed_updates", self.allowed)
            self._confirm(arguments.get("offset", 0))
        return await self._wait(poll, arguments.get("limit", 100), arguments.get("timeout", 0))

    async def _wait(self, poll: Poll, limit: int, timeout: float) -> list[dict[str, Any]]:
        deadline = time.monotonic() + timeout
        while True:
            poll.arrival.clear()
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

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.pending = self.pending[offset:]
        else:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]

    def _take(self, limit: int) -> list[dict[str, Any]]:
        with self.world.changed:
            replays, self.replays = self.replays[:limit], self.replays[limit:]
            return [*replays, *self.pending][:limit]

    def _wake(self) -> None:
        if self._poll:
            self._poll.wake()
