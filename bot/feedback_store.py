"""The tables of feedback, of gaps and of daily counts. Feedback belongs to a conversation; gaps and counts to nobody."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bot.database import Database

LONGEST_NAME = 255  # characters of a conversation's name, as in memory_store
LONGEST_WORD = 64  # characters of a topic, outcome, reason

TABLES = sa.MetaData()
_FEEDBACK = sa.Table(
    "feedback",
    TABLES,
    sa.Column("conversation", sa.String(LONGEST_NAME), primary_key=True),
    sa.Column("message", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("day", sa.Date, nullable=False, index=True),
    sa.Column("vote", sa.String(LONGEST_WORD), nullable=False),
    sa.Column("reason", sa.String(LONGEST_WORD), nullable=False),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("passages", sa.JSON, nullable=False),
    sa.Column("outcome", sa.String(LONGEST_WORD), nullable=False),
    sa.Column("topic", sa.String(LONGEST_WORD), nullable=False),
    sa.Column("language", sa.String(LONGEST_WORD), nullable=False),
    sa.Column("gap", sa.Integer, nullable=False),  # the gap that the vote opened, 0 for none
)
_GAPS = sa.Table(
    "gaps",
    TABLES,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("day", sa.Date, nullable=False, index=True),
    sa.Column("kind", sa.String(LONGEST_WORD), nullable=False),
    sa.Column("reason", sa.String(LONGEST_WORD), nullable=False),
    sa.Column("language", sa.String(LONGEST_WORD), nullable=False),
    sa.Column("topic", sa.String(LONGEST_WORD), nullable=False),
    sa.Column("question", sa.Text, nullable=False),
)
_USAGE = sa.Table(
    "usage",
    TABLES,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("topic", sa.String(LONGEST_WORD), primary_key=True),
    sa.Column("outcome", sa.String(LONGEST_WORD), primary_key=True),
    sa.Column("language", sa.String(LONGEST_WORD), primary_key=True),
    sa.Column("within_ms", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("answers", sa.Integer, nullable=False),
)

_COUNTED = ("day", "topic", "outcome", "language", "within_ms")
_ADD_ONE = (
    sa.update(_USAGE)
    .where(*(_USAGE.c[name] == sa.bindparam(f"{name}_") for name in _COUNTED))
    .values(answers=_USAGE.c.answers + 1)
)
_FIRST = sa.insert(_USAGE)

Row = dict[str, Any]


class FeedbackStore:
    """Reads and writes the tables. Every method raises `MemoryUnavailable` where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def close(self) -> None:
        """Releases the database."""
        self._database.close()

    def vote(self, conversation: str, message: int) -> Row | None:
        """The feedback on a message."""
        rows = self._rows(sa.select(_FEEDBACK).where(_on(conversation, message)))
        return rows[0] if rows else None

    def votes(self, conversation: str) -> list[Row]:
        """All feedback of a conversation, by message."""
        return self._rows(
            sa.select(_FEEDBACK).where(_FEEDBACK.c.conversation == conversation).order_by(_FEEDBACK.c.message)
        )

    def put_vote(self, row: Mapping[str, Any]) -> None:
        """Writes the feedback on a message in the place of an earlier one."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(_FEEDBACK).where(_on(row["conversation"], row["message"])))
            connection.execute(sa.insert(_FEEDBACK), dict(row))

    def delete_vote(self, conversation: str, message: int) -> None:
        """Deletes the feedback on a message."""
        self._delete(_FEEDBACK, _on(conversation, message))

    def delete_votes(self, conversation: str) -> None:
        """Deletes all feedback of a conversation, from a SQLite file to the last byte."""
        self._delete(_FEEDBACK, _FEEDBACK.c.conversation == conversation)

    def delete_votes_before(self, day: date) -> int:
        """Deletes the feedback given before a day; returns how much."""
        return self._delete(_FEEDBACK, _FEEDBACK.c.day < day)

    def count_votes(self, since: date) -> list[Row]:
        """How much feedback of each kind there was since a day."""
        kinds = [_FEEDBACK.c[name] for name in ("day", "vote", "reason", "topic", "outcome", "language")]
        counted = sa.select(*kinds, sa.func.count().label("votes")).where(_FEEDBACK.c.day >= since)
        return self._rows(counted.group_by(*kinds).order_by(_FEEDBACK.c.day))

    def add_gap(self, row: Mapping[str, Any]) -> int:
        """Writes a gap and returns its id."""
        with self._database.writing() as connection:
            key = connection.execute(sa.insert(_GAPS), dict(row)).inserted_primary_key
        return int(key[0]) if key else 0

    def explain_gap(self, gap: int, reason: str) -> None:
        """Adds to a gap why the answer did not help."""
        with self._database.writing() as connection:
            connection.execute(sa.update(_GAPS).where(_GAPS.c.id == gap).values(reason=reason))

    def delete_gap(self, gap: int) -> None:
        """Deletes a gap."""
        self._delete(_GAPS, _GAPS.c.id == gap)

    def delete_gaps_before(self, day: date) -> int:
        """Deletes the gaps found before a day; returns how many."""
        return self._delete(_GAPS, _GAPS.c.day < day)

    def gaps(self, since: date) -> list[Row]:
        """The gaps since a day, oldest first."""
        return self._rows(sa.select(_GAPS).where(_GAPS.c.day >= since).order_by(_GAPS.c.id))

    def count(self, row: Mapping[str, Any]) -> None:
        """Counts one answer in the row of its day, topic, outcome, language and latency."""
        if not self._added(row) and not self._inserted({**row, "answers": 1}):
            self._added(row)

    def usage(self, since: date) -> list[Row]:
        """The counts since a day, oldest first."""
        return self._rows(sa.select(_USAGE).where(_USAGE.c.day >= since).order_by(_USAGE.c.day))

    def _rows(self, query: "sa.Select[Any]") -> list[Row]:
        with self._database.reading() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def _added(self, row: Mapping[str, Any]) -> bool:
        """Counts one in the row of this key; false where there is none yet."""
        with self._database.writing() as connection:
            return connection.execute(_ADD_ONE, {f"{name}_": row[name] for name in _COUNTED}).rowcount > 0

    def _inserted(self, row: Row) -> bool:
        """False where another process inserted the same key in the meantime."""
        with self._database.writing() as connection:
            try:
                connection.execute(_FIRST, row)
            except IntegrityError:
                return False
        return True

    def _delete(self, table: sa.Table, which: "sa.ColumnElement[bool]") -> int:
        with self._database.writing() as connection:
            count = connection.execute(sa.delete(table).where(which)).rowcount
        if count:
            self._database.scrub()
        return count


def _on(conversation: str, message: int) -> "sa.ColumnElement[bool]":
    return sa.and_(_FEEDBACK.c.conversation == conversation, _FEEDBACK.c.message == message)
