"""The table of tokens spent: a day, the hash of a conversation's name and a number each. Knows no budget."""

from datetime import date
from hashlib import blake2b

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bot.database import Database
from bot.tables import TABLES

HASH_BYTES = 8  # two of a day's conversations hardly ever share one, and then only a budget

_TOKENS = sa.Table(
    "model_tokens",
    TABLES,
    sa.Column("day", sa.String(10), primary_key=True),  # ISO, in UTC
    sa.Column("name", sa.String(2 * HASH_BYTES), primary_key=True),  # "" for the whole bot
    sa.Column("tokens", sa.BigInteger, nullable=False),
)
_MATCHES = sa.and_(_TOKENS.c.day == sa.bindparam("on"), _TOKENS.c.name == sa.bindparam("key"))
_READ = sa.select(_TOKENS.c.tokens).where(_MATCHES)
_ADD = sa.update(_TOKENS).where(_MATCHES).values(tokens=_TOKENS.c.tokens + sa.bindparam("more"))
_INSERT = sa.insert(_TOKENS)
_DELETE = sa.delete(_TOKENS).where(_TOKENS.c.name == sa.bindparam("key"))
_DELETE_BEFORE = sa.delete(_TOKENS).where(_TOKENS.c.day < sa.bindparam("on"))


class TokenStore:
    """Reads and writes the table. Every method raises `MemoryUnavailable` where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def spent(self, day: date, name: str | None) -> int:
        """The tokens of a conversation on a day, of all where none is named."""
        with self._database.reading() as connection:
            return connection.execute(_READ, {"on": day.isoformat(), "key": _row(name)}).scalar() or 0

    def add(self, day: date, name: str | None, tokens: int) -> None:
        """Adds tokens, which may be fewer than none where too many were reserved; older days are deleted."""
        if not self._added(day, name, tokens) and not self._inserted(day, name, tokens):
            self._added(day, name, tokens)

    def delete(self, name: str) -> None:
        """Deletes the counts of a conversation; they stay in the sum of all."""
        with self._database.writing() as connection:
            connection.execute(_DELETE, {"key": _row(name)})

    def _added(self, day: date, name: str | None, tokens: int) -> bool:
        with self._database.writing() as connection:
            changed = connection.execute(_ADD, {"on": day.isoformat(), "key": _row(name), "more": tokens})
            return changed.rowcount > 0

    def _inserted(self, day: date, name: str | None, tokens: int) -> bool:
        """False where another process inserted the row in the meantime."""
        with self._database.writing() as connection:
            connection.execute(_DELETE_BEFORE, {"on": day.isoformat()})
            try:
                connection.execute(_INSERT, {"day": day.isoformat(), "name": _row(name), "tokens": tokens})
            except IntegrityError:
                return False
        return True


def _row(name: str | None) -> str:
    """The row of a conversation, which does not tell its name; that of all has none."""
    return "" if name is None else blake2b(name.encode(), digest_size=HASH_BYTES).hexdigest()
