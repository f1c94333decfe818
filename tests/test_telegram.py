"""The bot on Telegram, end to end: whole conversations over real HTTP against the local Bot API server."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.answer import Answer, Citation, Sentence
from bot.errors import BotError, TelegramRefused, TelegramUnreachable
from bot.telegram import build_application, run_polling, sending
from bot.telegram.english import ENGLISH
from bot.telegram.german import GERMAN
from tests.bot_api import BotApiServer, Fault
from tests.bot_api.fixtures import running_bot
from tests.bot_api.markup import parse_html
from tests.scripted import ScriptedAdvisor, plain_surface, said

pytestmark = pytest.mark.filterwarnings("ignore:.*`retry_after`")  # PTB warns of its own coming change

KIM, ALEX, GROUP = 11, 12, -100500
QUESTION = "Was verdient man?"
OFFER = "Koch &amp; Kellner in Essen"  # as HTML
NEXT = "Und mit Erfahrung in Duisburg, verglichen mit Frankfurt und München?"
SOURCE = Citation(1, "Gehalt", "Einstieg", "https://example.org/gehalt", "2026-05-14", quote="Einsteiger: 3.200 €.")
PAY = Answer((Sentence("3.200 €.", (1,)),), "answered", citations=(SOURCE,), suggestions=(NEXT, "Und netto?"))
MENTION = [{"type": "mention", "offset": 0, "length": 16}]
PHOTO = {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]}


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        yield server
    assert server.violations == []


@pytest.fixture
def advisor() -> ScriptedAdvisor:
    return ScriptedAdvisor({QUESTION: PAY})


@pytest.fixture
def chat(server: BotApiServer, advisor: ScriptedAdvisor) -> Iterator[BotApiServer]:
    """The server with the bot running."""
    with running_bot(advisor, server):
        yield server


def plain(html: str) -> str:
    return parse_html(html)[0]


# A whole conversation


def test_a_conversation(chat: BotApiServer, advisor: ScriptedAdvisor) -> None:
    chat.send_text(KIM, "/start")
    welcome = chat.messages(KIM, 1)[-1]
    assert welcome.text == plain(GERMAN.welcome.format(offer=OFFER))
    assert welcome.buttons == [["💶 Gehalt", "🧭 Beruf"], ["🏭 Region", "🎓 Weiterbildung"]]

    chat.send_text(KIM, QUESTION)
    answer = chat.messages(KIM, 2)[-1]
    assert answer.text == "3.200 €. [1]\n\nQuellen\n[1] Gehalt · Einstieg · Stand 14.05.2026"
    assert answer.buttons == [[NEXT], ["Und netto?"], ["👍", "👎"]]

    chat.press(answer, NEXT)
    assert chat.messages(KIM, 3)[-1].text == f"» {NEXT}\n\nAntwort auf: {NEXT}"
    assert [call.status for call in chat.calls("answerCallbackQuery")] == [200]

    chat.press(welcome, "🎓 Weiterbildung")
    chat.send_text(KIM, "/gehalt mit Erfahrung")
    chat.messages(KIM, 5)
    training = GERMAN.questions["training"]
    assert advisor.texts == [QUESTION, NEXT, training, "Was verdient man mit Erfahrung?"]
    assert {conversation for conversation, _, _ in advisor.asked} == {f"telegram:{KIM}"}


def test_sources_are_quoted(chat: BotApiServer) -> None:
    for text in ("/quellen", QUESTION, "/quellen"):
        chat.send_text(KIM, text)
    none, _, quoted = chat.messages(KIM, 3)
    assert none.text == GERMAN.nothing_asked
    assert "Einsteiger: 3.200 €." in quoted.text
    assert "expandable_blockquote" in [entity["type"] for entity in quoted.entities]


@pytest.mark.parametrize(("command", "topic"), [("beruf", "role"), ("region", "region")])
def test_topic_commands_ask_a_question(chat: BotApiServer, advisor: ScriptedAdvisor, command: str, topic: str) -> None:
    chat.send_text(KIM, f"/{command}")
    chat.messages(KIM, 1)
    assert advisor.asked == [(f"telegram:{KIM}", GERMAN.questions[topic], "de")]


@pytest.mark.parametrize(
    ("code", "phrases"), [("de", GERMAN), ("de-AT", GERMAN), ("", GERMAN), ("en", ENGLISH), ("tr", ENGLISH)]
)
def test_the_language_of_the_app(chat: BotApiServer, code: str, phrases: object) -> None:
    chat.send_text(KIM, "/start", language_code=code)
    chat.send_text(KIM, "/help", language_code=code)
    chat.send_text(KIM, "/privacy", language_code=code)
    assert isinstance(phrases, type(GERMAN))
    wanted = [
        plain(html) for html in (phrases.welcome.format(offer=OFFER), phrases.help, phrases.privacy.format(days=30))
    ]
    assert [message.text for message in chat.messages(KIM, 3)] == wanted


def test_every_request_is_html_without_preview(chat: BotApiServer) -> None:
    chat.send_text(KIM, QUESTION)
    params = chat.wait_calls("sendMessage", 1)[0].params
    assert params["parse_mode"] == "HTML"
    assert params["link_preview_options"] == '{"is_disabled": true}'


def test_commands_and_descriptions_are_set_in_both_languages(chat: BotApiServer) -> None:
    chat.wait_calls("setMyShortDescription", 2)
    settings = chat.world.settings
    assert [command["command"] for command in settings["setMyCommands", "de"]["commands"]] == list(GERMAN.commands)
    assert [command["command"] for command in settings["setMyCommands", ""]["commands"]] == list(ENGLISH.commands)
    assert settings["setMyDescription", "de"]["description"] == GERMAN.description.format(
        offer="Koch & Kellner in Essen"
    )
    assert settings["setMyShortDescription", ""]["short_description"] == ENGLISH.short_description


# What is not a question


def test_what_the_bot_does_not_understand_gets_a_friendly_word(chat: BotApiServer, advisor: ScriptedAdvisor) -> None:
    chat.send_text(KIM, "/tanzen")
    chat.send_text(KIM, "/löschen")
    chat.send_text(KIM, "/sorces please", language_code="en")
    assert [message.text for message in chat.messages(KIM, 3)] == [
        GERMAN.unknown_command,
        f"{GERMAN.unknown_command} Meintest du /loeschen?",
        f"{ENGLISH.unknown_command} Did you mean /sources?",
    ]
    assert advisor.asked == []


# Groups


def test_in_groups_only_when_addressed(chat: BotApiServer, advisor: ScriptedAdvisor) -> None:
    for ignored in ("Hallo zusammen", "/tanzen", "@someone_else weißt du das?", "@revierlotse_bot_not hm"):
        chat.send_text(GROUP, ignored, user_id=KIM)
    chat.send_content(GROUP, PHOTO, user_id=KIM)
    chat.send_text(GROUP, "@Revierlotse_Bot Was macht man?", user_id=KIM)
    said_first = chat.messages(GROUP, 1)[0]
    chat.send_text(GROUP, "Und das Gehalt?", user_id=ALEX, reply_to=said_first)
    chat.send_text(GROUP, "/tanzen@revierlotse_bot", user_id=KIM)
    assert chat.messages(GROUP, 3)[-1].text == GERMAN.unknown_command
    assert advisor.asked == [
        (f"telegram:{GROUP}:{KIM}", "Was macht man?", "de"),
        (f"telegram:{GROUP}:{ALEX}", "Und das Gehalt?", "de"),
    ]
    assert said_first.raw["reply_to_message"]["text"] == "@Revierlotse_Bot Was macht man?"


def test_an_answer_stays_in_the_topic_of_a_forum(chat: BotApiServer) -> None:
    topic = {"message_thread_id": 77, "is_topic_message": True}
    chat.send_content(GROUP, {"text": "@revierlotse_bot", "entities": MENTION, **topic}, user_id=KIM)
    assert chat.messages(GROUP, 1)[0].raw["message_thread_id"] == 77
    assert chat.messages(GROUP, 1)[0].text == plain(GERMAN.help)


# Long answers


def test_a_long_answer_comes_in_several_messages(chat: BotApiServer, advisor: ScriptedAdvisor) -> None:
    sentences = tuple(Sentence(f"Satz {number} & {'ä🙂' * 30}.", (1,)) for number in range(99))
    advisor.script["alles"] = Answer(sentences, "answered", citations=(SOURCE,), suggestions=("Mehr?",))
    chat.send_text(KIM, "alles")
    chat.send_text(KIM, "Ende")
    chat.wait_until(lambda: any("Ende" in m.text for m in chat.world.from_bot(KIM)), "the last answer")
    *parts, _ = chat.world.from_bot(KIM)
    assert len(parts) >= 3
    assert [bool(part.buttons) for part in parts] == [False] * (len(parts) - 1) + [True]
    assert ["Quellen" in part.text for part in parts] == [False] * (len(parts) - 1) + [True]
    assert all(f"Satz {number} &" in " ".join(part.text for part in parts) for number in range(99))


def test_typing_is_shown_for_as_long_as_it_takes(
    chat: BotApiServer, advisor: ScriptedAdvisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "TYPING_SECONDS", 0.05)
    advisor.held["schwer"] = threading.Event()
    chat.send_text(KIM, "schwer")
    assert {call.params["action"] for call in chat.wait_calls("sendChatAction", 3)} == {"typing"}
    advisor.held["schwer"].set()
    chat.wait_calls("sendMessage", 1)
    methods = [call.method for call in chat.world.calls if call.method.startswith("send")]
    assert methods[-1] == "sendMessage"


# Buttons


def test_a_button_works_after_a_restart(server: BotApiServer) -> None:
    with running_bot(ScriptedAdvisor({QUESTION: PAY}), server):
        server.send_text(KIM, QUESTION)
        answer = server.messages(KIM, 1)[0]
    with running_bot(ScriptedAdvisor(), server):
        server.press(answer, NEXT)
        assert NEXT in server.messages(KIM, 2)[-1].text


def test_a_button_of_a_message_that_is_gone(chat: BotApiServer) -> None:
    chat.send_text(KIM, QUESTION)
    answer = chat.messages(KIM, 1)[0]
    data = answer.raw["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    gone = {"chat": answer.raw["chat"], "message_id": answer.id, "date": 0}
    chat.press_data(gone, data)
    assert NEXT in chat.messages(KIM, 2)[-1].text
    chat.press_data(gone, "ask:unknown")
    assert chat.messages(KIM, 3)[-1].text == GERMAN.expired_button


# Order and parallel work


def test_chats_do_not_wait_for_one_another_but_order_is_kept(chat: BotApiServer, advisor: ScriptedAdvisor) -> None:
    advisor.held["langsam"] = threading.Event()
    chat.send_text(KIM, "langsam")
    for number in range(5):
        chat.send_text(KIM, f"danach {number}")
        chat.send_text(ALEX, f"schnell {number}")
    assert [m.text for m in chat.messages(ALEX, 5)] == [f"Antwort auf: schnell {number}" for number in range(5)]
    assert chat.world.from_bot(KIM) == []
    advisor.held["langsam"].set()
    wanted = ["Antwort auf: langsam", *(f"Antwort auf: danach {number}" for number in range(5))]
    assert [message.text for message in chat.messages(KIM, 6)] == wanted


# Faults


def test_a_flood_wait_is_obeyed_and_the_message_sent_once(chat: BotApiServer) -> None:
    chat.fault(Fault("sendMessage", status=429, retry_after=1, times=2, chat_id=KIM))
    chat.send_text(KIM, QUESTION)
    chat.send_text(KIM, "danach")
    texts = [message.text for message in chat.messages(KIM, 2)]
    assert [text.split("\n")[0] for text in texts] == ["3.200 €. [1]", "Antwort auf: danach"]
    assert [call.status for call in chat.wait_calls("sendMessage", 4)] == [429, 429, 200, 200]


async def test_only_what_never_left_is_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "CONNECT_PAUSE", 0)
    outcomes: list[Exception] = [_caused_by(httpx.ConnectError("refused")), _caused_by(httpx.PoolTimeout("full"))]

    async def send() -> str:
        if outcomes:
            raise outcomes.pop(0)
        return "sent"

    assert await sending.patiently(send) == "sent"
    for hopeless in (_caused_by(httpx.ReadTimeout("?")), TimedOut(), RetryAfter(999)):
        outcomes[:] = [hopeless]
        with pytest.raises(type(hopeless)):
            await sending.patiently(send)
    outcomes[:] = [RetryAfter(0)] * 9
    with pytest.raises(RetryAfter):
        await sending.patiently(send)
    assert len(outcomes) == 9 - sending.ATTEMPTS


def _caused_by(cause: Exception) -> NetworkError:
    error = NetworkError(str(cause))
    error.__cause__ = cause
    return error


@pytest.mark.parametrize("fault", [Fault("sendMessage", drop="after"), Fault("sendMessage", status=502)])
def test_a_send_of_unknown_fate_is_not_repeated(chat: BotApiServer, fault: Fault) -> None:
    chat.fault(fault)
    chat.send_text(KIM, QUESTION)
    chat.wait_until(lambda: any(m.text == GERMAN.maybe_lost for m in chat.world.from_bot(KIM)), "the apology")
    assert len([call for call in chat.calls("sendMessage") if "3.200" in call.params["text"]]) == 1


def test_a_typing_action_that_fails_costs_no_answer(chat: BotApiServer, advisor: ScriptedAdvisor) -> None:
    chat.fault(Fault("sendChatAction", status=500))
    advisor.held["Hallo"] = threading.Event()
    chat.send_text(KIM, "Hallo")
    chat.wait_calls("sendChatAction", 1)
    advisor.held["Hallo"].set()
    assert chat.messages(KIM, 1)[0].text == "Antwort auf: Hallo"


def test_polling_survives_disturbances(chat: BotApiServer) -> None:
    chat.fault(Fault("getUpdates", status=502))
    chat.fault(Fault("getUpdates", drop="before"))
    chat.send_text(KIM, "Hallo")
    chat.send_text(KIM, "noch da?")
    assert [m.text for m in chat.messages(KIM, 2)] == ["Antwort auf: Hallo", "Antwort auf: noch da?"]


def test_an_unreadable_update_stops_nothing(chat: BotApiServer, caplog: pytest.LogCaptureFixture) -> None:
    poison = chat.updates.push({"message": {"message_id": "?", "chat": 7}})
    chat.updates.replays += [{"update_id": "none", "message": {}}, ["no update"], {}]  # type: ignore[list-item]
    chat.send_text(KIM, "Hallo")
    assert chat.messages(KIM, 1)[0].text == "Antwort auf: Hallo"
    assert f"update {poison} cannot be read" in caplog.text
    chat.wait_until(lambda: not chat.updates.pending, "confirmation")


def test_an_error_in_the_advisor_gets_a_friendly_line(
    chat: BotApiServer, advisor: ScriptedAdvisor, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "Meine IBAN ist DE00 1234"
    advisor.script[secret] = ValueError(f"cannot parse {secret!r}")
    update_id = chat.send_text(KIM, secret)
    chat.send_text(ALEX, "Hallo")
    assert chat.messages(KIM, 1)[0].text == GERMAN.failed
    assert chat.messages(ALEX, 1)[0].text == "Antwort auf: Hallo"
    assert f"update {update_id} failed: builtins.ValueError" in caplog.text
    assert "scripted.py" in caplog.text
    assert "IBAN" not in caplog.text


def test_half_an_emoji_is_no_reason_to_fail(chat: BotApiServer) -> None:
    chat.send_content(KIM, {"text": "Gehalt \ud83d"})
    assert chat.messages(KIM, 1)[0].text == "Antwort auf: Gehalt ?"


def test_an_answer_that_cannot_be_sent_is_not_quoted_in_the_log(
    chat: BotApiServer, advisor: ScriptedAdvisor, caplog: pytest.LogCaptureFixture
) -> None:
    advisor.script["Geheimnis"] = said("Geheimnis \ud83d")
    chat.send_text(KIM, "Geheimnis")
    assert chat.messages(KIM, 1)[0].text == GERMAN.maybe_lost
    assert "UnicodeEncodeError" in caplog.text
    assert "Geheimnis" not in caplog.text


def test_a_person_who_blocked_the_bot_disturbs_nobody(chat: BotApiServer) -> None:
    chat.send_text(KIM, "Hallo")
    chat.messages(KIM, 1)
    chat.block(KIM)
    chat.send_text(KIM, "noch da?")
    chat.send_text(ALEX, "Hallo")
    chat.messages(ALEX, 1)
    chat.wait_until(lambda: 403 in [call.status for call in chat.calls("sendMessage")], "refused send")


# Starting, stopping, secrets


def test_the_token_is_in_no_log(
    server: BotApiServer, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "ein vertraulicher Satz"
    advisor = ScriptedAdvisor({secret: RuntimeError("kaputt")})
    with running_bot(advisor, server):
        server.fault(Fault("sendMessage", drop="after"))
        server.fault(Fault("getUpdates", status=500))
        server.send_text(KIM, QUESTION)
        server.send_text(KIM, secret)
        server.messages(KIM, 3)
    with pytest.raises(TelegramRefused), running_bot(advisor, WrongToken(server)):  # type: ignore[arg-type]
        pass
    everything = caplog.text + "".join(capfd.readouterr())
    assert "failed" in everything
    assert "test-token" not in everything
    assert secret not in everything


class WrongToken:
    """The server's address with a token that it does not know."""

    def __init__(self, server: BotApiServer) -> None:
        self.url = server.url
        self.token = "4242:test-token-that-is-wrong"


