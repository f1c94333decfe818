"""The words of a chart, in German and English."""

from typing import Final

_PHRASES: Final[dict[str, dict[str, str]]] = {
    "title": {"de": "Gehalt als {what}", "en": "Salary as {what}"},
    "title_by_city": {"de": "Gehalt als {what} nach Stadt", "en": "Salary as {what} by city"},
    "title_by_profession": {"de": "Gehalt in {what} nach Beruf", "en": "Salary in {what} by profession"},
    "title_by_both": {"de": "Gehalt im Vergleich", "en": "Salaries compared"},
    "month": {"de": "Euro im Monat", "en": "euros a month"},
    "year": {"de": "Euro im Jahr", "en": "euros a year"},
    "gross": {"de": ", brutto", "en": ", gross"},
    "to_year": {"de": ", gerechnet als Monat × 12", "en": ", computed as month × 12"},
    "to_month": {"de": ", gerechnet als Jahr ÷ 12", "en": ", computed as year ÷ 12"},
    "entry": {"de": "Einstieg", "en": "Entry level"},
    "experienced": {"de": "Mit Erfahrung", "en": "Experienced"},
    "any_level": {"de": "Gehalt", "en": "Salary"},
    "sources": {"de": "Quellen", "en": "Sources"},
    "nothing": {
        "de": "zu dieser Antwort gibt es nichts zu zeichnen; Bilder gibt es zu Fragen nach dem Gehalt",
        "en": "there is nothing to draw for this answer; charts show salaries",
    },
}


def chart_phrase(key: str, language: str, **values: str) -> str:
    """The phrase in the language ("de" or "en"), its blanks filled."""
    return _PHRASES[key][language].format(**values)
