"""The nouns of the knowledge base: texts, passages and hits. Imports nothing of ours but other nouns."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from knowledge.source import Source as Source
from knowledge.training_entry import Training

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "en")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the text below it. `topic` names what it is about ("salary_entry"), "" where nobody said."""

    heading: str
    text: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One article as the reader understood it, not yet split."""

    title: str
    profession: str
    city: str
    language: Language
    sections: tuple[Section, ...]
    sources: tuple[Source, ...] = ()
    reviewed: date | None = None
    trainings: tuple[Training, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed, found and cited: a section or a part of one, at most `splitter.MAX_CHARACTERS` long."""

    id: str
    profession: str
    city: str
    topic: str
    language: Language
    title: str
    section: str
    text: str
    sources: tuple[Source, ...] = ()
    reviewed: date | None = None

    def __hash__(self) -> int:
        return hash(self.id)  # which is made of all the rest


@dataclass(frozen=True, slots=True)
class Facets:
    """What passages must match. An empty field matches everything."""

    profession: str = ""
    city: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its scores: fused `score`, cosine similarity `meaning` (-1..1) and BM25 `words` (0 and up)."""

    passage: Passage
    score: float
    meaning: float = 0.0
    words: float = 0.0


@dataclass(frozen=True, slots=True)
class TextEntry:
    """One text, as `knowledge list` shows it. `origin` is "shipped" or the path it was added from."""

    id: str
    title: str
    profession: str
    city: str
    language: Language
    passages: int
    origin: str
    reviewed: date | None = None


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did: the titles of texts added, changed, unchanged and removed.

    Of texts skipped (another says the same), similar (taken in, though another says nearly the same) and refused, one
    line each that names the path and the reason.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    similar: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def has_changes(self) -> bool:
        """Whether the knowledge base is another one than before."""
        return bool(self.added or self.changed or self.removed)


def content_hash(*parts: str) -> str:
    """Sixteen hexadecimal digits of SHA-256 over the parts: the identity of a passage or text."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:16]
