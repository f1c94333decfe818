"""Answers through langchain-openai and real HTTP: what a model may add, and that every failure ends in an answer in time."""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.conversation import Advisor
from bot.errors import SettingsRefused
from bot.language_model import client, open_configured
from bot.language_model.budget import TokenBudget, today
from bot.memory import Memory
from bot.model_settings import ModelSettings
from bot.settings import Settings
from bot.token_counts import TokenCounts
from knowledge import KnowledgeBase, open_embedder
from tests.conftest import NetworkReachedError
from tests.openai_api import Call, OpenAiServer, Reply
from tests.openai_api.server import KEY, stream_length

QUESTION = "Was verdient man am Anfang?"
FIRST = "Als Einsteiger kannst du in Duisburg mit 3.200 € bis 3.600 € im Monat rechnen."
SECOND = "Aufs Jahr sind das bei zwölf Gehältern 38.400 € bis 43.200 €."
GOOD = f"{FIRST} [1] {SECOND} [1]"
BAD = "Als Einsteiger verdienst du 9.000 € im Monat. [1]"
TIMEOUT = 3.0


@pytest.fixture(scope="module")
def base(shipped_folder: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(shipped_folder, embedder=open_embedder()) as opened:
        yield opened


@pytest.fixture
def server() -> Iterator[OpenAiServer]:
    with OpenAiServer(lambda call: Reply(GOOD)) as running:
        yield running


@pytest.fixture
def advisor(
    server: OpenAiServer, base: KnowledgeBase, shipped_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Advisor]:
    """Opens an advisor with the settings of an operator; `LLM_…` variables by keyword."""

    def open_it(**limits: object) -> Advisor:
        environment = {
            "REVIERLOTSE_LLM": "openai:test-model",
            "OPENAI_API_KEY": KEY,
            "OPENAI_BASE_URL": server.url,
            "REVIERLOTSE_DATA_DIR": str(tmp_path),
            "REVIERLOTSE_LLM_TIMEOUT": str(TIMEOUT),
            "REVIERLOTSE_LLM_RETRIES": "0",
        } | {f"REVIERLOTSE_LLM_{name}": str(value) for name, value in limits.items()}
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        settings = Settings.from_environment(environment)
        return Advisor(base, shipped_folder, Memory.in_process(), open_configured(settings, base))

    return open_it


@pytest.fixture(scope="module")
def without_model(shipped_folder: Path, base: KnowledgeBase) -> str:
    return Advisor(base, shipped_folder, Memory.in_process()).reply("c", QUESTION).text


def test_an_answer_of_the_model_is_given_with_its_citations(
    advisor: Callable[..., Advisor], server: OpenAiServer
) -> None:
    shown: list[str] = []
    answer = advisor().reply("c", QUESTION, on_text=shown.append)
    assert [(sentence.text, sentence.citations) for sentence in answer.sentences] == [(FIRST, (1,)), (SECOND, (1,))]
    assert answer.outcome == "answered" and "3.200" in answer.citations[0].quote and answer.suggestions
    assert shown == ["", FIRST, f"{FIRST} {SECOND}"]
    assert "<message>\nWas verdient man am Anfang?\n</message>" in server.calls[0].prompt
    assert server.calls[0].authorization == f"Bearer {KEY}"


def test_a_false_figure_gets_one_repair(advisor: Callable[..., Advisor], server: OpenAiServer) -> None:
    replies = iter([Reply(f"{FIRST} [1] {BAD}"), Reply(GOOD)])
    server.script = lambda call: next(replies)
    shown: list[str] = []
    opened = advisor()
    assert opened.reply("c", QUESTION, on_text=shown.append).sentences[1].text == SECOND
    assert "9000 €" in server.calls[1].prompt
    assert not [text for text in shown if "9.000" in text]
    assert opened.counts["model_repaired"] == opened.counts["model_withheld_pay"] == 1


def test_a_second_false_figure_ends_in_the_answer_without_a_model(
    advisor: Callable[..., Advisor], server: OpenAiServer, without_model: str
) -> None:
    server.script = lambda call: Reply(BAD)
    opened = advisor()
    assert opened.reply("c", QUESTION).text == without_model
    assert len(server.calls) == 2 and opened.counts["model_fell_back_checks"] == 1


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
def test_a_refusal_ends_in_the_answer_without_a_model(
    advisor: Callable[..., Advisor],
    server: OpenAiServer,
    without_model: str,
    status: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.script = lambda call: Reply(status=status)
    opened = advisor()
    with caplog.at_level(logging.DEBUG, "bot"):
        assert opened.reply("c", QUESTION).text == without_model
    assert opened.counts["model_fell_back_error"] == 1
    told = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert told and not [line for line in told if KEY in line or QUESTION in line]


def test_a_flood_limit_is_waited_for(advisor: Callable[..., Advisor], server: OpenAiServer) -> None:
    replies = iter([Reply(status=429, headers={"Retry-After": "1"}), Reply(GOOD)])
    server.script = lambda call: next(replies)
    opened = advisor(RETRIES=1)
    assert opened.reply("c", QUESTION).sentences[0].text == FIRST
    assert server.calls[1].at - server.calls[0].at >= 1.0
    assert opened.counts["model_retries"] == 1


def test_a_flood_limit_longer_than_the_time_is_not_waited_for(
    advisor: Callable[..., Advisor], server: OpenAiServer, without_model: str
) -> None:
    server.script = lambda call: Reply(status=429, headers={"Retry-After": "60"})
    opened = advisor(RETRIES=3)
    assert opened.reply("c", QUESTION).text == without_model
    assert len(server.calls) == 1


@pytest.mark.parametrize("share", [0, 0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97])
def test_a_stream_cut_anywhere_ends_in_a_true_answer(
    advisor: Callable[..., Advisor], server: OpenAiServer, without_model: str, share: float
) -> None:
    server.script = lambda call: Reply(GOOD, cut_after=int(share * stream_length(GOOD)))
    answer = advisor().reply("c", QUESTION)
    assert answer.text in (without_model, FIRST, f"{FIRST} {SECOND}")


def test_a_stream_cut_once_is_asked_for_again(advisor: Callable[..., Advisor], server: OpenAiServer) -> None:
    replies = iter([Reply(GOOD, cut_after=900), Reply(GOOD)])
    server.script = lambda call: next(replies)
    shown: list[str] = []
    assert advisor(RETRIES=1).reply("c", QUESTION, on_text=shown.append).sentences[1].text == SECOND
    assert shown.count("") == 2


@pytest.mark.parametrize("pause", [0.5, 30.0])
def test_a_slow_model_is_not_waited_for(
    advisor: Callable[..., Advisor], server: OpenAiServer, without_model: str, pause: float
) -> None:
    server.script = lambda call: Reply(GOOD, pause=pause)
    opened = advisor(TIMEOUT=1, RETRIES=2)
    assert opened.reply("c", QUESTION).text == without_model
    assert opened.counts["model_fell_back_timeout"] == 1


def test_stop_keeps_what_was_written(advisor: Callable[..., Advisor], server: OpenAiServer) -> None:
    server.script = lambda call: Reply(
        f"{GOOD} Und so geht es immer weiter und weiter und weiter und weiter.", pause=0.02
    )
    stop = threading.Event()

    def on_text(text: str) -> None:
        if text == FIRST:
            stop.set()

    answer = advisor().reply("c", QUESTION, on_text=on_text, cancelled=stop)
    assert [sentence.text for sentence in answer.sentences] == [FIRST]


def test_stop_before_the_first_sentence_gives_the_answer_without_a_model(
    advisor: Callable[..., Advisor], without_model: str
) -> None:
    stop = threading.Event()
    stop.set()
    opened = advisor()
    assert opened.reply("c", QUESTION, cancelled=stop).text == without_model
    assert opened.counts["model_fell_back_stopped"] == 1


def test_calls_wait_for_one_another(advisor: Callable[..., Advisor], server: OpenAiServer, without_model: str) -> None:
    server.script = lambda call: Reply(GOOD, pause=0.05)
    opened = advisor(CONCURRENCY=1, TIMEOUT=10)
    threads = [threading.Thread(target=opened.reply, args=(f"c{number}", QUESTION)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened.counts["model_answered"] == 2
    assert server.calls[1].at >= server.first_piece_at - 0.2 * TIMEOUT


def test_a_budget_spent_ends_in_the_answer_without_a_model(
    advisor: Callable[..., Advisor], server: OpenAiServer, without_model: str
) -> None:
    opened = advisor(CHAT_TOKENS=4000)
    assert opened.reply("c", QUESTION).sentences[0].text == FIRST
    for _ in range(4):
        last = opened.reply("c", QUESTION)
    assert last.text == without_model and opened.counts["model_fell_back_budget"] >= 1
    assert opened.reply("d", QUESTION).sentences[0].text == FIRST


def restating(data: object) -> Callable[[Call], Reply]:
    """Replies to a question for data with these, to all others with the good answer."""
    words = data if isinstance(data, str) else json.dumps(data)
    return lambda call: Reply(GOOD) if call.is_stream else Reply(words)


TANGLED = (
    "Hömma, ich hab da so eine Sache, mein Schwager meint ja immer, ich soll was mit Computern machen, und jetzt frag ich mich "
    "halt, was bei euch so reinkommt, wenn einer neu dabei ist."
)


def test_a_tangled_message_is_restated(advisor: Callable[..., Advisor], server: OpenAiServer) -> None:
    plain = {"standalone": "Was verdient man am Anfang?", "profession": "", "city": "", "level": "entry"}
    server.script = restating(plain)
    opened = advisor()
    answer = opened.reply("c", TANGLED)
    assert answer.sentences[0].text == FIRST and answer.topic == "salary_entry"
    assert opened.counts["model_restated"] == 1
    assert "IT-Projektkoordinator in Duisburg" in server.calls[0].prompt


@pytest.mark.parametrize(
    "reply",
    [
        "Das kann ich nicht.",
        "{",
        "[]",
        {"question": "x"},
        {"standalone": ""},
        {"standalone": "Was verdient man am Anfang?", "city": "Atlantis"},
        {"standalone": "Was verdient man am Anfang?", "profession": "Astronaut"},
        {"standalone": "Was verdient man in Köln am Anfang?"},
        {"standalone": "Sind 9000 Euro am Anfang üblich?"},
        {"standalone": "Was verdient man <b>am Anfang</b>?"},
        {"standalone": "Was " * 200},
        {"standalone": "Was verdient man am Anfang?", "level": "boss"},
    ],
    ids=str,
)
def test_a_reading_that_is_malformed_or_adds_something_is_refused(
    advisor: Callable[..., Advisor], server: OpenAiServer, shipped: Advisor, reply: object
) -> None:
    server.script = lambda call: Reply(BAD) if call.is_stream else restating(reply)(call)
    opened = advisor()
    assert opened.reply("c", TANGLED).text == shipped.reply(f"tangled {reply}", TANGLED).text
    assert "model_restated" not in opened.counts


def test_what_needs_no_model_asks_none(advisor: Callable[..., Advisor], server: OpenAiServer, shipped: Advisor) -> None:
    opened = advisor()
    for number, text in enumerate(
        ("Hallo", "Danke!", "Sind 3400 realistisch am Anfang?", "Was verdient man in Köln?", "")
    ):
        assert opened.reply(f"c{number}", text) == shipped.reply(f"none {number}", text)
    assert server.calls == []


def test_the_asker_s_language_and_register_are_asked_for(advisor: Callable[..., Advisor], server: OpenAiServer) -> None:
    opened = advisor()
    opened.reply("a", "Können Sie mir sagen, was man am Anfang verdient?")
    opened.reply("b", "What does a beginner earn?")
    assert "Address the reader as Sie" in next(call.prompt for call in server.calls if call.is_stream)
    assert "prose in English" in server.calls[-1].prompt


def test_forgetting_deletes_the_count_of_a_conversation(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    memory, counts = Memory.open(path), TokenCounts.open(path)
    budget = TokenBudget(counts, daily=1000, per_chat=300)
    assert budget.reserve("a", 300) and not budget.reserve("a", 1) and budget.reserve("b", 300)
    memory.forget("a")
    assert counts.spent(today(), "a") == 0 and counts.spent(today()) == 600
    budget.correct("b", 300, 120)
    assert (counts.spent(today(), "b"), counts.spent(today())) == (120, 420)
    memory.close()
    counts.close()
    reopened = TokenCounts.open(path)
    assert reopened.spent(today(), "b") == 120
    reopened.close()


def test_yesterday_s_tokens_count_no_more() -> None:
    counts, days = TokenCounts.in_process(), iter([date(2026, 11, 21), date(2026, 11, 22)])
    budget = TokenBudget(counts, daily=100, per_chat=100, day=lambda: next(days))
    assert budget.reserve("a", 100) and budget.reserve("a", 100)
    assert counts.spent(date(2026, 11, 21)) == 0


def test_a_model_that_cannot_be_opened_is_one_line(base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    settings = Settings.from_environment({"REVIERLOTSE_LLM": "nosuch:model"})
    with pytest.raises(SettingsRefused, match="nosuch") as refused:
        open_configured(settings, base)
    assert "\n" not in str(refused.value)


def test_a_server_of_one_s_own_is_asked_without_a_key(server: OpenAiServer) -> None:
    model = client.open_chat_model(ModelSettings("openai:llama", base_url=server.url, has_key=False))
    assert model.invoke("Hallo").text == GOOD
    assert server.calls[0].authorization == f"Bearer {client.NO_KEY}"


def test_no_key_stands_in_a_printed_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    model = client.open_chat_model(ModelSettings("openai:gpt-5-mini"))
    assert KEY not in f"{model!r} {model} {model.model_dump()}"


def test_no_test_reaches_a_real_provider(monkeypatch: pytest.MonkeyPatch, base: KnowledgeBase) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    model = client.open_chat_model(ModelSettings("openai:gpt-5-mini", timeout=5))
    with pytest.raises(Exception) as failed:
        model.invoke("Hallo")
    causes = [failed.value]
    while causes[-1].__cause__ or causes[-1].__context__:
        causes.append(causes[-1].__cause__ or causes[-1].__context__)
    assert any(isinstance(cause, NetworkReachedError) for cause in causes)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str, **options: object) -> None:
        raise ImportError(f"no {name} with {KEY}")

    monkeypatch.setattr(client, "init_chat_model", missing)
    with pytest.raises(SettingsRefused, match=r"revierlotse\[anthropic\]") as refused:
        client.open_chat_model(ModelSettings("anthropic:claude"))
    assert KEY not in str(refused.value)


def test_a_provider_s_complaint_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str, **options: object) -> None:
        raise RuntimeError(f"bad key {KEY}")

    monkeypatch.setattr(client, "init_chat_model", refuse)
    with pytest.raises(SettingsRefused, match="RuntimeError") as refused:
        client.open_chat_model(ModelSettings("openai:gpt"))
    assert KEY not in str(refused.value)


def test_the_first_sentence_is_shown_when_it_is_there(advisor: Callable[..., Advisor], server: OpenAiServer) -> None:
    server.script = lambda call: Reply(GOOD, pause=0.05)
    shown: list[tuple[float, str]] = []
    advisor(TIMEOUT=10).reply("c", QUESTION, on_text=lambda text: shown.append((time.monotonic(), text)))
    moments = {text: at for at, text in shown}
    assert moments[""] < moments[FIRST] < moments[f"{FIRST} {SECOND}"]
