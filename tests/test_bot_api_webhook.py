"""Webhooks of the local Bot API server: what is delivered, in which order, how often, and what setting one refuses."""

import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.bot_api import BotApiServer, Fault
from tests.bot_api.client import call, result
from tests.bot_api.receiver import Answer, Receiver
from tests.bot_api.server import PATIENCE

KIM, ALEX, GROUP = 11, 12, -5


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        yield server


def wait_for(met: Callable[[], bool]) -> None:
    """Waits for what the bot's side has seen."""
    deadline = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def all_confirmed(server: BotApiServer) -> None:
    server.wait_until(lambda: not server.updates.pending, "confirmation")


def test_updates_arrive_with_the_secret_and_any_2xx_confirms(server: BotApiServer) -> None:
    early = server.send_text(KIM, "vorher")
    with Receiver(lambda update: Answer(204)) as bot:
        result(server, "setWebhook", url=bot.url, secret_token="geheim_1")
        late = server.send_text(KIM, "nachher")
        all_confirmed(server)
    assert [delivery.update["update_id"] for delivery in bot.deliveries] == [early, late]
    assert {delivery.headers["X-Telegram-Bot-Api-Secret-Token"] for delivery in bot.deliveries} == {"geheim_1"}
    assert {delivery.headers["Content-Type"] for delivery in bot.deliveries} == {"application/json"}


def test_what_waits_can_be_dropped(server: BotApiServer) -> None:
    server.send_text(KIM, "alt")
    with Receiver() as bot:
        result(server, "setWebhook", url=bot.url, drop_pending_updates="true")
        server.send_text(KIM, "neu")
        all_confirmed(server)
        assert bot.texts == ["neu"]
        result(server, "deleteWebhook")
        server.send_text(KIM, "danach")
        result(server, "deleteWebhook", drop_pending_updates="true")
    assert result(server, "getUpdates") == []


def test_order_within_a_chat_and_chats_in_parallel(server: BotApiServer) -> None:
    with Receiver(lambda update: Answer(delay=0.05)) as bot:
        result(server, "setWebhook", url=bot.url, max_connections=3)
        for number in range(4):
            for chat_id in (KIM, ALEX, GROUP):
                server.send_text(chat_id, f"{chat_id} {number}")
        all_confirmed(server)
    for chat_id in (KIM, ALEX, GROUP):
        assert [text for text in bot.texts if text.startswith(f"{chat_id} ")] == [f"{chat_id} {n}" for n in range(4)]
    assert 1 < most_at_once(bot) <= 3


def test_no_more_connections_than_wanted(server: BotApiServer) -> None:
    with Receiver(lambda update: Answer(delay=0.03)) as bot:
        result(server, "setWebhook", url=bot.url, max_connections=2)
        for chat_id in range(1, 9):
            server.send_text(chat_id, "Hallo")
        all_confirmed(server)
    assert 1 < most_at_once(bot) <= 2


def most_at_once(bot: Receiver) -> int:
    return max(sum(d.began <= other.began < d.ended for d in bot.deliveries) for other in bot.deliveries)


def test_a_button_press_may_overtake_a_message(server: BotApiServer) -> None:
    server.send_text(KIM, "Hallo")
    result(server, "sendMessage", chat_id=KIM, text="a")
    held = {"text": True}

    def choose(update: Any) -> Answer:
        return Answer(503) if "message" in update and held["text"] else Answer()

    with Receiver(choose) as bot:
        result(server, "setWebhook", url=bot.url)
        server.press_data(server.messages(KIM, 1)[0].raw, "x")
        server.wait_until(lambda: len(server.updates.pending) == 1, "confirmed press")
        held["text"] = False
        all_confirmed(server)
    assert [next(iter(d.update.keys() - {"update_id"})) for d in bot.deliveries][-1] == "message"


def test_failures_are_repeated_at_once_and_then_ever_later(server: BotApiServer) -> None:
    statuses = iter([500, 404, 302, 400])
    with Receiver(lambda update: Answer(next(statuses, 200))) as bot:
        result(server, "setWebhook", url=bot.url)
        server.send_text(KIM, "eins")
        server.send_text(KIM, "zwei")
        all_confirmed(server)
        info = result(server, "getWebhookInfo")
    assert bot.texts == ["eins"] * 5 + ["zwei"]
    times = [delivery.began for delivery in bot.deliveries]
    pauses = [later - earlier for earlier, later in itertools.pairwise(times)]
    for pause, least in zip(pauses[1:4], (0.04, 0.08, 0.16), strict=True):  # 2, 4, 8 s at the pace of tests
        assert pause >= least
    assert info["last_error_message"] == "Wrong response from the webhook: 400 Bad Request"
    assert abs(info["last_error_date"] - time.time()) < 60


def test_retry_after_is_obeyed(server: BotApiServer) -> None:
    answers = iter([Answer(429, {"Retry-After": "20"})])
    with Receiver(lambda update: next(answers, Answer())) as bot:
        result(server, "setWebhook", url=bot.url)
        server.send_text(KIM, "eins")
        all_confirmed(server)
    first, second = bot.deliveries
    assert second.began - first.began >= 0.4  # 20 s at the pace of tests


def test_a_webhook_that_is_too_slow_is_asked_again() -> None:
    answers = iter([Answer(delay=0.5)])
    with BotApiServer(webhook_timeout=0.3) as server, Receiver(lambda update: next(answers, Answer())) as bot:
        result(server, "setWebhook", url=bot.url)
        server.send_text(KIM, "eins")
        all_confirmed(server)
        assert result(server, "getWebhookInfo")["last_error_message"] == "Read timeout expired"
        wait_for(lambda: len(bot.deliveries) >= 2)


