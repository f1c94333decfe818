"""Guesses the theme of a section that nobody labelled, by the words of its heading and text. Knows no questions."""

from collections.abc import Mapping

from knowledge.folding import fold, folded_words

# Beginnings of words by which job-portal pages speak of a theme, German and English; long ones also count inside a compound.
_SIGNS: Mapping[str, tuple[str, ...]] = {
    "role": ("aufgabe", "tätigkeit", "alltag", "schnittstelle", "arbeitstag", "berufsbild", "task", "dut", "responsib"),
    "skills": ("kenntnis", "know", "technik", "technisch", "tool", "fähigkeit", "kompetenz", "skill", "anforder", "requirement"),
    "salary": ("gehalt", "gehält", "verdien", "lohn", "löhne", "brutto", "entgelt", "salar", "pay", "wage", "earn"),
    "region": ("region", "standort", "revier", "eigenheit", "besonderheit", "örtlich", "lokal", "local", "peculiar"),
    "employers": ("arbeitgeber", "branche", "betrieb", "konzern", "employer", "industr", "compan"),
    "outlook": ("perspektive", "zukunft", "aussicht", "arbeitsmarkt", "trend", "prospect", "outlook", "future"),
    "training": (
        "fortbild", "weiterbild", "qualifi", "zertifik", "kurs", "schulung", "ausbildung", "studium", "lern",
        "train", "course", "certif", "learn",
    ),
    "funding": ("förder", "bafög", "gutschein", "zuschuss", "stipend", "fund", "grant"),
    "application": ("bewerb", "lebenslauf", "anschreiben", "vorstellungsgespr", "interview", "applica", "resume"),
}  # fmt: skip
_LONG = 6  # letters
_HEADING_WEIGHT = 3  # a word in the heading says more than one in the text
_ENOUGH = 2  # a single word in the text says nothing


def guess_theme(heading: str, text: str) -> str:
    """The theme that most words speak of, "" where too few do."""
    counts = {theme: _HEADING_WEIGHT * _signs(heading, signs) + _signs(text, signs) for theme, signs in _SIGNS.items()}
    best = max(counts, key=lambda theme: counts[theme])
    return best if counts[best] >= _ENOUGH else ""


def _signs(text: str, signs: tuple[str, ...]) -> int:
    starts = tuple(fold(sign) for sign in signs)
    inside = [sign for sign in starts if len(sign) >= _LONG]
    return sum(word.startswith(starts) or any(sign in word for sign in inside) for word in folded_words(text))
