"""Whose pay an amount is: the passage's own profession and city, or another place, occupation or group. Reads no amounts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.facets import without_gender_note
from knowledge.folding import fold
from knowledge.salary_amounts import MARK, Amount, MaskedSentence
from knowledge.salary_names import CITIES, ENGLISH_OCCUPATIONS, EVERYDAY_CITIES, FIELDS, GROUPS, OCCUPATIONS, REGIONS

_PREPOSITION = r"(?:\b(?:in|aus|für|um|bei|nach|von|from|for|around|near) )"
_CITY = "|".join(
    rf"{re.escape(re.sub('en$', '', name))}(?:en)?(?:n?er|s)?" for name in sorted(CITIES, key=len, reverse=True)
)
_PLACES = re.compile(
    rf"\b(?=[A-ZÄÖÜ])(?:{_CITY})\b|{_PREPOSITION}(?=[A-Z])(?:{'|'.join(EVERYDAY_CITIES)})\b|\b(?i:{REGIONS})\b"
)
_ENDING = r"(?:[*:/_-]?in(?:nen)?|innen|en|n|e|s)?"
_OCCUPATION = re.compile(
    rf"(?<![\w-])(?:(?:it|project|software|product|process|senior|junior|data|system|web|civil|mechanical|electrical|"
    rf"sales|hr|truck|bus) )*"
    rf"[\w-]*(?:{OCCUPATIONS}){_ENDING}(?![\w-])|"
    rf"{FIELDS}",
    re.IGNORECASE,
)
_SOME = re.compile(  # "Rettungssanitäter kommen auf …": whoever earns it, where no list knows them
    r"(?:^|[,;:] )(?:die |viele |freie )?(?P<name>(?-i:[A-ZÄÖÜ])[\w-]+(?:er|en|innen|e|leute|kräfte|männer|"
    r"frauen)) (?:\(.{1,12}\) )?"
    r"(?:bekommen|erhalten|verdienen|kommen|nehmen|starten|liegen|werden|beziehen)\b",
    re.IGNORECASE,
)
_NOBODY_ELSE = re.compile(  # whoever works here, and what is no person
    r"einsteig|anfang|absolvent|beschaftig|mitarbeit|kraft|^mann|^frau|kolleg|leute$|mensch|erfahren|profi|junior|"
    r"senior|bewerb|"
    r"angestell|arbeit|beruf|betrieb|unternehm|haus|konzern|gehalt|lohn|verdien|firm|praxen|klinik|trager|kandidat|"
    r"wechsler|gesell|"
    r"^ge(?:bot|zahl|nann|forder)|stunden|jahre|monat|prozent|euro|stellen|kosten|spannen|werte|zahlen|zulagen|manche|"
    r"einige"
)
_GROUP = re.compile(rf"(?<![\w-])(?:{GROUPS})", re.IGNORECASE)
_NO_OCCUPATION = re.compile(r"^(?:hauptmeister|gruppenleiter)?$|^(?:gestalter|mitarbeiter|arbeitgeber)")
_COMPARED = re.compile(
    r"(?:vergleich|vergleichbar|entfernt|gegensatz|unterschied|abstand|compared|comparison|unlike|far from|\bthan|"
    r"anders als|"
    rf"(?:mehr|weniger|höher|niedriger|besser|schlechter) als|unter (?:dem|den)|über (?:dem|den)|statt)\b[^,;{MARK}]*$|"
    r"\b(?:als|wie) (?:in |im )$",
    re.IGNORECASE,
)
_WHERE = re.compile(r"^,? (?:wo|where)\b")
_CLAUSE_END = re.compile(rf"[,;:()]|\s[-–—]\s|\b(?:und|aber|während|and|but|while)\b|{MARK}")
_AT = re.compile(r"\b(?:bei|in|im|an|at) (?:der |den |the )?$", re.IGNORECASE)
_THERE = re.compile(r"^(?:dort|da|diese|sie|there|they|these)\b", re.IGNORECASE)
_NEAR = 40  # characters in which "in Köln" follows the amount that it belongs to


@dataclass(frozen=True, slots=True)
class _Mention:
    """A place or occupation in a masked sentence; `name` is "" where it is the passage's own."""

    start: int
    end: int
    name: str


