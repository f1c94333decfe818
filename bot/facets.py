"""Reads facets from a message: profession, city, level, period, and the conversation's small signals. No topics here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.background import asked_about
from bot.cities import CityNames
from bot.keywords import STOP_WORDS
from bot.professions import ProfessionNames
from bot.wording import fold, words

Level = Literal["", "entry", "experienced"]
Period = Literal["", "hour", "month", "year"]
EXAMPLE_PROFESSION = "IT-Projektkoordinator"  # the one that the example questions of topics.yaml name
REMEMBERED = 4096  # messages and their parts, and sentences of passages; about 2 MB
EXPERIENCED_FROM = 3  # years from which a person counts as experienced; below, as a beginner

_YEARS = re.compile(
    r"\b(\d{1,2}|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|funfzehn|zwanzig|dreissig|fifteen|twenty|two|three|four|five|six|ten)\+?\s*(?:jahr|year|j\b)"
)
_NUMBERS = {
    "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8, "zehn": 10,
    "neun": 9, "elf": 11, "zwolf": 12, "funfzehn": 15, "zwanzig": 20, "dreissig": 30,
    "fifteen": 15, "twenty": 20, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10,
}  # fmt: skip
_ENTRY = re.compile(
    r"einst(?:ei|ie)g(?!en)|anfang|berufsstart|starter|frisch (?:von|aus)|\bneuling|junior|\bnewbie|erste[nr]? job|"
    r"nach (?:dem studium|der ausbildung|der uni)|absolvent|ohne (?:berufs)?erfahrung|berufseinst|entry|beginner|starting|"
    r"\bstart|graduate|no experience|without experience"
)
_INEXPERIENCED = re.compile(
    r"\b(?:ohne|kein\w*|null|kaum|wenig|noch nie|without|no|little|zero|hardly any) "
    r"(?:\w+ ){0,2}\w*(?:erfahrung|praxis|experience)"
)
_EXPERIENCED = re.compile(
    r"erfahr|senior|alter hase|langjahrig|"
    r"experienced?|profi\b|\bend(?:gehalt|stufe|gehalter)|"
    r"langer dabei|seit jahren|paar jahren? (?:dabei|im job|im beruf|praxis)|mit (?:ein )?paar jahren"
)
_LATER = re.compile(
    r"\b(?:spater|mit der zeit|nach (?:ein paar|einigen) jahren|later|down the (?:road|line)|after a few years)\b"
)
_OF_ONESELF = re.compile(r"\b(?:ich|bin|hab|habe|mein\w*|i|i'm|my)\b")
_PERIODS: tuple[tuple[Period, re.Pattern[str]], ...] = (
    ("hour", re.compile(r"stunden?lohn|pro stunde|die stunde|in der stunde|per hour|an hour|hourly|/std|/h\b")),
    ("year", re.compile(r"\bjahres|kalenderjahr|jahrlich|(?:pro|im|aufs?|ein|das|in einem|je)\s*jahr\b|"
                        r"per year|a year|annual|yearly|p\.?\s?a\.?\b")),
    ("month", re.compile(r"monat|month")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message names: known and foreign facets, level and period, each empty where it names none.

    `has_occupation` says that the person names their own present or former occupation.
    """

    professions: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    other_profession: str = ""
    other_cities: tuple[str, ...] = ()
    level: Level = ""
    period: Period = ""
    has_occupation: bool = False


class FacetReader:
    """Reads messages against the catalogue of a knowledge base."""

    def __init__(self, professions: Sequence[str], cities: Sequence[str]) -> None:
        self._known_cities = frozenset(cities)
        self._cities = CityNames(cities)
        self._professions = ProfessionNames(professions)
        self._strippable = ProfessionNames({*professions, EXAMPLE_PROFESSION})

    def read(self, text: str) -> Reading:
        """The facets that a message names."""
        professions, other = self._professions.mentions(text), self._professions.other(text)
        named = {word for mention in professions for word in mention.words} | set(words(other))
        mentions = self._cities.mentions(text, named)
        cities = [mention.name for mention in asked_about(text, mentions)]
        known = [name for name in cities if name in self._known_cities]
        if not cities:  # who names nothing but the place where they live asks about it, where there are texts on it
            known = [mention.name for mention in mentions if mention.name in self._known_cities]
        return Reading(
            professions=tuple(mention.name for mention in professions),
            cities=tuple(known),
            other_profession=other,
            other_cities=tuple(name for name in cities if name not in self._known_cities),
            level=read_level(text),
            period=read_period(text),
            has_occupation=self._professions.of_asker(text),
        )

    def opened(self, text: str) -> str:
        """The text with compounds of known professions as two words: "Dachdeckermeister" -> "Dachdecker meister"."""
        return self._professions.opened(text)

    def without_known(self, text: str) -> str:
        """The message without names of professions and cities on which there are texts, else as it was typed.

        They are filtered by already; among the words searched for they would only favour passages that repeat them.
        """
        named = {word for mention in self._professions.mentions(text) for word in mention.words}
        cities = [mention for mention in self._cities.mentions(text, named) if mention.name in self._known_cities]
        named |= {word for mention in cities for word in mention.words}
        return " ".join(typed for typed in text.split() if not words(typed) or not named.issuperset(words(typed)))

    def nameless(self, text: str) -> str:
        """The folded message without names of known professions and of cities: what is asked, not of whom."""
        named = {word for mention in self._strippable.mentions(text) for word in mention.words}
        named |= {word for mention in self._cities.mentions(text, named) for word in mention.words}
        return " ".join(word for word in words(text) if word not in named)


@lru_cache(maxsize=REMEMBERED)
def read_level(text: str) -> Level:
    """The career level that a message speaks of."""
    folded = fold(text)
    if _INEXPERIENCED.search(folded):
        return "entry"
    years = _YEARS.search(folded)
    if years and re.search(
        r"erfahr|experience|praxis|dabei|gearbeitet|arbeite|seit|im job|im beruf|berufs|mach|bin (?:ich )?(?:jetzt |schon )*\d",
        folded,
    ):
        count = _NUMBERS.get(years.group(1)) or int(years.group(1))
        return "experienced" if count >= EXPERIENCED_FROM else "entry"
    if _ENTRY.search(folded):
        return "entry"
    return "experienced" if _EXPERIENCED.search(folded) else ""


def names_only_level_or_period(text: str) -> bool:
    """Whether a message says nothing but a career level or a period of pay: "im Jahr?", "mit Erfahrung"."""
    rest = fold(text)
    found = False
    for pattern in (_YEARS, _ENTRY, _EXPERIENCED, *(pattern for _, pattern in _PERIODS)):
        rest, count = pattern.subn(" ", rest)
        found = found or bool(count)
    return found and not set(words(rest)) - STOP_WORDS


def later_level(text: str) -> Level:
    """The career level that a follow-up on pay speaks of: "Und später?"."""
    return read_level(text) or ("experienced" if _LATER.search(fold(text)) else "")


def names_both_levels(text: str) -> bool:
    """Whether a message speaks of beginners and of experienced people."""
    folded = fold(text)
    return bool(_ENTRY.search(folded)) and bool(_EXPERIENCED.search(folded) or _LATER.search(folded))


def told_level(text: str) -> Level:
    """The career level that a person tells of themselves: "Ich habe 6 Jahre Erfahrung"."""
    return read_level(text) if _OF_ONESELF.search(fold(text)) else ""


def read_period(text: str) -> Period:
    """The period for which a message asks a figure."""
    folded = fold(text)
    return next((period for period, pattern in _PERIODS if pattern.search(folded)), "")
