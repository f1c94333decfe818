"""A profession that no text and no list knows, by its place in the sentence: "gehalt drachenzähmer". Knows no passages."""

import re
from typing import Final

from bot.facets import read_level
from bot.vocabulary import unknown_words
from bot.wording import fold

SURELY_ANOTHER = 86.0  # rapidfuzz ratio below which a word is no misspelt one: "Bäcker" is none of "backen"
_A = r"(?:ein|eine|einer|eines|einen|n|ne|nen|der|die|das|a|an|the)"
_NAME = r"((?:[a-z-]{3,} ){0,2}?[a-z-]{4,})"
_BEHIND = r"in|bei|im|am|mit|nach|pro|so|denn|da|eigentlich|ungefahr|at|per|with|near|around|make|earn|get|verdien\w*"
_END = rf"(?=\s+(?:{_BEHIND})\b|\W*$)"
# Where the name of a profession stands in a question on one, in folded text ("does" is "dos" there).
_PLACES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:verdien\w*|bekomm\w*|kriegt?|kriegen)\s+(?:man\s+)?(?:(?:als|so)\s+)?(?:{_A}\s+)?{_NAME}{_END}",
        rf"\b(?:gehalt|lohn|verdienst|einkommen)\s+(?:(?:von|fur|als|eines|einer)\s+)?(?:{_A}\s+)?{_NAME}{_END}",
        rf"\b{_NAME}\s+(?:gehalt|lohn|verdienst|salary|pay)\b",
        rf"\b(?:salary|pay|wages?)\s+(?:of|for|as)\s+(?:{_A}\s+)?{_NAME}{_END}",
        rf"\bhow much (?:do|dos|can|would)\s+(?:{_A}\s+)?{_NAME}\s+(?:make|earn|get)\b",
        rf"\b(?:beruf|ausbildung (?:zum|zur|als))\s+(?:{_A}\s+)?{_NAME}{_END}",
    )
)
_TYPED: Final = re.compile(r"\w[\w-]*")
# How German and English words for people at work end.
_AT_WORK: Final = re.compile(
    r"(?:er|erin|ist|istin|mann|frau|leute|kraft|arzt|arztin|wirt|wirtin|ant|antin|ent|entin|eur|eurin|or|orin|loge|login|"
    r"ar|arin|at|atin|chef|smith|man|woman|clerk|assistant|nurse|cook|pilot|guide)s?$"
)


def strange_profession(text: str, nameless: str) -> str:
    """The words that stand where a profession does, are used nowhere else and look like one, as typed; "" where none do.

    Args:
        text: A message.
        nameless: The same, folded, without the names of known professions and of cities.
    """
    for place in _PLACES:
        found = place.search(nameless)
        name = found.group(1) if found else ""
        if _AT_WORK.search(name) and unknown_words(name, SURELY_ANOTHER) and not read_level(name):
            return " ".join(typed for typed in _TYPED.findall(text) if fold(typed) in name.split())
    return ""
