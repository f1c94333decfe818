"""Passages by meaning: vectors in Chroma, cosine. The only file that imports chromadb; holds no texts."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings

from knowledge.embedder import Vectors
from knowledge.errors import IndexUnavailable

_COLLECTION = "passages"
_CONFIGURATION: Any = {"hnsw": {"space": "cosine"}}


class VectorIndex:
    """One Chroma collection in a folder. Chroma is not process-safe: written by one process, then only read."""

    def __init__(self, client: Client, collection: Collection) -> None:
        self._client = client
        self._collection = collection
        self._size = int(collection.count())

    @classmethod
    def open(cls, folder: Path) -> "VectorIndex":
        """Open or create the index.

        Raises:
            IndexUnavailable: The folder holds no readable index or cannot be written.
        """
        logging.getLogger("chromadb").setLevel(logging.ERROR)
        with _translated(folder):
            folder.mkdir(parents=True, exist_ok=True)
            settings = Settings(anonymized_telemetry=False)
            client = cast("Client", chromadb.PersistentClient(str(folder), settings=settings))
            collection = client.get_or_create_collection(
                _COLLECTION, configuration=_CONFIGURATION, embedding_function=None
            )
            return cls(client, collection)

    def close(self) -> None:
        """Release the files."""
        self._client.close()

    def __len__(self) -> int:
        """How many passages are indexed."""
        return self._size

    def add(self, ids: Sequence[str], vectors: Vectors, terms: Sequence[Mapping[str, str]]) -> None:
        """Index passages by id; `terms` are what `search` can filter each of them by."""
        most = self._client.get_max_batch_size()
        with _translated("the vector index"):
            for start in range(0, len(ids), most):
                some = slice(start, start + most)
                self._collection.add(
                    ids=list(ids[some]), embeddings=vectors[some], metadatas=[dict(term) for term in terms[some]]
                )
            self._size = int(self._collection.count())

    def remove(self, ids: Sequence[str]) -> None:
        """Take passages out; unknown ids do no harm."""
        most = self._client.get_max_batch_size()
        with _translated("the vector index"):
            for start in range(0, len(ids), most):
                self._collection.delete(ids=list(ids[start : start + most]))
            self._size = int(self._collection.count())

    def search(self, vector: Vectors, terms: Mapping[str, str], limit: int) -> dict[str, float]:
        """Cosine similarities of the nearest passages that match all terms, best first."""
        limit = min(limit, self._size)
        if limit < 1 or not vector.any():
            return {}
        with _translated("the vector index"):
            found = self._collection.query(
                query_embeddings=vector.reshape(1, -1), n_results=limit, where=_where(terms), include=["distances"]
            )
        distances = (found["distances"] or [[]])[0]
        return {id_: 1.0 - distance for id_, distance in zip(found["ids"][0], distances, strict=True)}

    def similarities(self, vector: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """Exact cosine similarities of named passages; unknown ids are left out."""
        if not ids or not vector.any():
            return {}
        with _translated("the vector index"):
            found = self._collection.get(ids=list(ids), include=["embeddings"])
        vectors = np.asarray(found["embeddings"], dtype=np.float32).reshape(len(found["ids"]), -1)
        lengths = np.linalg.norm(vectors, axis=1) * np.linalg.norm(vector)
        cosines = vectors @ vector / np.where(lengths > 0, lengths, 1)
        return dict(zip(found["ids"], cosines.tolist(), strict=True))


def _where(terms: Mapping[str, str]) -> dict[str, Any] | None:
    conditions = [{name: value} for name, value in terms.items()]
    return {"$and": conditions} if len(conditions) > 1 else next(iter(conditions), None)


@contextmanager
def _translated(what: object) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # Chroma raises its own, sqlite's and Rust's errors, without a common base
        raise IndexUnavailable(f"{what}: the vectors cannot be opened or written: {error}") from error
