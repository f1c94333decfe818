"""Writes the next generation of both indexes: a changed copy of the present one, which no reader sees before its end."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.errors import IndexUnavailable
from knowledge.facets import facet_terms
from knowledge.generations import Indexes, copy_generation, drop_generation
from knowledge.keyword_index import Entry, KeywordWriter
from knowledge.passage import Facets, Passage
from knowledge.stored_vectors import Embedded
from knowledge.vector_index import VectorIndex

_SPACE = 4_000_000  # bytes; where less is free, that is why writing failed
Fresh = Sequence[tuple[str, Passage]]  # passages that are not indexed yet, with their kind


@dataclass(slots=True)
class IndexWriter:
    """Begins the generation `following` when there is something to write; `current` is 0 where there is none to copy."""

    folder: Path
    current: int
    following: int
    _parts: ExitStack = field(default_factory=ExitStack)
    _vectors: VectorIndex | None = None
    _keywords: KeywordWriter | None = None

    @classmethod
    @contextmanager
    def open(cls, folder: Path, current: int, following: int) -> Iterator["IndexWriter"]:
        """A writer whose generation is complete at the end, or gone where something fails.

        Raises:
            IndexUnavailable: The generation cannot be written.
        """
        writer = cls(folder, current, following)
        try:
            with writer._parts:
                yield writer
        except BaseException as error:
            is_full = shutil.disk_usage(folder).free < _SPACE
            drop_generation(folder, following)
            if is_full and isinstance(error, IndexUnavailable):
                raise IndexUnavailable(f"{folder}: the disk is full; nothing was changed") from error
            raise

    def begin(self) -> tuple[VectorIndex, KeywordWriter]:
        """Both indexes of the new generation, open for writing."""
        if self._vectors is None or self._keywords is None:
            copy_generation(self.folder, self.current, self.following)
            indexes = Indexes.open(self.folder, self.following)
            self._parts.callback(indexes.close)
            self._vectors = indexes.vectors
            self._keywords = self._parts.enter_context(indexes.keywords.writing())
        return self._vectors, self._keywords

    @property
    def has_begun(self) -> bool:
        """Whether there is a new generation."""
        return self._vectors is not None

    def add(self, fresh: Fresh, embedded: Embedded) -> None:
        """Index passages with their vectors."""
        meaning, words = self.begin()
        words.add(_entry(kind, passage) for kind, passage in fresh)
        meaning.add(embedded.ids, embedded.vectors)

    def remove(self, ids: Sequence[str]) -> None:
        """Take passages out."""
        meaning, words = self.begin()
        words.remove(ids)
        meaning.remove(ids)


def indexed_text(passage: Passage) -> str:
    """What both indexes see of a passage. The heading counts twice: measured in retriever.py."""
    return f"{passage.section}\n{passage.section}\n{passage.text}"


def _entry(kind: str, passage: Passage) -> Entry:
    terms = {**facet_terms(Facets(passage.profession, passage.city, passage.language)), "kind": kind}
    return Entry(passage.id, passage.language, indexed_text(passage), terms)
