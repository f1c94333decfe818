"""`python -m bot inbox`: what waits and what was laid aside, without a word that a person wrote."""

from datetime import UTC, datetime
from pathlib import Path

from bot import inbox_store
from bot.database import Database
from bot.errors import BotError
from bot.inbox import UNKNOWN_FATE
from bot.inbox_store import TABLES, Listed


def show_inbox(address: str | Path) -> str:
    """Counts, and a line for each parked update. Raises `MemoryUnavailable` where the database fails."""
    database = Database.open(address, TABLES)
    with database.reading() as connection:
        counts = inbox_store.counts(connection)
        unknown = inbox_store.unknown_fates(connection, UNKNOWN_FATE)
        parked = inbox_store.listed(connection)
    database.close()
    summary = ", ".join(f"{count} {state}" for state, count in counts.items())
    return "\n".join([f"{summary}; {unknown} of unknown fate in the last days", *map(_line, parked)])


def settle(address: str | Path, action: str, update: int) -> str:
    """Lets a parked update be worked on again ("retry") or wipes it ("drop"); returns what to tell the operator.

    Raises:
        BotError: No update of that id is parked.
        MemoryUnavailable: The database fails.
    """
    change = inbox_store.retry if action == "retry" else inbox_store.drop
    database = Database.open(address, TABLES)
    with database.writing() as connection:
        found = change(connection, update)
    database.scrub()
    database.close()
    if not found:
        raise BotError(f"no update {update} is parked; python -m bot inbox lists them")
    return f"update {update} waits to be worked on again" if action == "retry" else f"update {update} is wiped"


def _line(update: Listed) -> str:
    arrived = datetime.fromtimestamp(update.arrived, UTC)
    return f"{update.id}  arrived {arrived:%Y-%m-%d %H:%M:%S} UTC, {update.attempts} attempts: {update.reason}"
