"""Whether a generated sentence names a city, employer or certificate that its passages do not name.

German writes every noun with a capital, so a name is told by its form (PRINCE2, CompTIA, SAP), by standing beside another
capital ("Deutsche Bahn"), or by a word that introduces names ("bei", "Firma", "Zertifikat"). In English every capital counts.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bot.checks.draft import DraftSentence, Fault
from bot.checks.evidence import Evidence, Grounds
from bot.checks.figures import plain
from bot.checks.number_words import word_value
from bot.cities import CityNames
from bot.keywords import STOP_WORDS, stems
from bot.wording import fold, words

_TOKEN = re.compile(r"[^\W_][\w&+#./-]*[\w+#]|[^\W_]")
_BY_FORM = re.compile(r"\w*\d\w*[A-Za-zÄÖÜäöüß]\w*|\w*[A-Za-zÄÖÜäöüß]\w*\d\w*|[A-ZÄÖÜ]{2,}\w*|\w*[a-zäöüß][A-ZÄÖÜ]\w*")
_EXPONENT = re.compile(r"^\d[\d.,]*(?:er|k|ten?|st|nd|rd|th|h|s)?$|^×$")
_INTRODUCES = frozenset(
    "bei von wie namens firma firmen unternehmen konzern arbeitgeber arbeitgebern arbeitgebers zertifikat zertifikate "
    "zertifizierung kurs kurse schein prufung diplom stadt hersteller anbieter trager gruppe gmbh ag heisst".split()
)
_BEGINNINGS = frozenset(  # capitals at the start of a sentence before a verb, which are no names
    "dazu danach davor dabei damit dafur dadurch darauf ausserdem zudem hinzu spater anfangs meist oft manchmal haufig "
    "teils zuerst zunachst schliesslich insgesamt allerdings trotzdem deshalb daher sonst heute bisher beides alles "
    "vieles nichts jemand niemand jeder ihr gehalt geld arbeit".split()
)
_NO_NAMES = frozenset(  # what follows those words without an article, or beside a capital, and is none
    "anfang beginn bedarf interesse beispiel fragen vorteil grund erfahrung berufserfahrung unternehmen firmen projekten "
    "projekte arbeitgebern ende mitte monat monaten monate jahr jahren jahre stunden tagen tage wochen euro prozent cent "
    "einsteiger einsteigern berufseinsteiger berufseinsteigern erfahrene erfahrenen profis kollegen kunden teams team "
    "stunde woche tag rund eur kurz beruf branche region stelle stellen gehalt lohn arbeit vollzeit teilzeit sicht "
    "deutschland europa deutsch englisch brutto netto hause dritten ersten zweiten weiterem "
    "sie ihnen ihre ihr ihren ihrer ihrem dich dir du".split()
)
_ENGLISH_NO_NAMES = frozenset(
    "i german germany english europe european monday tuesday wednesday thursday friday saturday sunday eur euro euros "
    "ruhr may".split()
)
_VERB = re.compile(r"^(?:[a-zäöüß]{3,}t|hat|ist|kann|will|pays?|offers?|hires?|is|has|seeks?|needs?)$")
_NO_VERB = frozenset(
    "mit nicht seit fast meist zuerst erst selbst jetzt sonst oft laut dort acht mindest lasst".split()
)


def name_faults(sentence: DraftSentence, cited: Sequence[Grounds], evidence: Evidence) -> Iterator[Fault]:
    """The names of a sentence that stand in no cited passage."""
    text = plain(sentence.text)
    allowed = " ".join(grounds.folded for grounds in cited)
    known = frozenset().union(*(grounds.stems for grounds in cited))
    for mention in city_names().mentions(text):
        if fold(mention.name) not in allowed and " ".join(mention.words) not in allowed:
            yield Fault("name", mention.name)
    tokens = _tokens(text)
    for place, token in enumerate(tokens):
        if _is_name(tokens, place, evidence.language) and not _is_known(token, allowed, known):
            yield Fault("name", token)


def _tokens(text: str) -> list[str]:
    """The words of a text, with the signs between that part two which are no name together."""
    return [match.group() for match in re.finditer(rf"{_TOKEN.pattern}|[,;:()„“\"]", text)]


@cache
def city_names() -> CityNames:
    """The world's cities."""
    return CityNames()


def _is_known(token: str, allowed: str, known: frozenset[str]) -> bool:
    """Whether passages hold a name: those with a peculiar form as they are written, others in any inflection."""
    folded = fold(token).strip(".-/")
    if re.search(rf"(?<![a-z0-9]){re.escape(folded)}(?![a-z0-9])", allowed):
        return True
    peculiar = [part for part in re.split(r"[-/.&]", token) if _BY_FORM.fullmatch(part)]
    if peculiar:
        return all(re.search(rf"(?<![a-z0-9]){re.escape(fold(part))}", allowed) for part in peculiar)
    return stems(token) <= known


def _is_name(tokens: Sequence[str], place: int, language: str) -> bool:
    """Whether a token is a name by its form or its place."""
    token = tokens[place]
    if _EXPONENT.match(token) or not any(letter.isalpha() for letter in token) or word_value([token]) is not None:
        return False
    if any(_BY_FORM.fullmatch(part) for part in re.split(r"[-/.&]", token)):
        return True
    if not token[0].isupper():
        return False
    folded = fold(token)
    if language == "en":
        return place > 0 and folded not in _ENGLISH_NO_NAMES
    if folded in _NO_NAMES:
        return False
    if place == 0:
        follows = tokens[1] if len(tokens) > 1 else ""
        begins = bool(_VERB.match(follows)) and fold(follows) not in _NO_VERB
        return begins and folded not in _BEGINNINGS | STOP_WORDS and not words(token)[0].endswith(_PLURAL)
    return _stands_as_name(tokens, place)


_PLURAL = (
    "en",
    "er",
    "ern",
    "ung",
    "heit",
    "keit",
    "schaft",
    "tion",
    "tat",
    "as",
    "es",
    "ich",
    "du",
    "ie",
    "an",
    "eit",
)


def _stands_as_name(tokens: Sequence[str], place: int) -> bool:
    """Whether a German capital follows a word that introduces names, or another capital."""
    before = tokens[place - 1]
    if fold(before) in _INTRODUCES:
        return True
    beside_capital = before[0].isupper() and place > 1 and fold(before) not in _NO_NAMES
    return beside_capital and not before[0].isdigit()
