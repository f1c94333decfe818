"""The tables of the first release. Databases that were made before there were migrations keep theirs."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Creates each table that is missing."""
    _conversations()
    _feedback()
    _inbox()
    _webhooks()


def _conversations() -> None:
    _create(
        "conversations",
        sa.Column("name", sa.String(255), primary_key=True),
        sa.Column("updated", sa.DateTime, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
    )
    _index("ix_conversations_updated", "conversations", "updated")
    _create(
        "model_tokens",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("name", sa.String(16), primary_key=True),
        sa.Column("tokens", sa.BigInteger, nullable=False),
    )


def _feedback() -> None:
    _create(
        "feedback",
        sa.Column("conversation", sa.String(255), primary_key=True),
        sa.Column("message", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Date, nullable=False),
        *_words("vote", "reason"),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("passages", sa.JSON, nullable=False),
        *_words("outcome", "topic", "language"),
        sa.Column("gap", sa.Integer, nullable=False),
    )
    _index("ix_feedback_day", "feedback", "day")
    _create(
        "gaps",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        *_words("kind", "reason", "language", "topic"),
        sa.Column("question", sa.Text, nullable=False),
    )
    _index("ix_gaps_day", "gaps", "day")
    _create(
        "usage",
        sa.Column("day", sa.Date, primary_key=True),
        *(sa.Column(name, sa.String(64), primary_key=True) for name in ("topic", "outcome", "language")),
        sa.Column("within_ms", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("answers", sa.Integer, nullable=False),
    )


def _inbox() -> None:
    _create(
        "updates",
        sa.Column("bot", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("lane", sa.String(64), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("begun", sa.Integer, nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("arrived", sa.Float, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )
    _index("updates_by_state", "updates", "bot", "state", "lane", "id")
    _create(
        "workers",
        sa.Column("owner", sa.String(64), primary_key=True),
        sa.Column("beat", sa.BigInteger, nullable=False),
    )


def _webhooks() -> None:
    _create(
        "webhooks",
        sa.Column("bot", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
    )


def _create(table: str, *columns: sa.Column[Any]) -> None:
    op.create_table(table, *columns, if_not_exists=True)


def _index(name: str, table: str, *columns: str) -> None:
    op.create_index(name, table, list(columns), if_not_exists=True)


def _words(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(64), nullable=False) for name in names]
