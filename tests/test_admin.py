"""/status, /luecken and /neu_laden: for administrators in their private chats; for everybody else they do not exist."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.answer import Answer, Sentence
from bot.feedback import Feedback
from bot.last_error import LastError
from bot.operations.status import Operations
from bot.operator_settings import OperatorSettings
from bot.telegram import Surface
from bot.telegram.german import GERMAN
from knowledge import KnowledgeBase, open_embedder
from tests.bot_api import BotApiServer
from tests.bot_api.fixtures import running_bot
from tests.scripted import ScriptedAdvisor, plain_surface

ADMIN, STRANGER, GROUP = 4711, 12, -100500
DOGS = ("Hund im Büro erlaubt?", "Darf der Hund mit ins Büro?", "Hund mit <b>ins</b> Büro nehmen")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(tmp_path / "texts", embedder=open_embedder(), shipped_texts=False) as opened:
        yield opened


@pytest.fixture
def operations(base: KnowledgeBase, tmp_path: Path) -> Operations:
    database = tmp_path / "bot.sqlite3"
    settings = OperatorSettings(admins=frozenset({ADMIN}), keep_days=7)
    return Operations(settings, database, base, Feedback.open(database), LastError())


@pytest.fixture
def chat(operations: Operations) -> Iterator[BotApiServer]:
    plain = plain_surface()
    surface = Surface(plain.feedback, plain.charts, plain.pictures, operations)
    with BotApiServer() as server:
        with running_bot(ScriptedAdvisor(), server, surface):
            yield server
        assert server.violations == []


def answer_to(chat: BotApiServer, who: int, text: str, **options: object) -> str:
    before = len(chat.world.from_bot(who))
    chat.send_text(who, text, **options)
    return chat.messages(who, before + 1)[before].text


def test_status_names_texts_queue_answers_and_the_last_error(
    chat: BotApiServer, operations: Operations, tmp_path: Path
) -> None:
    feedback = Feedback.open(tmp_path / "bot.sqlite3")
    feedback.answered("?", Answer((Sentence("Ja."),), "answered", "de", "role_tasks"), 0.1)
    error = logging.makeLogRecord({"name": "bot.x", "levelno": logging.ERROR, "msg": "update 5 failed: <E>\nat line 3"})
    operations._last_error.handle(error)
    said = answer_to(chat, ADMIN, "/status")
    assert "Texte: 0 mit 0 Abschnitten" in said and "0 beiseitegelegt" in said
    assert "Antworten heute: 1: 1 beantwortet" in said
    assert "bot.x: update 5 failed: <E>" in said and "line 3" not in said
    assert "Inbox: 0 waiting" in answer_to(chat, ADMIN, "/status", language_code="en")


def test_gaps_are_shown_in_groups(chat: BotApiServer, tmp_path: Path) -> None:
    assert "Keine Frage" in answer_to(chat, ADMIN, "/luecken")
    feedback = Feedback.open(tmp_path / "bot.sqlite3")
    for question in (*DOGS, "Wird es morgen regnen?"):
        feedback.answered(question, Answer((Sentence("Nein."),), "declined", "de", "other_domain"), 0.1)
    said = answer_to(chat, ADMIN, "/luecken")
    assert "3× " in said and "Hund" in said and "und 1 weitere" in said and "regnen" not in said


def test_new_texts_are_taken_up(chat: BotApiServer, base: KnowledgeBase, write_text: Callable[..., Path]) -> None:
    assert "Texte: 0" in answer_to(chat, ADMIN, "/neu_laden")
    with KnowledgeBase.open(base_folder(base), embedder=open_embedder(), shipped_texts=False) as other:
        other.add([write_text("Lohn", "## Lohn {#salary_entry}\n\nEin Koch verdient in Essen 2.300 Euro im Monat.")])
    assert "in Gebrauch. Texte: 1 mit 1 Abschnitten" in answer_to(chat, ADMIN, "/neu_laden")


def base_folder(base: KnowledgeBase) -> Path:
    return base._ingest.folder


@pytest.mark.parametrize("command", ["/status", "/luecken", "/neu_laden"])
def test_for_others_the_commands_do_not_exist(command: str, chat: BotApiServer) -> None:
    assert answer_to(chat, STRANGER, command) == answer_to(chat, STRANGER, "/gibtsnicht")


def test_people_are_told_the_operators_number_of_days(chat: BotApiServer) -> None:
    assert "sonst 7 Tage nach" in answer_to(chat, STRANGER, "/datenschutz")
    assert "7 days after" in answer_to(chat, STRANGER, "/privacy", language_code="en")


def test_only_administrators_see_the_commands(chat: BotApiServer) -> None:
    answer_to(chat, ADMIN, "/status")
    calls = [call.params for call in chat.calls("setMyCommands")]
    scoped = [call for call in calls if call.get("scope")]
    assert {call.get("language_code") for call in scoped} == {None, "de"}
    german = next(call for call in scoped if call.get("language_code") == "de")
    commands = json.loads(german["commands"])
    assert [command["command"] for command in commands][:3] == ["status", "luecken", "neu_laden"]
    assert len(commands) == 3 + len(GERMAN.commands)
    assert all("status" not in str(call["commands"]) for call in calls if not call.get("scope"))


def test_a_running_bot_deletes_what_is_too_old(
    operations: Operations, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    plain = plain_surface()
    surface = Surface(plain.feedback, plain.charts, plain.pictures, operations)
    with BotApiServer() as server, running_bot(ScriptedAdvisor(), server, surface):
        server.wait_until(lambda: "deleted: 0 conversations" in caplog.text, "upkeep")
