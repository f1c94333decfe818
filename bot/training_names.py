"""Which entries of the training catalogue a message names, with typos, and which of them it does not want."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.wording import words
from knowledge import Training

LIKE_ENOUGH = 88.0  # rapidfuzz ratio from which a word counts as a misspelt name
SHORTEST_TYPO = 6  # letters; shorter names are too alike by chance
LONGEST_NAME = 5  # words
REACH = 3  # words that may stand between "without" and the name
REMEMBERED = 4096  # words and runs of words that were compared with all names
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
        lengths: dict[str, int] = {}
        for entry in trainings:
            for ambiguous, aliases in ((False, (entry.name, entry.name_en, *entry.aliases)), (True, entry.ambiguous)):
                for alias in aliases:
                    self._names.setdefault("".join(words(alias)), (entry, ambiguous))
                    lengths.setdefault("".join(words(alias)), len(words(alias)))
        self._names.pop("", None)
        self._comparable = _comparable(lengths)
        self._misspelt = lru_cache(REMEMBERED)(self._nearest)

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

    def _nearest(self, squashed: str, length: int) -> tuple[Training, bool] | None:
        """The entry whose name, of so many words, is most like some words of a message, and like enough."""
        if len(squashed) < SHORTEST_TYPO:
            return None
        near = self._comparable.get((length, squashed[0]), ())
        found = process.extractOne(squashed, near, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
        return self._names[found[0]] if found and _digits(found[0]) == _digits(squashed) else None


def _comparable(lengths: Mapping[str, int]) -> dict[tuple[int, str], list[str]]:
    """The names that are long enough to be misspelt, by their number of words and first letter; of equals the last wins."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for name in sorted(lengths, reverse=True):
        if len(name) >= SHORTEST_TYPO:
            found[lengths[name], name[0]].append(name)
    return dict(found)


def _digits(name: str) -> str:
    return "".join(letter for letter in name if letter.isdigit())


def _negated(tokens: Sequence[str], start: int) -> bool:
    before = tokens[max(0, start - REACH) : start]
    return bool(_NEGATION.intersection(before)) and not _HARMLESS.intersection(before)


def _distinct(mentions: Sequence[_Mention], left_out: Sequence[str]) -> tuple[Training, ...]:
    """Each entry once; a word that may mean something else counts only beside another name."""
    kept = [mention for mention in mentions if mention.training.family not in left_out]
    distinct = {mention.training.id: mention for mention in kept}
    sure = len(distinct) > 1
    return tuple(mention.training for mention in distinct.values() if sure or not mention.ambiguous)
