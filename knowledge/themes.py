"""Guesses the theme of a section that nobody labelled, by the words of its heading and text. Knows no questions."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from knowledge.folding import fold, folded_words

# Beginnings of words by which job-portal pages speak of a theme, German and English; long ones also count inside a compound.
_SIGNS: Mapping[str, tuple[str, ...]] = {
    "role": ("aufgabe", "tätigkeit", "alltag", "schnittstelle", "arbeitstag", "berufsbild", "task", "dut", "responsib"),
    "skills": (
        "kenntnis", "know", "technik", "technisch", "tool", "fähigkeit", "kompetenz", "skill", "anforder", "voraussetz",
        "requirement", "führerschein", "schulabschluss", "hauptschul", "sorgfalt", "geschick", "gefragt",
    ),
    "salary": (
        "gehalt", "gehält", "verdien", "lohn", "löhne", "brutto", "entgelt", "besold", "vergüt", "bezahl", "salar", "pay",
        "wage", "earn",
    ),
    "region": ("region", "standort", "revier", "eigenheit", "eigenart", "besonderheit", "örtlich", "lokal", "local", "peculiar"),
    "employers": (
        "arbeitgeber", "branche", "betrieb", "konzern", "gmbh", "firma", "firmen", "beschäftigt", "employer", "industr", "compan",
        "hire", "hiring",
    ),
    "outlook": (
        "perspektive", "zukunft", "aussicht", "ausblick", "chance", "schattenseite", "arbeitsmarkt", "trend",
        "prospect", "outlook", "future",
    ),
    "training": (
        "fortbild", "weiterbild", "qualifi", "zertifik", "kurs", "schulung", "ausbildung", "studium", "lern", "weiterkommen",
        "lehre", "lehrgang", "berufskolleg", "berufsschul", "quereinst", "train", "course", "certif", "learn", "apprentice",
    ),
    "funding": ("förder", "bafög", "gutschein", "zuschuss", "stipend", "fund", "grant"),
    "application": ("bewerb", "lebenslauf", "anschreiben", "vorstellungsgespr", "interview", "applica", "resume"),
}  # fmt: skip
# What headings say of a theme in everyday words: "Was man wirklich tut", "Was man mitbringen sollte".
_HEADINGS: Mapping[str, re.Pattern[str]] = {
    "role": re.compile(
        r"\b(?:tut|tun|(?<!auf den )tag|macht man|man macht|(?:machst|tust) du|du (?:machst|tust)|beschaftigt|dein job|"
        r"der job|was zu tun ist|was \w+ (?:wirklich )?passiert|day|what you (?:will )?do)\b|^(?:die|deine|unsere) arbeit$"
    ),
    "skills": re.compile(
        r"mitbring|mitzubring|bring(?:st|t) (?:du|ihr|man) mit|konnen (?:sollte|muss)|(?:sollte|muss) man konnen|verlangt|"
        r"gefragt ist|brauch|handwerkszeug|rustzeug|gefordert|solltest du|passt (?:das|der beruf) zu|"
        r"\b(?:what you need|bring along|you should bring|employers? (?:expect|want|look)\w*|who (?:it )?suits)\b"
    ),
    "salary": re.compile(r"\b(?:geld|finanziell|kohle|knete|money)\b"),
    "region": re.compile(r"\b(?:die stadt|stadt und leute|vor ort|the city|the town)\b"),
    "employers": re.compile(
        r"\b(?:(?:hier kannst du|wo (?:du|man)) (?:anfangen|arbeite\w*)|wer .{0,30}(?:einstellt|sucht|ruft|beschaftigt)|"
        r"wo .{0,30}(?:gesucht|gearbeitet) wird|"
        r"wirst du gesucht|who (?:hires|employs|recruits)|where the jobs are|stellt ein)\b"
    ),
    "outlook": re.compile(
        r"nachteil|vorteil|kehrseite|\bnerv(?:t|en)?\b|\bhaken\b|belastung|schwierig|wie es weitergeht|wo es hingeht|"
        r"\b(?:downsides?|drawbacks?|less shiny|nicht so (?:toll|schon)|not so (?:nice|great)|tough parts?|what is next)\b"
    ),
    "training": re.compile(
        r"\b(?:kurse?|weiter lernen|sich weiterbilden|aufstieg|aufsteigen|studieren|der weg (?:zu|in|an)\w*|"
        r"(?:so )?geht es .{0,30}weiter|hoher hinaus|moving up|getting ahead)\b"
    ),
}
# What is paid: an amount of money with a period, or before tax. Two of them tell a section on pay whatever its heading jokes.
_PAID = re.compile(
    r"(?:€|\beuro\b|\beur\b|\d ?k\b)(?: ?[^.\d€]{0,20}?)(?:brutto|im monat|monatlich|pro stunde|die stunde|stundenlohn|im jahr|"
    r"gross|a month|per month|per year|a year|per hour|an hour)|stundenlohn \w+ \d"
)
_LONG = 6  # letters
_HEADING_WEIGHT = 3  # a word in the heading says more than one in the text
_PHRASE_WEIGHT = 5  # a whole phrase of a heading more than a word that it holds: "What employers expect"
_CITY_WEIGHT = 2  # a heading with the city's name is on the city, unless it names something else
_PAID_WEIGHT = 2
_ENOUGH = 2  # a single word in the text says nothing
_REMEMBERED = 65_536  # words; pages repeat most of theirs
_FOLDED = {theme: tuple(fold(sign) for sign in signs) for theme, signs in _SIGNS.items()}


def guess_theme(heading: str, text: str, city: str = "") -> str:
    """The theme that most words speak of, "" where too few do; `city` is the one that the text is about."""
    counts = _spoken_of(text)
    for theme, count in _spoken_of(heading).items():
        counts[theme] += _HEADING_WEIGHT * count
    folded = fold(heading)
    for theme, pattern in _HEADINGS.items():
        counts[theme] += _PHRASE_WEIGHT * bool(pattern.search(folded))
    counts["region"] += _CITY_WEIGHT * bool(city and fold(city) in folded)
    counts["salary"] += _PAID_WEIGHT * len(_PAID.findall(text.casefold()))
    best = max(_SIGNS, key=lambda theme: counts[theme])
    return best if counts[best] >= _ENOUGH else ""


def _spoken_of(text: str) -> Counter[str]:
    return Counter(theme for word in folded_words(text) for theme in _themes(word))


@lru_cache(_REMEMBERED)
def _themes(word: str) -> tuple[str, ...]:
    return tuple(theme for theme, signs in _FOLDED.items() if word.startswith(signs) or _holds_long(word, signs))


def _holds_long(word: str, signs: tuple[str, ...]) -> bool:
    return any(len(sign) >= _LONG and sign in word for sign in signs)
