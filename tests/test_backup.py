"""Backup and restore: a round trip by the command line, while others write, and whatever may be wrong with a file."""

import io
import json
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.answer import Answer, Sentence
from bot.conversation import Advisor
from bot.feedback import Feedback
from bot.memory import Memory
from bot.notes import Exchange
from knowledge import KnowledgeBase, open_embedder

PAY = Exchange(7, (8,), "Was verdient man?", "answered", "salary_entry", "de")


@pytest.fixture
def folder(tmp_path: Path, write_text: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one text of its own and a conversation on it."""
    data = tmp_path / "data"
    use(data, monkeypatch)
    monkeypatch.setenv("REVIERLOTSE_SHIPPED_TEXTS", "false")
    text = write_text(
        "Lohn", "## Einstiegsgehalt {#salary_entry}\n\nEin Koch verdient in Essen am Anfang 2.300 Euro im Monat."
    )
    with KnowledgeBase.open(data, embedder=open_embedder(), shipped_texts=False) as base:
        base.add([text])
        Advisor(base, data, Memory.open(data / "conversations.sqlite3")).reply(
            "terminal", "Was verdient ein Koch in Essen?"
        )
    feedback = Feedback.open(data / "conversations.sqlite3")
    feedback.rate("telegram:1", PAY, "up")
    feedback.answered("Hund?", Answer((Sentence("Nein."),), "declined", "de", "other_domain"), 0.1)
    feedback.close()
    return data


def use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIERLOTSE_DATA_DIR", str(folder))


def answer(folder: Path) -> str:
    with KnowledgeBase.open(folder, embedder=open_embedder(), shipped_texts=False) as base:
        return Advisor(base, folder, Memory.in_process()).reply("new", "Was verdient ein Koch in Essen am Anfang?").text


def test_a_backup_comes_back_on_another_machine(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "backup.tar.gz"
    assert main(["backup", str(file)]) == 0 and file.stat().st_mode & 0o077 == 0
    other = tmp_path / "other"
    use(other, monkeypatch)
    assert main(["restore", str(file)]) == 0
    assert "2.300" in answer(other)
    database = other / "conversations.sqlite3"
    assert database.stat().st_mode & 0o077 == 0
    assert Memory.open(database).conversation("terminal").city == "Essen"
    assert len(Feedback.open(database).export("telegram:1")) == 1
    assert [path.name for path in other.iterdir() if path.name.startswith(".backup")] == []


def test_restoring_takes_back_what_happened_since(
    folder: Path, tmp_path: Path, write_text: Callable[..., Path]
) -> None:
    file = tmp_path / "backup.tar.gz"
    assert main(["backup", str(file)]) == 0
    added = write_text(
        "Neu", "## Einstiegsgehalt {#salary_entry}\n\nEin Kellner verdient in Essen 2.100 Euro im Monat."
    )
    with KnowledgeBase.open(folder, embedder=open_embedder(), shipped_texts=False) as running:
        running.add([added])
        assert len(running.texts()) == 2
        assert main(["restore", str(file), "--force"]) == 0
        assert [text.title for text in running.texts()] == ["Lohn"]
        assert {hit.passage.title for hit in running.search("Was verdient ein Kellner?")} == {"Lohn"}
    Memory.open(folder / "conversations.sqlite3").forget("terminal")


def test_updates_in_work_are_not_answered_again(folder: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(folder / "conversations.sqlite3")) as database, database:
        states = [(1, "waiting"), (2, "leased"), (3, "parked")]
        database.executemany(
            "INSERT INTO updates (bot, id, lane, state, owner, attempts, begun, reason, arrived, payload) "
            "VALUES (1, ?, '1', ?, 'x', 1, 0, '', 0, 'secret')",
            states,
        )
    assert main(["backup", str(tmp_path / "b")]) == 0 and main(["restore", str(tmp_path / "b"), "--force"]) == 0
    with closing(sqlite3.connect(folder / "conversations.sqlite3")) as database:
        rows = database.execute("SELECT state, payload FROM updates ORDER BY id").fetchall()
    assert rows == [("done", ""), ("done", ""), ("parked", "secret")]


def test_nothing_is_overwritten_unasked(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "b"
    assert main(["backup", str(file)]) == 0
    assert main(["backup", str(file)]) == 2 and "--force" in capsys.readouterr().err
    assert main(["restore", str(file)]) == 2 and "--force" in capsys.readouterr().err
    assert main(["backup", str(file), "--force"]) == 0


def _changed(file: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    with tarfile.open(file) as archive:
        members = {member.name: archive.extractfile(member).read() for member in archive}  # type: ignore[union-attr]
    members[name] = change(members.get(name, b""))
    with tarfile.open(file, "w:gz") as archive:
        for member, content in members.items():
            information = tarfile.TarInfo(member)
            information.size = len(content)
            archive.addfile(information, io.BytesIO(content))


def _with(**fields: object) -> Callable[[bytes], bytes]:
    return lambda content: json.dumps(json.loads(content) | fields).encode()


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("texts.sqlite3", lambda content: content[:-1] + b"?", "checksum"),
        ("manifest.json", _with(format=99), "format 99"),
        ("manifest.json", _with(files={"../evil": "00"}), "does not know"),
        ("manifest.json", lambda _: b"{", "no backup"),
        ("manifest.json", lambda _: b"{}", "no backup"),
    ],
)
def test_a_damaged_backup_changes_nothing(
    name: str,
    change: Callable[[bytes], bytes],
    said: str,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "b"
    assert main(["backup", str(file)]) == 0
    _changed(file, name, change)
    assert main(["restore", str(file), "--force"]) == 2
    complaint = capsys.readouterr().err
    assert said in complaint and complaint.count("\n") == 1
    assert "2.300" in answer(folder)


@pytest.mark.parametrize("content", [b"", b"no archive", None])
def test_what_is_no_backup_is_refused(
    content: bytes | None, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "b"
    if content is not None:
        file.write_bytes(content)
    assert main(["restore", str(file), "--force"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_backup_where_nothing_is_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(tmp_path / "b")]) == 2
    assert "no texts" in capsys.readouterr().err and not (tmp_path / "b").exists()


def test_a_server_is_saved_by_its_own_tool(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://lotse:geheim@127.0.0.1:5/bot")
    assert main(["backup", str(tmp_path / "b")]) == 0
    said = capsys.readouterr().out
    assert 'pg_dump --format=custom --file=revierlotse.dump "postgresql://lotse@127.0.0.1:5/bot"' in said
    assert "geheim" not in said
    with tarfile.open(tmp_path / "b") as archive:
        assert archive.getnames() == ["manifest.json", "texts.sqlite3"]
