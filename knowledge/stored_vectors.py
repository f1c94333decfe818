"""The vector of every passage, in the passage store: for exact cosines of few passages, and to build Chroma from."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Self

import numpy as np

from knowledge.embedder import Vectors
from knowledge.passage_terms import MANY, marks, where
from knowledge.sqlite_file import Row, SqliteFile

_STORED = np.dtype("<f2")  # half precision: cosines change by less than 0.001, the file by half
_COLUMNS = "passages.id, topic, vector"


class Embedded(NamedTuple):
    """Passages by id, with the topic of each and its vector; shape (passages, dimensions)."""

    ids: list[str]
    topics: list[str]
    vectors: Vectors

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Self:
        """From rows of id, topic and vector."""
        vectors = np.frombuffer(b"".join(row[2] for row in rows), dtype=_STORED).astype(np.float32)
        return cls([row[0] for row in rows], [row[1] for row in rows], vectors.reshape(len(rows), -1 if rows else 0))

    def cosines(self, vector: Vectors) -> dict[str, float]:
        """The cosine of each passage with a vector of length one; none where that is zero."""
        if not self.ids or not vector.any():
            return {}
        # einsum, because threads of the BLAS library wait for one another: 12 ms in place of 1 where others use the cores
        return dict(zip(self.ids, np.einsum("ij,j->i", self.vectors, vector).tolist(), strict=True))


class StoredVectors:
    """Reads and writes the vectors in the file of the passage store."""

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    def put(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Store vectors, in place of earlier ones."""
        rows = zip(ids, (vector.tobytes() for vector in vectors.astype(_STORED)), strict=True)
        self._file.many("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def clear(self) -> None:
        """Forget all vectors."""
        self._file.rows("DELETE FROM vectors")

    def count(self, terms: Mapping[str, str], most: int) -> int:
        """How many passages match all terms, counted no further than `most`."""
        counted = f"SELECT count(*) FROM (SELECT 1 FROM passages WHERE {where(terms)} LIMIT ?)"
        return int(self._file.rows(counted, [*terms.values(), most])[0][0])

    def matching(self, terms: Mapping[str, str], most: int) -> Embedded | None:
        """The passages that match all terms, None where there are more than `most`."""
        if self.count(terms, most + 1) > most:
            return None
        rows = self._file.rows(
            f"SELECT {_COLUMNS} FROM passages JOIN vectors ON passage_id = id WHERE {where(terms)}", [*terms.values()]
        )
        return Embedded.of(rows)

    def of(self, ids: Sequence[str]) -> Embedded:
        """The passages of these ids that exist."""
        rows: list[Row] = []
        for start in range(0, len(ids), MANY):
            some = ids[start : start + MANY]
            rows += self._file.rows(
                f"SELECT {_COLUMNS} FROM passages JOIN vectors ON passage_id = id WHERE id IN ({marks(some)})", some
            )
        return Embedded.of(rows)

    def ids(self, dimensions: int) -> set[str]:
        """The passages that have a vector of this length."""
        rows = self._file.rows(
            "SELECT passage_id FROM vectors WHERE length(vector) = ?", [dimensions * _STORED.itemsize]
        )
        return {str(row[0]) for row in rows}

    def batches(self, size: int) -> Iterator[Embedded]:
        """All passages that have a vector, some at a time."""
        last = -1
        while rows := self._file.rows(
            f"SELECT {_COLUMNS}, passages.rowid FROM passages JOIN vectors ON passage_id = id "
            "WHERE passages.rowid > ? ORDER BY passages.rowid LIMIT ?",
            (last, size),
        ):
            last = int(rows[-1][3])
            yield Embedded.of(rows)
