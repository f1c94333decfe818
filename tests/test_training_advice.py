"""Training advice as people ask for it, in whole conversations on the shipped texts, and by the function for buttons."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.conversation import Advisor
from bot.memory import Memory
from knowledge import KnowledgeBase, TrainingProfile, open_embedder
from tests.question_set import FOLDER, Line, Result, ask_all, read_questions

LINES = read_questions(FOLDER / "training.jsonl")
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@pytest.fixture(scope="module")
def results(shipped: Advisor) -> dict[str, Result]:
    return {result.line.id: result for result in ask_all(shipped, LINES)}


@pytest.mark.parametrize("line", LINES, ids=lambda line: " | ".join(line.turns))
def test_advice(line: Line, results: dict[str, Result]) -> None:
    result = results[line.id]
    assert not result.miss, (result.miss, result.answer.text)


def test_every_line_is_sourced_and_every_figure_stands_in_its_source(results: dict[str, Result]) -> None:
    for result in results.values():
        answer = result.answer
        quotes = {citation.number: citation.quote for citation in answer.citations}
        assert quotes, result.line.turns
        assert all(citation.title and citation.address and citation.reviewed for citation in answer.citations)
        for sentence in answer.sentences:
            assert sentence.citations or not sentence.item
            strange = set(FIGURE.findall(sentence.text)) - set(FIGURE.findall(" ".join(quotes.values())))
            assert sentence.computed or not strange, (result.line.turns, strange)


def test_buttons_get_suggestions_that_can_be_followed_up(shipped: Advisor) -> None:
    profile = TrainingProfile(level="entry", goals=("agile",), formats=("part_time",))
    answer = shipped.suggest_training("buttons", profile, "de")
    assert answer.outcome == "answered" and [sentence.item for sentence in answer.sentences if sentence.item] == [1, 2]
    assert "agiles Arbeiten, Einstieg, nebenberuflich" in answer.text
    followed = [shipped.reply("buttons", suggestion) for suggestion in answer.suggestions]
    assert [found.topic for found in followed] == ["funding_bildungsscheck", "training_first", "training_scrum"]
    assert "Recommendation (agile work, getting started): PSM I" in shipped.reply("buttons", "PRINCE2 or Scrum?").text


def test_buttons_without_a_profile_get_good_starting_points(shipped: Advisor) -> None:
    answer = shipped.suggest_training("buttons-en", TrainingProfile(), "en")
    assert answer.language == "en" and "1. PSM I" in answer.text and "US$150" in answer.text


def test_the_profile_survives_a_restart_and_is_forgotten_on_demand(shipped_folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "conversations.sqlite3"
    with KnowledgeBase.open(shipped_folder, embedder=open_embedder()) as base:
        memory = Memory.open(database)
        Advisor(base, shipped_folder, memory).reply("a", "ich bin arbeitslos, welche weiterbildung soll ich machen")
        memory.close()
        advisor = Advisor(base, shipped_folder, Memory.open(database))
        assert advisor.export("a")["profile"]["work"] == "unemployed"
        assert "PRINCE2 ist eine Methode" in advisor.reply("a", "das zweite genauer").text
        advisor.forget("a")
        assert "arbeitslos" not in advisor.reply("a", "welche weiterbildung soll ich machen").text


def test_own_entries_advise_on_another_profession(
    on_page: Callable[..., Advisor], write_text: Callable[..., Path]
) -> None:
    path = write_text("Weiterbildung für Köche", "## Weiterbildung\n\nKöche werden Küchenmeister.", topic="training")
    entries = (
        "trainings:\n"
        "  - {id: meister, kind: degree, name: Küchenmeister, issuer: IHK, what: Der Küchenmeister ist ein IHK-Abschluss.,\n"
        '     goals: {leadership: "er führt in die Küchenleitung"}, sources: [{title: IHK, address: "https://ihk.de"}]}\n'
        "  - {id: diaet, kind: certificate, name: Diätkoch, what: Diätköche kochen für Kranke., goals: [pay],\n"
        "     sources: [{title: VKD}]}\n"
    )
    path.write_text(path.read_text("utf-8").replace("language: de\n", f"language: de\n{entries}"), "utf-8")
    advisor = on_page(path)
    answer = advisor.reply("cook", "Welche Weiterbildung passt zu mir? Ich will Chef werden")
    assert "Küchenmeister (IHK): er führt in die Küchenleitung" in answer.text and "PSM" not in answer.text
    assert "dient dem Ziel mehr Gehalt" in advisor.reply("pay", "will mehr verdienen, welche weiterbildung").text
    assert "beim Anbieter prüfen" in advisor.reply("price", "was kostet der Küchenmeister").text


def test_without_a_catalogue_nothing_is_suggested(on_page: Callable[..., Advisor], page: Path) -> None:
    answer = on_page(page).reply("none", "Scrum oder PRINCE2?")
    assert "PSM I" not in answer.text
