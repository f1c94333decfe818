"""Writes the next generation of both indexes, which no reader sees before its end."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.errors import IndexUnavailable
from knowledge.facets import facet_terms
from knowledge.generations import Generation, begin_generation, copy_vectors, drop_generation
from knowledge.keyword_index import Entry, KeywordWriter
from knowledge.passage import Facets, Passage
from knowledge.passage_store import PassageStore
from knowledge.server_writer import ServerWriter
from knowledge.stored_vectors import Embedded
from knowledge.vector_index import VectorIndex

_SPACE = 4_000_000  # bytes; where less is free, that is why writing failed
# Changes that the vector index need not know, as a share of all passages and at most: every search compares them all.
_UNWRITTEN_SHARE, _MOST_UNWRITTEN = 0.02, 2000
Fresh = Sequence[tuple[str, Passage]]  # passages that are not indexed yet, with their kind


@dataclass(slots=True)
class IndexWriter:
    """Begins the generation `following` when there is something to write; nothing of `current` is used if its number is 0.

    With a `server` the vectors go there, and the generation holds the keyword index alone.
    """

    folder: Path
    store: PassageStore
    current: Generation
    following: int
    server: ServerWriter | None = None
    _parts: ExitStack = field(default_factory=ExitStack)
    _vectors: VectorIndex | ServerWriter | None = None
    _keywords: KeywordWriter | None = None

    @classmethod
    @contextmanager
    def open(
        cls,
        folder: Path,
        store: PassageStore,
        current: Generation,
        following: int,
        server: ServerWriter | None = None,
    ) -> Iterator["IndexWriter"]:
        """A writer whose generation is complete at the end, or gone where something fails.

        Raises:
            IndexUnavailable: The generation cannot be written.
        """
        writer = cls(folder, store, current, following, server)
        try:
            with writer._parts:
                yield writer
        except BaseException as error:
            is_full = shutil.disk_usage(folder).free < _SPACE
            drop_generation(folder, following)
            if is_full and isinstance(error, IndexUnavailable):
                raise IndexUnavailable(f"{folder}: the disk is full; nothing was changed") from error
            raise

    def begin(self) -> KeywordWriter:
        """The keywords of the new generation, open for writing."""
        if self._keywords is None:
            keywords = begin_generation(self.folder, self.current.number, self.following)
            self._keywords = self._parts.enter_context(keywords.writing())
            if self.server or not self.current.vectors:
                self._own_vectors()
        return self._keywords

    @property
    def begun(self) -> Generation | None:
        """The new generation, None where nothing was written."""
        if self._keywords is None:
            return None
        return Generation(self.following, self.current.vectors if self._vectors is None else self.following)

    def add(self, fresh: Fresh, embedded: Embedded) -> None:
        """Index passages with their vectors."""
        self.begin().add(_entry(kind, passage) for kind, passage in fresh)
        if self._stays_unwritten(len(embedded.ids)):
            self.store.vector_changes.note_added(embedded.ids)
        else:
            self._own_vectors().add(embedded.ids, embedded.vectors)

    def remove(self, ids: Sequence[str]) -> None:
        """Take passages out."""
        self.begin().remove(ids)
        if self._stays_unwritten(len(ids)):
            self.store.vector_changes.note_removed(ids)
        else:
            self._own_vectors().remove(ids)

    def _stays_unwritten(self, more: int) -> bool:
        """Whether so many further changes are few enough to leave the vector index alone."""
        most = min(_MOST_UNWRITTEN, _UNWRITTEN_SHARE * self.store.count_passages())
        return self._vectors is None and len(self.store.vector_changes) + more <= most

    def _own_vectors(self) -> VectorIndex | ServerWriter:
        """The vectors of the new generation, open for writing: those of the current one and what has changed since."""
        if self._vectors is None:
            self._vectors = self.server or self._copied_vectors()
            self.store.vector_changes.clear()
        return self._vectors

    def _copied_vectors(self) -> VectorIndex:
        vectors = copy_vectors(self.folder, self.current.vectors, self.following)
        self._parts.callback(vectors.close)
        if self.current.vectors:
            added = self.store.vector_changes.added()
            vectors.remove(self.store.vector_changes.ids_removed())
            vectors.add(added.ids, added.vectors)
        return vectors


def indexed_text(passage: Passage) -> str:
    """What both indexes see of a passage. The heading counts twice: measured in retriever.py."""
    return f"{passage.section}\n{passage.section}\n{passage.text}"


def _entry(kind: str, passage: Passage) -> Entry:
    terms = {**facet_terms(Facets(passage.profession, passage.city, passage.language)), "kind": kind}
    return Entry(passage.id, passage.language, indexed_text(passage), terms)
