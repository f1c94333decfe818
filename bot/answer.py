"""The nouns of an answer, typed until a front end renders them. Leaf module: imports nothing of ours."""

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["answered", "clarify", "declined", "social"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One passage behind an answer, numbered from 1 as the sentences refer to it.

    `source` and `address` name where its text mainly comes from, `further` its other sources; `reviewed` is an ISO date; each
    empty where nobody said.
    """

    number: int
    title: str
    section: str
    address: str = ""
    reviewed: str = ""
    passage_id: str = ""
    quote: str = ""
    source: str = ""
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer with the numbers of the citations that carry it (none for the bot's own words).

    A computed one is no passage's sentence: its figures follow from a passage's by the formula that it shows. One of a list
    stands on a line of its own, with its `item` number before it where that is not 0.
    """

    text: str
    citations: tuple[int, ...] = ()
    computed: bool = False
    own_line: bool = False
    item: int = 0

    @property
    def break_before(self) -> str:
        """What parts it from the sentence before."""
        return "\n" if self.own_line else " "

    @property
    def numbered(self) -> str:
        """The text with its number in the list, where it has one."""
        return f"{self.item}. {self.text}" if self.item else self.text


@dataclass(frozen=True, slots=True)
class PassageScore:
    """A passage that was considered, as the ask contract reports it."""

    id: str
    title: str
    section: str
    profession: str
    city: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot replies: sentences, the sources behind them, and questions the person may ask next."""

    sentences: tuple[Sentence, ...]
    outcome: Outcome
    language: str = "de"
    topic: str = ""
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    passages: tuple[PassageScore, ...] = ()
    degraded: bool = False  # found without the vectors of a server that was away

    @property
    def text(self) -> str:
        """The plain text that a person would read, without markup or citation numbers."""
        return "".join(sentence.break_before + sentence.numbered for sentence in self.sentences).strip()