def test_a_wrong_token_is_one_clear_line(server: BotApiServer) -> None:
    with pytest.raises(TelegramRefused) as refusal:
        run_polling(
            ScriptedAdvisor(), plain_surface(), token="4242:test-token-that-is-wrong", base_url=f"{server.url}/bot/"
        )
    assert str(refusal.value) == f"the Bot API server at {server.url} rejects the bot token: check TELEGRAM_BOT_TOKEN"
    assert refusal.value.__cause__ is None


def test_a_token_revoked_later_ends_the_bot(server: BotApiServer) -> None:
    with pytest.raises(TelegramRefused), running_bot(ScriptedAdvisor(), server) as bot:
        server.send_text(KIM, "Hallo")
        server.messages(KIM, 1)
        server.fault(Fault("getUpdates", status=401))
        server.send_text(KIM, "noch da?")
        bot.join(20)


@pytest.mark.parametrize(
    ("token", "base_url", "error"),
    [
        ("", "", TelegramRefused),
        ("12 34:abc", "", TelegramRefused),
        ("1234:abc/../x", "", TelegramRefused),
        ("1234:abc", "localhost:8081", TelegramRefused),
        ("1234:abc", "http://127.0.0.1:9", TelegramUnreachable),
    ],
)
def test_what_cannot_work_is_said_in_one_line(token: str, base_url: str, error: type[BotError]) -> None:
    with pytest.raises(error) as failure:
        run_polling(ScriptedAdvisor(), plain_surface(), token=token, base_url=base_url)
    assert "\n" not in str(failure.value)
    assert not token or token not in str(failure.value)


