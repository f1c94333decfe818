"""Whether a generated sentence says of pay what its passages say: figure, period, level, direction, and whose it is.

A figure may be computed: month × 12 or × 13 is a year (12 or 13 salaries), a year ÷ 12 or ÷ 13 a month, and the difference
of a range's ends its width.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from bot.checks.draft import DraftSentence, Fault
from bot.checks.evidence import Evidence, Grounds
from bot.checks.figures import Figure, read_figures
from bot.facets import read_level, read_period
from bot.keywords import stems
from bot.wording import fold
from knowledge import SalaryFact, read_salary_sentence

SALARIES = (Decimal(12), Decimal(13))  # a year, without and with a thirteenth
COMPUTING_FIGURES = frozenset(SALARIES)  # may stand in a sentence that shows its formula
_THIRTEEN = re.compile(r"\b13\b|13[.,]|dreizehn|thirteen")
_WIDTH = re.compile(r"unterschied|differenz|spanne|abstand|difference|gap|range|between|zwischen")
_OTHER_PERIOD = re.compile(
    r"\b(?:woche|wochentlich|tag|taglich|quartal|halbjahr|week|weekly|daily|quarter|fortnight)\b"
)
_END_OF_RANGE = re.compile(
    r"\bbis\b|\bab\b|mindestens|hochstens|maximal|minimal|\bober|\bunter|ende|up to|at least|at most|from|upper|lower|\bend\b|"
    r"anfangs"
)


def pay_faults(sentence: DraftSentence, cited: Sequence[Grounds], evidence: Evidence) -> Iterator[Fault]:
    """The amounts of pay in a sentence that no cited passage states, or states otherwise."""
    facts = [fact for grounds in cited for fact in grounds.facts]
    amounts = {fact.low for fact in facts} | {fact.high for fact in facts}
    for said in _said(sentence.text):
        if said.low != said.high and not any(_agrees(said, fact, sentence.text, evidence) for fact in facts):
            yield Fault("pay", f"{said.low} – {said.high} €")
    spoken = {value for said in _said(sentence.text) for value in (said.low, said.high)}
    for figure in read_figures(sentence.text):
        is_pay = figure.unit == "€" and (figure.value in amounts or figure.value in spoken)
        if is_pay and not any(_carries(figure, fact, sentence.text, evidence) for fact in facts):
            yield Fault("pay", f"{figure.value} €")


def computed(figure: Figure, cited: Sequence[Grounds], text: str) -> bool:
    """Whether a figure follows from a cited salary by a known formula, or belongs to the formula shown."""
    facts = [fact for grounds in cited for fact in grounds.facts]
    if figure.unit == "€":
        return any(figure.value in _computable(fact, text) for fact in facts)
    euros = {found.value for found in read_figures(text) if found.unit == "€"}
    shows_formula = any(euros & _computable(fact, text) for fact in facts)
    return shows_formula and figure.unit == "" and figure.value in COMPUTING_FIGURES


def _said(text: str) -> list[SalaryFact]:
    return read_salary_sentence(text)


def _carries(figure: Figure, fact: SalaryFact, text: str, evidence: Evidence) -> bool:
    """Whether a fact states a single figure of a sentence, as it is or computed."""
    if not _fits(fact, _level(figure.value, text) or evidence.level, text):
        return False
    period = _period(figure.value, text)
    if fact.low != fact.high and (figure.value, _bound(figure.value, text)) in (
        (fact.low, "most"),
        (fact.high, "least"),
    ):
        return False
    if figure.value in (fact.low, fact.high) and period in ("", fact.period):
        return fact.low == fact.high or _is_both_ends(fact, text) or bool(_END_OF_RANGE.search(fold(text)))
    return figure.value in _computable(fact, text)


def _agrees(said: SalaryFact, fact: SalaryFact, text: str, evidence: Evidence) -> bool:
    """Whether a fact states a range of a sentence, as it is or computed."""
    if not _fits(fact, said.level or evidence.level, text):
        return False
    if (said.low, said.high) == (fact.low, fact.high):
        return not said.period_stated or said.period == fact.period
    return {said.low, said.high} <= _computable(fact, text) and said.period != fact.period


def _fits(fact: SalaryFact, level: str, text: str) -> bool:
    """Whether a sentence speaks of the same people as a fact; of others only where it says so in the fact's words."""
    if fact.level not in ("", level) or any(
        word not in fold(fact.sentence) for word in _OTHER_PERIOD.findall(fold(text))
    ):
        return False
    return bool(stems(fact.about) & stems(text)) if fact.about else not _speaks_of_others(fact, text)


def _speaks_of_others(fact: SalaryFact, text: str) -> bool:
    """Whether a sentence gives figures to another place or occupation than the fact's own."""
    passage = fact.passage
    return passage is not None and any(
        said.about for said in read_salary_sentence(text, passage.profession, passage.city)
    )


def _computable(fact: SalaryFact, text: str) -> set[Decimal]:
    """The figures that follow from a fact, given what a sentence says of the formula."""
    folded, period = fold(text), read_period(text)
    salaries = SALARIES if _THIRTEEN.search(folded) else SALARIES[:1]
    ends, found = (fact.low, fact.high), set[Decimal]()
    if fact.period == "month" and period == "year":
        found |= {end * count for end in ends for count in salaries}
    if fact.period == "year" and period == "month":
        found |= {(end / count).quantize(Decimal(1), ROUND_HALF_UP) for end in ends for count in salaries}
    if fact.low != fact.high and _WIDTH.search(folded):
        found.add(fact.high - fact.low)
    return found


def _is_both_ends(fact: SalaryFact, text: str) -> bool:
    values = {figure.value for figure in read_figures(text)}
    return {fact.low, fact.high} <= values


def _level(value: Decimal, text: str) -> str:
    """The level that a sentence gives a figure; of the whole sentence where it speaks of one alone."""
    for said in _said(text):
        if value in (said.low, said.high) and said.level:
            return said.level
    return read_level(text)


def _bound(value: Decimal, text: str) -> str:
    """Whether a sentence gives a figure as the least or the most that is paid."""
    return next((said.bound for said in _said(text) if said.low == said.high == value), "")


def _period(value: Decimal, text: str) -> str:
    """The period that a sentence states for a figure, "" where it states none."""
    for said in _said(text):
        if value in (said.low, said.high):
            return said.period if said.period_stated else ""
    return read_period(text)
