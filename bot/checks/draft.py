"""The nouns of checking: a sentence as a model wrote it, and what is wrong with it. Leaf module."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "characters",
    "citation",
    "contact",
    "figure",
    "incomplete",
    "language",
    "leak",
    "length",
    "link",
    "name",
    "pay",
    "register",
    "support",
]
_CITATION = re.compile(r"\s*\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence without its citation marks, and the numbers that stood in them."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a sentence must not have. `part` is told to the model for its repair, and never logged."""

    kind: Kind
    part: str = ""


def read_draft(sentence: str) -> DraftSentence:
    """Takes the citations ("[1]", "[1, 2]") out of a sentence."""
    groups = _CITATION.findall(sentence)
    numbers = dict.fromkeys(int(number) for group in groups for number in re.findall(r"\d+", group))
    return DraftSentence(_CITATION.sub("", sentence).strip(), tuple(numbers))
