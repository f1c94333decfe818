"""The answer to a comparison of pay: each range with its citation, the differences computed. Knows no messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.comparing import BOTH_LEVELS, Comparison
from bot.facets import Level, Period
from bot.salary_periods import in_period
from bot.salary_phrases import converted, level_after, level_differs, level_for, plain_money, salary_phrase
from bot.salary_rows import SalaryRow, Subject, salary_rows
from bot.sentence_scores import COMPUTED, Candidate
from knowledge import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Compared:
    """The sentences of a comparison, and `notes` on what there is no figure for."""

    sentences: list[Candidate]
    notes: list[str]


def compare(knowledge: KnowledgeBase, wanted: Comparison, language: str) -> Compared | None:
    """The ranges side by side with their differences; None where there is no figure, or one only beside unknown cities.

    Figures are compared at the same level and in the same period; one that was converted shows its formula.
    """
    rows = _without_vague(salary_rows(knowledge, wanted.subjects, wanted.levels, language))
    known = {subject for subject in wanted.subjects if any(row.subject == subject for row in rows)}
    texts = {subject for subject in wanted.subjects if _is_known_place(knowledge, subject)}
    if not known or (len(known) < len(wanted.subjects) and len(texts) < len(wanted.subjects) and len(known) < 2):
        return None
    period = wanted.period or _usual_period(rows)
    sentences = [line for level in wanted.levels for line in _at_level(rows, level, period, wanted, language)]
    if wanted.levels == BOTH_LEVELS and len(wanted.subjects) == 1:
        sentences += _difference([_first(rows, wanted.subjects[0], level) for level in BOTH_LEVELS], period, language)
    notes = _missing(wanted, rows, language)
    if wanted.ranks:
        notes.append(salary_phrase("only_these", language))
    elif len(known) > 1 and not any(_comparable(rows, level, wanted.subjects) for level in wanted.levels):
        notes.append(salary_phrase("no_common_level", language))
    return Compared(sentences, notes)


def disputed(knowledge: KnowledgeBase, subject: Subject, level: Level, language: str) -> list[Candidate]:
    """The ranges of texts that contradict each other on a subject's pay, with source and date; none where they agree."""
    rows = salary_rows(knowledge, [subject], [level], language)
    return [_line(row, rows, row.period, language) for row in rows] if len(rows) > 1 else []


def _without_vague(rows: Sequence[SalaryRow]) -> list[SalaryRow]:
    """The rows without those that name no level, where their subject has one that does."""
    clear = {row.subject for row in rows if row.level}
    return [row for row in rows if row.level or row.subject not in clear]


def _is_known_place(knowledge: KnowledgeBase, subject: Subject) -> bool:
    return subject.city in knowledge.cities() and subject.profession in knowledge.professions()


def _usual_period(rows: Sequence[SalaryRow]) -> Period:
    return "month" if any(row.period == "month" for row in rows) else rows[0].period


def _first(rows: Sequence[SalaryRow], subject: Subject, level: Level) -> SalaryRow | None:
    return next((row for row in rows if row.subject == subject and row.level == level), None)


def _comparable(rows: Sequence[SalaryRow], level: Level, subjects: Sequence[Subject]) -> list[SalaryRow]:
    """A row for each subject that has one at the level, where two have and none contradicts itself."""
    first = [row for subject in subjects if (row := _first(rows, subject, level))]
    return first if len(first) > 1 and len([row for row in rows if row.level == level]) == len(first) else []


def _at_level(
    rows: Sequence[SalaryRow], level: Level, period: Period, wanted: Comparison, language: str
) -> list[Candidate]:
    """The ranges at one level, the highest first where the best payer is asked for, and how they differ."""
    own = [row for row in rows if row.level == level]
    if wanted.ranks:
        own.sort(key=lambda row: -sum(in_period(row.low, row.high, row.period, period)))
    lines = [_line(row, own, period, language) for row in own]
    comparable = _comparable(own, level, wanted.subjects)
    if not comparable:
        return lines
    if not wanted.ranks and len(comparable) > 2:
        return lines
    ends = [own[0], own[-1]] if wanted.ranks else comparable
    return [*lines, *_difference(ends, period, language)]


def _line(row: SalaryRow, own: Sequence[SalaryRow], period: Period, language: str) -> Candidate:
    """A range as its text states it, in the period compared; with source and date where another text contradicts it."""
    stated = converted(row.low, row.high, row.period, period, language)
    disputed = sum(other.subject == row.subject for other in own) > 1
    source = salary_phrase("according_to", language, source=_source(row)) if disputed else ""
    inferred = "" if row.pay.fact.period_stated else salary_phrase("by_size", language)
    level = level_after(row.level, language)
    text = salary_phrase(
        "compared", language, label=row.subject.label, level=level, range=stated, note=source + inferred
    )
    return Candidate(text, row.pay.passage, COMPUTED)


def _source(row: SalaryRow) -> str:
    """Title and date of the source of a row, as far as they are known."""
    origin = next(iter(row.pay.passage.sources), None)
    date = origin.date if origin and origin.date else row.citation.reviewed
    return ", ".join(filter(None, (row.citation.source or row.citation.title, date)))


def _difference(rows: Sequence[SalaryRow | None], period: Period, language: str) -> list[Candidate]:
    """By how much the ends of two ranges differ, with the subtraction; nothing where one of them is missing."""
    one, other = rows[0], rows[-1]
    if one is None or other is None:
        return []
    names = [_name(row, of_levels=one.subject == other.subject, language=language) for row in (one, other)]
    ends = list(
        zip(
            in_period(one.low, one.high, one.period, period),
            in_period(other.low, other.high, other.period, period),
            strict=True,
        )
    )
    parts = [
        _end(low_or_high, a, b, names, language) for low_or_high, (a, b) in zip(("low", "high"), ends, strict=True)
    ]
    level = "" if one.subject == other.subject or not one.level else f" {level_differs(one.level, language)}"
    text = salary_phrase(
        "difference",
        language,
        level=level,
        period=money_period(period, language),
        parts="; ".join(dict.fromkeys(parts)),
    )
    return [Candidate(text, one.pay.passage, COMPUTED, others=(other.pay.passage,))]


def money_period(period: Period, language: str) -> str:
    """The period of a difference: " im Monat"."""
    return salary_phrase(f"per_{period}", language)


def _name(row: SalaryRow, *, of_levels: bool, language: str) -> str:
    return level_for(row.level, language) if of_levels else row.subject.label


def _end(key: str, one: Decimal, other: Decimal, names: Sequence[str], language: str) -> str:
    """How the lower or upper ends differ: "am unteren Ende 3.200 € − 2.900 € = 300 € mehr für …"."""
    if one == other:
        return salary_phrase(f"{key}_same", language, amount=plain_money(one, language))
    more, less, winner = (one, other, names[0]) if one > other else (other, one, names[1])
    formula = {name: plain_money(value, language) for name, value in (("a", more), ("b", less), ("d", more - less))}
    return salary_phrase(f"{key}_end", language, winner=winner, **formula)


def _missing(wanted: Comparison, rows: Sequence[SalaryRow], language: str) -> list[str]:
    """A line for each subject without a figure at the levels asked for."""
    lacking = [subject for subject in wanted.subjects if not any(row.subject == subject for row in rows)]
    level = wanted.levels[0] if len(wanted.levels) == 1 else ""
    key = "no_figure_at_level" if level else "no_figure"
    return [salary_phrase(key, language, label=s.label, level=level_for(level, language)) for s in lacking]
