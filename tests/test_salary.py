"""Salary statements read out of sentences and passages: a labelled set, and what must never be taken for the profession's."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.passage import Passage
from knowledge.reader import read_text
from knowledge.salary import read_salaries, read_salary_sentence
from knowledge.splitter import split_text
from tests.salary_sentences import ALL, read_sentences, score

SENTENCES = Path(__file__).parent / "salary_sentences.jsonl"
HELD_OUT = Path(__file__).parent / "salary_sentences_held_out.jsonl"
THIRD = Path(__file__).parent / "salary_sentences_third.jsonl"
PAGE = Path(__file__).parent / "pages" / "netzwerkplaner.txt"
LEAST_PRECISION = 0.98
LEAST_RECALL = 0.95
LEAST_WITH_SUBJECT = 0.93  # with bound and whose pay it is


@pytest.mark.parametrize("path", [SENTENCES, HELD_OUT, THIRD], ids=lambda path: path.stem)
def test_the_labelled_sentences_are_read(path: Path) -> None:
    """A statement counts as right only where range, period, level and gross all are."""
    found = score(read_sentences(path))
    assert found.precision >= LEAST_PRECISION
    assert found.recall >= LEAST_RECALL


def test_others_pay_is_told_from_the_professions() -> None:
    """With the bound, and whether the sentence speaks of another place, occupation or group."""
    found = score(read_sentences(SENTENCES), ALL)
    assert found.precision >= LEAST_WITH_SUBJECT
    assert found.recall >= LEAST_WITH_SUBJECT


def test_the_sets_are_large_and_mixed() -> None:
    sentences = [*read_sentences(SENTENCES), *read_sentences(HELD_OUT)]
    assert len(sentences) >= 266 + 7 * 120
    assert sum(not sentence.salaries for sentence in sentences) >= 250
    assert len({sentence.profession for sentence in sentences}) >= 50


def test_the_command_prints_precision_and_recall() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.salary_sentences", str(HELD_OUT)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0 and "precision" in ran.stdout and "recall" in ran.stdout


def test_the_command_refuses_a_file_that_is_none(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.salary_sentences", str(tmp_path / "none.jsonl")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2 and len(ran.stderr.splitlines()) == 1


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
