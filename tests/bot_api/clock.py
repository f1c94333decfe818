"""The server's time: the machine's clock, moved on by tests that do not want to wait."""

import time


class Clock:
    """Seconds since 1970, as dates in the Bot API."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        """The server's present."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Lets time pass: updates expire, queries can no longer be answered, dates move on."""
        self._ahead += seconds
