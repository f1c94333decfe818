"""A file on its way into the knowledge base: which text it is, and whether it has changed."""

from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.mapping_file import NOTHING_GIVEN, Given
from knowledge.passage import Passage, SourceText, content_hash
from knowledge.passage_store import TextRecord
from knowledge.reader import load, read_text
from knowledge.splitter import split_text

_READING = "3"  # of reader and splitter: another number and every text that is seen again is read anew


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file to be taken in. `origin` names it in the store; what is given wins over what the text says."""

    path: Path
    kind: str
    origin: str
    given: Given = NOTHING_GIVEN

    @property
    def id(self) -> str:
        """The identity of the text, whatever its content."""
        return content_hash(self.kind, self.origin)

    def fingerprint(self) -> str:
        """What changes when the text would be understood differently.

        Raises:
            TextRefused: The file cannot be read.
        """
        return self._fingerprint(load(self.path))

    def read(self) -> "ReadText":
        """Read and split the file.

        Raises:
            TextRefused: It cannot be read or understood.
        """
        content = load(self.path)
        source = read_text(self.path, content, self.given)
        record = TextRecord(self.id, self.kind, self.origin, self._fingerprint(content), source.title)
        return ReadText(record, source, split_text(source, kind=self.kind))

    def _fingerprint(self, content: bytes) -> str:
        return content_hash(_READING, *_fields(self.given), content.hex())


@lru_cache(maxsize=256)
def _fields(given: Given) -> tuple[str, ...]:
    """All fields; of many files the same is given, and to take it apart costs as much as to read a file."""
    return astuple(given)


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text that has been read and split."""

    record: TextRecord
    source: SourceText
    passages: list[Passage]
