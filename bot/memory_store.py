"""The table of conversations: a name, a time and a JSON document each. Knows not what the documents say."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bot.database import Database
from bot.state_store import StoredState
from bot.tables import TABLES
from bot.token_store import TokenStore

LONGEST_NAME = 255  # characters; a Telegram conversation has about 40, SQLite takes any number

_CONVERSATIONS = sa.Table(
    "conversations",
    TABLES,
    sa.Column("name", sa.String(LONGEST_NAME), primary_key=True),
    sa.Column("updated", sa.DateTime, nullable=False, index=True),  # UTC, without saying so: SQLite has no time zones
    sa.Column("state", sa.Text, nullable=False),  # a document, so that a new field needs no new column
)
_BY_NAME = _CONVERSATIONS.c.name == sa.bindparam("key")
_READ = sa.select(_CONVERSATIONS.c.state, _CONVERSATIONS.c.updated).where(_BY_NAME)
_INSERT = sa.insert(_CONVERSATIONS)
_UPDATE = sa.update(_CONVERSATIONS).where(_BY_NAME)
_DELETE = sa.delete(_CONVERSATIONS).where(_BY_NAME)
_DELETE_OLDER = sa.delete(_CONVERSATIONS).where(_CONVERSATIONS.c.updated < sa.bindparam("moment"))


class MemoryStore:
    """Reads and writes the table. Every method raises `MemoryUnavailable` where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tokens = TokenStore(database)

    def close(self) -> None:
        """Releases the database."""
        self._database.close()

    def read(self, name: str) -> StoredState | None:
        """What was written last under a name."""
        with self._database.reading() as connection:
            row = connection.execute(_READ, {"key": name}).first()
        return StoredState(row.state, row.updated.replace(tzinfo=UTC)) if row else None

    def write(self, name: str, state: str, updated: datetime) -> None:
        """Writes a document in the place of the one of that name."""
        values = {"state": state, "updated": _in_utc(updated)}
        if not self._changed(name, values) and not self._inserted(name, values):
            self._changed(name, values)

    def delete(self, name: str) -> None:
        """Deletes a document, from a SQLite file to the last byte, and the tokens that were spent on its conversation."""
        self._tokens.delete(name)
        self._deleted(_DELETE, {"key": name})

    def delete_older(self, moment: datetime) -> int:
        """Deletes the documents written before a moment; returns how many."""
        return self._deleted(_DELETE_OLDER, {"moment": _in_utc(moment)})

    def _changed(self, name: str, values: dict[str, Any]) -> bool:
        with self._database.writing() as connection:
            return connection.execute(_UPDATE, {"key": name, **values}).rowcount > 0

    def _inserted(self, name: str, values: dict[str, Any]) -> bool:
        """False where another process inserted the name in the meantime."""
        with self._database.writing() as connection:
            try:
                connection.execute(_INSERT, {"name": name, **values})
            except IntegrityError:
                return False
        return True

    def _deleted(self, statement: sa.Delete, values: dict[str, Any]) -> int:
        with self._database.writing() as connection:
            count = connection.execute(statement, values).rowcount
        if count:
            self._database.scrub()
        return count


def open_store(address: str | Path) -> MemoryStore:
    """Opens the table in a database: a SQLAlchemy URL, or the path of a SQLite file."""
    return MemoryStore(Database.open(address, TABLES))


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