class Subject:
    """A profession in a city, and what a sentence says beside them."""

    def __init__(self, profession: str, city: str) -> None:
        bare = without_gender_note(profession)
        self._professions = tuple({_stem(_letters(name)) for name in (bare, re.split(r" (?:für|im|in|of) ", bare)[0])})
        self._city = city

    def about(self, sentence: MaskedSentence, amount: Amount) -> str:
        """The words by which the sentence says that an amount is not the subject's pay, "" where it is."""
        at = len(sentence.before(amount))
        groups = [
            match.group() for match in _GROUP.finditer(sentence.text) if not self._is_own_occupation(match.group())
        ]
        places = sorted(self._places(sentence.text), key=lambda one: one.start)
        place = _nearest(places, sentence.text, at)
        people = sorted([*self._occupations(sentence.text), *self._earners(sentence.text)], key=lambda one: one.start)
        occupation = _nearest(people, sentence.text, at)
        return ", ".join(dict.fromkeys(filter(None, (occupation, place, *groups))))

    def last_other(self, text: str) -> str:
        """The other place or occupation that a sentence ends with, "" where it ends with its own or names none."""
        mentions = sorted([*self._places(text), *self._occupations(text)], key=lambda mention: mention.start)
        return mentions[-1].name if mentions else ""

    @staticmethod
    def leans(sentence: str) -> bool:
        """Whether a sentence goes on about what the one before it spoke of."""
        return bool(_THERE.match(sentence))

    @cached_property
    def _own_places(self) -> frozenset[str]:
        names = {self._city, re.split(r" an? | im | \(| vor ", self._city)[0]}
        return frozenset(_letters(re.sub("en$", "", name)) for name in names if name)

    @cached_property
    def _own_city(self) -> re.Pattern[str]:
        """The subject's own place, which no list of cities need know."""
        own = re.escape(re.split(r" an? | im | \(| vor ", self._city)[0]) or r"(?!)"
        return re.compile(rf"\b(?:in {own}|{own}er|bei uns|here in {own})\b")

    def _places(self, text: str) -> Iterator[_Mention]:
        for match in self._own_city.finditer(text):
            yield _Mention(match.start(), match.end(), "")
        for match in _PLACES.finditer(text):
            if not _is_compared(text, match):
                name = match.group()
                yield _Mention(match.start(), match.end(), "" if self._is_own_place(name) else name)

    def _is_own_place(self, name: str) -> bool:
        plain = re.sub(f"^{_PREPOSITION}", "", name)
        forms = (plain, *(re.sub(f"{ending}$", "", plain) for ending in ("en", "er", "ner", "s", "ener")))
        return not self._own_places.isdisjoint(map(_letters, forms))

    def _occupations(self, text: str) -> Iterator[_Mention]:
        for match in _OCCUPATION.finditer(text):
            name = match.group()
            if not _NO_OCCUPATION.match(fold(name)) and not _is_compared(text, match):
                yield _Mention(match.start(), match.end(), "" if self._is_own_occupation(name) else name)

    def _earners(self, text: str) -> Iterator[_Mention]:
        for match in _SOME.finditer(text):
            if not _NOBODY_ELSE.search(fold(match["name"])) and not _OCCUPATION.search(match["name"]):
                is_own = self._is_own_occupation(match["name"])
                yield _Mention(match.start("name"), match.end("name"), "" if is_own else match["name"])

    def _is_own_occupation(self, name: str) -> bool:
        """Whether a name is the profession or its head: "Koordinatorinnen", "project coordinators"."""
        english = re.sub("s$", "", re.sub("^(?:junior|senior) ", "", name.casefold()))
        translated = ENGLISH_OCCUPATIONS.get(english, name)
        return any(self._is_own_name(_letters(called)) for called in (name, english, translated))

    def _is_own_name(self, key: str) -> bool:
        stem = _stem(re.sub("^(?:junior|senior|berufs)", "", key))
        return len(stem) > 2 and any(own.endswith(stem) for own in self._professions)


def _is_compared(text: str, match: re.Match[str]) -> bool:
    """Whether a name is only compared with, and no figure given for it."""
    return bool(_COMPARED.search(text[: match.start()])) and not _WHERE.match(text[match.end() :])


def _nearest(mentions: list[_Mention], text: str, at: int) -> str:
    """The mention that the amount at a position belongs to: behind it in its clause, else before it, else anywhere."""
    end = _CLAUSE_END.search(text, at + 1)
    clause_end = end.start() if end else len(text)
    follows = [m for m in mentions if at < m.start < min(clause_end, at + _NEAR)]
    before = [m for m in mentions if m.end <= at]
    own_clause = [m for m in before if not _CLAUSE_END.search(text, m.end, at)]
    last = [m for m in mentions if m.start > at and MARK not in text[m.end :]]  # else it belongs to a later amount
    for found in (own_clause[-1:], follows[:1], before[-1:], last[:1]):
        if found:
            return found[0].name
    return ""


def _stem(key: str) -> str:
    """The letters of an occupation without its ending, men and women alike."""
    key = re.sub("kraft(?:en|e)$", "kraft", re.sub("(kauf|fach)(?:leuten?|frau(?:en)?|manner)$", r"\1mann", key))
    return re.sub("(?:innen|in|en|n|e|s)$", "", key)


def _letters(name: str) -> str:
    """A name in lower case without gaps, spelt alike in German and English ("project coordinator")."""
    return re.sub(r"[^a-z0-9]", "", fold(name)).replace("c", "k")
