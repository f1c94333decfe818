"""What the comparison and the dialogues say besides their choices, in German and English, as Telegram HTML."""

from typing import Final

_PHRASES: Final[dict[str, dict[str, str]]] = {
    "back": {"de": "‹ Zurück", "en": "‹ Back"},
    "only_one": {
        "de": "Bisher habe ich nur Texte zu {offer}. Deshalb vergleiche ich die Stufen: Einstieg und Erfahrung.",
        "en": "So far I only have texts on {offer}. So I compare the levels: starting out and experienced.",
    },
    "compare_first": {
        "de": "<b>⚖️ Gehalt vergleichen</b>\nWas möchtest du vergleichen?",
        "en": "<b>⚖️ Compare salaries</b>\nWhat would you like to compare?",
    },
    "compare_second": {
        "de": "<b>⚖️ Gehalt vergleichen</b>\n{first} – womit?",
        "en": "<b>⚖️ Compare salaries</b>\n{first} – with what?",
    },
    "compared": {
        "de": "Was verdient man als {first} im Vergleich zu {second}?",
        "en": "What do you earn as {first} compared with {second}?",
    },
}


def dialogue_phrase(key: str, language: str, **values: str) -> str:
    """The phrase in the language ("de" or "en"), its blanks filled."""
    return _PHRASES[key][language].format(**values)
