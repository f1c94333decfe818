"""One SQLite file for many threads: a connection for each that needs one, snapshots for readers, one transaction a writer."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from knowledge.errors import IndexUnavailable

Row = tuple[Any, ...]
_PATIENCE = 30.0  # seconds to wait for another process's transaction
_KEPT_LOG = 64_000_000  # bytes of write-ahead log left on disk after a large transaction


class SqliteFile:
    """Statements on one file. A thread inside `reading` or `writing` stays on one connection; others take any."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._pinned = threading.local()

    @classmethod
    def open(cls, path: Path, schema: str) -> "SqliteFile":
        """Open or create the file.

        Raises:
            IndexUnavailable: It cannot be opened, written, or is no such file.
        """
        file = cls(path)
        with file._translated():
            path.parent.mkdir(parents=True, exist_ok=True)
            with file._connection() as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(schema)
        return file

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            while self._idle:
                self._idle.pop().close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state of the file for all that is read inside, whatever others write meanwhile."""
        if self._is_pinned():
            yield
            return
        with self._pin("BEGIN"):
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all that is written inside becomes visible at once, or nothing of it."""
        with self._pin("BEGIN IMMEDIATE"):
            yield

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Run a statement and fetch what it gives."""
        pinned = getattr(
            self._pinned, "connection", None
        )  # asked a dozen times for an answer: no context managers here
        try:
            connection = pinned or self._taken()
            try:
                return connection.execute(statement, tuple(values)).fetchall()
            finally:
                if pinned is None:
                    self._give_back(connection)
        except (sqlite3.Error, OSError) as error:
            raise self._unavailable(error) from error

    def each(self, statement: str) -> Iterator[Row]:
        """Run a statement and fetch row by row."""
        with self._translated(), self._connection() as connection:
            yield from connection.execute(statement)

    def many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement for each row of values."""
        with self._translated(), self._connection() as connection:
            connection.executemany(statement, rows)

    @contextmanager
    def _pin(self, begin: str) -> Iterator[None]:
        with self._connection() as connection:
            with self._translated():
                connection.execute(begin)
            self._pinned.connection = connection
            try:
                yield
                with self._translated():
                    connection.execute("COMMIT")
            finally:
                self._pinned.connection = None
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        if self._is_pinned():
            yield self._pinned.connection
            return
        connection = self._taken()
        try:
            yield connection
        finally:
            self._give_back(connection)

    def _taken(self) -> sqlite3.Connection:
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        return connection or self._connect()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            self._idle.append(connection)

    def _is_pinned(self) -> bool:
        return getattr(self._pinned, "connection", None) is not None

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        connection.execute(f"PRAGMA journal_size_limit = {_KEPT_LOG}")
        return connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise self._unavailable(error) from error

    def _unavailable(self, error: Exception) -> IndexUnavailable:
        return IndexUnavailable(f"{self._path}: cannot be opened or written: {error}")
