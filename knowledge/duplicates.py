"""Finds texts that say the same, or nearly, on one profession in one city. Pages of one template for two cities do not.

Nearly the same is estimated by MinHash (Broder 1997): the share of equal least hashes of two texts estimates the share
of word sequences that they have in common. A text is compared with those on its own profession, city and language only.
"""

import zlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.facets import facet_key
from knowledge.passage import SourceText, content_hash

NEARLY = 0.8  # share of common word sequences from which two texts are nearly the same
_WORDS = 4  # of a sequence
_HASHES = 128  # the estimate's standard deviation is at most 0.5 / sqrt(128) = 0.044
_PRIME = (1 << 31) - 1
_CHANCE = np.random.default_rng(1)
_FACTORS = _CHANCE.integers(1, _PRIME, _HASHES, dtype=np.uint64)
_OFFSETS = _CHANCE.integers(0, _PRIME, _HASHES, dtype=np.uint64)
_AT_ONCE = 512  # sequences hashed at a time, lest a long text take much memory

Minima = NDArray[np.uint32]


class Sketch(NamedTuple):
    """A text in short: what it is on, the hash of its content, and its least hashes."""

    about: str
    content: str
    minima: Minima

    @classmethod
    def of(cls, text: SourceText) -> "Sketch":
        """The sketch of a text; headings and sections count, its title and sources do not."""
        written = "\n".join(f"{section.heading}\n{section.text}" for section in text.sections)
        words = written.casefold().split()
        about = content_hash(facet_key(text.profession), facet_key(text.city), text.language)
        return cls(about, content_hash(*words), _minima(words))

    def likeness(self, others: Sequence[Minima]) -> NDArray[np.float64]:
        """The estimated share of word sequences in common with each of the others, 0..1."""
        shares: NDArray[np.float64] = (np.stack(others) == self.minima).mean(axis=1)
        return shares


def _minima(words: Sequence[str]) -> Minima:
    sequences = {" ".join(words[start : start + _WORDS]) for start in range(max(1, len(words) - _WORDS + 1))}
    hashes = np.array([zlib.crc32(sequence.encode()) % _PRIME for sequence in sequences], dtype=np.uint64)
    minima = np.full(_HASHES, _PRIME, dtype=np.uint64)
    for start in range(0, len(hashes), _AT_ONCE):
        some = hashes[start : start + _AT_ONCE, None]
        minima = np.minimum(minima, ((some * _FACTORS + _OFFSETS) % _PRIME).min(axis=0))
    return minima.astype(np.uint32)
