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
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return self._embed(texts)
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
        missing = [text for text in dict.fromkeys(texts) if text not in found]
        if missing:
            found |= {text: vector.copy() for text, vector in zip(missing, self._embed(missing), strict=True)}
        self._keep(found)
        return np.stack([found[text] for text in texts])

    def _keep(self, vectors: dict[str, Vectors]) -> None:
        with self._lock:
            for text, vector in vectors.items():
                self._known[text] = vector
                self._known.move_to_end(text)
            while len(self._known) > self._size:
                self._known.popitem(last=False)
