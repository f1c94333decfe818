"""What a page that nobody labelled says is paid to whom is asked: apprentices, a Meister, beginners. Computes nothing."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from bot.asked import asks_for_pay
from bot.facets import Level
from bot.page_evidence import PageEvidence, akin, telling_words
from bot.question import Question
from bot.salary_ranges import Pay
from bot.selection import sentences_of
from bot.sentence_scores import Candidate
from bot.wording import fold, words

MOST_SENTENCES = 3
_GETS = re.compile(
    r"\b(?:was|wat|wie ?viel) (?:krieg|kric|bekomm)\w*|\bwas (?:gibts?|gibt es|bringt)\b.*\b(?:lehr|ausbildungs)jahr"
)
# Grades above and below the people of a profession, in folded text: their pay is not that of the others.
_GRADE = re.compile(
    r"\b\w*(?:meister|vorarbeiter|polier|fachwirt|betriebswirt|(?<!an)leiter|leitung|anleiter|chef|inhaber|selbst(?:st)?andig\w*|"
    r"hilfskraft|helfer|ungelernte?r?|minijob\w*|teilzeit|praktikant|werkstudent|aushilfe|foreman|supervisor|manager|master|"
    r"team ?lead|helper|part.time|intern|freelance\w*)(?:in|innen|n|en|s)?\b"
)
_SHORT = 5  # letters up to which a word must stand as it is: "meist" is no Meister
_LEARNS = re.compile(  # "Gehalt Ausbildung"; who earns something after it is no apprentice
    r"(?<!nach der )(?<!nach )(?<!abgeschlossene )(?<!abgeschlossener )(?<!ohne )"
    r"\b(?:ausbildung|lehre)s?(?:gehalt|lohn|verdienst)?\b"
)
_APPRENTICE: Final = re.compile(
    r"\bazubi|auszubild|lehrling|lehrjahr|ausbildungsjahr|ausbildungsvergut|ausbildungsgehalt|lehrgeld|apprentice|trainee|"
    r"\b(?:in|wahrend|bei|during|als) (?:der|die|einer|the|an)? ?(?:ausbildung|lehre|apprenticeship)\b"
)
_COUNTED = (
    ("erste", "first", "one"),
    ("zweite", "second", "two"),
    ("dritte", "third", "three"),
    ("vierte", "fourth", "four"),
)
# In folded text, an apprentice's year as it is asked for ("im 2. Jahr", "erstes Lehrjahr", "year two"), and as it is said.
_YEAR_ASKED: Final = tuple(
    re.compile(
        rf"\b(?:(?:{german}\w*|{number}\.?) ?(?:lehr|ausbildungs)?jahr|{english} year|year (?:{count}|{number})\b)"
    )
    for number, (german, english, count) in enumerate(_COUNTED, start=1)
)
_YEAR_SAID: Final = tuple(
    re.compile(rf"\b(?:{german}\w*|{number}\.|{english}|{count})(?!\w)")
    for number, (german, english, count) in enumerate(_COUNTED, start=1)
)
_PAY_SCALE = re.compile(
    r"(?:(?:stufe|eg?|p|s|kr|a) ?\d+ ?\w?|tvöd|tv-?\w|avr|(?:entgelt|besoldungs)gruppe|pay group|öffentliche\w* dienst|"
    r"public (?:sector|service)|beamt\w+)(?:, |$)",
    re.IGNORECASE,
)


class PagePay:
    """Looks up the statements on pay of the pages on one profession in one city."""

    def __init__(self, pages: PageEvidence) -> None:
        self._pages = pages

    def of_group(self, question: Question, nameless: str, *, goes_on: bool = False) -> list[Candidate] | None:
        """The sentences on the pay of those whom the question names, beside the people of the profession.

        Args:
            question: On a profession and city.
            nameless: What it asks, without their names.
            goes_on: Whether pay was spoken of before: "und als Meister?".

        Returns:
            No sentences where apprentices or a grade are asked about and the pages do not say what those, in that year,
            are paid; None where the question is not on the pay of such a group.
        """
        is_on_pay = _asks_for_pay(question) or (
            goes_on and (_is_on_apprentices(question) or bool(_GRADE.search(nameless)))
        )
        if not is_on_pay or not self._pages.applies(question):
            return None
        pay = self._pages.pay(question)
        if _is_on_apprentices(question):
            return _sentences(_in_year([entry for entry in pay if _is_apprentice(entry)], fold(question.standalone)))
        named = [(sum(_names(entry.fact.sentence, word) for word in telling_words(nameless)), entry) for entry in pay]
        most = max((count for count, _ in named), default=0)
        if not most:
            return [] if _GRADE.search(nameless) else None
        return _sentences(entry for count, entry in named if count == most)

    def at_level(self, question: Question, level: Level) -> list[Candidate]:
        """The sentences that say what the profession pays at a level; none where no page does, or pay is not asked."""
        if not level or not _asks_for_pay(question) or not self._pages.applies(question):
            return []
        return _sentences(entry for entry in self._pages.pay(question) if entry.level == level and _is_own(entry))


def _asks_for_pay(question: Question) -> bool:
    """Whether pay is asked about; "was kriegt der Meister?" is no question on grants where the topics see none."""
    asked = question.standalone if question.follow_up else question.focus
    return asks_for_pay(asked) or (question.theme != "funding" and bool(_GETS.search(fold(asked))))


def _is_on_apprentices(question: Question) -> bool:
    """Whether apprentices are asked about; a follow-up that names a level has left them."""
    asked = question.focus if question.reading.level or not question.follow_up else question.standalone
    return bool(_APPRENTICE.search(fold(asked)) or _LEARNS.search(fold(asked)))


def _is_apprentice(entry: Pay) -> bool:
    return bool(_APPRENTICE.search(fold(f"{entry.fact.about} {entry.fact.sentence}")))


def _is_own(entry: Pay) -> bool:
    """Whether a statement is on the people of the profession, by a pay scale or not."""
    return not _PAY_SCALE.sub("", entry.fact.about) and entry.fact.gross is not False


def _in_year(entries: Sequence[Pay], asked: str) -> list[Pay]:
    """The statements on the year of an apprenticeship that is asked about, all where none is."""
    years = [number for number, pattern in enumerate(_YEAR_ASKED) if pattern.search(asked)]
    return [entry for entry in entries if all(_YEAR_SAID[number].search(fold(entry.fact.sentence)) for number in years)]


def _names(sentence: str, word: str) -> bool:
    return any(
        word == other or (len(other) > _SHORT and (akin(word, other) or (len(word) > _SHORT and word in other)))
        for other in words(sentence)
    )


def _sentences(entries: Iterable[Pay]) -> list[Candidate]:
    """The sentences of statements, each once, in reading order."""
    found = {entry.fact.sentence: entry for entry in entries}
    return [Candidate(text, e.passage, _place(e)) for text, e in list(found.items())[:MOST_SENTENCES]]


def _place(entry: Pay) -> int:
    return sentences_of(entry.passage.text).index(entry.fact.sentence)
