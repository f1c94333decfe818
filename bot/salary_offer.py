"""Reads the figures that a person names: an offer, a claim, hours in a week. Knows no passages and judges nothing."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.facets import Period
from bot.wording import fold

FIRST_YEAR, LAST_YEAR = 1950, 2099  # a bare number between them is a year
MONTHLY_UP_TO = 12_000  # euros; a larger figure is taken for a year's pay
FEWEST_HOURS, MOST_HOURS = 10, 48  # of a working week; § 3 ArbZG allows 48
LEAST, MOST = 1_000, 400_000  # euros that somebody may be paid in a month or year

_MONEY = re.compile(
    r"(?<![\w.,§])(?:(?P<kilo>\d{1,3}(?:[.,]\d)?) ?k\b|(?:€ ?|eur(?:o)? )?(?P<grouped>\d{1,3}[.,' ]\d{3})(?!\d)|"
    r"(?P<plain>\d{4,5})(?!\d))"
    r"(?:[.,](?:\d{2}|-))?(?P<sign> ?(?:€|euros?\b|eur\b|brutto|gross|im monat|monatlich|a month|per month))?"
)
_HOURLY = re.compile(
    r"(?<![\w.,])(?P<amount>\d{2}(?:[.,]\d{1,2})?) ?(?:€|euros?|eur)? ?(?:brutto )?"
    r"(?:pro stunde|die stunde|in der stunde|je stunde|stundenlohn|/ ?h\b|/ ?std|an hour|per hour)"
)
_EURO_BEFORE = re.compile(r"(?:€|euro?s?) ?$")
_HOURS = re.compile(r"(?<![\d.,])(?P<hours>\d{2}(?:[.,]\d)?) ?-?(?:stunden|std\b|h\b|hours?)")
_CONVERTS = re.compile(
    r"\bmal (?:1[234]|zwolf|dreizehn)|[x*×] ?1[234]\b|times (?:1[234]|twelve|thirteen)|durch (?:12|13|zwolf)|"
    r"(?:12|13|14|zwolf|dreizehn|twelve|thirteen) (?:monats)?(?:gehalt|salar)|umgerechnet|umrechn|convert|"
    r"(?:wie ?viel|was|wat|how much|what)\b.*\b(?:im|pro|aufs|je|am|per|a|an|in der|die) (?:jahr|monat|year|month|stunde|hour)"
)


@dataclass(frozen=True, slots=True)
class NamedPay:
    """Euros that a person names, for an hour, a month or a year."""

    amount: Decimal
    period: Period


def read_offers(text: str) -> list[NamedPay]:
    """The figures of a message that may be pay, in order; years and small numbers are none."""
    folded = fold(text)
    hourly = [NamedPay(Decimal(m["amount"].replace(",", ".")), "hour") for m in _HOURLY.finditer(folded)]
    return hourly + [
        NamedPay(amount, "month" if amount <= MONTHLY_UP_TO else "year")
        for match in _MONEY.finditer(folded)
        if LEAST <= (amount := _amount(match)) <= MOST and not _is_year(match, folded)
    ]


def asks_to_convert(text: str) -> bool:
    """Whether a message asks to turn a monthly figure into a yearly one or back."""
    return bool(_CONVERTS.search(fold(text)))


def read_weekly_hours(text: str) -> Decimal | None:
    """The hours of a working week that a message names."""
    found = _HOURS.search(fold(text))
    hours = Decimal(found["hours"].replace(",", ".")) if found else Decimal(0)
    return hours if FEWEST_HOURS <= hours <= MOST_HOURS else None


def _amount(match: re.Match[str]) -> Decimal:
    if match["kilo"]:
        return Decimal(match["kilo"].replace(",", ".")) * 1000
    return Decimal(re.sub(r"\D", "", match["grouped"] or match["plain"]))


def _is_year(match: re.Match[str], text: str) -> bool:
    if not match["plain"] or match["sign"] or _EURO_BEFORE.search(text[: match.start("plain")]):
        return False
    return FIRST_YEAR <= int(match["plain"]) <= LAST_YEAR
