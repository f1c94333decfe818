"""What a memory needs of a store of states, and the one that ends with this process. Imports no database."""

import threading
from datetime import datetime
from typing import NamedTuple, Protocol


class StoredState(NamedTuple):
    """A document and when it was written."""

    state: str
    updated: datetime


class StateStore(Protocol):
    """Documents by name. Every method raises `MemoryUnavailable` where the store fails."""

    def read(self, name: str) -> StoredState | None:
        """What was written last under a name."""
        ...

    def write(self, name: str, state: str, updated: datetime) -> None:
        """Writes a document in the place of the one of that name."""
        ...

    def delete(self, name: str) -> None:
        """Deletes a document."""
        ...

    def delete_older(self, moment: datetime) -> int:
        """Deletes the documents written before a moment; returns how many."""
        ...

    def close(self) -> None:
        """Releases the store."""
        ...


class InProcessStore:
    """Documents in this process's memory, for any number of threads."""

    def __init__(self) -> None:
        self._states: dict[str, StoredState] = {}
        self._lock = threading.Lock()

    def read(self, name: str) -> StoredState | None:
        """What was written last under a name."""
        with self._lock:
            return self._states.get(name)

    def write(self, name: str, state: str, updated: datetime) -> None:
        """Writes a document in the place of the one of that name."""
        with self._lock:
            self._states[name] = StoredState(state, updated)

    def delete(self, name: str) -> None:
        """Deletes a document."""
        with self._lock:
            self._states.pop(name, None)

    def delete_older(self, moment: datetime) -> int:
        """Deletes the documents written before a moment; returns how many."""
        with self._lock:
            older = [name for name, stored in self._states.items() if stored.updated < moment]
            for name in older:
                del self._states[name]
        return len(older)

    def close(self) -> None:
        """Forgets all documents."""
        with self._lock:
            self._states.clear()