@pytest.mark.parametrize("address", ["http://h:1", "http://h:1/", "http://h:1/bot", "http://h:1/bot/"])
def test_both_ways_to_write_the_address(address: str) -> None:
    application = build_application(ScriptedAdvisor(), plain_surface(), token="1:a", base_url=address)
    assert application.bot.base_url == "http://h:1/bot1:a"
    assert application.bot.base_file_url == "http://h:1/file/bot1:a"


SCRIPT = """
import sys, time
from bot.telegram import run_polling
from tests.scripted import ScriptedAdvisor, plain_surface

class Slow(ScriptedAdvisor):
    def reply(self, *args, **kwargs):
        print("in work", flush=True)
        time.sleep(1)
        return super().reply(*args, **kwargs)

run_polling(Slow(), plain_surface(), token=sys.argv[1], base_url=sys.argv[2])
print("ended")
"""


@contextmanager
def bot_process(server: BotApiServer) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", SCRIPT, server.token, server.url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."}) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_bot_after_the_update_in_work(server: BotApiServer, number: signal.Signals) -> None:
    with bot_process(server) as process:
        assert process.stdout is not None
        server.send_text(KIM, "Hallo")
        assert process.stdout.readline() == "in work\n"
        process.send_signal(number)
        rest, _ = process.communicate(timeout=20)
    assert (rest, process.returncode) == ("ended\n", 0)
    assert [message.text for message in server.world.from_bot(KIM)] == ["Antwort auf: Hallo"]
    assert server.updates.pending == []


def test_an_answer_in_another_language_than_the_app(chat: BotApiServer, advisor: ScriptedAdvisor) -> None:
    advisor.script["Wie bitte?"] = said("Gern.", language="de")
    chat.send_text(KIM, "Wie bitte?", language_code="en")
    assert chat.messages(KIM, 1)[0].text == "Gern."
    assert advisor.asked[0][2] == "en"
