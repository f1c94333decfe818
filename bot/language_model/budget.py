"""How many tokens may still be spent today (UTC), by the whole bot and by one conversation."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime

from bot.errors import MemoryUnavailable
from bot.token_counts import TokenCounts

logger = logging.getLogger(__name__)


def today() -> date:
    """The day by UTC."""
    return datetime.now(UTC).date()


class TokenBudget:
    """Reserves tokens before a call and corrects them after it. A database that fails counts as a budget spent.

    Args:
        counts: Where the tokens of a day are kept.
        daily: Tokens a day for the whole bot.
        per_chat: Tokens a day for one conversation.
        day: Tells the day.
    """

    def __init__(self, counts: TokenCounts, daily: int, per_chat: int, day: Callable[[], date] = today) -> None:
        self._counts = counts
        self._daily = daily
        self._per_chat = per_chat
        self._day = day
        self._lock = threading.Lock()  # of this process; several may together overdraw by one call each

    def reserve(self, conversation: str, tokens: int) -> bool:
        """Sets tokens aside; False where that would go over the budget."""
        day = self._day()
        try:
            with self._lock:
                total, own = self._counts.spent(day), self._counts.spent(day, conversation)
                if total + tokens > self._daily or own + tokens > self._per_chat:
                    return False
                self._counts.add(day, conversation, tokens)
        except MemoryUnavailable as error:
            logger.warning("no tokens are spent while they cannot be counted: %s", error)
            return False
        return True

    def correct(self, conversation: str, reserved: int, spent: int) -> None:
        """Replaces what was reserved by what was spent."""
        try:
            with self._lock:
                self._counts.add(self._day(), conversation, spent - reserved)
        except MemoryUnavailable as error:
            logger.warning("tokens were not counted: %s", error)
