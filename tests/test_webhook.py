"""Webhook mode from outside: who may deliver what, what is answered, what Telegram and the operator are told."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.errors import SettingsRefused, TelegramRefused
from bot.inbox_command import show_inbox
from bot.telegram.incoming import RECEIVED
from bot.telegram.registration import Webhook, derived_secret
from bot.telegram.webhook import listening
from tests.bot_api import BotApiServer, Fault
from tests.replica import SECRET
from tests.replicas import WebhookBot, running_webhook
from tests.scripted import ScriptedAdvisor

URL = "http://127.0.0.1:9/hook"  # nobody calls it here


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        yield server
    assert server.violations == []


@pytest.fixture
def file(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'bot.sqlite3'}"


@pytest.fixture
def bot(server: BotApiServer, file: str) -> Iterator[WebhookBot]:
    with running_webhook(ScriptedAdvisor(), server, file) as bot:
        yield bot


def last_update(server: BotApiServer) -> dict[str, object]:
    return list(server.updates.past.values())[-1]


def test_a_conversation(server: BotApiServer, bot: WebhookBot) -> None:
    for text in ("/start", "Was verdient man?", "/quellen"):
        server.send_text(11, text)
        assert bot.post(last_update(server)) == 200
    assert [message.text for message in server.messages(11, 3)][1] == "Antwort auf: Was verdient man?"


@pytest.mark.parametrize(("secret", "status"), [(None, 401), ("", 403), ("falsch", 403), (SECRET + "x", 403)])
def test_only_telegram_may_deliver(server: BotApiServer, bot: WebhookBot, secret: str | None, status: int) -> None:
    server.send_text(11, "Hallo")
    assert bot.post(last_update(server), secret) == status
    assert bot.metric("revierlotse_updates_total") == 0


def test_what_is_too_long_is_not_read(bot: WebhookBot) -> None:
    assert bot.post(b"x" * (1 << 21)) == 413
    assert bot.metric("revierlotse_updates_total") == 0


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\x00", b"[" * 5000, b'{"update_id": "1"}', b"null", b"[]", b'{"update_id": 1e400}', b"1" * 5000],
    ids=repr,
)
def test_what_is_no_update_is_taken_and_parked(bot: WebhookBot, server: BotApiServer, body: bytes, file: str) -> None:
    assert bot.post(body) == bot.post(body) == 200
    server.send_text(11, "Hallo")
    bot.post(last_update(server))
    assert server.messages(11, 1)[0].text == "Antwort auf: Hallo"
    assert bot.metric("revierlotse_updates_total") == 2
    assert "cannot be read" in show_inbox(file)


def test_health_is_told(bot: WebhookBot) -> None:
    assert [bot.get(path).text for path in ("/healthz", "/readyz")] == ["ok\n", "ok\n"]


class Closed(ScriptedAdvisor):
    """An advisor whose texts cannot be searched after a while."""

    looks = 0

    def ready(self) -> bool:
        self.looks += 1
        return self.looks < 2


def test_texts_that_cannot_be_searched_are_told(server: BotApiServer, file: str) -> None:
    with running_webhook(Closed(), server, file) as bot:
        answer = bot.get("/readyz")
        assert (answer.status_code, answer.text) == (503, "index\n")
        assert bot.get("/healthz").status_code == 200


def test_metrics_say_what_happened_and_nothing_of_a_person(server: BotApiServer, bot: WebhookBot) -> None:
    server.send_text(1122334455, "Meine IBAN ist DE00")
    bot.post(last_update(server))
    bot.post({"update_id": 5, "message": {"text": "Geheim"}})
    server.messages(1122334455, 1)
    bot.wait_for_metric("revierlotse_update_seconds_count", 1)
    bot.wait_for_metric('revierlotse_queue{state="parked"}', 1)
    assert bot.metric("revierlotse_updates_total") == 2
    assert bot.metric('revierlotse_answers_total{outcome="answered"}') == 1
    text = bot.get("/metrics").text
    assert not any(word in text for word in ("IBAN", "Geheim", "1122334455", server.token))


def test_the_webhook_is_set_once_for_all_replicas(server: BotApiServer, file: str) -> None:
    advisor = ScriptedAdvisor()
    with running_webhook(advisor, server, file, url=URL), running_webhook(advisor, server, file, url=URL):
        server.wait_calls("setMyShortDescription", 4)  # both are past that point
    told = [call.params for call in server.calls("setWebhook")]
    assert [(call["url"], call["secret_token"], json.loads(call["allowed_updates"])) for call in told] == [
        (URL, SECRET, RECEIVED)
    ]


def test_a_webhook_that_somebody_deleted_is_set_anew(
    server: BotApiServer, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.registration.OTHERS_SECONDS", 0.1)
    for _ in range(2):
        with running_webhook(ScriptedAdvisor(), server, file, url=URL):
            server.wait_until(lambda: server.world.webhook.get("url") == URL, "webhook")
        server.world.webhook.clear()


def test_another_address_is_told_to_telegram(server: BotApiServer, file: str) -> None:
    for url in (URL, URL + "2"):
        with running_webhook(ScriptedAdvisor(), server, file, url=url):
            server.wait_until(lambda url=url: server.world.webhook.get("url") == url, "webhook")  # type: ignore[misc]


def test_a_flood_while_the_webhook_is_set_is_waited_for(server: BotApiServer, file: str) -> None:
    server.fault(Fault("setWebhook", status=429, retry_after=1))
    with running_webhook(ScriptedAdvisor(), server, file, url=URL):
        server.wait_until(lambda: server.world.webhook.get("url") == URL, "webhook")


def test_a_wrong_token_is_one_clear_line(server: BotApiServer, file: str) -> None:
    server.fault(Fault("getMe", status=401))
    with pytest.raises(TelegramRefused, match="TELEGRAM_BOT_TOKEN"), running_webhook(ScriptedAdvisor(), server, file):
        pass


def test_an_address_that_is_taken_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsRefused, match=f"WEBHOOK_LISTEN.*127.0.0.1:{port}"), listening("127.0.0.1", port):
            pass


def test_what_is_in_work_is_finished_at_the_end(server: BotApiServer, file: str) -> None:
    with running_webhook(ScriptedAdvisor(), server, file) as bot:
        server.fault(Fault("sendMessage", delay=0.5))
        server.send_text(11, "Hallo")
        assert bot.post(last_update(server)) == 200
    assert [message.text for message in server.world.from_bot(11)] == ["Antwort auf: Hallo"]
    assert "0 waiting, 0 leased, 0 parked" in show_inbox(file)


def test_the_operator_sets_shows_and_deletes_the_webhook(
    server: BotApiServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in (
        ("TELEGRAM_BOT_TOKEN", server.token),
        ("TELEGRAM_API_BASE_URL", server.url),
        ("WEBHOOK_URL", URL),
    ):
        monkeypatch.setenv(name, value)
    assert [main(["webhook", action]) for action in ("set", "info", "delete", "info")] == [0] * 4
    said = capsys.readouterr().out
    assert f"url: {URL}\n" in said and "url: none\n" in said
    assert server.calls("setWebhook")[0].params["secret_token"] == derived_secret(server.token)
    server.fault(Fault("getWebhookInfo", status=500))
    assert main(["webhook", "info"]) == 2
    assert server.token not in capsys.readouterr().err


def test_a_fingerprint_tells_nothing_of_what_it_stands_for() -> None:
    one = Webhook(URL, "secret")
    assert one.fingerprint("1:a") == Webhook(URL, "secret").fingerprint("1:a")
    assert len({one.fingerprint("1:a"), one.fingerprint("1:b"), Webhook(URL, "other").fingerprint("1:a")}) == 3
    assert "secret" not in repr(one)
