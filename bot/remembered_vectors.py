"""Remembers the vectors of texts that are embedded again and again: sentences of passages, a question's parts."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge import Embedder

REMEMBERED = 16_384  # texts, the latest ones (sentences, their rests and questions: 8,000 are shipped); 32 MB with 512 dimensions
Vectors = NDArray[np.float32]


class RememberedVectors:
    """An embedder that asks another one only for what it has not embedded lately. May be used from several threads."""

    def __init__(self, embedder: Embedder, size: int = REMEMBERED) -> None:
        self._embedder = embedder
        self._queries = _Latest(embedder.embed_queries, size)
        self._passages = _Latest(embedder.embed_passages, size)

    @property
    def name(self) -> str:
        """The name of the embedder that is asked."""
        return self._embedder.name

    @property
    def dimensions(self) -> int:
        """Length of every vector."""
        return self._embedder.dimensions

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embeds questions; shape (len(texts), dimensions)."""
        return self._queries.embed(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embeds texts to be found; shape (len(texts), dimensions)."""
        return self._passages.embed(texts)


class _Latest:
    """The vectors of the latest texts of one kind, the most recently asked for last."""

    def __init__(self, embed: Callable[[Sequence[str]], Vectors], size: int) -> None:
        self._embed = embed
        self._size = size
        self._rows: OrderedDict[str, int] = OrderedDict()  # of `_vectors`, by text
        self._vectors: Vectors = np.empty((0, 0), dtype=np.float32)
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            missing = [text for text in dict.fromkeys(texts) if text not in self._rows]
            if not missing and texts:
                return self._taken(texts)
        if not texts or len(missing) > self._size:
            return self._embed(texts)
        found = self._embed(missing)
        with self._lock:
            self._keep(missing, found)
            if all(text in self._rows for text in texts):
                return self._taken(texts)
        return self._embed(texts)  # other texts have taken their room meanwhile

    def _taken(self, texts: Sequence[str]) -> Vectors:
        for text in texts:
            self._rows.move_to_end(text)
        return self._vectors[[self._rows[text] for text in texts]]

    def _keep(self, texts: Sequence[str], vectors: Vectors) -> None:
        if not self._vectors.size:  # the memory is taken page by page, as rows are written
            self._vectors = np.empty((self._size, vectors.shape[1]), dtype=np.float32)
        for text, vector in zip(texts, vectors, strict=True):
            if text in self._rows:  # another thread has just kept it
                continue
            is_full = len(self._rows) == self._size
            row = self._rows.popitem(last=False)[1] if is_full else len(self._rows)
            self._rows[text], self._vectors[row] = row, vector
