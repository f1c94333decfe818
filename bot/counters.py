"""Counts of what happened, by name, as plain integers. Leaf module; whoever serves metrics reads `snapshot`."""

import threading
from collections import Counter


class Counters:
    """Integers by name that any thread may raise."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def count(self, name: str, by: int = 1) -> None:
        """Raises a count."""
        with self._lock:
            self._counts[name] += by

    def snapshot(self) -> dict[str, int]:
        """All counts at this moment; a name that was never raised is missing."""
        with self._lock:
            return dict(self._counts)
