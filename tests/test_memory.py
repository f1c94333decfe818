"""What a conversation leaves behind: it survives the process, expires, and is gone when it is forgotten."""

import json
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import MISSING, Field, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import database
from bot.answer import Answer, Citation, PassageScore, Sentence
from bot.answer_json import answer_from_json, answer_to_json
from bot.errors import MemoryUnavailable
from bot.memory import MOST_SHOWN, Conversation, Memory, ShownSentences
from bot.notes import MOST_EXCHANGES, Exchange, Notes
from knowledge import TrainingProfile

NAME = "telegram:4711"
ANSWER = Answer(
    sentences=(
        Sentence("Am Anfang sind es 3.200 €.", (1, 2), True, own_line=True, item=1),
        Sentence("Frag gern weiter."),
    ),
    outcome="answered",
    language="en",
    topic="salary_entry",
    citations=(
        Citation(
            1, "Gehalt", "Einstieg", "https://example.org", "2025-01-31", "ab12", "„3.200 €“", "Portal", ("Tarif",)
        ),
    ),
    suggestions=("Und mit Erfahrung?",),
    passages=(PassageScore("ab12", "Gehalt", "Einstieg", "IT-Projektkoordinator", "Duisburg", 0.75),),
    degraded=True,
)


EXCHANGE = Exchange(7, (8, 9), "Was verdient man?", "answered", "salary_entry", "de", ("ab12",))
NOTES = Notes("salary:entry", "album 1", (EXCHANGE,))


def conversation() -> Conversation:
    """One in which no field has the value that it begins with."""
    begun = Conversation(
        language="en",
        chosen_language="en",
        topic="salary_entry",
        profession="IT-Projektkoordinator",
        city="Duisburg",
        level="entry",
        compared=[("Koch", "Essen"), ("Koch", "Duisburg")],
        question="Was verdiene ich am Anfang?",
        pending="Und in Köln?",
        last=ANSWER,
        profile=TrainingProfile(
            "entry", ("pay",), "employed", 40, True, True, ("evening",), ("course",), ("de",), ("SAP",), True
        ),
        advice="suggest",
        offered=("psm1", "capm"),
        subject="capm",
        notes=NOTES,
    )
    begun.shown |= {"Am Anfang sind es 3.200 €."}
    return begun


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "conversations.sqlite3"


@pytest.fixture
def open_memory(path: Path) -> Iterator[Callable[..., Memory]]:
    """Opens the memory of this test's file, again and again if need be."""
    opened: list[Memory] = []

    def open_it(address: str | Path = path, **options: Any) -> Memory:
        opened.append(Memory.open(address, **options))
        return opened[-1]

    yield open_it
    for memory in opened:
        memory.close()


def on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


@pytest.mark.parametrize(
    "noun",
    [conversation(), ANSWER, *ANSWER.sentences[:1], *ANSWER.citations, *ANSWER.passages, NOTES, EXCHANGE],
    ids=repr,
)
def test_the_conversation_of_these_tests_tries_every_field(noun: Any) -> None:
    assert [field.name for field in fields(noun) if getattr(noun, field.name) == default(field)] == []


def test_a_conversation_survives_a_restart(open_memory: Callable[..., Memory]) -> None:
    before = open_memory()
    before.keep(NAME, conversation())
    before.close()
    assert open_memory().conversation(NAME) == conversation()


def test_notes_of_another_layout_are_empty() -> None:
    old = {"notes": {"dialogue": 3, "album": "a", "exchanges": [{"asked": 1}]}, "city": "Essen"}
    assert Conversation.from_json(old) == Conversation(city="Essen", notes=Notes(album="a"))
    assert Conversation.from_json({"notes": "?"}).notes == Notes()


