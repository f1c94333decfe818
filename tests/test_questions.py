"""The quality floor: the question sets, asked of the shipped texts. The figures are in tests/questions/README.md."""

import json
import re
from pathlib import Path

import pytest

from bot.conversation import Advisor
from bot.topics import SHIPPED_TOPICS, load_topics
from bot.wording import words
from knowledge import KnowledgeBase, open_embedder
from tests.question_set import FOLDER, Result, ask_all, by_category, read_questions

LEAST_RIGHT = 0.85  # of all lines that have an answer
MOST_WRONGLY_ANSWERED = 0.05  # of the lines that must be declined
UNSEEN, LEAST_RIGHT_UNSEEN = "judge", 0.75  # the set whose lines are not looked at; of all of them
FLOOR = "former_judge"  # the set that the floors hold for
JUDGING = sorted(path.stem for path in FOLDER.glob("*judge.jsonl"))
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@pytest.fixture(scope="module")
def unseen(shipped: Advisor) -> list[Result]:
    return list(ask_all(shipped, read_questions(FOLDER / f"{UNSEEN}.jsonl")))


def test_questions_that_nobody_looked_at_are_answered_too(unseen: list[Result]) -> None:
    right, all_ = by_category(unseen)["all"]
    assert right / all_ >= LEAST_RIGHT_UNSEEN, by_category(unseen)


@pytest.fixture(scope="module")
def results(shipped: Advisor) -> list[Result]:
    return list(ask_all(shipped, read_questions(FOLDER / f"{FLOOR}.jsonl")))


def test_the_right_fact_is_in_the_answer(results: list[Result]) -> None:
    asked = [result for result in results if result.line.category != "decline"]
    right, all_ = by_category(asked)["all"]
    assert right / all_ >= LEAST_RIGHT, by_category(asked)


def test_what_must_be_declined_is_not_answered(results: list[Result]) -> None:
    declined = [result for result in results if result.line.category == "decline"]
    answered = [result.line.id for result in declined if result.answer.outcome == "answered"]
    assert len(answered) / len(declined) <= MOST_WRONGLY_ANSWERED, answered


def test_no_figure_without_a_passage(results: list[Result]) -> None:
    for result in (r for r in results if r.answer.outcome == "answered"):
        cited = " ".join(citation.quote for citation in result.answer.citations)
        said = " ".join(sentence.text for sentence in result.answer.sentences if not sentence.computed)
        strange = set(_FIGURE.findall(said)) - set(_FIGURE.findall(cited))
        assert not strange, (result.line.id, strange)


def test_every_answer_names_its_sources(results: list[Result]) -> None:
    for result in (r for r in results if r.answer.outcome == "answered"):
        numbers = {number for sentence in result.answer.sentences for number in sentence.citations}
        assert numbers == {citation.number for citation in result.answer.citations} != set(), result.line.id


@pytest.mark.parametrize("name", JUDGING)
def test_no_question_of_a_judging_set_stands_in_the_examples(name: str) -> None:
    examples = {tuple(words(text)) for topic in load_topics() for texts in topic.examples.values() for text in texts}
    asked = [(line.id, tuple(words(turn))) for line in read_questions(FOLDER / f"{name}.jsonl") for turn in line.turns]
    assert [id_ for id_, turn in asked if len(turn) > 2 and turn in examples] == []


def test_the_sets_are_large_and_apart() -> None:
    lines = {name: read_questions(FOLDER / f"{name}.jsonl") for name in ("tune", FLOOR)}
    judged = lines[FLOOR]
    english = {
        json.loads(text)["id"] for text in (FOLDER / f"{FLOOR}.jsonl").read_text("utf-8").splitlines() if '"en"' in text
    }
    assert sum(line.category != "decline" and line.id not in english for line in judged) >= 120
    assert sum(line.category == "english" for line in judged) >= 30
    assert sum(line.category == "decline" for line in judged) >= 60
    turns = {name: {tuple(words(turn)) for line in found for turn in line.turns} for name, found in lines.items()}
    assert not {turn for turn in turns["tune"] & turns[FLOOR] if len(turn) > 2}


def test_shipped_topics_lie_in_the_package() -> None:
    assert SHIPPED_TOPICS.is_relative_to(Path(__file__).parent.parent)


def test_topics_and_sections_bear_the_same_names(shipped_folder: Path) -> None:
    with KnowledgeBase.open(shipped_folder, embedder=open_embedder()) as base:
        assert base.topics() == {topic.id for topic in load_topics() if topic.kind == "topic"}
