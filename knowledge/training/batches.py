"""Draws batches: step number -> pairs of one source, augmented. The same seed and step give the same batch."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]

from knowledge.training.augmentation import Augmenter, cloze
from knowledge.training.bag import bag_matrix
from knowledge.training.corpus import Corpus, Pairs
from knowledge.training.ragged import Ragged
from knowledge.training.sources import SOURCES, Source

CLOZE_SHARE = 0.6  # of "cloze" batches ask with a window of the paragraph itself, the others with its left-out sentence
CLOZE_WORDS = (6, 18)  # length of the window
CLOZE_DROPPED = 0.35  # of the window's words: a question never repeats its sentence whole

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Batch:
    """Two bags of texts, which of them are partners too, and for parallel texts the rows of the teacher's vectors."""

    source: Source
    left: sparse.csr_array
    right: sparse.csr_array
    same: Mask
    teacher_rows: NDArray[np.int64] | None


class Sampler:
    """Draws from the sources by their shares."""

    def __init__(
        self, corpus: Corpus, augmenter: Augmenter, teacher_rows: NDArray[np.int64], size: int, seed: int
    ) -> None:
        """Takes for every parallel pair the row of its English side's vector in `teacher_rows`."""
        self._teacher_rows = teacher_rows
        self._corpus, self._augmenter, self._size, self._seed = corpus, augmenter, size, seed
        self._vocabulary = corpus.tokenizer.get_vocab_size()
        shares = np.array([source.share for source in SOURCES])
        self._shares = shares / shares.sum()
        self._groups = {name: _groups(pairs) for name, pairs in corpus.pairs.items()}

    def batch(self, step: int) -> Batch:
        """The batch of a step."""
        rng = np.random.default_rng([self._seed, 2, step])
        source = SOURCES[int(rng.choice(len(SOURCES), p=self._shares))]
        pairs = self._corpus.pairs[source.name]
        rows = _rows(len(pairs.left), source.batch or self._size, source.neighbours, rng)
        chosen = Pairs(pairs.left.take(rows), pairs.right.take(rows))
        left, right = _AUGMENTED[source.kind](chosen, self._augmenter, rng)
        left_groups, right_groups = (groups[rows] for groups in self._groups[source.name])
        return Batch(
            source,
            bag_matrix(left.expand(self._augmenter.pieces), self._vocabulary),
            bag_matrix(right.expand(self._augmenter.pieces), self._vocabulary),
            _same(left_groups, right_groups),
            self._teacher_rows[rows] if source.kind == "parallel" else None,
        )


def _rows(pairs: int, size: int, neighbours: int, rng: Generator) -> NDArray[np.int64]:
    starts = rng.integers(pairs - neighbours + 1, size=size // neighbours)
    return (starts[:, None] + np.arange(neighbours)).ravel()


def _same(left: NDArray[np.int64], right: NDArray[np.int64]) -> Mask:
    same: Mask = (left[:, None] == left[None, :]) | (right[:, None] == right[None, :])
    np.fill_diagonal(same, False)
    return same


def _groups(pairs: Pairs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    if pairs.groups is not None:
        return pairs.groups, pairs.groups
    return _numbered(pairs.left), _numbered(pairs.right)


def _numbered(texts: Ragged) -> NDArray[np.int64]:
    """Equal texts get equal numbers, counted in the order of their first appearance."""
    numbers: dict[bytes, int] = {}
    flat = texts.flat
    edges = texts.offsets.tolist()
    return np.array([numbers.setdefault(flat[start:end].tobytes(), len(numbers)) for start, end in pairwise(edges)])


def _passages(pairs: Pairs, augmenter: Augmenter, rng: Generator) -> tuple[Ragged, Ragged]:
    return augmenter.question(pairs.left, rng), augmenter.passage(pairs.right, rng)


def _cloze(pairs: Pairs, augmenter: Augmenter, rng: Generator) -> tuple[Ragged, Ragged]:
    shortest, longest = CLOZE_WORDS
    if rng.random() < CLOZE_SHARE:
        window = cloze(pairs.right, rng, shortest=shortest, longest=longest, dropped=CLOZE_DROPPED)
        return augmenter.question(window, rng), augmenter.passage(pairs.right, rng)
    return _passages(pairs, augmenter, rng)


def _words(pairs: Pairs, augmenter: Augmenter, rng: Generator) -> tuple[Ragged, Ragged]:
    return pairs.left, pairs.right


_AUGMENTED: dict[str, Callable[[Pairs, Augmenter, Generator], tuple[Ragged, Ragged]]] = {
    "passages": _passages,
    "cloze": _cloze,
    "words": _words,
    "parallel": _words,
}