def test_the_latest_exchanges_are_noted() -> None:
    notes = Notes()
    for asked in (*range(MOST_EXCHANGES), 5, 99):
        notes = notes.with_exchange(replace(EXCHANGE, asked=asked, sent=(1000 + asked,)))
    assert [entry.asked for entry in notes.exchanges] == [1, 2, 3, 4, *range(6, MOST_EXCHANGES), 5, 99]
    assert notes.answering(0) is None and notes.sending(1000) is None
    assert notes.answering(5) == notes.sending(1005) == notes.exchanges[-2]


def test_notes_change_alone(open_memory: Callable[..., Memory]) -> None:
    memory = open_memory()
    memory.keep("kim", Conversation(topic="salary_entry", notes=Notes(album="7")))
    memory.note("kim", lambda notes: replace(notes, dialogue="pay"))
    assert memory.notes("kim") == Notes(dialogue="pay", album="7") and memory.notes("alex") == Notes()
    assert memory.conversation("kim") == Conversation(topic="salary_entry", notes=Notes(dialogue="pay", album="7"))
    memory.note("alex", lambda notes: replace(notes, album="8"))
    assert memory.conversation("alex") == Conversation(notes=Notes(album="8"))


def test_the_last_state_counts(open_memory: Callable[..., Memory]) -> None:
    memory = open_memory()
    for city in ("Duisburg", "Essen"):
        memory.keep(NAME, Conversation(city=city))
    assert memory.conversation(NAME) == Conversation(city="Essen")


def test_an_unknown_conversation_is_new(open_memory: Callable[..., Memory]) -> None:
    assert open_memory().conversation(NAME) == Conversation()


def test_a_url_opens_the_same_file_as_its_path(open_memory: Callable[..., Memory], path: Path) -> None:
    open_memory(f"sqlite:///{path}").keep(NAME, conversation())
    assert open_memory(str(path)).conversation(NAME) == conversation()


def test_nobody_else_may_read_the_file(open_memory: Callable[..., Memory], path: Path) -> None:
    open_memory().keep(NAME, conversation())
    assert {oct(file.stat().st_mode & 0o777) for file in path.parent.iterdir()} == {"0o600"}


@pytest.mark.parametrize("name", ["", "a\x00b", "\ud800", "ä" * 300, "a'; DROP TABLE conversations; --"])
def test_any_name_and_any_text_can_be_kept(name: str, open_memory: Callable[..., Memory]) -> None:
    memory = open_memory()
    memory.keep("other", Conversation())
    memory.keep(name, Conversation(question=f"{name}?", shown=ShownSentences()))
    assert memory.conversation(name).question == f"{name}?"
    assert memory.export(name)["conversation"] == name


def test_in_process_nothing_is_shared_or_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    one, other = Memory.in_process(), Memory.in_process()
    one.keep(NAME, conversation())
    assert one.conversation(NAME) == conversation() and other.conversation(NAME) == Conversation()
    assert list(tmp_path.iterdir()) == []


def test_in_process_conversations_are_exported_forgotten_and_expire() -> None:
    memory = Memory.in_process()
    for name in (NAME, "other"):
        memory.keep(name, conversation())
    assert memory.export(NAME)["topic"] == "salary_entry"
    memory.forget(NAME)
    assert memory.export(NAME) == {} and memory.conversation("other") == conversation()
    assert memory.expire(timedelta(days=1)) == 0
    assert memory.expire(timedelta(0)) == 1 and memory.conversation("other") == Conversation()


def test_shown_sentences_are_known_again_but_not_kept(open_memory: Callable[..., Memory]) -> None:
    memory = open_memory()
    begun = Conversation()
    begun.shown |= {"Der Satz."}
    memory.keep(NAME, begun)
    shown = memory.conversation(NAME).shown
    assert "Der Satz." in shown and "Ein anderer." not in shown
    assert "Der Satz." not in json.dumps(memory.export(NAME))


def test_the_latest_shown_sentences_are_remembered() -> None:
    shown = ShownSentences()
    for number in [*range(MOST_SHOWN), 0, MOST_SHOWN]:
        shown |= {f"Satz {number}"}
    assert len(shown.hashes) == MOST_SHOWN
    assert "Satz 1" not in shown and all(f"Satz {number}" in shown for number in (0, 2, MOST_SHOWN))


