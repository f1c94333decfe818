"""Rows of different lengths in two flat arrays: the form of all texts during training. Knows nothing of words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]
Offsets = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Row i is `flat[offsets[i] : offsets[i + 1]]`."""

    flat: Ids
    offsets: Offsets

    @classmethod
    def of(cls, rows: Iterable[Sequence[int]]) -> "Ragged":
        """Packs rows of numbers."""
        kept = list(rows)
        lengths = np.fromiter((len(row) for row in kept), np.int64, len(kept))
        flat = np.fromiter(chain.from_iterable(kept), np.int32, int(lengths.sum()))
        return cls.with_lengths(flat, lengths)

    @classmethod
    def with_lengths(cls, flat: Ids, lengths: Offsets) -> "Ragged":
        """Rows of the given lengths, one behind the other in `flat`."""
        return cls(flat, np.concatenate(([0], np.cumsum(lengths))).astype(np.int64))

    @classmethod
    def load(cls, path: Path) -> "Ragged":
        """Reads what `save` wrote."""
        with np.load(path) as arrays:
            return cls(arrays["flat"], arrays["offsets"])

    def save(self, path: Path) -> None:
        """Writes both arrays to one file."""
        np.savez(path, flat=self.flat, offsets=self.offsets)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def lengths(self) -> Offsets:
        """Number of entries of every row."""
        return np.diff(self.offsets)

    @property
    def row_of_entry(self) -> Offsets:
        """For every entry the number of its row."""
        return np.repeat(np.arange(len(self)), self.lengths)

    def take(self, rows: NDArray[np.integer]) -> "Ragged":
        """The given rows in the given order."""
        lengths = self.lengths[rows]
        ends = np.cumsum(lengths)
        within = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - lengths, lengths)
        return Ragged.with_lengths(self.flat[np.repeat(self.offsets[rows], lengths) + within], lengths)

    def keep(self, mask: NDArray[np.bool_]) -> "Ragged":
        """Only the entries where the mask is set; a row that would lose all of them stays whole."""
        emptied = np.bincount(self.row_of_entry[mask], minlength=len(self)) == 0
        mask = mask | emptied[self.row_of_entry]
        return Ragged.with_lengths(self.flat[mask], np.bincount(self.row_of_entry[mask], minlength=len(self)))

    def expand(self, table: "Ragged") -> "Ragged":
        """Every entry replaced by the row of `table` that it names."""
        expanded = table.take(self.flat)
        lengths = np.bincount(self.row_of_entry, weights=expanded.lengths, minlength=len(self)).astype(np.int64)
        return Ragged.with_lengths(expanded.flat, lengths)

    def followed_by(self, other: "Ragged") -> "Ragged":
        """These rows, then the other's rows."""
        return Ragged.with_lengths(
            np.concatenate([self.flat, other.flat]), np.concatenate([self.lengths, other.lengths])
        )

    def join(self, other: "Ragged") -> "Ragged":
        """Row by row: this row, then the other's."""
        return self.followed_by(other)._pairs_joined(len(self))

    def _pairs_joined(self, rows: int) -> "Ragged":
        order = np.stack([np.arange(rows), np.arange(rows) + rows], axis=1).ravel()
        woven = self.take(order)
        return Ragged.with_lengths(woven.flat, woven.lengths.reshape(rows, 2).sum(axis=1))
