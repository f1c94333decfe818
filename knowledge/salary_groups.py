"""Whose pay an amount is: the passage's own profession and city, or another place, occupation or group. Reads no amounts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.facets import without_gender_note
from knowledge.folding import fold
from knowledge.salary_amounts import MARK, Amount, MaskedSentence
from knowledge.salary_names import CITIES, EVERYDAY_CITIES, FIELDS, GROUPS, OCCUPATIONS, REGIONS

_PREPOSITION = r"(?:\b(?:in|aus|für|um|bei|nach|von|from|for|around|near) )"
_CITY = "|".join(
    rf"{re.escape(re.sub('en$', '', name))}(?:en)?(?:n?er|s)?" for name in sorted(CITIES, key=len, reverse=True)
)
_PLACES = re.compile(
    rf"\b(?=[A-ZÄÖÜ])(?:{_CITY})\b|{_PREPOSITION}(?=[A-Z])(?:{'|'.join(EVERYDAY_CITIES)})\b|\b(?i:{REGIONS})\b"
)
_ENDING = r"(?:[*:/_-]?in(?:nen)?|innen|en|n|e|s)?"
_OCCUPATION = re.compile(
    rf"(?<![\w-])(?:(?:it|project|software|product|process|senior|junior|data|system|web) )*"
    rf"[\w-]*(?:{OCCUPATIONS}){_ENDING}(?![\w-])|"
    rf"{FIELDS}",
    re.IGNORECASE,
)
_GROUP = re.compile(rf"(?<![\w-])(?:{GROUPS})", re.IGNORECASE)
_NO_OCCUPATION = re.compile(r"^(?:hauptmeister|gruppenleiter)?$|^(?:vorarbeiter|gestalter|mitarbeiter|arbeitgeber)")
_COMPARED = re.compile(
    r"(?:vergleich|vergleichbar|entfernt|gegensatz|unterschied|abstand|compared|comparison|unlike|far from|\bthan|anders als|"
    rf"(?:mehr|weniger|höher|niedriger|besser|schlechter) als|unter (?:dem|den)|über (?:dem|den)|statt)\b[^,;{MARK}]*$|"
    r"\b(?:als|wie) (?:in |im )$",
    re.IGNORECASE,
)
_WHERE = re.compile(r"^,? (?:wo|where)\b")
_CLAUSE_END = re.compile(rf"[,;:()]|\s[-–—]\s|\b(?:und|aber|während|and|but|while)\b|{MARK}")
_AT = re.compile(r"\b(?:bei|in|im|an|at) (?:der |den |the )?$", re.IGNORECASE)
_THERE = re.compile(r"^(?:dort|da|diese|sie|there|they|these)\b", re.IGNORECASE)
_NEAR = 40  # characters in which "in Köln" follows the amount that it belongs to


@dataclass(frozen=True, slots=True)
class _Mention:
    """A place or occupation in a masked sentence; `name` is "" where it is the passage's own."""

    start: int
    end: int
    name: str


class Subject:
    """A profession in a city, and what a sentence says beside them."""

    def __init__(self, profession: str, city: str) -> None:
        self._profession = _letters(without_gender_note(profession))
        self._city = city

    def about(self, sentence: MaskedSentence, amount: Amount) -> str:
        """The words by which the sentence says that an amount is not the subject's pay, "" where it is."""
        at = len(sentence.before(amount))
        groups = [
            match.group() for match in _GROUP.finditer(sentence.text) if not self._is_own_occupation(match.group())
        ]
        place = _nearest(list(self._places(sentence.text)), sentence.text, at)
        occupation = _nearest(list(self._occupations(sentence.text)), sentence.text, at)
        return ", ".join(dict.fromkeys(filter(None, (occupation, place, *groups))))

    def last_other(self, text: str) -> str:
        """The other place or occupation that a sentence ends with, "" where it ends with its own or names none."""
        mentions = sorted([*self._places(text), *self._occupations(text)], key=lambda mention: mention.start)
        return mentions[-1].name if mentions else ""

    @staticmethod
    def leans(sentence: str) -> bool:
        """Whether a sentence goes on about what the one before it spoke of."""
        return bool(_THERE.match(sentence))

    @cached_property
    def _own_places(self) -> frozenset[str]:
        names = {self._city, re.split(r" an? | im | \(| vor ", self._city)[0]}
        return frozenset(_letters(re.sub("en$", "", name)) for name in names if name)

    def _places(self, text: str) -> Iterator[_Mention]:
        for match in _PLACES.finditer(text):
            if not _is_compared(text, match):
                name = match.group()
                yield _Mention(match.start(), match.end(), "" if self._is_own_place(name) else name)

    def _is_own_place(self, name: str) -> bool:
        bare = re.sub("(?:en)?(?:n?er|s)?$", "", re.sub(f"^{_PREPOSITION}", "", name))
        return bool({_letters(name), _letters(bare), _letters(re.sub("en$", "", name))} & self._own_places)

    def _occupations(self, text: str) -> Iterator[_Mention]:
        for match in _OCCUPATION.finditer(text):
            name = match.group()
            if not _NO_OCCUPATION.match(fold(name)) and not _is_compared(text, match):
                yield _Mention(match.start(), match.end(), "" if self._is_own_occupation(name) else name)

    def _is_own_occupation(self, name: str) -> bool:
        """Whether a name is the profession or its head: "Koordinatorinnen", "project coordinators"."""
        key = re.sub("^(?:junior|senior)", "", _letters(name))
        stems = {re.sub("(?:innen|in|en|n|e|s)$", "", key), key}
        return any(len(stem) > 2 and stem in self._profession for stem in stems)


def _is_compared(text: str, match: re.Match[str]) -> bool:
    """Whether a name is only compared with, and no figure given for it."""
    return bool(_COMPARED.search(text[: match.start()])) and not _WHERE.match(text[match.end() :])


def _nearest(mentions: list[_Mention], text: str, at: int) -> str:
    """The mention that the amount at a position belongs to: behind it in its clause, else before it, else anywhere."""
    end = _CLAUSE_END.search(text, at + 1)
    clause_end = end.start() if end else len(text)
    follows = [m for m in mentions if at < m.start < min(clause_end, at + _NEAR)]
    before = [m for m in mentions if m.end <= at]
    own_clause = [m for m in before if not _CLAUSE_END.search(text, m.end, at)]
    for found in (own_clause[-1:], follows[:1], before[-1:], [m for m in mentions if m.start > at][:1]):
        if found:
            return found[0].name
    return ""


def _letters(name: str) -> str:
    """A name in lower case without gaps, spelt alike in German and English ("project coordinator")."""
    return re.sub(r"[^a-z0-9]", "", fold(name)).replace("c", "k")
