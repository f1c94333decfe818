"""How salary figures are put into words, in German and English, without du or Sie. Holds no figures of its own."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from bot.facets import Level, Period

_CENTS = Decimal("0.01")
_EUROS = Decimal(1)

_PHRASES: Final[dict[str, dict[str, str]]] = {
    "below": {
        "de": "{offer} liegen unter der Spanne für {level}: {range}.",
        "en": "{offer} is below the range for {level}: {range}.",
    },
    "within": {
        "de": "{offer} liegen in der Spanne für {level}: {range}.",
        "en": "{offer} is within the range for {level}: {range}.",
    },
    "above": {
        "de": "{offer} liegen über der Spanne für {level}: {range}.",
        "en": "{offer} is above the range for {level}: {range}.",
    },
    "to_year": {
        "de": "{level}{month} × 12 = {year}; mit 13 Gehältern (× 13) {thirteen}.",
        "en": "{level}{month} × 12 = {year}; with 13 salaries (× 13) {thirteen}.",
    },
    "to_month": {
        "de": "{level}{year} ÷ 12 = {month}; bei 13 Gehältern (÷ 13) {thirteen}.",
        "en": "{level}{year} ÷ 12 = {month}; with 13 salaries (÷ 13) {thirteen}.",
    },
    "to_hour": {
        "de": "{level}{month} × 3 ÷ 13 ÷ {hours} = {hour}, bei {hours} Stunden in der Woche{assumed}.",
        "en": "{level}{month} × 3 ÷ 13 ÷ {hours} = {hour}, at {hours} hours a week{assumed}.",
    },
    "assumed": {
        "de": " (eine Annahme; es zählen die Wochenstunden im Vertrag)",
        "en": " (an assumption; what counts are the weekly hours in the contract)",
    },
    "own_figure": {
        "de": "Gerechnet mit der genannten Zahl: ",
        "en": "Calculated from the figure given: ",
    },
    "month_inferred": {
        "de": "Ob Monat oder Jahr, sagt der Satz der Quelle nicht; der Höhe nach sind es Monatsbeträge.",
        "en": "The sentence of the source does not say whether per month or year; by their size the figures are monthly.",
    },
    "year_inferred": {
        "de": "Ob Monat oder Jahr, sagt der Satz der Quelle nicht; der Höhe nach sind es Jahresbeträge.",
        "en": "The sentence of the source does not say whether per month or year; by their size the figures are yearly.",
    },
}
_LEVELS: Final[dict[Level, dict[str, str]]] = {
    "": {"de": "diesen Beruf", "en": "this job"},
    "entry": {"de": "den Einstieg", "en": "starters"},
    "experienced": {"de": "Erfahrene", "en": "experienced people"},
}
_HEADS: Final[dict[Level, dict[str, str]]] = {
    "": {"de": "", "en": ""},
    "entry": {"de": "Einstieg: ", "en": "Starting pay: "},
    "experienced": {"de": "Mit Erfahrung: ", "en": "With experience: "},
}
_PERIODS: Final[dict[Period, dict[str, str]]] = {
    "": {"de": "", "en": ""},
    "hour": {"de": " in der Stunde", "en": " an hour"},
    "month": {"de": " im Monat", "en": " a month"},
    "year": {"de": " im Jahr", "en": " a year"},
}


def salary_phrase(key: str, language: str, **values: str) -> str:
    """The phrase in the language ("de" or "en"), its blanks filled."""
    return _PHRASES[key][language].format(**values)


def level_named(level: Level, language: str) -> str:
    """Whom a range is for: "den Einstieg"."""
    return _LEVELS[level][language]


def level_head(level: Level, language: str) -> str:
    """What stands before a calculation: "Einstieg: "."""
    return _HEADS[level][language]


def money(low: Decimal, high: Decimal, period: Period, language: str) -> str:
    """An amount or a range with its period: "3.200 € bis 3.600 € im Monat", "about €4,333 a month" where it was rounded."""
    unit = _CENTS if period == "hour" else _EUROS
    rounded = [value.quantize(unit, ROUND_HALF_UP) for value in dict.fromkeys((low, high))]
    is_exact = set(rounded) == {low, high}
    figures = (" bis " if language == "de" else " to ").join(_euros(value, language) for value in rounded)
    about = "" if is_exact else ("rund " if language == "de" else "about ")
    return about + figures + _PERIODS[period][language]


def hours_written(hours: Decimal, language: str) -> str:
    """Weekly hours: "38,5"."""
    text = f"{hours.normalize():f}"
    return text.replace(".", ",") if language == "de" else text


def _euros(value: Decimal, language: str) -> str:
    text = f"{value:,.2f}" if value != value.to_integral_value() else f"{value:,.0f}"
    if language == "en":
        return f"€{text}"
    return text.translate(str.maketrans(",.", ".,")) + " €"
