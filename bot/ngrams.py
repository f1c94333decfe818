"""Likeness of short texts by their characters: what carries typos, dialect and compounds. Knows nothing of topics."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.wording import words

SIZES = (3, 4)  # shorter grams match by chance, longer ones no longer bridge a typo


def grams(text: str) -> Counter[str]:
    """Character n-grams within the words of a text, word ends marked by a blank."""
    found: Counter[str] = Counter()
    for word in words(text):
        padded = f" {word} "
        for size in SIZES:
            found.update(padded[i : i + size] for i in range(max(1, len(padded) - size + 1)))
    return found


class CharacterIndex:
    """Cosine similarity of TF-IDF weighted character n-grams against a fixed list of texts.

    The arrays are an inverted index: the texts of n-gram `i`, and its weights in them, stand in `rows` and `weights` from
    `starts[i]` to `starts[i + 1]`.
    """

    def __init__(
        self,
        names: Sequence[str],
        starts: NDArray[np.int64],
        rows: NDArray[np.int32],
        weights: NDArray[np.float32],
        size: int,
    ) -> None:
        self.names, self.starts, self.rows, self.weights, self.size = names, starts, rows, weights, size
        self._places = dict(zip(names, pairwise(starts.tolist()), strict=True))

    @classmethod
    def of(cls, texts: Sequence[str]) -> "CharacterIndex":
        """Indexes texts."""
        counted = [grams(text) for text in texts]
        frequency = Counter(gram for found in counted for gram in found)
        postings: dict[str, list[tuple[int, float]]] = {gram: [] for gram in frequency}
        for row, found in enumerate(counted):
            for gram, weight in _weighted(found, frequency, len(texts)).items():
                postings[gram].append((row, weight))
        entries = [entry for found in postings.values() for entry in found]
        starts = np.cumsum([0, *(len(found) for found in postings.values())])
        rows = np.array([row for row, _ in entries], dtype=np.int32)
        weights = np.array([weight for _, weight in entries], dtype=np.float32)
        return cls(list(postings), starts, rows, weights, len(texts))

    def similarities(self, text: str) -> NDArray[np.float32]:
        """Cosine similarity 0..1 of the text to each indexed text, shape (texts,)."""
        scores = np.zeros(self.size, dtype=np.float32)
        found = grams(text)
        known = {gram: self._places[gram] for gram in found if gram in self._places}
        if not known:
            return scores
        weights = _weighted(found, {gram: end - start for gram, (start, end) in known.items()}, self.size)
        parts = [slice(start, end) for start, end in known.values()]
        shares = np.array([weights[gram] for gram in known], dtype=np.float32)
        products = np.repeat(shares, [part.stop - part.start for part in parts])
        products *= np.concatenate([self.weights[part] for part in parts])
        np.add.at(scores, np.concatenate([self.rows[part] for part in parts]), products)
        return scores


def _weighted(found: Counter[str], frequency: Mapping[str, int], size: int) -> dict[str, float]:
    """TF-IDF weights of length one; an n-gram that no text holds counts as one that a single text holds."""
    raw = {gram: (1 + math.log(n)) * math.log(1 + size / frequency.get(gram, 1)) for gram, n in found.items()}
    length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {gram: weight / length for gram, weight in raw.items()}
