"""One update in work: what was sent for it, whether that arrived, and what becomes of it when its handler fails."""

import logging
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.errors import MemoryUnavailable
from bot.inbox import Inbox
from bot.inbox_store import Claimed

logger = logging.getLogger(__name__)

MOST_TRIES = 3  # of a handler that fails by itself
MOST_PATIENT_TRIES = 30  # of one to which Telegram or the database is closed: half an hour at the longest pause
FIRST_PAUSE, PAUSE_GROWTH = 0.2, 4  # seconds between tries of a handler that fails by itself
LONGEST_PAUSE = 60.0  # seconds

_CURRENT: ContextVar["Work | None"] = ContextVar("work", default=None)


class LeaseLost(TelegramError):
    """Another process has taken over the update; nothing more may be sent for it."""


@dataclass(slots=True)
class Work:
    """An update that is leased to us, for as long as its handler runs."""

    update: Claimed
    owner: str
    inbox: Inbox
    begun: int = 0  # sends that were applied or may have been
    unknown: int = 0  # sends of which it is not known whether they were applied
    tries: int = 0
    error: Exception | None = field(default=None)
    lost: bool = False

    def start(self) -> None:
        """Makes this the work of the current task, and of those that it begins."""
        _CURRENT.set(self)

    async def begin(self) -> None:
        """Notes that a send begins.

        Raises:
            LeaseLost: The update is no longer ours.
        """
        if not await self.inbox.begin(self.update.id, self.owner):
            self.lost = True
            raise LeaseLost("another process has taken over")
        self.begun += 1

    async def rescind(self) -> None:
        """Notes that the send was certainly not applied."""
        self.begun -= 1
        await self.inbox.rescind(self.update.id, self.owner)

    def fail(self, error: Exception) -> bool:
        """Takes note of what a handler failed with; true where it will be tried again, so that nobody need be told."""
        if self.error is error:
            return self.tried_again
        self.error = error
        self.tries += 1
        if self.tried_again:
            logger.warning("update %s: %s; trying again", self.update.id, type(error).__name__)
        return self.tried_again

    @property
    def tried_again(self) -> bool:
        """Whether the handler is to be called anew: only where certainly nothing was sent, and something may change."""
        if self.error is None or self.lost or self.begun or isinstance(self.error, Forbidden | BadRequest):
            return self.lost
        return self.tries < (MOST_PATIENT_TRIES if _is_patient(self.error) else MOST_TRIES)

    @property
    def pause(self) -> float:
        """Seconds before the next try."""
        if isinstance(self.error, RetryAfter):
            wait = self.error.retry_after
            return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        if _is_patient(self.error):
            return min(LONGEST_PAUSE, 2.0 ** (self.tries - 1))
        return float(FIRST_PAUSE * PAUSE_GROWTH ** (self.tries - 1))


def current_work() -> Work | None:
    """The update on which this task works; None outside of the inbox."""
    return _CURRENT.get()


def will_be_tried_again(error: Exception) -> bool:
    """For the error handler: whether the update comes once more, so that there is nothing to say yet."""
    work = current_work()
    return work is not None and work.fail(error)


def _is_patient(error: Exception | None) -> bool:
    """Whether waiting helps against an error."""
    if isinstance(error, NetworkError):
        return not isinstance(error.__cause__, UnicodeError)
    return isinstance(error, RetryAfter | MemoryUnavailable)
