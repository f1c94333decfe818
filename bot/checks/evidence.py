"""What a generated sentence may rest on: numbered passages, read once for their figures, words and salary facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.checks.figures import Figure, plain, read_figures
from bot.keywords import stems
from bot.wording import fold
from knowledge import Passage, SalaryFact, read_salaries, split_sentences

REMEMBERED = 1024  # passages that are kept as read, those that are asked for most


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a passage."""

    text: str
    folded: str
    stems: frozenset[str]
    figures: frozenset[Figure]


@dataclass(frozen=True, slots=True)
class Grounds:
    """A passage with what can be looked up in it; `words` is all of it, headings and sources included, as written."""

    passage: Passage
    words: str
    folded: str
    stems: frozenset[str]
    statements: tuple[Statement, ...]
    facts: tuple[SalaryFact, ...]

    @property
    def figures(self) -> frozenset[Figure]:
        """Every figure of its sentences."""
        return frozenset().union(*(statement.figures for statement in self.statements))


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passages that an answer may cite, numbered from 1, and in which language and register it is to be written.

    `level` is the career level asked about, "" where none was; `is_formal` says that the asker wrote "Sie".
    """

    grounds: tuple[Grounds, ...]
    language: str
    level: str = ""
    is_formal: bool = False

    @classmethod
    def of(cls, passages: Sequence[Passage], language: str, level: str = "", *, is_formal: bool = False) -> "Evidence":
        """The passages, read."""
        return cls(tuple(read_grounds(passage) for passage in passages), language, level, is_formal)

    def cited(self, numbers: Sequence[int]) -> list[Grounds]:
        """The passages of citation numbers; those that do not exist are left out."""
        return [self.grounds[number - 1] for number in numbers if 1 <= number <= len(self.grounds)]


@lru_cache(maxsize=REMEMBERED)
def read_grounds(passage: Passage) -> Grounds:
    """A passage, read."""
    named = [passage.title, passage.section, passage.profession, passage.city]
    sources = [part for source in passage.sources for part in (source.title, source.address, source.date)]
    words = plain("\n".join([*named, *sources, passage.text]))
    about = plain("\n".join([*named, passage.text]))
    return Grounds(
        passage=passage,
        words=words,
        folded=fold(words),
        stems=stems(about),
        statements=tuple(_statement(sentence) for sentence in split_sentences(plain(passage.text))),
        facts=tuple(read_salaries(passage)),
    )


def _statement(text: str) -> Statement:
    return Statement(text, fold(text), stems(text), frozenset(read_figures(text)))
