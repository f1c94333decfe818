"""The sketch of every text in the passage store, to notice texts that say the same."""

from typing import NamedTuple

import numpy as np

from knowledge.duplicates import NEARLY, Sketch
from knowledge.sqlite_file import SqliteFile


class Twin(NamedTuple):
    """A text that says the same, by its origin; `likeness` is 1 where the words are the same."""

    origin: str
    likeness: float


class StoredSketches:
    """Reads and writes sketches in the file of the passage store."""

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    def put(self, text_id: str, sketch: Sketch) -> None:
        """Store the sketch of a text, in place of an earlier one."""
        row = (text_id, sketch.about, sketch.content, sketch.minima.tobytes())
        self._file.rows("INSERT OR REPLACE INTO sketches VALUES (?, ?, ?, ?)", row)

    def drop(self, text_id: str) -> None:
        """Forget the sketch of a text."""
        self._file.rows("DELETE FROM sketches WHERE text_id = ?", (text_id,))

    def twin(self, text_id: str, kind: str, sketch: Sketch) -> Twin | None:
        """The other text of this kind that is most like this one, None where none is nearly the same."""
        rows = self._file.rows(
            "SELECT origin, content, minima FROM sketches JOIN texts ON id = text_id "
            "WHERE about = ? AND kind = ? AND id <> ? ORDER BY origin",
            (sketch.about, kind, text_id),
        )
        if not rows:
            return None
        if same := next((origin for origin, content, _ in rows if content == sketch.content), ""):
            return Twin(same, 1.0)
        likeness = sketch.likeness([np.frombuffer(minima, dtype=np.uint32) for _, _, minima in rows])
        best = int(likeness.argmax())
        return Twin(rows[best][0], float(likeness[best])) if likeness[best] >= NEARLY else None
