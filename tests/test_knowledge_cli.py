"""`python -m knowledge` with the shipped model, as a user types it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.__main__ import main
from knowledge.reader import MAX_BYTES

TITLE = "Logistikplaner Jobs und Stellenangebote in Mülheim an der Ruhr"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("REVIERLOTSE_SHIPPED_TEXTS", "false")

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_add_list_search_remove(run: Run, page: Path) -> None:
    assert run("add", page) == (0, f"added: {TITLE}\n", "")
    assert run("add", page) == (0, f"unchanged: {TITLE}\n", "")
    (text,) = json.loads(run("list", "--json")[1])
    assert (text["title"], text["passages"], text["origin"]) == (TITLE, 6, str(page))
    code, out, _ = run("list")
    assert code == 0
    assert text["id"] in out
    code, out, _ = run("search", "Wie hoch sind die Gehälter zum Einstieg?", "--limit", "2")
    assert code == 0
    assert "Gehalt und Zulagen" in out
    assert run("remove", page) == (0, f"removed: {TITLE}\n", "")
    assert run("search", "Gehalt") == (0, "nothing found\n", "")


def test_search_as_json_within_facets(run: Run, page: Path) -> None:
    run("add", page)
    code, out, _ = run("search", "Gehalt zum Einstieg", "--city", "mülheim an der ruhr", "--language", "de", "--json")
    hits = json.loads(out)
    assert code == 0
    assert hits[0]["section"] == "Gehalt und Zulagen"
    assert hits[0].keys() >= {"id", "score", "meaning", "words", "title", "text", "sources"}
    assert json.loads(run("search", "Gehalt", "--city", "Köln", "--json")[1]) == []


def test_facets_on_the_command_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("## Lohn\n\nGut.\n", "utf-8")
    code, _, err = run("add", path)
    assert code == 2
    assert err == (
        f"error: {path}: no profession and no city recognised; "
        "name them in the front matter, in a mapping file or with --profession P --city C\n"
    )
    assert run("add", path, "--profession", "Koch", "--city", "Essen") == (0, "added: Lohn\n", "")


def test_build(run: Run, page: Path) -> None:
    run("add", page)
    code, out, _ = run("build")
    assert code == 0
    assert out.startswith("built: 1 texts with ")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("gone.txt", None, "no such file"),
        ("binary.txt", b"\x00\x01", "a binary file, not a text"),
        ("empty.txt", b"", "empty"),
        ("large.txt", b" " * (MAX_BYTES + 1), "10 MB is too large; at most 10 MB per text"),
        ("broken.md", b"---\na: [b\n---\nText\n", "the front matter is no YAML"),
    ],
)
def test_bad_texts_are_one_line_and_lose_nothing(
    run: Run, page: Path, tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    code, out, err = run("add", path, page)
    assert (code, out) == (2, f"added: {TITLE}\n")
    assert err.startswith(f"error: {path}: {reason}")
    assert err.count("\n") == 1


def test_bad_folders_and_settings_are_one_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    changes = [
        ("REVIERLOTSE_DATA_DIR", str(tmp_path / "file" / "data"), "cannot be opened or written"),
        ("REVIERLOTSE_SHIPPED_TEXTS", "maybe", "must be true or false"),
    ]
    for name, value, reason in changes:
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            code, out, err = run("list")
            assert (code, out, err.count("\n")) == (2, "", 1)
            assert err.startswith("error: ")
            assert reason in err


def test_unknown_names_cannot_be_removed(run: Run) -> None:
    code, _, err = run("remove", "nothing")
    assert code == 2
    assert err == "error: nothing: no added text has this id or path; see: python -m knowledge list\n"


def test_evaluate(run: Run, tmp_path: Path) -> None:
    paragraphs = ["Der Hafen liegt am Fluss.", "Das Gehalt steigt mit der Erfahrung.", "Kurse gibt es am Abend."]
    questions = ["Wo liegt der Hafen?", "Wann steigt das Gehalt?", "Wann gibt es Kurse?"]
    content = {"P": paragraphs, "Q": questions, "G": [0, 1, 2]}
    (tmp_path / "set.json").write_text(json.dumps(content), "utf-8")
    (tmp_path / "other.json").write_text("[]", "utf-8")
    code, out, _ = run("evaluate", "--sets", tmp_path, "--json")
    scores = json.loads(out)
    assert code == 0
    assert [(score["set"], score["way"]) for score in scores] == [("set", way) for way in ("words", "meaning", "both")]
    assert scores[2]["recall_at_1"] == scores[2]["mrr_at_10"] == scores[2]["ndcg_at_10"] == 1.0
    assert "recall@5" in run("evaluate", "--sets", tmp_path)[1]


def test_evaluate_on_questions_with_facts(run: Run, tmp_path: Path, page: Path) -> None:
    run("add", page)
    figure = next(word for word in page.read_text("utf-8").split() if word[0].isdigit() and "." in word)
    lines = [
        {"turns": ["Was verdient man?"], "language": "de", "expect": "answered", "facts": [[figure]]},
        {"turns": ["Was steht in keinem Text?"], "language": "de", "expect": "answered", "facts": [["nirgends"]]},
        {"turns": ["Wie wird das Wetter?"], "language": "de", "expect": "declined", "facts": []},
    ]
    questions = tmp_path / "own.jsonl"
    questions.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    code, out, _ = run("evaluate", "--questions", questions, "--json")
    assert code == 0
    assert [(score["set"], score["way"]) for score in json.loads(out)] == [
        ("own", w) for w in ("words", "meaning", "both")
    ]
    assert json.loads(out)[2]["recall_at_5"] == 1.0
    questions.write_text("{}", "utf-8")
    assert run("evaluate", "--questions", questions)[0] == 2


def test_evaluate_without_sets(run: Run, tmp_path: Path) -> None:
    assert run("evaluate")[0] == 2
    assert run("evaluate", "--sets", tmp_path)[0] == 2
    (tmp_path / "broken.json").write_text("{", "utf-8")
    code, _, err = run("evaluate", "--sets", tmp_path)
    assert (code, err.count("\n")) == (2, 1)


def test_a_process_of_its_own_ends_with_the_same_codes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "knowledge", "add", str(tmp_path / "gone.txt")]
    ended = subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"error: {tmp_path / 'gone.txt'}: no such file\n"