def test_nobody_listens(server: BotApiServer) -> None:
    with Receiver() as bot:
        url = bot.url
    result(server, "setWebhook", url=url, max_connections=7, allowed_updates='["message", "message_reaction"]')
    server.send_text(KIM, "eins")
    server.wait_until(lambda: bool(server.webhook_error), "failure")
    info = result(server, "getWebhookInfo")
    assert (info["url"], info["max_connections"], info["pending_update_count"]) == (url, 7, 1)
    assert info["allowed_updates"] == ["message", "message_reaction"]
    assert info["last_error_message"] == "Connection refused"
    result(server, "deleteWebhook")
    assert result(server, "getWebhookInfo")["url"] == ""
    assert [update["message"]["text"] for update in result(server, "getUpdates")] == ["eins"]


def test_updates_that_fail_for_a_day_expire(server: BotApiServer) -> None:
    with Receiver(lambda update: Answer(500)) as bot:
        result(server, "setWebhook", url=bot.url)
        server.send_text(KIM, "eins")
        server.wait_until(lambda: bool(server.webhook_error), "failure")
        server.world.clock.advance(24 * 3600)
        assert result(server, "getWebhookInfo")["pending_update_count"] == 0
        tried = len(bot.deliveries)
        server.send_text(KIM, "zwei")
        wait_for(lambda: "zwei" in bot.texts)
    assert bot.texts.index("zwei") <= tried + 1  # at most a delivery that was under way came between


def test_an_answer_can_be_a_method_call(server: BotApiServer) -> None:
    reply = {"method": "sendMessage", "chat_id": KIM, "text": "gleich hier", "disable_notification": True}
    wrong = {"method": "sendMessage", "chat_id": KIM, "text": ""}
    as_json = {"Content-Type": "application/json"}
    answers = iter(
        [
            Answer(headers=as_json, body=json.dumps(reply).encode()),
            Answer(headers=as_json, body=json.dumps(wrong).encode()),
            Answer(headers={"Content-Type": "text/plain"}, body=b"ok"),
            Answer(headers=as_json, body=b"[1, 2"),
        ]
    )
    with Receiver(lambda update: next(answers, Answer())) as bot:
        result(server, "setWebhook", url=bot.url)
        for _ in range(4):
            server.send_text(KIM, "Hallo")
        all_confirmed(server)
    assert [message.text for message in server.messages(KIM, 1)] == ["gleich hier"]
    assert [logged.status for logged in server.calls("sendMessage")] == [200, 400]
    assert len(server.violations) == 1
    assert len(bot.deliveries) == 4


@pytest.mark.parametrize(("drop", "deliveries"), [("before", 1), ("after", 2)])
def test_deliveries_and_their_answers_can_get_lost(server: BotApiServer, drop: Any, deliveries: int) -> None:
    with Receiver() as bot:
        result(server, "setWebhook", url=bot.url)
        server.fault(Fault("webhook", drop=drop))
        server.send_text(KIM, "eins")
        all_confirmed(server)
    assert bot.texts == ["eins"] * deliveries


def test_replays_and_junk_come_through_the_webhook(server: BotApiServer) -> None:
    with Receiver() as bot:
        result(server, "setWebhook", url=bot.url)
        first = server.send_text(KIM, "eins")
        all_confirmed(server)
        server.replay(first)
        server.poison(KIM)
        server.updates.inject(["no update"])
        wait_for(lambda: len(bot.deliveries) == 4)
    updates = [delivery.update for delivery in bot.deliveries]
    assert updates.count(server.updates.past[first]) == 2
    assert ["no update"] in updates


def test_setting_the_same_webhook_again_disturbs_nothing(server: BotApiServer) -> None:
    with Receiver(lambda update: Answer(delay=0.2)) as bot:
        result(server, "setWebhook", url=bot.url)
        server.send_text(KIM, "eins")
        for _ in range(3):
            result(server, "setWebhook", url=bot.url)
        all_confirmed(server)
    assert bot.texts == ["eins"]


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"url": "http://example.org/hook"}, "HTTPS URL must be provided"),
        ({"url": "https://example.org:8444/hook"}, "only on ports 80, 88, 443 or 8443"),
        ({"url": "https://example.org/hook", "secret_token": "ä"}, "unallowed characters"),
        ({"url": "https://example.org/hook", "max_connections": 101}, "between 1 and 100"),
        ({"url": "https://example.org/hook", "allowed_updates": '"message"'}, "list"),
    ],
)
def test_webhooks_that_cannot_be_set(server: BotApiServer, params: dict[str, Any], reason: str) -> None:
    status, body = call(server, "setWebhook", **params)
    assert status == 400
    assert reason in body["description"]
    assert result(server, "getWebhookInfo")["url"] == ""


def test_nothing_is_delivered_to_other_machines(server: BotApiServer) -> None:
    result(server, "setWebhook", url="https://example.org/hook")
    server.send_text(KIM, "eins")
    server.wait_until(lambda: bool(server.webhook_error), "failure")
    assert "on this machine only" in server.webhook_error


def test_a_webhook_ends_a_waiting_poll(server: BotApiServer) -> None:
    statuses: list[int] = []
    poll = threading.Thread(target=lambda: statuses.append(call(server, "getUpdates", timeout=15)[0]))
    poll.start()
    while poll.is_alive():
        result(server, "setWebhook", url="https://example.org/hook")
    assert statuses == [409]
