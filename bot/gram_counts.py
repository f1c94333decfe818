"""Likeness by characters of a text to a few others that come together only once: sentences, questions. Knows no index."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.ngrams import grams

REMEMBERED = 16_384  # sentences and their questions, those that are asked for most (7,000 are shipped); about 30 MB
WORDINGS = 256  # of questions; each is compared with several groups of texts
MOST_NUMBERED = 200_000  # n-grams, about those of a library; each costs a few nanoseconds of every comparison


@dataclass(frozen=True, slots=True)
class _Counted:
    """The n-grams of a text by their numbers, each once, and 1 + ln(how often each occurs)."""

    numbers: NDArray[np.intp]
    counts: NDArray[np.float64]


class GramCounts:
    """Texts as numbered n-grams. May be used from several threads.

    The texts that others are compared with number the n-grams; those that only the compared text holds have none.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._lock = threading.Lock()
        self._held = lru_cache(maxsize=REMEMBERED)(self._numbered)

    @property
    def is_full(self) -> bool:
        """Whether so many n-grams are numbered that it is better to begin anew."""
        return len(self._numbers) > MOST_NUMBERED

    def similarities(self, text: str, others: Sequence[str]) -> NDArray[np.float32]:
        """As the function of that name."""
        held = [self._held(other) for other in others]
        asked = self._asked(text)
        unknown = len(self._numbers)  # the place of what has no number
        rows = np.repeat(np.arange(len(held)), [len(entry.numbers) for entry in held])
        numbers = np.concatenate([entry.numbers for entry in held])
        rarity = _rarity(len(held))[np.bincount(numbers, minlength=unknown + 1)]
        weights = np.concatenate([entry.counts for entry in held]) * rarity[numbers]
        lengths = np.sqrt(np.bincount(rows, weights**2, len(held)))
        wanted = asked.counts * rarity[asked.numbers]
        shares: NDArray[np.float64] = np.zeros(unknown + 1)
        shares[asked.numbers] = wanted / (np.sqrt(wanted @ wanted) or 1.0)
        products = np.bincount(rows, weights * shares[numbers], len(held))
        return np.divide(products, lengths, out=np.zeros(len(held)), where=lengths > 0).astype(np.float32)

    def _numbered(self, text: str) -> _Counted:
        found, counts = _counted(text)
        with self._lock:  # lest two threads give two numbers to one n-gram
            return _Counted(_array([self._numbers.setdefault(gram, len(self._numbers)) for gram in found]), counts)

    def _asked(self, text: str) -> _Counted:
        found, counts = _counted(text)
        return _Counted(_array([self._numbers.get(gram, -1) for gram in found]), counts)


_present = GramCounts()


def similarities(text: str, others: Sequence[str]) -> NDArray[np.float32]:
    """Cosine similarity 0..1 of a text to each of some others, shape (others,).

    The same as `CharacterIndex.of(others).similarities(text)`, for a few texts that come together only once.
    """
    global _present
    if not others:
        return np.zeros(0, dtype=np.float32)
    if _present.is_full:
        _present = GramCounts()
    return _present.similarities(text, others)


@lru_cache(maxsize=WORDINGS)
def _counted(text: str) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """The n-grams of a text, each once, and 1 + ln(how often each occurs)."""
    found = grams(text)
    return tuple(found), 1 + np.log(np.array([*found.values()], dtype=np.float64))


def _array(numbers: list[int]) -> NDArray[np.intp]:
    return np.array(numbers, dtype=np.intp)


def _rarity(size: int) -> NDArray[np.float64]:
    """Inverse document frequency by the number of texts that hold an n-gram, from 0 to `size`: ln(1 + size / that number).

    What no text holds counts as what a single one holds.
    """
    return np.log(1 + size / np.maximum(1, np.arange(size + 1)))
