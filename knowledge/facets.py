"""How facets are compared: "IT-Projektkoordinator", "IT Projektkoordinator" and "IT-Projektkoordinator/in" are one."""

import re
from functools import lru_cache

from knowledge.passage import Facets

_GENDER_NOTE = re.compile(r"\(\s*(?:[mwfdxia]\s*[/|,]\s*)+[mwfdxia]\s*\)|\((?:all genders|gn\*?)\)", re.IGNORECASE)
_GENDER_ENDING = re.compile(r"(?<=\w)(?:[/:*_]-?in(?:nen)?|\(in(?:nen)?\))(?!\w)", re.IGNORECASE)
_GAP = re.compile(r"[\s\-\u2010-\u2015]+")  # blanks, hyphens and dashes


_REMEMBERED = 65_536  # names, each of which stands on many pages


def without_gender_note(name: str) -> str:
    """Drop "(m/w/d)" and its variants from a profession, keeping the rest as written."""
    return " ".join(_GENDER_NOTE.sub(" ", name).split())


@lru_cache(_REMEMBERED)
def facet_key(name: str) -> str:
    """What two spellings of one profession or city have in common."""
    bare = _GENDER_ENDING.sub("", without_gender_note(name))
    return _GAP.sub(" ", bare).strip().casefold()


def facet_terms(facets: Facets) -> dict[str, str]:
    """The facets that are set, by name, as the keys that both indexes and the passage store filter by."""
    terms = {"profession": facet_key(facets.profession), "city": facet_key(facets.city), "language": facets.language}
    return {name: key for name, key in terms.items() if key}
