"""Retention: what is older than the operator wants goes, to the last byte, and the rest stays."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.answer import Answer, Sentence
from bot.feedback import Feedback
from bot.memory import Conversation, Memory
from bot.notes import Exchange

OLD_WORDS, NEW_WORDS = "Was verdient man als Uhrmacher?", "Was verdient man als Koch?"


def exchange(question: str) -> Exchange:
    return Exchange(7, (8,), question, "answered", "salary_entry", "de")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Two conversations and votes, one of them ten days old; a gap of two years ago."""
    path = tmp_path / "data" / "conversations.sqlite3"
    memory, feedback = Memory.open(path), Feedback.open(path)
    for name, words in (("telegram:1", OLD_WORDS), ("telegram:2", NEW_WORDS)):
        memory.keep(name, Conversation(question=words))
        feedback.rate(name, exchange(words), "up")
    feedback.answered("Wann hat das Amt auf?", Answer((Sentence("Weiß ich nicht."),), "declined", "de", ""), 0.1)
    memory.close()
    feedback.close()
    now = datetime.now(UTC)
    with closing(sqlite3.connect(path)) as connection, connection:
        then = (now - timedelta(days=10)).replace(tzinfo=None)
        connection.execute("UPDATE conversations SET updated = ? WHERE name = 'telegram:1'", (then.isoformat(" "),))
        connection.execute("UPDATE feedback SET day = ? WHERE conversation = 'telegram:1'", (then.date().isoformat(),))
        connection.execute("UPDATE gaps SET day = ?", ((now - timedelta(days=700)).date().isoformat(),))
    return path


def test_what_is_older_goes_and_the_rest_stays(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REVIERLOTSE_KEEP_DAYS", "7")
    assert main(["expire"]) == 0
    assert "1 conversations, 1 votes, 1 unanswered questions" in capsys.readouterr().out
    memory, feedback = Memory.open(database), Feedback.open(database)
    assert memory.export("telegram:1") == {} and memory.conversation("telegram:2").question == NEW_WORDS
    assert feedback.export("telegram:1") == [] and len(feedback.export("telegram:2")) == 1
    stored = b"".join(file.read_bytes() for file in database.parent.glob("conversations.sqlite3*"))
    assert b"Uhrmacher" not in stored and b"Koch" in stored


def test_by_default_thirty_days_are_kept(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["expire"]) == 0
    assert "0 conversations, 0 votes" in capsys.readouterr().out
