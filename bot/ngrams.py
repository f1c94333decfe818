"""Likeness of short texts by their characters: what carries typos, dialect and compounds. Knows nothing of topics."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.wording import words

REMEMBERED = 16_384  # sentences and their questions, those that are asked for most (7,000 are shipped); about 30 MB
SIZES = (3, 4)  # shorter grams match by chance, longer ones no longer bridge a typo


@dataclass(frozen=True, slots=True)
class _Counted:
    """The n-grams of a text as numbers, each once, and 1 + ln(how often each occurs)."""

    codes: NDArray[np.uint64]
    counts: NDArray[np.float64]


def similarities(text: str, others: Sequence[str]) -> NDArray[np.float32]:
    """Cosine similarity 0..1 of a text to each of some others, shape (others,).

    The same as `CharacterIndex.of(others).similarities(text)`, for a few texts that come together only once.
    """
    if not others:
        return np.zeros(0, dtype=np.float32)
    held = [_counted(other) for other in others]
    rows = np.repeat(np.arange(len(held)), [len(entry.codes) for entry in held])
    known, places, frequency = np.unique(
        np.concatenate([entry.codes for entry in held]), return_inverse=True, return_counts=True
    )
    weights = np.concatenate([entry.counts for entry in held]) * _rarity(frequency, len(held))[places]
    lengths = np.sqrt(np.bincount(rows, weights**2, len(held)))
    products = np.bincount(rows, weights * _asked(_counted(text), known, frequency, len(held))[places], len(held))
    return np.divide(products, lengths, out=np.zeros(len(held)), where=lengths > 0).astype(np.float32)


def _asked(asked: _Counted, known: NDArray[np.uint64], frequency: NDArray[np.int64], size: int) -> NDArray[np.float64]:
    """The weight of each known n-gram in the text that is compared, shape (known,)."""
    found: NDArray[np.float64] = np.zeros(len(known))
    places = np.searchsorted(known, asked.codes)
    is_known = np.isin(asked.codes, known, assume_unique=True)
    held = np.ones(len(places), dtype=np.int64)
    held[is_known] = frequency[places[is_known]]
    weights = asked.counts * _rarity(held, size)
    found[places[is_known]] = weights[is_known] / (np.sqrt(weights @ weights) or 1.0)
    return found


def _rarity(frequency: NDArray[np.int64], size: int) -> NDArray[np.float64]:
    """Inverse document frequency: ln(1 + texts / texts that hold the n-gram)."""
    return np.log(1 + size / frequency)


@lru_cache(maxsize=REMEMBERED)
def _counted(text: str) -> _Counted:
    found = grams(text)
    numbers = [int.from_bytes(gram.encode("utf-16-le", "surrogatepass")[:8], "little") for gram in found]
    return _Counted(np.array(numbers, dtype=np.uint64), 1 + np.log(np.array([*found.values()], dtype=np.float64)))


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
        self._numbers = {name: number for number, name in enumerate(names)}

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
        frequency = {gram: self._frequency(gram) for gram in found}
        for gram, weight in _weighted(found, frequency, self.size).items():
            if frequency[gram]:
                part = slice(*self._span(gram))
                scores[self.rows[part]] += weight * self.weights[part]
        return scores

    def _span(self, gram: str) -> tuple[int, int]:
        number = self._numbers[gram]
        return int(self.starts[number]), int(self.starts[number + 1])

    def _frequency(self, gram: str) -> int:
        if gram not in self._numbers:
            return 0
        start, end = self._span(gram)
        return end - start


def _weighted(found: Counter[str], frequency: Mapping[str, int], size: int) -> dict[str, float]:
    """TF-IDF weights of length one; an n-gram that no text holds counts as one that a single text holds."""
    raw = {gram: (1 + math.log(n)) * math.log(1 + size / max(1, frequency[gram])) for gram, n in found.items()}
    length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {gram: weight / length for gram, weight in raw.items()}
