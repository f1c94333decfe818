"""Passages by meaning where a server holds the vectors: searched while it answers, missed while it does not.

The passage store keeps every vector too, so the server can always be filled from there. Its collection may hold more
than a reader's texts, for the reader looks up what it found; where it holds less, a thread brings what is missing.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Literal, NamedTuple

from knowledge.embedder import Vectors
from knowledge.errors import KnowledgeError, VectorsAway
from knowledge.passage_store import PassageStore
from knowledge.search_notice import notice_degraded
from knowledge.vector_server import VectorServer

State = Literal["unknown", "complete", "filling", "away"]
LOOK_SECONDS = 2.0  # between two looks at the server
_BATCH = 1000  # vectors brought at a time

logger = logging.getLogger(__name__)


class ServerStatus(NamedTuple):
    """Where the server is, whether it answered, and how many passages of the store it lacks."""

    address: str
    is_reachable: bool
    missing: int


class ServedVectors:
    """Searches a server, and follows whether it can be asked. May be used from several threads.

    Only the first question after a failure waits for it; a thread then looks every `LOOK_SECONDS` until the server is
    back and holds all passages.
    """

    def __init__(self, server: VectorServer, open_store: Callable[[], PassageStore], generation: str) -> None:
        self.server = server
        self._open_store = open_store
        self._generation = generation  # name of the store's memory that tells one state of the texts from the next
        self._state: State = "unknown"
        self._ended = threading.Event()
        self._look = threading.Event()
        self._watching: threading.Thread | None = None
        self._lock = threading.Lock()

    @property
    def state(self) -> State:
        """What is known of the server; "unknown" until it was first asked."""
        return self._state

    def search(self, vector: Vectors, limit: int) -> dict[str, float]:
        """Cosine similarities of the nearest passages, best first; none where the server is away, which is noticed."""
        if self._state in ("away", "filling"):
            notice_degraded()
        if self._state == "away" or not vector.any():
            return {}
        try:
            return self.server.search(vector, limit)
        except VectorsAway as error:
            self._lost(error)
            self.watch()
            notice_degraded()
            return {}

    def ids(self) -> list[str]:
        """The ids of all passages of the store that the server holds. Raises `VectorsAway`."""
        with closing(self._open_store()) as store:
            return sorted(self.server.ids() & {*store.ids()})

    def status(self) -> ServerStatus:
        """Asks the server now."""
        try:
            with closing(self._open_store()) as store:
                missing = len({*store.ids()} - self.server.ids())
        except VectorsAway:
            return ServerStatus(self.server.address, False, 0)
        return ServerStatus(self.server.address, True, missing)

    def watch(self) -> None:
        """Follow the server and the texts from now on, in a thread."""
        with self._lock:
            self._look.set()
            if self._watching is None and not self._ended.is_set():
                self._watching = threading.Thread(target=self._watch, name="vector-server", daemon=True)
                self._watching.start()

    def close(self) -> None:
        """Nothing, for it outlives a generation of the indexes; see `end`."""

    def end(self) -> None:
        """Stop following and release the connections."""
        with self._lock:
            self._ended.set()
            self._look.set()
        self.server.close()
        if self._watching:
            self._watching.join()

    def _watch(self) -> None:
        with closing(self._open_store()) as store:
            filled = ""
            while not self._ended.is_set():
                self._look.clear()
                try:
                    self.server.check()
                    if self._state != "complete" or filled != store.meta(self._generation):
                        filled = store.meta(self._generation)
                        self._fill(store)
                except KnowledgeError as error:
                    self._lost(error)
                self._look.wait(LOOK_SECONDS)

    def _fill(self, store: PassageStore) -> None:
        """Bring what the server lacks of the texts."""
        missing = [*({*store.ids()} - self.server.ids())]
        if missing:
            self._state = "filling"
            logger.warning("the Chroma server lacks %d passages; they are brought there", len(missing))
        for some in batches(missing):
            if self._ended.is_set():
                return
            found = store.vectors.of(some)
            self.server.add(found.ids, found.vectors)
        if self._state != "complete":
            logger.info("the Chroma server at %s answers and holds all passages", self.server.address)
        self._state = "complete"

    def _lost(self, error: KnowledgeError) -> None:
        if self._state != "away" and not self._ended.is_set():
            logger.error("%s; until it answers, large searches go by words alone", error)
        self._state = "away"


def batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids, some at a time."""
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
