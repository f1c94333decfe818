"""Recognises professions in a message: those of the knowledge base in any form, and that another one is meant."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.asked import asks_for_pay
from bot.keywords import STOP_WORDS
from bot.occupations import SAME_OCCUPATION
from bot.wording import fold, words
from knowledge import ENGLISH_OCCUPATIONS

REMEMBERED = 1024  # messages and their parts: each is looked at several times over
LIKE_ENOUGH = 87.0  # rapidfuzz ratio from which words count as a name of the profession
SHORTEST_HEAD = 8  # letters from which a part of a compound ("koordinator") names the profession
SHORTEST_OCCUPATION = 6  # the same for a part that names an occupation by itself ("lehrer")
# Parts of words by which German and English name an occupation; enough to notice that another one is meant.
OCCUPATIONS = tuple(
    """
    arzt pfleger krankenschwester hebamme apotheker zahnarzt tierarzt erzieher lehrer professor dozent padagog
    sozialarbeiter psychologe therapeut mechaniker mechatroniker elektriker elektroniker installateur schreiner
    tischler maurer dachdecker zimmermann fliesenleger maler lackierer schlosser schweisser dreher fraser giesser
    gartner landwirt florist koch kochin backer metzger fleischer konditor kellner friseur kosmetiker verkaufer
    kassierer kaufmann kauffrau kaufleut bankberater versicherungsmakler steuerberater steuerfachangestellter
    buchhalter controller sekretar anwalt anwaltin richter notar polizist polizei feuerwehrmann soldat zollbeamter
    pilot flugbegleiter kapitan lokfuhrer busfahrer lkw-fahrer fahrer kurier lagerist fachlagerist lagerhelfer
    reinigungskraft hausmeister architekt bauingenieur ingenieur chemiker biolog physiker laborant journalist
    redakteur fotograf grafiker designer schauspieler musiker influencer youtuber fachinformatiker
    softwareentwickler programmierer webentwickler entwickler systemadministrator administrator data-scientist
    datenanalyst koordinator leiter techniker assistent referent sachbearbeiter berater consultant tester doctor
    nurse teacher lawyer electrician plumber carpenter baker cook hairdresser cashier accountant driver police
    firefighter architect engineer photographer developer programmer sysadmin coordinator cleaner waiter midwife
    pharmacist dentist receptionist
    """.split()
)
COMING_FROM = frozenset(
    {("aus", "der"), ("aus", "dem")}
)  # "aus der Pflege": where a person leaves, not what is asked about
_ROLE_OF_ASKER = re.compile(  # "ich bin Krankenpfleger und …": what the person is, not what is asked for
    r"\b(?:(?:ich|mein\w*)\b[^.?!]*\bals|bin|war|komme aus|gelernte[rn]?|ausgebildete[rn]?|arbeite (?:als|seit)|"
    r"i am an?|i'm an?|i work as an?|worked as an?|i was an?|trained)(?:\s+\w+){0,2}\W*$|"
    r"\b(?:war|bin)(?: seit)? \d+ (?:jahre?n?|monate)(?:\s+\w+){0,3}\W*$|"
    r"\b(?:ich|mein\w*|unser\w*|my|our)\W*$"
)
# "entscheidet das der Sachbearbeiter": somebody else, unless pay is asked for or it is said whose tasks ("Aufgaben der Pfleger").
_SOMEBODY = re.compile(
    r"(?<!gehalt )(?<!lohn )(?<!aufgaben )(?<!alltag )(?<!beruf )(?<!job )(?<!arbeit )"
    r"\b(?:der|die|das|dem|den|mein\w*|dein\w*|sein\w*|unser\w*|eur\w*|ihr\w*|the|my|our|your|his|their)\W*$"
)
_SENTENCE = re.compile(r"[^.?!:()]+")
_WORD = re.compile(r"[\w-]+")
_ENDINGS = re.compile(r"(?:innen|in|en|n|s)$")
_WOMEN_AND_MEN = re.compile(r"(?<=kauf|fach)(?:frau(?:en)?|leuten?)$")  # "Kauffrau" is asked for as "Kaufmann"
# What a compound of a profession asks of it: "Dachdeckermeister", "Kochlehre"; a Dachdeckerhelfer is another occupation.
_SECOND_PART = (
    r"(?:meister|gesell|azubi|lehrling|lehre|ausbildung|umschulung|betrieb|firm|gehalt|gehält|lohn|verdienst|job|beruf|prüfung|"
    r"vorarbeiter)\w*"
)
_SHORT = 5  # letters up to which an occupation must be the whole word, lest "normaler" be a painter
_STEMS = frozenset(_ENDINGS.sub("", part) for part in OCCUPATIONS)
_LONG_STEMS = tuple(stem for stem in _STEMS if len(stem) > _SHORT or stem == "arzt")
# Parts that name whatever ends in them ("Lehrer" a Grundschullehrer), where no occupation of their own is meant by them.
_CALLED = frozenset(fold(name) for group in SAME_OCCUPATION for name in group)
# The listed names that are people at work and nothing else: "Klempner", but not "Pflege".
_LISTED = frozenset(_ENDINGS.sub("", name) for name in _CALLED if re.fullmatch(r"[a-z]+(?:er|mann|kraft|hilfe)", name))
_GENERIC = frozenset(stem for stem in _STEMS if stem not in _CALLED)


@dataclass(frozen=True, slots=True)
class ProfessionMention:
    """A profession named in a message, and the folded words that name it."""

    name: str
    words: tuple[str, ...]


def _stem(word: str) -> str:
    return _ENDINGS.sub("", word)


def _begins_later(span: Sequence[str], name: str, likeness: float) -> bool:
    """Whether the first word is no part of the name: "Gehalt Kaufmann", "viele IT-Projektkoordinatoren"."""
    if span[0] in STOP_WORDS:
        return not name.startswith(span[0])
    return fuzz.ratio(_stem("".join(span[1:])), name) >= likeness


def _stems_of(tokens: Iterable[str]) -> tuple[str, ...]:
    """The stems of a name, "Kauffrau" and "Kaufleute" as "Kaufmann"."""
    return tuple(_stem(_WOMEN_AND_MEN.sub("mann", token)) for token in tokens)


class ProfessionNames:
    """The professions of the knowledge base, recognised with typos, inflected, shortened or in English."""

    def __init__(self, known: Iterable[str]) -> None:
        shown = list(known)
        keys = {fold(name): name for name in shown}
        english = [(keys[key], words(name)) for name, key in ENGLISH_OCCUPATIONS.items() if key in keys]
        names = [(name, tokens) for name, tokens in (*((name, words(name)) for name in shown), *english) if tokens]
        heads = Counter(_stem(tokens[-1]) for _, tokens in names)
        self._heads = {head: name for name, tokens in names if heads[head := _stem(tokens[-1])] == 1}
        self._by_length: dict[int, dict[str, str]] = defaultdict(dict)
        for name, tokens in names:
            for length in {len(tokens), len(tokens) + 1, max(1, len(tokens) - 1)}:
                self._by_length[length].setdefault(_stem("".join(tokens)), name)
        self._called = _other_names(shown)
        self._longest_name = max(map(len, self._called), default=0)
        self._remembered = lru_cache(REMEMBERED)(self._mentions)
        bases = sorted((re.escape(name) for name in shown if _WORD.fullmatch(name)), key=len, reverse=True)
        self._compound = (
            re.compile(rf"\b({'|'.join(bases)})(?:s|en)?-?({_SECOND_PART})\b", re.IGNORECASE) if bases else None
        )

    def mentions(self, text: str) -> list[ProfessionMention]:
        """The known professions in a text, in order, each once."""
        return list(self._remembered(text))

    def _mentions(self, text: str) -> tuple[ProfessionMention, ...]:
        tokens = words(text)
        found: dict[str, ProfessionMention] = {}
        for position in range(len(tokens)):
            if tuple(tokens[max(0, position - 2) : position]) in COMING_FROM:
                continue
            mention = (
                self._whole(tokens, position) or self._other_name(tokens, position) or self._head(tokens[position])
            )
            if mention is not None:
                found.setdefault(mention.name, mention)
        return tuple(found.values())

    def _whole(self, tokens: list[str], position: int) -> ProfessionMention | None:
        """The name that the next words are most like, of those that are about as many words long."""
        best, likeness = None, 0.0
        for length, names in self._by_length.items():
            span = tuple(tokens[position : position + length])
            found = process.extractOne(_stem("".join(span)), names.keys(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
            if found and found[1] > likeness and not _begins_later(span, found[0], found[1]):
                best, likeness = ProfessionMention(names[found[0]], span), found[1]
        return best

    def _other_name(self, tokens: list[str], position: int) -> ProfessionMention | None:
        """The profession that people also call so: "Krankenschwester", "electrician"."""
        for length in range(min(self._longest_name, len(tokens) - position), 0, -1):
            span = tuple(tokens[position : position + length])
            if name := self._called.get(_stems_of(span)):
                return ProfessionMention(name, span)
        return None

    def _head(self, token: str) -> ProfessionMention | None:
        stem = _stem(token)
        if len(stem) < (SHORTEST_OCCUPATION if stem in _GENERIC else SHORTEST_HEAD):
            return None
        named = {name for head, name in self._heads.items() if head.endswith(stem) or head.startswith(stem)} or {
            name
            for head, name in self._heads.items()
            if len(stem) >= SHORTEST_HEAD and fuzz.ratio(stem, head) >= LIKE_ENOUGH
        }
        return ProfessionMention(named.pop(), (token,)) if len(named) == 1 else None

    def opened(self, text: str) -> str:
        """The text with compounds of a profession as two words: "Dachdeckermeister" asks for the Meister of a Dachdecker."""
        return self._compound.sub(r"\1 \2", text) if self._compound else text

    def other(self, text: str) -> str:
        """A word that names a profession which is not known here, as typed; "" where there is none.

        What the person says of themselves ("ich bin Krankenpfleger") does not count, nor somebody who only occurs.
        """
        known = {word for mention in self.mentions(text) for word in mention.words}
        for typed in _WORD.findall(text):
            folded = fold(typed)
            if folded not in known and _is_occupation(_stem(folded)) and _is_asked(fold(text), folded):
                return str(typed)
        return ""

    @staticmethod
    def of_asker(text: str) -> bool:
        """Whether a person names the occupation that they have or had: "ich bin gelernte Bürokauffrau"."""
        folded = fold(text)
        return any(_is_occupation(_stem(word)) and _of_asker(folded, word) for word in _WORD.findall(folded))


def _of_asker(text: str, occupation: str) -> bool:
    """Whether a folded message names an occupation as the asker's own."""
    return bool(_ROLE_OF_ASKER.search(text.partition(occupation)[0][-70:]))


def _other_names(names: Iterable[str]) -> dict[tuple[str, ...], str]:
    """Other names of the professions, as stems; a name that two of them go by, or that one of them bears, names none."""
    titles = {_stems_of(words(name)): name for name in names}
    called: dict[tuple[str, ...], set[str]] = {}
    for group in SAME_OCCUPATION:
        same = [_stems_of(words(name)) for name in group]
        for name in {titles[title] for title in same if title in titles}:
            for other in same:
                called.setdefault(other, set()).add(name)
    return {other: found.pop() for other, found in called.items() if len(found) == 1 and other not in titles}


def _is_asked(text: str, occupation: str) -> bool:
    """Whether a folded message asks about an occupation that it names."""
    before = text.partition(occupation)[0]
    if _of_asker(text, occupation):
        return False
    sentence = next(part for part in _SENTENCE.findall(text) if occupation in part)
    return not _SOMEBODY.search(before) or asks_for_pay(sentence)


def _is_occupation(stem: str) -> bool:
    return stem in _STEMS or stem in _LISTED or stem.endswith(_LONG_STEMS)
