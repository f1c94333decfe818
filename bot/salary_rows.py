"""What professions in cities pay, as rows for a comparison or a chart: label, range, period, citation. Words no answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.answer import Citation
from bot.checks import is_trusted
from bot.citations import citation
from bot.facets import Level, Period
from bot.salary_phrases import level_head
from bot.salary_ranges import Pay, plain_pay
from knowledge import Facets, KnowledgeBase, facet_key

THEME = "salary"
MOST_SOURCES = 2  # ranges of one subject and level that are shown where its texts contradict each other
PERIODS: tuple[Period, ...] = ("month", "year", "hour")  # the one that texts state most often comes first


@dataclass(frozen=True, slots=True)
class Subject:
    """A profession in a city, whose pay is looked up."""

    profession: str
    city: str

    @property
    def label(self) -> str:
        """The subject as a phrase, the same in German and English: "Koch in Essen"."""
        return f"{self.profession} in {self.city}"


@dataclass(frozen=True, slots=True)
class SalaryRow:
    """One range of pay: from `low` to `high` euros for a period, as a sentence of a text states it.

    `citation` names the passage, numbered in the order of the rows; rows of one passage share a number.
    """

    subject: Subject
    level: Level
    low: Decimal
    high: Decimal
    period: Period
    sentence: str
    citation: Citation
    pay: Pay

    def label(self, language: str) -> str:
        """The row's name on a chart: "Koch in Essen · Einstieg"."""
        level = level_head(self.level, language).strip(": ")
        return f"{self.subject.label} · {level}" if level else self.subject.label


def salary_rows(
    knowledge: KnowledgeBase, subjects: Iterable[Subject], levels: Sequence[Level], language: str
) -> list[SalaryRow]:
    """The ranges that the texts state for some professions in cities, by subject and level; none where they state none.

    Ranges come as stated, nothing is converted. Two texts that contradict each other give a row each.

    Args:
        knowledge: Where the texts are.
        subjects: Whose pay.
        levels: Which career levels; "" for figures without one.
        language: Preferred language of the texts, "de" or "en".
    """
    found = [
        (subject, pay)
        for subject in dict.fromkeys(subjects)
        for level in levels
        for pay in _stated(knowledge, subject, level, language)
    ]
    numbers = {id_: number for number, id_ in enumerate(dict.fromkeys(pay.passage.id for _, pay in found), start=1)}
    return [_row(subject, pay, numbers[pay.passage.id]) for subject, pay in found]


def _row(subject: Subject, pay: Pay, number: int) -> SalaryRow:
    fact = pay.fact
    source = citation(number, pay.passage)
    return SalaryRow(subject, pay.level, fact.low, fact.high, fact.period, fact.sentence, source, pay)


def _stated(knowledge: KnowledgeBase, subject: Subject, level: Level, language: str) -> list[Pay]:
    """What the texts on a subject state for a level, in the period they state most readily; one entry for each text."""
    found = knowledge.passages(facets=Facets(subject.profession, subject.city))
    passages = [passage for passage in found if is_trusted(passage)]
    passages.sort(key=lambda passage: not passage.topic.startswith(THEME))  # a section on pay is the better source
    pay = [entry for entry in plain_pay(passages) if entry.level == level]
    spoken = [entry for entry in pay if entry.passage.language == language] or pay
    for period in PERIODS:
        by_text: dict[str, Pay] = {}
        for entry in (one for one in spoken if one.period == period):
            by_text.setdefault(facet_key(entry.passage.title), entry)
        if by_text:
            ranges = {(entry.fact.low, entry.fact.high): entry for entry in reversed(by_text.values())}
            return list(ranges.values())[::-1][:MOST_SOURCES]
    return []
