"""One thread that writes to a database: what is handed in while it commits goes into the next transaction together."""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

import sqlalchemy as sa

from bot.database import Database

T = TypeVar("T")


class Writer:
    """Carries out changes in the order they are handed in, as many in one transaction as have come together.

    SQLite has one writer at a time anyway, and a commit costs the same for one change as for a hundred.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[tuple[Callable[[sa.Connection], Any], Future[Any]]] = deque()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")

    async def write(self, change: Callable[[sa.Connection], T]) -> T:
        """The result of a change, once it is committed.

        Raises:
            MemoryUnavailable: The database failed; nothing of the change was kept.
        """
        future: Future[T] = Future()
        self._waiting.append((change, future))
        self._thread.submit(self._commit)
        return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Waits for what was handed in."""
        self._thread.shutdown()

    def _commit(self) -> None:
        batch = [self._waiting.popleft() for _ in range(len(self._waiting))]
        batch = [(change, future) for change, future in batch if future.set_running_or_notify_cancel()]
        if not batch:  # an earlier transaction took it along
            return
        try:
            with self._database.writing() as connection:
                results = [change(connection) for change, _ in batch]
        except Exception as error:  # nothing of the transaction was kept: each of those who wait must hear of it
            for _, future in batch:
                future.set_exception(error)
        else:
            for (_, future), result in zip(batch, results, strict=True):
                future.set_result(result)
