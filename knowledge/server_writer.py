"""What an ingest brings to a vector server: new vectors before its switch, removals after it, and no failure of its own.

Where the server is away, the ingest goes on: a running bot fills it once it answers (see served_vectors.py).
"""

import logging
from collections.abc import Callable, Sequence

from knowledge.embedder import Vectors
from knowledge.errors import VectorsAway
from knowledge.vector_server import VectorServer

logger = logging.getLogger(__name__)


class ServerWriter:
    """Writes the vectors of one ingest. `anew` compares with what the server holds instead of trusting what is known."""

    def __init__(self, server: VectorServer, *, anew: bool) -> None:
        self._server = server
        self._is_away = False
        self._anew = anew
        self._surplus: set[str] = set()
        if anew:
            self._try(self._look)
        self._present = frozenset(self._surplus)

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Bring vectors; those that are there already are left alone."""
        self._surplus -= {*ids}
        missing = [row for row, id_ in enumerate(ids) if id_ not in self._present]
        if missing:
            self._try(lambda: self._server.add([ids[row] for row in missing], vectors[missing]))

    def remove(self, ids: Sequence[str]) -> None:
        """Note passages that are to go once no reader needs them."""
        self._surplus.update(ids)

    def settle(self, former_model: str) -> None:
        """Take out what was noted, what no text holds any more, and another model's vectors: after the switch."""
        if self._surplus:
            self._try(lambda: self._server.remove([*self._surplus]))
        if self._anew:
            self._try(lambda: self._server.drop(former_model))

    def _look(self) -> None:
        self._surplus = self._server.ids()

    def _try(self, step: Callable[[], None]) -> None:
        """Take a step, unless the server is away; the first failure is told."""
        if self._is_away:
            return
        try:
            step()
        except VectorsAway as error:
            self._is_away = True
            logger.warning("%s; the running bot brings the vectors there once it answers", error)
