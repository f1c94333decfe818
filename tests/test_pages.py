"""Pages of other professions and cities beside the shipped texts: the right answers, and never one's figures for another."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.conversation import Advisor
from bot.memory import Memory
from knowledge import KnowledgeBase, open_embedder
from tests.question_set import FOLDER, Result, ask_all, by_category, read_questions

PAGES = Path(__file__).parent / "pages"
# The folder of each set's pages, and the share of its lines that is right at least; README.md of the question sets has what was
# measured, and says that the lines of the fourth are not looked at.
SETS = {
    "pages": ("towns", 0.92),
    "pages_held_out": ("towns_held_out", 0.92),
    "pages_third": ("towns_third", 0.92),
    "pages_fourth": ("towns_fourth", 0.75),
}


@pytest.fixture(scope="module", params=sorted(SETS))
def asked(
    request: pytest.FixtureRequest, shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Result]]:
    folder = tmp_path_factory.mktemp("pages") / "data"
    shutil.copytree(shipped_folder, folder)
    with KnowledgeBase.open(folder, embedder=open_embedder()) as base:
        assert not base.add([PAGES / SETS[request.param][0]]).refused
        advisor = Advisor(base, folder, Memory.in_process())
        yield list(ask_all(advisor, read_questions(FOLDER / f"{request.param}.jsonl")))


def test_most_questions_on_added_pages_are_answered_right(asked: list[Result], request: pytest.FixtureRequest) -> None:
    right, all_ = by_category(asked)["all"]
    name = request.node.callspec.params["asked"]
    assert right / all_ >= SETS[name][1], [result.line.id for result in asked if result.miss]


def test_nothing_forbidden_is_ever_said(asked: list[Result]) -> None:
    assert [result.line.id for result in asked if result.miss.startswith("says")] == []


def test_what_must_be_declined_is_not_answered(asked: list[Result]) -> None:
    declined = [result for result in asked if result.line.category == "decline"]
    assert [result.line.id for result in declined if result.miss] == []


def test_an_answer_rests_on_texts_of_one_profession_in_one_city(asked: list[Result]) -> None:
    mixed = []
    for result in asked:
        cited = {citation.passage_id for citation in result.answer.citations}
        subjects = {(entry.profession, entry.city) for entry in result.answer.passages if entry.id in cited}
        mixed += [(result.line.id, subjects)] if len(subjects) > 1 else []
    assert mixed == []
