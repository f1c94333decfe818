"""Feedback, gaps and counts: kept, changed, withdrawn, forgotten, and without anybody's name where they outlive a chat."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.answer import Answer, Sentence
from bot.feedback import SLOWER, Feedback
from bot.notes import Exchange
from bot.personal_data import masked

CHAT = "telegram:77001"
PAY = Exchange(7, (8, 9), "Was verdient man?", "answered", "salary_entry", "de", ("ab12", "cd34"))
LONG_AGO = date(2000, 1, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "conversations.sqlite3"


@pytest.fixture
def feedback(path: Path) -> Feedback:
    return Feedback.open(path)


def declined(topic: str = "other_domain") -> Answer:
    return Answer((Sentence("Dazu steht nichts da."),), "declined", "de", topic)


def test_a_vote_is_kept_with_question_passages_and_outcome(feedback: Feedback, path: Path) -> None:
    feedback.rate(CHAT, PAY, "up")
    (row,) = Feedback.open(path).export(CHAT)
    assert datetime.fromisoformat(row.pop("day")).date() == datetime.now(UTC).date()
    assert row == {
        "message": 9, "vote": "up", "reason": "", "question": "Was verdient man?", "passages": ["ab12", "cd34"],
        "outcome": "answered", "topic": "salary_entry", "language": "de",
    }  # fmt: skip
    assert json.dumps(row) and feedback.gaps(LONG_AGO) == []


def test_the_last_vote_counts_and_its_gap_goes_with_it(feedback: Feedback) -> None:
    feedback.rate(CHAT, PAY, "down")
    feedback.rate(CHAT, PAY, "down")
    feedback.explain(CHAT, PAY, "outdated")
    (gap,) = feedback.gaps(LONG_AGO)
    assert (gap["kind"], gap["reason"], gap["question"]) == ("downvoted", "outdated", "Was verdient man?")
    assert feedback.votes(LONG_AGO)[0]["votes"] == 1
    feedback.rate(CHAT, PAY, "up")
    assert feedback.gaps(LONG_AGO) == [] and [row["vote"] for row in feedback.export(CHAT)] == ["up"]
    feedback.explain(CHAT, PAY, "wrong")
    assert feedback.export(CHAT)[0]["reason"] == ""
    feedback.withdraw(CHAT, PAY)
    assert feedback.export(CHAT) == []


def test_forgetting_leaves_only_what_names_nobody(feedback: Feedback, path: Path) -> None:
    feedback.rate(CHAT, PAY, "down")
    feedback.rate("telegram:2", PAY, "up")
    feedback.forget(CHAT)
    assert feedback.export(CHAT) == [] and len(feedback.export("telegram:2")) == 1
    assert [gap["question"] for gap in feedback.gaps(LONG_AGO)] == ["Was verdient man?"]
    assert b"77001" not in b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_feedback_expires(feedback: Feedback, monkeypatch: pytest.MonkeyPatch) -> None:
    today = datetime.now(UTC).date()
    monkeypatch.setattr("bot.feedback._today", lambda: today - timedelta(days=31))
    feedback.rate(CHAT, PAY, "up")
    monkeypatch.undo()
    feedback.rate("telegram:2", PAY, "up")
    assert feedback.expire(timedelta(days=30)) == (1, 0)
    assert feedback.export(CHAT) == [] and len(feedback.export("telegram:2")) == 1


def test_a_declined_question_is_a_gap_without_personal_data(feedback: Feedback) -> None:
    feedback.answered("Mail an kim@example.org, wie backe ich Brot?", declined(), 0.01)
    feedback.answered("Ich will nicht mehr leben", declined("crisis"), 0.01)
    feedback.answered("Was verdient man?", Answer((Sentence("Viel."),), "answered"), 0.01)
    (gap,) = feedback.gaps(LONG_AGO)
    assert gap["question"] == "Mail an …, wie backe ich Brot?"
    assert set(gap) == {"id", "day", "kind", "reason", "language", "topic", "question"}
    assert feedback.gaps(datetime.now(UTC).date() + timedelta(days=1)) == []


def test_answers_are_counted_by_day_topic_outcome_language_and_latency(feedback: Feedback) -> None:
    for seconds in (0.01, 0.03, 0.7, 99.0):
        feedback.answered("Backen?", declined(), seconds)
    rows = feedback.usage(LONG_AGO)
    assert {row["within_ms"]: row["answers"] for row in rows} == {50: 2, 1000: 1, SLOWER: 1}
    assert set(rows[0]) == {"day", "topic", "outcome", "language", "within_ms", "answers"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ruf 0171 2345678 an", "Ruf … an"),
        ("Ruf +49 203 / 123-4567 an", "Ruf … an"),
        ("(0203) 1234567?", "(…?"),
        ("IBAN DE89 3704 0044 0532 0130 00 bitte", "IBAN … bitte"),
        ("schreib an Kim.Meier+jobs@mail.example.de", "schreib an …"),
        ("mein Profil https://example.org/kim?x=1 ok", "mein Profil … ok"),
        ("folge @kimmeier", "folge …"),
        ("Ich heiße Kim Meier und suche", "Ich heiße … und suche"),
        ("My name is Kim. Salary?", "My name is …. Salary?"),
        ("Geboren am 3.4.1990", "Geboren am …"),
        ("Kundennummer 123456789", "Kundennummer …"),
    ],
)
def test_personal_data_is_masked(text: str, kept: str) -> None:
    assert masked(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Sind 3.200 bis 3.600 € gut?",
        "Reichen 45000 Euro im Jahr?",
        "Tarif 2025/2026 oder 2026-2027, E 10 Stufe 3?",
        "Was ist § 81 SGB III?",
        "38,5 Stunden oder 40?",
        "Zwischen 48.000 und 60.000 Euro",
        "PRINCE2 und PSM I, ISO 27001",
    ],
)
def test_questions_are_not_masked(text: str) -> None:
    assert masked(text) == text
