"""The tokens that a language model took on a day: of one conversation, and of all together."""

from datetime import date
from pathlib import Path

from bot.database import Database
from bot.memory import conversation_key
from bot.tables import TABLES
from bot.token_store import TokenStore


class TokenCounts:
    """Counts by day and conversation. Every method raises `MemoryUnavailable` where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._store = TokenStore(database)

    @classmethod
    def open(cls, address: str | Path) -> "TokenCounts":
        """Opens the counts of a database: a SQLAlchemy URL, or the path of a SQLite file."""
        return cls(Database.open(address, TABLES))

    @classmethod
    def in_process(cls) -> "TokenCounts":
        """Counts that end with this process."""
        return cls(Database.in_process(TABLES))

    def spent(self, day: date, conversation: str | None = None) -> int:
        """The tokens of a conversation, of all where none is named."""
        return self._store.spent(day, None if conversation is None else conversation_key(conversation))

    def add(self, day: date, conversation: str, tokens: int) -> None:
        """Counts tokens for a conversation and for all."""
        for row in (None, conversation_key(conversation)):
            self._store.add(day, row, tokens)

    def close(self) -> None:
        """Releases the database."""
        self._database.close()
