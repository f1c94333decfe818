"""Pay side by side: cities, professions, levels and contradicting texts, asked in whole conversations."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.conversation import Advisor
from bot.memory import Conversation
from bot.salary_rows import Subject, salary_rows
from knowledge import KnowledgeBase, open_embedder

PAGES = Path(__file__).parent / "pages" / "salary"
Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def advisor(on_page: Callable[..., Advisor]) -> Advisor:
    return on_page(PAGES)


@pytest.fixture
def ask(advisor: Advisor, request: pytest.FixtureRequest) -> Ask:
    def last(*turns: str) -> Answer:
        name = f"{request.node.name}{turns}"
        return [advisor.reply(name, turn) for turn in turns][-1]

    return last


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    folder = tmp_path_factory.mktemp("rows")
    with KnowledgeBase.open(folder, embedder=open_embedder(), shipped_texts=False) as opened:
        opened.add([PAGES])
        yield opened


def test_two_cities_with_the_difference_and_both_sources(ask: Ask) -> None:
    answer = ask("Zahlt Essen mehr als Duisburg für einen Koch?")
    assert answer.outcome == "answered"
    assert "Koch in Essen, Einstieg: 2.300 € bis 2.500 € im Monat" in answer.text
    assert "Koch in Duisburg, Einstieg: 2.200 € bis 2.450 € im Monat" in answer.text
    difference = next(entry for entry in answer.sentences if entry.text.startswith("Unterschied für den Einstieg"))
    assert "2.300 € − 2.200 € = 100 € mehr für Koch in Essen" in difference.text
    assert len(difference.citations) == 2
    assert all(entry.citations for entry in answer.sentences)


@pytest.mark.parametrize(
    ("turns", "wanted", "absent"),
    [
        (("und mit Erfahrung?",), "3.200 € − 3.000 € = 200 € mehr für Koch in Essen", "Einstieg"),
        (("und pro Jahr?",), "2.300 € bis 2.500 € im Monat × 12 = 27.600 € bis 30.000 € im Jahr", "3.900"),
        (("wo mehr?",), "Verglichen ist nur, wozu ich Texte habe.", "3.100"),
    ],
)
def test_follow_ups_keep_what_is_compared(ask: Ask, turns: tuple[str, ...], wanted: str, absent: str) -> None:
    answer = ask("Zahlt Essen mehr als Duisburg für einen Koch?", *turns)
    assert wanted in answer.text and absent not in answer.text


def test_a_city_set_beside_the_one_spoken_of(ask: Ask) -> None:
    answer = ask("Was verdient ein Koch in Duisburg?", "und im Vergleich zu Essen?")
    assert answer.text.index("Koch in Duisburg") < answer.text.index("Koch in Essen")
    assert "= 100 € mehr für Koch in Essen" in answer.text


def test_a_city_without_a_figure_is_said_so_and_gets_no_other_ones(ask: Ask) -> None:
    answer = ask("Was verdient ein Koch in Duisburg?", "und im Vergleich zu Hamm?")
    assert "Zu Koch in Hamm habe ich keine Gehaltszahl" in answer.text
    assert "17,50" not in answer.text and "3.100" not in answer.text


def test_texts_that_contradict_each_other_are_both_shown(ask: Ask) -> None:
    answer = ask("Was verdient ein Systemadministrator in Duisburg als Einsteiger?")
    assert "38.000 € bis 44.000 € im Jahr (laut Gehaltsportal Nord, 2026-03)" in answer.text
    assert "36.000 € bis 41.000 € im Jahr (laut Branchenreport IT, 2025-11)" in answer.text
    assert len(answer.citations) == 2


def test_professions_in_different_periods_are_converted(ask: Ask) -> None:
    answer = ask("Was verdient ein Koch in Duisburg?", "verdient ein Systemadministrator mehr?")
    assert "50.000 € bis 58.000 € im Jahr ÷ 12 = rund 4.167 € bis 4.833 € im Monat" in answer.text
    assert "mehr für Systemadministrator in Duisburg" in answer.text


def test_levels_of_one_profession(ask: Ask) -> None:
    answer = ask("Was verdient ein Koch in Essen?", "wie groß ist der Unterschied zwischen Einstieg und Erfahrung?")
    assert "2.800 € − 2.300 € = 500 € mehr für Erfahrene" in answer.text


def test_an_hourly_wage_is_compared_with_its_assumption_and_not_across_levels(ask: Ask) -> None:
    answer = ask("Vergleich Koch in Essen und Maler in Hamm beim Gehalt")
    assert "17,50 € bis 19,50 € in der Stunde, gerechnet mit 40 Wochenstunden (eine Annahme" in answer.text
    assert "rund 3.033 € bis 3.380 € im Monat" in answer.text
    assert "Unterschied" not in answer.text and "Auf gleicher Stufe" in answer.text


def test_the_best_payer_comes_first(ask: Ask) -> None:
    answer = ask("Wo zahlt man als Koch am besten?")
    assert answer.text.startswith("Koch in Essen, Einstieg")
    assert "Düsseldorf" not in answer.text


def test_in_english(ask: Ask) -> None:
    answer = ask("Do nurses in Bochum earn more than cooks in Essen?")
    assert answer.language == "en"
    assert "€2,950 − €2,300 = €650 more for Pflegefachkraft in Bochum" in answer.text
    follow = ask("Does a cook earn more in Essen than in Duisburg?", "and per year?")
    assert "€2,300 to €2,500 a month × 12 = €27,600 to €30,000 a year" in follow.text
    assert "German" not in follow.text


def test_net_pay_is_not_guessed(ask: Ask) -> None:
    answer = ask("Was verdient ein Koch in Duisburg?", "und netto im Vergleich zu Essen?")
    assert answer.outcome != "answered" or "Unterschied" not in answer.text


def test_rows_for_a_chart(base: KnowledgeBase) -> None:
    subjects = [Subject("Koch", "Essen"), Subject("Koch", "Duisburg"), Subject("Koch", "Hamm")]
    rows = salary_rows(base, subjects, ("entry",), "de")
    assert [(row.label("de"), row.low, row.high, row.period) for row in rows] == [
        ("Koch in Essen · Einstieg", 2300, 2500, "month"),
        ("Koch in Duisburg · Einstieg", 2200, 2450, "month"),
    ]
    assert [row.citation.number for row in rows] == [1, 2]
    assert all(row.sentence in row.citation.quote for row in rows)


def test_subjects_survive_a_restart() -> None:
    state = Conversation(compared=[("Koch", "Essen"), ("Koch", "Duisburg")])
    assert Conversation.from_json(json.loads(json.dumps(state.to_json()))).compared == state.compared
    assert Conversation.from_json({"compared": [["Koch"], "x", 3]}).compared == []


def test_through_the_command_line(tmp_path: Path) -> None:
    environment = {"REVIERLOTSE_DATA_DIR": str(tmp_path), "REVIERLOTSE_SHIPPED_TEXTS": "false"}
    run = _runner(environment)
    assert run("knowledge", "add", str(PAGES)).returncode == 0
    turns = ["Zahlt Essen mehr als Duisburg für einen Koch?", "und pro Jahr?"]
    asked = "\n".join(json.dumps({"conversation": "c", "text": turn}) for turn in turns)
    answers = [json.loads(line) for line in run("bot", "ask", "--jsonl", stdin=asked).stdout.splitlines()]
    assert [entry["outcome"] for entry in answers] == ["answered", "answered"]
    assert "im Jahr" in answers[1]["answer"]


def _runner(environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            env=os.environ | environment,
            check=False,
        )

    return run
