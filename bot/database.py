"""Opens a database by its URL, SQLite or another, and turns its errors into ours. Knows no tables of its own."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from bot.errors import MemoryUnavailable
from bot.schema import bring_up_to_date, schema_version

PATIENCE = 5.0  # seconds to wait for another process's transaction on a SQLite file; they last milliseconds
RETRY_AFTER = 0.01  # seconds between two tries where SQLite does not wait by itself


class Database:
    """Transactions on one database, from any number of threads and processes.

    Whatever fails in opening, reading or writing raises `MemoryUnavailable`.
    """

    def __init__(self, engine: sa.Engine, where: str) -> None:
        self._engine = engine
        self._where = where

    @classmethod
    def open(cls, address: str | Path, tables: sa.MetaData) -> "Database":
        """Opens a database by its SQLAlchemy URL, or a SQLite file by its path, and brings its schema up to date.

        Only of one in memory the `tables` are made; any other holds all that the migrations make.
        """
        is_path = isinstance(address, Path) or "://" not in address
        url = sa.URL.create("sqlite", database=str(address)) if is_path else parse_url(str(address))
        if url.get_backend_name() != "sqlite":
            return cls._open_server(url)
        return cls.in_process(tables) if url.database in (None, "", ":memory:") else cls._open_file(url)

    @classmethod
    def in_process(cls, tables: sa.MetaData) -> "Database":
        """A database in this process's memory, which ends with it."""
        engine = sa.create_engine(
            "sqlite://",
            connect_args={"check_same_thread": False},
            poolclass=QueuePool,
            pool_size=1,  # another connection would be another database; threads take turns
            max_overflow=0,
        )
        tables.create_all(engine)
        return cls(engine, "memory of this process")

    @classmethod
    def _open_file(cls, url: sa.URL) -> "Database":
        where = url.database or ""
        with _translated(where):
            path = Path(where)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)  # what a person asks is nobody else's business
        engine = sa.create_engine(url, connect_args={"timeout": PATIENCE}, hide_parameters=True)
        sa.event.listen(engine, "connect", _prepare_file)
        return cls(engine, where)._up_to_date()

    @classmethod
    def _open_server(cls, url: sa.URL) -> "Database":
        where = url.set(query={}).render_as_string(hide_password=True)
        with _translated(where):
            engine = sa.create_engine(url, pool_pre_ping=True, hide_parameters=True)
        return cls(engine, where)._up_to_date()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection to read with."""
        with _translated(self._where), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction: all that is written inside, or nothing of it."""
        with _translated(self._where), self._engine.begin() as connection:
            yield connection

    def scrub(self) -> None:
        """Makes deleted text unreadable in a SQLite file: the write-ahead log, where it lives on, is emptied."""
        if self._engine.dialect.name == "sqlite":
            with self.reading() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Releases the connections."""
        self._engine.dispose()

    def schema(self) -> str:
        """The number of its schema."""
        with self.reading() as connection:
            return schema_version(connection)

    def _up_to_date(self) -> "Database":
        with _translated(self._where):
            bring_up_to_date(self._engine)
        return self


def parse_url(address: str) -> sa.URL:
    """A database URL, checked without connecting.

    Raises:
        MemoryUnavailable: SQLAlchemy cannot open it; the message does not repeat it, for it may hold a password.
    """
    try:
        url = sa.make_url(address)
        dialect = url.get_dialect()
    except (SQLAlchemyError, ValueError, ImportError) as error:
        raise MemoryUnavailable("no database URL such as postgresql+psycopg://user:password@host/name") from error
    if dialect.is_async:
        raise MemoryUnavailable(f"{url.drivername} is an asynchronous driver; name a synchronous one")
    return url


def _prepare_file(connection: DBAPIConnection, record: object) -> None:
    """Makes a SQLite connection quick to commit, and delete by overwriting."""
    cursor = connection.cursor()
    _log_ahead(cursor)
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def _log_ahead(cursor: DBAPICursor) -> None:
    """Turns on the write-ahead log; a process that does so at the same moment is not waited for by SQLite itself."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(RETRY_AFTER)


@contextmanager
def _translated(where: str) -> Iterator[None]:
    """The border where errors of the database, its driver and the file system become ours."""
    try:
        yield
    except (SQLAlchemyError, OSError, ImportError) as error:
        reason = getattr(error, "orig", None) or getattr(error, "strerror", None) or error
        said = next(iter(str(reason).splitlines()), type(error).__name__)
        raise MemoryUnavailable(f"{where}: the database cannot be used: {said}") from error
