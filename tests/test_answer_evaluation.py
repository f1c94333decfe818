"""`python -m knowledge evaluate --answers` and `--llm`, found as an entry point as an installed package offers it."""

import json
from pathlib import Path

import pytest

from bot.answer import Answer, Citation, Sentence
from bot.answer_evaluation import is_grounded
from bot.checks import Checker
from knowledge import Facets, KnowledgeBase, open_embedder
from knowledge.__main__ import main
from tests.openai_api import OpenAiServer, Reply

FIRST = "Als Einsteiger kannst du in Duisburg mit 3.200 € bis 3.600 € im Monat rechnen."
BAD = "Als Einsteiger verdienst du 9.000 € im Monat. [1]"
SET = [
    {"turns": ["Was verdient man am Anfang?"], "category": "salary", "expect": "answered", "facts": [["3.200"]]},
    {"turns": ["Was verdient man mit Erfahrung?"], "category": "salary", "expect": "answered", "facts": [["7.777"]]},
    {"turns": ["Wie wird das Wetter morgen?"], "category": "decline", "expect": ["declined"], "facts": []},
    {"turns": ["Was macht man in dem Beruf?"], "category": "decline", "expect": ["declined"], "facts": []},
    {"turns": ["Wie hoch ist der Eiffelturm?"], "category": "role", "expect": "answered", "facts": []},
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "set.jsonl"
    lines = [{"id": str(number), "language": "de", "not": [], **line} for number, line in enumerate(SET)]
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return path


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped_folder: Path) -> None:
    """A package that offers the entry point of pyproject.toml is installed."""
    offered = tmp_path / "site" / "offers_answers-1.dist-info"
    offered.mkdir(parents=True)
    (offered / "METADATA").write_text("Metadata-Version: 2.1\nName: offers-answers\nVersion: 1\n")
    (offered / "entry_points.txt").write_text(
        "[revierlotse.evaluations]\nanswers = bot.answer_evaluation:evaluate_answers\n"
    )
    monkeypatch.syspath_prepend(str(offered.parent))
    monkeypatch.setenv("REVIERLOTSE_DATA_DIR", str(shipped_folder))


def test_the_entry_point_is_the_one_of_pyproject() -> None:
    text = (Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8")
    assert (
        '[project.entry-points."revierlotse.evaluations"]\nanswers = "bot.answer_evaluation:evaluate_answers"' in text
    )


def test_both_kinds_of_error_are_counted(installed: None, questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--questions", str(questions), "--answers", "--json"]) == 0
    (figures,) = json.loads(capsys.readouterr().out)
    assert (figures["asked"], figures["right"]) == (5, 2)
    assert (figures["wrongly_declined"], figures["wrongly_declined_share"]) == (1, 0.333)
    assert (figures["wrongly_answered"], figures["wrongly_answered_share"]) == (1, 0.5)
    assert figures["categories"] == {"decline": [1, 2], "role": [0, 1], "salary": [1, 2]}
    assert "grounded_share" not in figures


def test_a_table_for_people(installed: None, questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--questions", str(questions), "--answers"]) == 0
    assert "wrongly declined share" in capsys.readouterr().out


def test_a_model_is_measured(
    installed: None, questions: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def script(call: object) -> Reply:
        text = str(getattr(call, "prompt", ""))
        return Reply(f"{FIRST} [1]" if "Was verdient man am Anfang?" in text else BAD)

    with OpenAiServer(script) as server:
        monkeypatch.setenv("REVIERLOTSE_LLM", "openai:test-model")
        monkeypatch.setenv("REVIERLOTSE_LLM_PRICE", "1/10")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        assert main(["evaluate", "--questions", str(questions), "--llm", "--json"]) == 0
    (figures,) = json.loads(capsys.readouterr().out)
    assert figures["grounded_share"] == 1.0 and figures["model_asked"] == 3
    assert figures["model_answered_share"] == 0.333 and figures["fallen_back_share"] == 0.667
    assert figures["withheld"]["pay"] + figures["withheld"].get("figure", 0) >= 2
    assert figures["tokens_in_per_answer"] > 500
    expected = (figures["tokens_in_per_answer"] + 10 * figures["tokens_out_per_answer"]) / 1_000_000
    assert figures["cost_per_answer"] == pytest.approx(expected, rel=0.02)


def test_without_a_model_there_is_nothing_to_measure(
    installed: None, questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "--questions", str(questions), "--llm"]) == 2
    assert "REVIERLOTSE_LLM" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"turns": 3, "expect": 1, "facts": 2}'])
def test_a_file_that_is_no_question_set_is_one_line(
    installed: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    path = tmp_path / "no.jsonl"
    path.write_text(line, "utf-8")
    assert main(["evaluate", "--questions", str(path), "--answers"]) == 2
    assert "no.jsonl, line 1" in capsys.readouterr().err


def test_what_is_not_installed_is_said(
    questions: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.answer_evaluations.entry_points", lambda **names: [])
    assert main(["evaluate", "--questions", str(questions), "--answers"]) == 2
    assert "pip install" in capsys.readouterr().err


def test_an_answer_with_a_fact_of_nobody_is_not_grounded(shipped_folder: Path) -> None:
    with KnowledgeBase.open(shipped_folder, embedder=open_embedder()) as base:
        passage = base.passages("salary_entry", Facets(language="de"))[0]
        cited = Citation(1, passage.title, passage.section, passage_id=passage.id)
        checker = Checker(base.embedder)
        for text, is_true in ((FIRST, True), (BAD.removesuffix(" [1]"), False)):
            answer = Answer((Sentence(text, (1,)),), "answered", citations=(cited,))
            assert is_grounded(answer, "am Anfang?", base, checker) is is_true