def test_what_is_forgotten_is_gone_from_the_file(open_memory: Callable[..., Memory], path: Path) -> None:
    memory = open_memory()
    for number in range(60):
        for size in (number * 40, 9000, 200):  # grows over several pages and shrinks again
            text = f"Geheimnis{number % 3} " * (size // 12 + 1)
            memory.keep(f"person{number % 3}:{number:02d}", Conversation(question=text, pending=text))
    for number in range(60):
        if number % 3 == 1:
            memory.forget(f"person1:{number:02d}")
    assert memory.conversation("person1:01") == Conversation() and memory.export("person1:01") == {}
    assert b"Geheimnis1" not in on_disk(path) and b"person1" not in on_disk(path)
    assert b"Geheimnis2" in on_disk(path) and memory.conversation("person2:02").question


def test_an_export_says_all_that_is_stored(open_memory: Callable[..., Memory]) -> None:
    memory = open_memory()
    before = datetime.now(UTC)
    memory.keep(NAME, conversation())
    exported = json.loads(json.dumps(memory.export(NAME)))
    assert before <= datetime.fromisoformat(exported.pop("updated")) <= datetime.now(UTC)
    assert exported.pop("conversation") == NAME
    assert set(exported) == {field.name for field in fields(Conversation)}
    assert exported["question"] == "Was verdiene ich am Anfang?"
    assert exported["last"]["citations"][0]["title"] == "Gehalt"


def test_nothing_is_exported_of_an_unknown_conversation(open_memory: Callable[..., Memory]) -> None:
    assert open_memory().export(NAME) == {}


def test_conversations_silent_for_longer_are_deleted(open_memory: Callable[..., Memory], path: Path) -> None:
    memory = open_memory()
    memory.keep("silent", Conversation(question="Geheimnis"))
    time.sleep(0.1)
    memory.keep("lively", conversation())
    assert memory.expire(timedelta(days=1)) == 0
    assert memory.expire(timedelta(seconds=0.05)) == 1
    assert memory.export("silent") == {} and memory.export("lively")
    assert b"Geheimnis" not in on_disk(path)


def test_a_conversation_that_has_expired_begins_anew(open_memory: Callable[..., Memory]) -> None:
    open_memory().keep(NAME, conversation())
    time.sleep(0.01)
    memory = open_memory(expire_after=timedelta(milliseconds=1))
    assert memory.conversation(NAME) == Conversation() and memory.export(NAME) == {}


def test_those_that_nobody_asks_for_again_are_deleted_in_passing(open_memory: Callable[..., Memory]) -> None:
    open_memory().keep("silent", conversation())
    time.sleep(0.1)
    memory = open_memory(expire_after=timedelta(seconds=0.05))
    memory.keep("lively", conversation())
    assert memory.export("silent") == {} and memory.export("lively")


@pytest.mark.parametrize(
    "changed",
    [
        {"outcome": "maybe"},
        {"sentences": ["Nur Text."]},
        {"sentences": [{"text": 3, "citations": []}]},
        {"sentences": [{"text": "Ja.", "citations": ["eins"]}]},
        {"citations": [{"number": 1}]},
        {"passages": None},
        {"suggestions": "Und?"},
        {"mood": "good"},
    ],
    ids=json.dumps,
)
def test_an_answer_of_another_layout_counts_as_absent(
    changed: dict[str, Any], open_memory: Callable[..., Memory], path: Path
) -> None:
    memory = open_memory()
    memory.keep(NAME, conversation())
    state = conversation().to_json()
    overwrite(path, json.dumps({**state, "last": {**state["last"], **changed}}))
    assert memory.conversation(NAME) == replace(conversation(), last=None)


def test_an_answer_without_a_field_that_came_later_is_read() -> None:
    stored = json.loads(json.dumps(answer_to_json(ANSWER)))
    del stored["topic"]
    assert answer_from_json(stored) == replace(ANSWER, topic="")


@pytest.mark.parametrize("state", ["", "[]", "null", '{"city": 3, "shown": "x", "level": 1, "new": 2}'])
def test_a_state_that_says_nothing_is_empty(state: str, open_memory: Callable[..., Memory], path: Path) -> None:
    memory = open_memory()
    memory.keep(NAME, conversation())
    overwrite(path, state)
    assert memory.conversation(NAME) == Conversation()


def overwrite(path: Path, state: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE conversations SET state = ?", (state,))
    connection.close()


def test_a_file_that_is_no_database_is_said(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database " * 1000)
    assert_unavailable(lambda: Memory.open(path), path)
    assert path.read_bytes() == b"no database " * 1000


def test_a_file_that_is_damaged_later_is_said(open_memory: Callable[..., Memory], path: Path) -> None:
    memory = open_memory()
    for number in range(50):
        memory.keep(f"{NAME}{number}", conversation())
    memory.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    assert_unavailable(lambda: open_memory().conversation(f"{NAME}1"), path)


@pytest.mark.parametrize("under", ["file/conversations.sqlite3", "file/data/conversations.sqlite3", "folder"])
def test_a_place_that_cannot_be_written_is_said(under: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    assert_unavailable(lambda: Memory.open(tmp_path / under), tmp_path)


def test_a_locked_database_is_said(
    open_memory: Callable[..., Memory], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    memory = open_memory()
    memory.keep(NAME, Conversation())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert_unavailable(lambda: memory.keep(NAME, conversation()), path)
    assert memory.conversation(NAME) == Conversation()  # reading goes on
    other.execute("ROLLBACK")
    other.close()
    memory.keep(NAME, conversation())
    assert memory.conversation(NAME) == conversation()


def test_a_server_that_cannot_be_reached_is_said_without_its_password() -> None:
    said = assert_unavailable(lambda: Memory.open("postgresql+psycopg://bot:geheim@127.0.0.1:1/x"), "127.0.0.1")
    assert "geheim" not in said


def assert_unavailable(call: Callable[[], object], where: object) -> str:
    """One line that names the place, and nothing of what was to be kept."""
    with pytest.raises(MemoryUnavailable) as error:
        call()
    said = str(error.value)
    assert str(where) in said and "\n" not in said and "verdiene" not in said
    return said


@pytest.mark.parametrize("in_process", [True, False])
def test_threads_do_not_disturb_one_another(in_process: bool, open_memory: Callable[..., Memory]) -> None:
    memory = Memory.in_process() if in_process else open_memory()
    with ThreadPoolExecutor(8) as pool:
        counted = list(pool.map(lambda number: count(memory, f"{NAME}:{number}", 25), range(8)))
    assert counted == ["25"] * 8


def test_a_new_file_that_another_process_is_preparing_is_waited_for(
    path: Path, open_memory: Callable[..., Memory]
) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")  # against this, SQLite's own patience does not help: see bot/database.py
    ending = threading.Timer(0.2, other.rollback)
    ending.start()
    open_memory().keep(NAME, conversation())
    ending.join()
    other.close()


def test_processes_share_one_file(path: Path) -> None:
    """Each counts in a conversation of its own, and writes to one that both have."""
    code = (
        "import sys; from tests.test_memory import count; from bot.memory import Memory;"
        "memory = Memory.open(sys.argv[1]); print(count(memory, sys.argv[2], 50)); count(memory, 'common', 50)"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(path), name], stdout=subprocess.PIPE, text=True)
        for name in ("one", "two")
    ]
    assert [process.communicate(timeout=120)[0].strip() for process in running] == ["50", "50"]
    assert [process.returncode for process in running] == [0, 0]


def count(memory: Memory, name: str, times: int) -> str:
    """Counts in a conversation, as messages that follow one another do; returns where it got to."""
    for _ in range(times):
        state = memory.conversation(name)
        state.topic = str(int(state.topic or 0) + 1)
        memory.keep(name, replace(conversation(), topic=state.topic))
    return memory.conversation(name).topic
