"""What has changed since the vector index was last written: passages that it lacks, and such that are gone.

To change one passage of a large Chroma index costs as much as to copy all of it. So a small ingest leaves the index alone
and notes its changes here, in the passage store: a search compares what was added exactly (see retriever.py), and the
store, which every search asks anyway, knows nothing of what was taken out.
"""

from collections.abc import Sequence

from knowledge.sqlite_file import SqliteFile
from knowledge.stored_vectors import Embedded, StoredVectors


class VectorChanges:
    """Reads and writes the changes in the file of the passage store."""

    def __init__(self, file: SqliteFile, vectors: StoredVectors) -> None:
        self._file = file
        self._vectors = vectors

    def note_added(self, ids: Sequence[str]) -> None:
        """Note passages that the vector index lacks; one that it still holds needs no note."""
        self._note(ids, is_added=True)

    def note_removed(self, ids: Sequence[str]) -> None:
        """Note passages that the vector index still holds."""
        self._note(ids, is_added=False)

    def clear(self) -> None:
        """Forget all: the vector index has been written."""
        self._file.rows("DELETE FROM vector_changes")

    def added(self) -> Embedded:
        """The passages that the vector index lacks."""
        return self._vectors.of(self.ids_added())

    def ids_added(self) -> list[str]:
        """Those passages' ids."""
        return [id_ for id_, is_added in self._all().items() if is_added]

    def ids_removed(self) -> list[str]:
        """The ids of the passages that the vector index holds though they are gone."""
        return [id_ for id_, is_added in self._all().items() if not is_added]

    def __len__(self) -> int:
        """How many there are."""
        return int(self._file.rows("SELECT count(*) FROM vector_changes")[0][0])

    def _note(self, ids: Sequence[str], *, is_added: bool) -> None:
        known = self._all()
        undone = [(id_,) for id_ in ids if known.get(id_, is_added) is not is_added]
        self._file.many("DELETE FROM vector_changes WHERE passage_id = ?", undone)
        new = [(id_, is_added) for id_ in ids if id_ not in known]
        self._file.many("INSERT INTO vector_changes VALUES (?, ?)", new)

    def _all(self) -> dict[str, bool]:
        rows = self._file.rows("SELECT passage_id, is_added FROM vector_changes ORDER BY rowid")
        return {str(id_): bool(is_added) for id_, is_added in rows}
