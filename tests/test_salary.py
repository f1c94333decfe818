"""Salary statements read out of sentences and passages: a labelled set, and what must never be taken for the profession's."""

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from knowledge.passage import Passage
from knowledge.reader import read_text
from knowledge.salary import SalaryFact, read_salaries, read_salary_sentence
from knowledge.splitter import split_text

SENTENCES = Path(__file__).parent / "salary_sentences.jsonl"
PAGE = Path(__file__).parent / "pages" / "netzwerkplaner.txt"
LEAST_PRECISION = 0.98
LEAST_RECALL = 0.95


def _labelled() -> Iterator[dict[str, Any]]:
    return map(json.loads, SENTENCES.read_text("utf-8").splitlines())


def _wanted(label: dict[str, Any]) -> tuple[Any, ...]:
    keys = ("period", "stated", "bound", "gross", "level", "other")
    return Decimal(label["low"]), Decimal(label["high"]), *(label[key] for key in keys)


def _read(fact: SalaryFact) -> tuple[Any, ...]:
    return fact.low, fact.high, fact.period, fact.period_stated, fact.bound, fact.gross, fact.level, bool(fact.about)


def test_the_labelled_sentences_are_read() -> None:
    """A statement counts as right only where all its fields are."""
    right = wrong = missed = 0
    for line in _labelled():
        wanted = Counter(map(_wanted, line["salaries"]))
        found = Counter(map(_read, read_salary_sentence(line["text"], line["profession"], line["city"])))
        right += (wanted & found).total()
        wrong += (found - wanted).total()
        missed += (wanted - found).total()
    assert right / (right + wrong) >= LEAST_PRECISION
    assert right / (right + missed) >= LEAST_RECALL


def test_the_set_is_large_and_mixed() -> None:
    lines = list(_labelled())
    assert len(lines) >= 210
    assert sum(not line["salaries"] for line in lines) >= 60


@pytest.mark.parametrize(
    ("text", "low", "high", "period"),
    [
        ("Gehalt: 3.200\u00a0€ bis 3.600\u202f€", 3200, 3600, "month"),
        ("Gehalt: 3200–3600 Euro", 3200, 3600, "month"),
        ("Gehalt: 38-42.000 Euro", 38000, 42000, "year"),
        ("Gehalt: 3,2-3,6 Tsd. €", 3200, 3600, "month"),
        ("Gehalt: 3'200 € bis 3'600 €", 3200, 3600, "month"),
        ("Gehalt: 3.200,50 €", Decimal("3200.5"), Decimal("3200.5"), "month"),
        ("Salary: €3,200 to €3,600", 3200, 3600, "month"),
        ("Salary: EUR 45k-50k", 45000, 50000, "year"),
        ("Lohn: 18,50 bis 21 €/h", Decimal("18.5"), 21, "hour"),
    ],
)
def test_spellings_of_amounts(text: str, low: Decimal, high: Decimal, period: str) -> None:
    (fact,) = read_salary_sentence(text)
    assert (fact.low, fact.high, fact.period) == (low, high, period)


@pytest.mark.parametrize(
    "text", ["", "¤", "€", "3.200 %", "Gehalt: $3,200", "Gehalt 2026", "9" * 400 + " €", "Gehalt 0 €"]
)
def test_odd_texts_hold_no_salary(text: str) -> None:
    assert read_salary_sentence(text) == []


def _passage(text: str, **fields: str) -> Passage:
    named = {"profession": "Koch", "city": "Essen", "topic": "salary", "title": "T", "section": "Gehalt"} | fields
    return Passage(id="p", language="de", text=text, **named)  # type: ignore[arg-type]  # the language is one


def test_a_sentence_that_leans_keeps_the_place_of_the_one_before() -> None:
    facts = read_salaries(_passage("In Essen sind es 2.700 €. Anders in Köln. Dort verdient man 2.900 € im Monat."))
    assert [(fact.low, fact.about) for fact in facts] == [(2700, ""), (2900, "Köln")]


def test_a_section_on_pay_need_not_say_so_again() -> None:
    assert [fact.low for fact in read_salaries(_passage("Ein guter Wert: 2.700 €."))] == [2700]
    assert read_salaries(_passage("Ein guter Wert: 2.700 €.", topic="role", section="Küche")) == []


def test_a_page_gives_its_own_figures_and_marks_the_others() -> None:
    passages = split_text(read_text(PAGE, PAGE.read_bytes()))
    facts = [fact for passage in passages for fact in read_salaries(passage)]
    own = [(fact.low, fact.high, fact.level, fact.period_stated) for fact in facts if not fact.about]
    assert own == [(3050, 3350, "entry", False), (3900, 4650, "experienced", False)]
    assert {(fact.low, fact.about) for fact in facts if fact.about} == {(4900, "Köln"), (5600, "Projektleiter")}
    assert all(fact.sentence in fact.passage.text for fact in facts if fact.passage)
