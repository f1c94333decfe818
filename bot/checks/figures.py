"""Figures of a sentence, written in digits or in words, with their unit. Leaf module: knows no passages."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.checks.number_words import word_value

_SPACES = str.maketrans(
    dict.fromkeys("\u00a0\u202f\u2009\u2007\u2002\u2003", " ") | {"’": "'", "‘": "'", "‑": "-", "−": "-"}
)
_DIGITS = r"\d{1,3}(?:[.,' ]\d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d{1,2}(?!\d))?"
_TOKEN = re.compile(rf"(?<![^\W\d_])(?P<digits>{_DIGITS})|(?P<word>[^\W\d_]+)")  # the 2 of PRINCE2 is no figure
_THOUSANDS = re.compile(r"(?:k|tsd\.?|tausend|thousand)(?![a-zäöü])", re.IGNORECASE)
_MILLIONS = re.compile(r"(?:mio\.?|millionen|million)(?![a-zäöü])", re.IGNORECASE)
_SPLIT_DIGITS = re.compile(r"(?<![\d.,])\d(?:[ ._·,/'|-]+\d(?!\d)){2,}")
_JOINS_RANGE = re.compile(r"^\s?(?:-|–|—|bis|to|statt|instead of)\s?$", re.IGNORECASE)
_JOINS_AFTER_BETWEEN = re.compile(r"^ (?:und|and) $", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:zwischen|between) (?:(?:etwa|rund|about) )?(?:€ ?)?$", re.IGNORECASE)
_UNITS: Final = (
    ("€", re.compile(r"^\s?-?(?:€|euros?\b|eur\b)", re.IGNORECASE)),
    ("%", re.compile(r"^\s?-?(?:%|prozent|percent|per cent)", re.IGNORECASE)),
    ("year", re.compile(r"^[\s-](?:volle |full )?-?(?:jahr|year)", re.IGNORECASE)),
    ("month", re.compile(r"^[\s-](?:volle |full )?(?:monat|month)", re.IGNORECASE)),
    ("week", re.compile(r"^[\s-](?:woche|week)", re.IGNORECASE)),
    ("day", re.compile(r"^[\s-](?:tage?\b|tagen|arbeitstag|day)", re.IGNORECASE)),
    ("hour", re.compile(r"^[\s-](?:stunde|std|hour|uhr\b)", re.IGNORECASE)),
    ("minute", re.compile(r"^[\s-](?:minute)", re.IGNORECASE)),
)
_EURO_BEFORE = re.compile(r"(?:€|\beur|\beuro) ?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts: "€", "%", "year", "month", "week", "day", "hour", "minute", or "" for all else."""

    value: Decimal
    unit: str = ""


def plain(text: str) -> str:
    """The text in compatibility form, with one kind of blank, apostrophe and hyphen."""
    return unicodedata.normalize("NFKC", text.translate(_SPACES))


def has_split_digits(text: str) -> bool:
    """Whether single digits stand apart, as in "9 0 0 0", so that they read as one figure and are none."""
    return bool(_SPLIT_DIGITS.search(text))


def read_figures(text: str) -> list[Figure]:
    """The figures of a text in order. The first of a range ("3.200 bis 3.600 €") has the unit of the second."""
    text = plain(text)
    found = list(_found(text))
    units = [_unit(text, start, end) for start, end, _ in found]
    for index in range(len(found) - 2, -1, -1):
        if not units[index] and _is_range(text, found[index][0], text[found[index][1] : found[index + 1][0]]):
            units[index] = units[index + 1]
    return [Figure(value, unit) for (_, _, value), unit in zip(found, units, strict=True)]


def _is_range(text: str, start: int, between: str) -> bool:
    """Whether what stands between two figures makes a range of them."""
    if _JOINS_RANGE.match(between):
        return True
    return bool(_JOINS_AFTER_BETWEEN.match(between) and _BETWEEN.search(text[:start]))


def _found(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Start, end and value of each number; words that follow one another ("nine thousand") make one."""
    tokens = [(match.start(), match.end(), match["word"], match["digits"]) for match in _TOKEN.finditer(text)]
    index = reached = 0
    while index < len(tokens):
        start, end, word, digits = tokens[index]
        index += 1
        if start < reached:  # the "tausend" of "9 tausend"
            continue
        if digits:
            yield (scaled := _scaled(text, start, end, _value(digits)))
            reached = scaled[1]
            continue
        words = [word]
        while index < len(tokens) and tokens[index][2] and text[end : tokens[index][0]] in (" ", "-"):
            if word_value([*words, tokens[index][2]]) is None:
                break
            end = tokens[index][1]
            words.append(tokens[index][2])
            index += 1
        value = word_value(words)
        if value is not None:
            yield start, end, value


def _scaled(text: str, start: int, end: int, value: Decimal) -> tuple[int, int, Decimal]:
    """The number with "k", "Tsd." or "Millionen" behind it multiplied out."""
    gap = end + (text[end : end + 1] == " ")
    for pattern, factor in ((_THOUSANDS, 1_000), (_MILLIONS, 1_000_000)):
        if match := pattern.match(text, gap):
            return start, match.end(), value * factor
    return start, end, value


def _value(digits: str) -> Decimal:
    """German and English spelling alike: groups of three are thousands, one or two last digits are decimals."""
    whole, _, decimals = (re.sub(r"[.,](\d{1,2})$", r"|\1", digits)).partition("|")
    return Decimal(re.sub(r"\D", "", whole) + (f".{decimals}" if decimals else ""))


def _unit(text: str, start: int, end: int) -> str:
    if _EURO_BEFORE.search(text[:start]):
        return "€"
    return next((unit for unit, pattern in _UNITS if pattern.match(text[end:])), "")
