"""How salary figures are put into words, in German and English, without du or Sie. Holds no figures of its own."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from bot.facets import Level, Period
from bot.salary_periods import in_period

_CENTS = Decimal("0.01")
_EUROS = Decimal(1)
_TENTH = Decimal("0.1")  # of a percent

_PHRASES: Final[dict[str, dict[str, str]]] = {
    "below": {
        "de": "{offer} liegen unter der Spanne für {level}: {range}, {percent} unter dem unteren Ende ({formula}).",
        "en": "{offer} is below the range for {level}: {range}, {percent} below its lower end ({formula}).",
    },
    "within": {
        "de": "{offer} liegen in der Spanne für {level}: {range}, {percent} über dem unteren Ende ({formula}).",
        "en": "{offer} is within the range for {level}: {range}, {percent} above its lower end ({formula}).",
    },
    "above": {
        "de": "{offer} liegen über der Spanne für {level}: {range}, {percent} über dem oberen Ende ({formula}).",
        "en": "{offer} is above the range for {level}: {range}, {percent} above its upper end ({formula}).",
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
    "compared": {"de": "{label}{level}: {range}{note}.", "en": "{label}{level}: {range}{note}."},
    "according_to": {"de": " (laut {source})", "en": " (according to {source})"},
    "by_size": {
        "de": " (der Zeitraum ist aus der Höhe geschlossen)",
        "en": " (the period is inferred from the size)",
    },
    "difference": {"de": "Unterschied{level}{period}: {parts}.", "en": "Difference{level}{period}: {parts}."},
    "low_end": {
        "de": "am unteren Ende {a} − {b} = {d} mehr für {winner}",
        "en": "at the lower end {a} − {b} = {d} more for {winner}",
    },
    "high_end": {
        "de": "am oberen Ende {a} − {b} = {d} mehr für {winner}",
        "en": "at the upper end {a} − {b} = {d} more for {winner}",
    },
    "low_same": {"de": "am unteren Ende gleich, {amount}", "en": "the same at the lower end, {amount}"},
    "high_same": {"de": "am oberen Ende gleich, {amount}", "en": "the same at the upper end, {amount}"},
    "per_hour": {"de": " in der Stunde", "en": " per hour"},
    "per_month": {"de": " im Monat", "en": " per month"},
    "per_year": {"de": " im Jahr", "en": " per year"},
    "no_figure": {
        "de": "Zu {label} habe ich keine Gehaltszahl, und die einer anderen Stadt oder eines anderen Berufs gilt dort nicht.",
        "en": "I have no salary figure for {label}, and that of another city or profession does not count there.",
    },
    "no_figure_at_level": {
        "de": "Zu {label} habe ich für {level} keine Gehaltszahl.",
        "en": "For {label} I have no salary figure for {level}.",
    },
    "no_common_level": {
        "de": "Auf gleicher Stufe (Einstieg oder mit Erfahrung) lässt sich das mit meinen Texten nicht vergleichen.",
        "en": "My texts do not allow a comparison at the same level (starting or experienced).",
    },
    "only_these": {
        "de": "Verglichen ist nur, wozu ich Texte habe.",
        "en": "Only what I have texts on is compared.",
    },
    "converted_to_year": {"de": "{given} × 12 = {wanted}", "en": "{given} × 12 = {wanted}"},
    "converted_to_month": {"de": "{given} ÷ 12 = {wanted}", "en": "{given} ÷ 12 = {wanted}"},
    "converted_by_hours": {
        "de": "{given}, gerechnet mit 40 Wochenstunden (eine Annahme; Monat = Stunde × 40 × 13 ÷ 3) {wanted}",
        "en": "{given}, at 40 hours a week (an assumption; month = hour × 40 × 13 ÷ 3) {wanted}",
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
_AFTER: Final[dict[Level, dict[str, str]]] = {
    "": {"de": "", "en": ""},
    "entry": {"de": ", Einstieg", "en": ", starting pay"},
    "experienced": {"de": ", mit Erfahrung", "en": ", with experience"},
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


def level_after(level: Level, language: str) -> str:
    """The level behind a name: ", Einstieg"."""
    return _AFTER[level][language]


def level_differs(level: Level, language: str) -> str:
    """Of whom a difference speaks: "für den Einstieg"."""
    return f"{'für' if language == 'de' else 'for'} {level_named(level, language)}"


def level_for(level: Level, language: str) -> str:
    """Whom a figure is for, "" where nobody said: "den Einstieg"."""
    return level_named(level, language) if level else ""


def converted(low: Decimal, high: Decimal, given: Period, wanted: Period, language: str) -> str:
    """A range in the period wanted, with the formula where that is not the one given."""
    stated = money(low, high, given, language)
    if given == wanted:
        return stated
    key = "converted_by_hours" if "hour" in (given, wanted) else f"converted_to_{wanted}"
    reckoned = money(*in_period(low, high, given, wanted), wanted, language)
    return salary_phrase(key, language, given=stated, wanted=reckoned)


def distance(amount: Decimal, end: Decimal, language: str) -> tuple[str, str]:
    """How far an amount lies from the end of a range: the formula, and the share in percent without its sign."""
    quotient = f"{plain_money(amount, language)} ÷ {plain_money(end, language)}"
    formula = f"{quotient} − 1" if amount >= end else f"1 − {quotient}"
    share = (abs(amount - end) * 100 / end).quantize(_TENTH, ROUND_HALF_UP)
    return formula, f"{share} %".replace(".", ",") if language == "de" else f"{share}%"


def plain_money(amount: Decimal, language: str) -> str:
    """An amount without its period: "3.200 €", cents only where it is a wage."""
    return money(amount, amount, "", language)


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
