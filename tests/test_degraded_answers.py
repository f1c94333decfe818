"""What a person and an operator are told while the server of vectors is away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.conversation import Advisor
from bot.memory import Memory
from knowledge import KnowledgeBase, TrainingProfile, open_embedder
from tests.bot_api import BotApiServer
from tests.replicas import running_webhook
from tests.scripted import ScriptedAdvisor, said

NOBODY = "http://127.0.0.1:9"  # where nobody listens
GERMAN, ENGLISH = "Hinweis: Die Suche nach Bedeutung", "Note: search by meaning"


@pytest.fixture
def advisor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Advisor]:
    monkeypatch.setattr("knowledge.knowledge_base.FEW", 0)  # every search asks for vectors
    with KnowledgeBase.open(tmp_path / "data", embedder=open_embedder(), chroma_url=NOBODY) as base:
        yield Advisor(base, tmp_path / "data", Memory.in_process())


def test_an_answer_by_words_alone_says_so(advisor: Advisor) -> None:
    answer = advisor.reply("1", "Was verdient man als IT-Projektkoordinator am Anfang?")
    assert "3.200" in answer.text and GERMAN in answer.text.splitlines()[-1] and answer.degraded
    assert ENGLISH in advisor.reply("1", "What does one earn with experience in Duisburg?").text
    assert ENGLISH in advisor.suggest_training("2", TrainingProfile(level="entry"), "en").text
    assert GERMAN in advisor.answer_alone("Was ist PRINCE2?").text
    repeated = advisor.speak("1", "de")
    assert repeated and GERMAN in repeated.text
    assert advisor.has_all_vectors is False and advisor.ready()


def test_the_note_is_no_part_of_what_is_remembered(advisor: Advisor) -> None:
    advisor.reply("1", "Was verdient man am Anfang?")
    last = advisor.last_answer("1")
    assert last and not last.degraded and GERMAN not in last.text


def test_small_talk_needs_no_note(advisor: Advisor) -> None:
    assert GERMAN not in advisor.reply("1", "Hallo!").text


def test_few_passages_need_no_server(tmp_path: Path) -> None:
    with KnowledgeBase.open(tmp_path / "data", embedder=open_embedder(), chroma_url=NOBODY) as base:
        answer = Advisor(base, tmp_path / "data", Memory.in_process()).reply("1", "Was verdient man am Anfang?")
    assert answer.outcome == "answered" and not answer.degraded


def test_whoever_watches_is_told(tmp_path: Path) -> None:
    advisor = ScriptedAdvisor({"Gehalt": said("3.200 Euro", degraded=True)})
    with BotApiServer() as server, running_webhook(advisor, server, f"sqlite:///{tmp_path / 'bot.sqlite3'}") as bot:
        assert bot.get("/readyz").text == "ok\n" and "vector_server" not in bot.get("/metrics").text
        advisor.has_all_vectors = False
        ready = bot.get("/readyz")
        assert (ready.status_code, ready.text) == (200, "ok, without vectors\n")
        assert bot.metric("revierlotse_vector_server_up") == 0
        server.send_text(11, "Gehalt")
        assert bot.post(next(iter(server.updates.past.values()))) == 200
        server.messages(11, 1)
        bot.wait_for_metric("revierlotse_degraded_answers_total", 1)
        advisor.has_all_vectors = True
        assert bot.metric("revierlotse_vector_server_up") == 1


def test_the_doctor_tells_of_the_server(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CHROMA_URL", NOBODY)
    main(["doctor"])
    (line,) = [line for line in capsys.readouterr().out.splitlines() if " chroma: " in line]
    assert line.startswith("note") and NOBODY in line and "CHROMA_URL" in line
    monkeypatch.setenv("CHROMA_URL", "chroma")
    assert main(["doctor"]) == 2 and "CHROMA_URL must be" in capsys.readouterr().out
