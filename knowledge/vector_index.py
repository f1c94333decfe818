"""Passages by meaning: vectors in Chroma, cosine. The only file that imports chromadb; holds no texts and no terms.

Chroma finds the nearest among all passages in about 2 ms. Its filters cost 60 ms at 20,000 passages and grow with them,
so what a search is narrowed by stays in the passage store (see retriever.py).
"""

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from knowledge.embedder import Vectors
from knowledge.errors import IndexUnavailable

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_COLLECTION = "passages"
_LONGEST = 200  # characters of a foreign error that are shown
_PAGE = 20_000  # ids read at a time
# Half of Chroma's usual effort while building is 2.4 times as fast; more of it while searching makes up for that.
_CONFIGURATION: Any = {"hnsw": {"space": "cosine", "ef_construction": 50, "ef_search": 200}}


class _Opened(NamedTuple):
    client: "Client"
    collection: "Collection"


class VectorIndex:
    """One Chroma collection in a folder. Chroma is not process-safe: written by one process, then only read.

    It is opened, or created, at its first use: to import and open Chroma takes half a second, which a search among few
    passages need not pay. Every method but `close` raises `IndexUnavailable` where the folder holds no readable index or
    cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: _Opened | None = None
        self._lock = threading.Lock()
        self._size = 0

    def close(self) -> None:
        """Release the files."""
        with self._lock:
            if self._opened:
                self._opened.client.close()
            self._opened = None

    def __len__(self) -> int:
        """How many passages are indexed."""
        with self._using():
            return self._size

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Index passages by id."""
        with self._using() as (client, collection):
            for some in _batches(client, ids):
                collection.add(ids=list(ids[some]), embeddings=vectors[some])
            self._size = int(collection.count())

    def remove(self, ids: Sequence[str]) -> None:
        """Take passages out; unknown ids do no harm."""
        with self._using() as (client, collection):
            for some in _batches(client, ids):
                collection.delete(ids=list(ids[some]))
            self._size = int(collection.count())

    def ids(self) -> list[str]:
        """The ids of all indexed passages."""
        with self._using() as (_, collection):
            pages = range(0, self._size, _PAGE)
            return [id_ for start in pages for id_ in collection.get(limit=_PAGE, offset=start, include=[])["ids"]]

    def search(self, vector: Vectors, limit: int) -> dict[str, float]:
        """Cosine similarities of the nearest passages, best first."""
        with self._using() as (_, collection):
            most = min(limit, self._size)
            if most < 1 or not vector.any():
                return {}
            found = collection.query(query_embeddings=vector.reshape(1, -1), n_results=most, include=["distances"])
        distances = (found["distances"] or [[]])[0]
        return {id_: 1.0 - distance for id_, distance in zip(found["ids"][0], distances, strict=True)}

    @contextmanager
    def _using(self) -> Iterator[_Opened]:
        """The border where Chroma's own, sqlite's and Rust's errors, which have no common base, become ours."""
        try:
            with self._lock:
                if self._opened is None:
                    self._opened = _open(self._folder)
                    self._size = int(self._opened.collection.count())
            yield self._opened
        except Exception as error:
            raise IndexUnavailable(
                f"{self._folder}: the vectors cannot be opened or written: {str(error)[:_LONGEST]}"
            ) from error


def _open(folder: Path) -> _Opened:
    import chromadb
    from chromadb.config import Settings

    logging.getLogger("chromadb").setLevel(logging.ERROR)
    folder.mkdir(exist_ok=True)  # without parents: a generation that is gone must not come back empty
    client = cast("Client", chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False)))
    collection = client.get_or_create_collection(_COLLECTION, configuration=_CONFIGURATION, embedding_function=None)
    return _Opened(client, collection)


def _batches(client: "Client", ids: Sequence[str]) -> Iterator[slice]:
    most = client.get_max_batch_size()
    return (slice(start, start + most) for start in range(0, len(ids), most))
