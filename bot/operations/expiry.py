"""What is older than the operator wants goes: conversations, feedback, gaps of last year, updates laid aside."""

import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot import inbox_store
from bot.database import Database
from bot.feedback import Feedback
from bot.inbox import KEEP_IDS
from bot.memory import Memory

DAY = 86_400.0  # seconds


@dataclass(frozen=True, slots=True)
class Expired:
    """How many of each were deleted."""

    conversations: int
    votes: int
    gaps: int
    updates: int

    def __str__(self) -> str:
        counts = (self.conversations, self.votes, self.gaps, self.updates)
        return "deleted: {} conversations, {} votes, {} unanswered questions, {} updates".format(*counts)


def expire(database: str | Path, keep: timedelta) -> Expired:
    """Deletes what is older than `keep`. Raises `MemoryUnavailable` where the database fails."""
    memory, feedback, inbox = (
        Memory.open(database),
        Feedback.open(database),
        Database.open(database, inbox_store.TABLES),
    )
    try:
        conversations = memory.expire(keep)
        votes, gaps = feedback.expire(keep)
        with inbox.writing() as connection:
            oldest = time.time() - keep.total_seconds()
            updates = inbox_store.sweep(connection, done_before=time.time() - KEEP_IDS, parked_before=oldest)
        inbox.scrub()
    finally:
        for opened in (memory, feedback, inbox):
            opened.close()
    return Expired(conversations, votes, gaps, updates)
