"""Which entries of the training catalogue a message names, with typos, and which of them it does not want."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.wording import words
from knowledge import Training

LIKE_ENOUGH = 88.0  # rapidfuzz ratio from which a word counts as a misspelt name
SHORTEST_TYPO = 6  # letters; shorter names are too alike by chance
LONGEST_NAME = 5  # words
REACH = 3  # words that may stand between "without" and the name
_NEGATION = frozenset(
    "ausser ohne kein keine keinen keiner nicht except without no not besides statt anstatt instead excluding".split()
)
_HARMLESS = frozenset("nur only ahnung erfahrung kenntnisse kenntnis vorkenntnisse experience idea wie".split())
_PUNCTUATED = re.compile(r"[,.;:?!]| - ")


@dataclass(frozen=True, slots=True)
class Named:
    """The entries that a message names and wants, in its order, and the families that it does not want."""

    wanted: tuple[Training, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mention:
    training: Training
    start: int
    ambiguous: bool


class TrainingNames:
    """The names of some entries, recognised in messages."""

    def __init__(self, trainings: Iterable[Training]) -> None:
        self._names: dict[str, tuple[Training, bool]] = {}
        self._lengths: dict[str, int] = {}
        for entry in trainings:
            for ambiguous, aliases in ((False, (entry.name, entry.name_en, *entry.aliases)), (True, entry.ambiguous)):
                for alias in aliases:
                    self._names.setdefault("".join(words(alias)), (entry, ambiguous))
                    self._lengths.setdefault("".join(words(alias)), len(words(alias)))
        self._names.pop("", None)

    def read(self, text: str) -> Named:
        """The entries that a message names."""
        wanted: list[_Mention] = []
        left_out: list[str] = []
        for part in _PUNCTUATED.split(text):
            tokens = words(part)
            for mention in self._mentions(tokens):
                if _negated(tokens, mention.start):
                    left_out.append(mention.training.family)
                else:
                    wanted.append(mention)
        return Named(_distinct(wanted, left_out), tuple(dict.fromkeys(left_out)))

    def words_left(self, text: str) -> list[str]:
        """The words of a message that name no entry."""
        tokens = words(text)
        position, left = 0, []
        while position < len(tokens):
            length = self._at(tokens, position)[1]
            left += [] if length else [tokens[position]]
            position += length or 1
        return left

    def _mentions(self, tokens: Sequence[str]) -> list[_Mention]:
        found, position = [], 0
        while position < len(tokens):
            named, length = self._at(tokens, position)
            if named:
                found.append(_Mention(named[0], position, named[1]))
            position += length or 1
        return found

    def _at(self, tokens: Sequence[str], position: int) -> tuple[tuple[Training, bool] | None, int]:
        """The longest name that begins at a position, and how many words it has."""
        for length in range(min(LONGEST_NAME, len(tokens) - position), 0, -1):
            squashed = "".join(tokens[position : position + length])
            if named := self._names.get(squashed) or self._misspelt(squashed, length):
                return named, length
        return None, 0

    def _misspelt(self, squashed: str, length: int) -> tuple[Training, bool] | None:
        if len(squashed) < SHORTEST_TYPO:
            return None
        near = [name for name, count in self._lengths.items() if count == length and name[:1] == squashed[0]]
        alike = [(fuzz.ratio(squashed, name), name) for name in near if len(name) >= SHORTEST_TYPO]
        score, name = max(alike, default=(0.0, ""))
        digits = [letter for letter in squashed if letter.isdigit()]
        same_number = digits == [letter for letter in name if letter.isdigit()]
        return self._names[name] if score >= LIKE_ENOUGH and same_number else None


def _negated(tokens: Sequence[str], start: int) -> bool:
    before = tokens[max(0, start - REACH) : start]
    return bool(_NEGATION.intersection(before)) and not _HARMLESS.intersection(before)


def _distinct(mentions: Sequence[_Mention], left_out: Sequence[str]) -> tuple[Training, ...]:
    """Each entry once; a word that may mean something else counts only beside another name."""
    kept = [mention for mention in mentions if mention.training.family not in left_out]
    distinct = {mention.training.id: mention for mention in kept}
    sure = len(distinct) > 1
    return tuple(mention.training for mention in distinct.values() if sure or not mention.ambiguous)
