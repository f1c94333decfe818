"""Profession and city out of the title lines of job-portal pages: "X Jobs und Stellenangebote in Y", "Beruf X in Y"."""

import re
from typing import NamedTuple

from knowledge.facets import without_gender_note

_WHAT = (
    r"(?:jobs?|stellenangebote?|stellen|stellenmarkt|gehalt|gehälter|verdienst|karriere|ausbildung|weiterbildung|beruf|"
    r"salary|salaries|vacancies|careers?|positions?)"
)
_WHATS = rf"{_WHAT}(?:\s*(?:,|&|/|und|and)\s*{_WHAT})*"
_AS = r"(?:\s+(?:als|für|as|for)(?:\s+an?)?)"
_NOTE = r"\((?:[mwfdxi]\s*[/|,]\s*)+[mwfdxi]\)"
_IN = r"\s+in\s+(?P<city>.+)"
_PATTERNS = tuple(
    re.compile(pattern + _IN, re.IGNORECASE)
    for pattern in (
        rf"(?P<profession>.+?)\s+{_WHATS}",
        r"(?:beruf|berufsbild|job|profession|occupation)(?:\s*:)?\s+(?P<profession>.+?)",
        rf"(?:{_WHATS}|arbeiten|arbeit|working|work){_AS}\s+(?P<profession>.+?)",
        rf"(?P<profession>.+?\s*{_NOTE})",
    )
)
_TAIL = re.compile(r"\s+[|–—:•·-]+\s.*$|\s*[|•·].*$|[.!:]+$")  # "Duisburg | Portal", "Duisburg – Stand 2026"
_CITY = re.compile(
    r"[A-ZÄÖÜ][\w.'/-]*(?:\s+(?:(?:an|am|auf|bei|beim|der|dem|den|im|in|ob|of|upon|vor|unter)\b|a\.|d\.|[A-ZÄÖÜ(][\w.'/()-]*))*"
)
_MAX_CITY_WORDS = 6  # "Neustadt an der Waldnaab", "Homburg vor der Höhe"
_MAX_TITLE = 120  # characters; what is longer is a sentence


class Title(NamedTuple):
    """What a title line says."""

    profession: str
    city: str


def read_title(line: str) -> Title | None:
    """Profession and city of a title line, None where the line is no such title."""
    line = " ".join(line.split())
    if len(line) > _MAX_TITLE:
        return None
    for pattern in _PATTERNS:
        if (match := pattern.fullmatch(line)) and (city := _city(match["city"])):
            return Title(without_gender_note(match["profession"]).strip(" :-–"), city)
    return None


def _city(words: str) -> str:
    name = _TAIL.sub("", words).strip()
    return name if _CITY.fullmatch(name) and len(name.split()) <= _MAX_CITY_WORDS else ""
