"""Salary statements read out of passages: how much, for which period and level, of whom. Judges and converts nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from knowledge.passage import Passage
from knowledge.salary_amounts import Amount, MaskedSentence, mask
from knowledge.salary_cues import (
    Bound,
    Level,
    Period,
    is_plausible,
    read_bound,
    read_gross,
    read_level,
    read_period,
)
from knowledge.salary_groups import Subject
from knowledge.salary_pay import is_pay
from knowledge.sentences import split_sentences

PASSAGES_REMEMBERED = 4096  # far more than questions come back to; each holds a few facts
_HAS_FIGURES = re.compile(r"\d\d|\d ?(?:k|tsd)")
_PAY_THEME = "salary"
_PAY_HEADING = re.compile(
    r"gehalt|gehälter|verdien|zahlt|bezahl|entgelt|tarif|geld|vergütung|lohn|salar|\bpay\b|earning|wage", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SalaryFact:
    """What somebody earns, in euros; `low` equals `high` where one figure stands alone.

    `period_stated` is False where the period was inferred from the size. `gross` is None where nobody said. `bound` tells
    "at least" and "at most" from a plain figure. `about` holds the words by which the sentence speaks of another place,
    occupation or group than its passage; "" where the figure is the passage's own.
    """

    low: Decimal
    high: Decimal
    period: Period
    period_stated: bool = True
    gross: bool | None = None
    level: Level = ""
    bound: Bound = ""
    about: str = ""
    sentence: str = ""
    passage: Passage | None = None


def read_salaries(passage: Passage) -> list[SalaryFact]:
    """The salary statements of a passage in reading order; each passage is read once."""
    return list(_read(passage))


def read_salary_sentence(
    text: str, profession: str = "", city: str = "", passage: Passage | None = None
) -> list[SalaryFact]:
    """The salary statements of one sentence.

    Args:
        text: The sentence.
        profession: Whose pay counts as the sentence's own.
        city: Where.
        passage: What the facts shall name as their passage.
    """
    sentence, subject = mask(text), Subject(profession, city)
    if not sentence.amounts:
        return []
    facts = (_fact(sentence, amount, subject, text, passage) for amount in sentence.amounts)
    return [fact for fact in facts if fact is not None]


@lru_cache(PASSAGES_REMEMBERED)
def _read(passage: Passage) -> tuple[SalaryFact, ...]:
    return tuple(_in_context(passage)) if _HAS_FIGURES.search(passage.text) else ()


def _in_context(passage: Passage) -> Iterator[SalaryFact]:
    """The facts of all sentences; one that leans on its predecessor ("Dort …") speaks of whom that one spoke of."""
    subject = Subject(passage.profession, passage.city)
    before, about = "", ""
    for text in split_sentences(passage.text):
        about = subject.last_other(before) or about if subject.leans(text) else ""
        for fact in read_salary_sentence(text, passage.profession, passage.city, passage):
            yield replace(fact, about=fact.about or about)
        before = text


def _fact(
    sentence: MaskedSentence, amount: Amount, subject: Subject, text: str, passage: Passage | None
) -> SalaryFact | None:
    """The statement that an amount makes, None where it is no pay."""
    lower = sentence.lower()
    if not is_pay(lower, amount, among_pay=passage is not None and _is_on_pay(passage)):
        return None
    period, is_stated = read_period(lower, amount)
    if not is_plausible(amount, period):
        return None
    return SalaryFact(
        low=amount.low,
        high=amount.high,
        period=period,
        period_stated=is_stated,
        gross=read_gross(lower, amount),
        level=read_level(lower, amount),
        bound=read_bound(lower, amount),
        about=subject.about(sentence, amount),
        sentence=text,
        passage=passage,
    )


def _is_on_pay(passage: Passage) -> bool:
    return passage.topic.startswith(_PAY_THEME) or bool(_PAY_HEADING.search(passage.section))
