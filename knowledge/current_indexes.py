"""The index generation that the passage store names as current, opened anew whenever another process made one."""

import threading
from functools import partial
from pathlib import Path

from knowledge.embedder import Embedder
from knowledge.errors import IndexUnavailable, OtherModel
from knowledge.generations import Generation, Indexes, generation_folder
from knowledge.ingest import (
    EMBEDDER,
    GENERATION,
    INDEX_LAYOUT,
    LAYOUT,
    VECTORS,
    current_generation,
    open_store,
    place_of_vectors,
    vectors_of,
)
from knowledge.passage_store import PassageStore
from knowledge.served_vectors import ServedVectors
from knowledge.vector_server import VectorServer

_OPEN = 2  # the current generation, and the one that another thread may still be searching

VERSION_MARK = "@"  # in an embedder's name, before the version of its weights


class CurrentIndexes:
    """Hands out the current indexes of a data folder. May be used from several threads."""

    def __init__(self, folder: Path, store: PassageStore, model: str, served: ServedVectors | None = None) -> None:
        self._folder = folder
        self._store = store
        self._model = model
        self._served = served
        self._opened: list[Indexes] = []
        self._lock = threading.Lock()

    def get(self) -> Indexes:
        """The indexes to search now.

        Raises:
            IndexUnavailable: They cannot be read.
            OtherModel: They were built with another embedder.
        """
        with self._lock:
            if not self._opened or self._opened[-1].generation.number != self.generation():
                self.check_model()
                self._opened.append(self._open(current_generation(self._store)))
                while len(self._opened) > _OPEN:
                    self._close(self._opened.pop(0))
            return self._opened[-1]

    def are_built(self) -> bool:
        """Whether there are indexes at all."""
        return self.generation() > 0

    def are_usable(self) -> bool:
        """Whether the indexes lie where they should and are laid out as this version reads them."""
        current = current_generation(self._store)
        is_there = all(generation_folder(self._folder, number).is_dir() for number in current)
        is_ours = self._store.meta(VECTORS) == place_of_vectors(self._served is not None)
        return is_there and is_ours and self._store.meta(LAYOUT) == INDEX_LAYOUT and not self._older_version()

    def _older_version(self) -> bool:
        """Whether the indexes were built with another version of the same model: what an upgrade brings."""
        built_with = self._store.meta(EMBEDDER) or ""
        name, _, version = self._model.partition(VERSION_MARK)
        return bool(version) and built_with != self._model and built_with.partition(VERSION_MARK)[0] == name

    def check_model(self) -> None:
        """Raise `OtherModel` where the indexes were built with another embedder."""
        built_with = self._store.meta(EMBEDDER)
        if built_with != self._model:
            raise OtherModel(
                f"the index in {self._folder} was built with the embedding model {built_with}, not with {self._model}; "
                "build it anew with: python -m knowledge build"
            )

    def close(self) -> None:
        """Release the files."""
        while self._opened:
            self._close(self._opened.pop())

    def _close(self, gone: Indexes) -> None:
        """Release the files of indexes, unless others still use them."""
        if all(kept.vectors is not gone.vectors for kept in self._opened):
            gone.vectors.close()

    def _open(self, generation: Generation) -> Indexes:
        latest = self._opened[-1] if self._opened else None
        try:
            return Indexes.open(self._folder, generation, latest, self._served)
        except IndexUnavailable:
            if (newer := current_generation(self._store)) == generation:
                raise
            # another process went on while this one was opening
            return Indexes.open(self._folder, newer, latest, self._served)

    def generation(self) -> int:
        """The number of the current generation, 0 where there is none."""
        return int(self._store.meta(GENERATION) or 0)


def served_vectors(folder: Path, embedder: Embedder, chroma_url: str) -> ServedVectors | None:
    """The vectors of a data folder on a server, None where no server is named."""
    if not chroma_url:
        return None
    server = VectorServer(chroma_url, vectors_of(embedder.name, INDEX_LAYOUT))
    return ServedVectors(server, partial(open_store, folder), GENERATION)
