"""The local Bot API server itself: what it accepts, what it refuses, what it can break. Spoken to with plain httpx."""

import threading
import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.bot_api import BotApiServer, Fault
from tests.bot_api.client import call, upload
from tests.bot_api.errors import Refusal
from tests.bot_api.markup import parse_html

KIM = 11
BIG_BUTTON = '{"inline_keyboard": [[{"text": "a", "callback_data": "' + "ä" * 33 + '"}]]}'


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        yield server


def met(server: BotApiServer) -> BotApiServer:
    server.send_text(KIM, "Hallo")
    return server


def test_get_me_and_wrong_token(server: BotApiServer) -> None:
    assert call(server, "getMe")[1]["result"]["is_bot"]
    assert call(server, "getMe", token="1:wrong") == (
        401,
        {"ok": False, "error_code": 401, "description": "Unauthorized"},
    )


def test_messages_are_parsed_and_kept(server: BotApiServer) -> None:
    status, body = call(met(server), "sendMessage", chat_id=KIM, text="<b>Ä</b> &amp; 🙂<i>x</i>", parse_mode="HTML")
    assert status == 200
    assert body["result"]["text"] == "Ä & 🙂x"
    assert body["result"]["entities"] == [
        {"type": "bold", "offset": 0, "length": 1},
        {"type": "italic", "offset": 6, "length": 1},
    ]
    assert [message.text for message in server.messages(KIM, 1)] == ["Ä & 🙂x"]


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "🙂" * 2049}, "message is too long"),
        ({"text": "x", "chat_id": 99}, "chat not found"),
        ({"text": "x", "colour": "red"}, "no parameter colour"),
        ({"text": "x", "disable_notification": "maybe"}, "can't parse disable_notification"),
        ({"text": "x", "link_preview_options": '{"is_disabled": true, "size": 1}'}, "unknown nested fields size"),
        ({"text": "x", "link_preview_options": '{"is_disabled": "perhaps"}'}, "should be a valid boolean"),
        ({"text": "x", "reply_markup": '{"inline_keyboard": [[{"text": "", "callback_data": "1"}]]}'}, "non-empty"),
        ({"text": "x", "reply_markup": BIG_BUTTON}, "BUTTON_DATA_INVALID"),
        ({}, "text"),
    ],
)
def test_bad_messages_are_refused_and_noted(server: BotApiServer, params: dict[str, Any], reason: str) -> None:
    status, body = call(met(server), "sendMessage", **{"chat_id": KIM, **params})
    assert status == 400
    assert reason in body["description"]
    assert len(server.violations) == 1


@pytest.mark.parametrize("html", ["<b>x", "x</b>", "<b><i>x</b></i>", "<h1>x</h1>", "1 < 2", "<span>x</span>", "<br>"])
def test_markup_that_telegram_does_not_parse(html: str) -> None:
    with pytest.raises(Refusal, match="can't parse entities"):
        parse_html(html)


def test_length_counts_after_parsing(server: BotApiServer) -> None:
    text = "<b>" + "&amp;" * 4096 + "</b>"
    assert call(met(server), "sendMessage", chat_id=KIM, text=text, parse_mode="HTML")[0] == 200


def test_an_edit_must_change_something(server: BotApiServer) -> None:
    keyboard = '{"inline_keyboard": [[{"text": "a", "callback_data": "1"}]]}'
    sent = call(met(server), "sendMessage", chat_id=KIM, text="a", reply_markup=keyboard)[1]["result"]
    same = {"chat_id": KIM, "message_id": sent["message_id"], "text": "a"}
    assert "not modified" in call(server, "editMessageText", **same, reply_markup=keyboard)[1]["description"]
    assert "reply_markup" not in call(server, "editMessageText", **same)[1]["result"]


def test_a_query_is_answered_once(server: BotApiServer) -> None:
    keyboard = '{"inline_keyboard": [[{"text": "a", "callback_data": "1"}]]}'
    call(met(server), "sendMessage", chat_id=KIM, text="a", reply_markup=keyboard)
    server.press(server.messages(KIM, 1)[0], "a")
    query = call(server, "getUpdates")[1]["result"][-1]["callback_query"]
    assert query["data"] == "1"
    assert call(server, "answerCallbackQuery", callback_query_id=query["id"])[0] == 200
    assert "query is too old" in call(server, "answerCallbackQuery", callback_query_id=query["id"])[1]["description"]


def test_drafts_need_a_number_and_a_private_chat(server: BotApiServer) -> None:
    server.send_text(-5, "Hallo")
    assert call(met(server), "sendMessageDraft", chat_id=KIM, draft_id=1, text="")[0] == 200
    assert call(server, "sendMessageDraft", chat_id=KIM, draft_id=0, text="x")[0] == 400
    assert call(server, "sendMessageDraft", chat_id=-5, draft_id=1, text="x")[0] == 400


def picture(width: int = 30, height: int = 20) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (width, height)).save(buffer, "png")
    return buffer.getvalue()


def download(server: BotApiServer, file_id: str) -> bytes:
    path = call(server, "getFile", file_id=file_id)[1]["result"]["file_path"]
    with httpx.Client(trust_env=False) as client:
        assert client.get(f"{server.url}/file/bot1:wrong/{path}").status_code == 404
        return client.get(f"{server.url}/file/bot{server.token}/{path}").content


def test_a_photo_is_kept_downloadable_and_sent_again_by_its_id(server: BotApiServer) -> None:
    content = picture()
    status, body = upload(met(server), "sendPhoto", {"photo": ("a.png", content)}, chat_id=KIM, caption="Ein Bild")
    assert (status, body["result"]["caption"]) == (200, "Ein Bild")
    (size,) = body["result"]["photo"]
    assert (size["width"], size["height"], size["file_size"]) == (30, 20, len(content))
    assert download(server, size["file_id"]) == content
    assert call(server, "sendPhoto", chat_id=KIM, photo=size["file_id"])[1]["result"]["photo"] == [size]
    assert call(server, "sendPhoto", chat_id=KIM, photo="unknown")[0] == 400


def test_a_document_arrives_byte_for_byte(server: BotApiServer) -> None:
    content = b"\r\n\r\n--x\r\r\n\x00\xff\n" + bytes(range(256))
    _, body = upload(met(server), "sendDocument", {"document": ("meine_daten.json", content)}, chat_id=KIM)
    document = body["result"]["document"]
    assert document["file_name"] == "meine_daten.json"
    assert download(server, document["file_id"]) == content


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (b"", "file must be non-empty"),
        (picture(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (b"x" * (10 * 1024 * 1024 + 1), "Request Entity Too Large"),
    ],
)
def test_photos_that_telegram_does_not_take(server: BotApiServer, content: bytes, reason: str) -> None:
    _, body = upload(met(server), "sendPhoto", {"photo": ("a.png", content)}, chat_id=KIM)
    assert reason in body["description"]


def test_the_offset_confirms_and_a_replay_comes_anyway(server: BotApiServer) -> None:
    first, second = server.send_text(KIM, "eins"), server.send_text(KIM, "zwei")
    assert [u["update_id"] for u in call(server, "getUpdates")[1]["result"]] == [first, second]
    assert [u["update_id"] for u in call(server, "getUpdates", offset=second)[1]["result"]] == [second]
    assert call(server, "getUpdates", offset=second + 1)[1]["result"] == []
    server.updates.replay(first)
    assert [u["update_id"] for u in call(server, "getUpdates", offset=second + 1)[1]["result"]] == [first]


def test_a_long_poll_ends_with_the_first_update(server: BotApiServer) -> None:
    answers: list[dict[str, Any]] = []
    poll = threading.Thread(target=lambda: answers.append(call(server, "getUpdates", timeout=15)[1]))
    poll.start()
    update_id = server.send_text(KIM, "da")
    poll.join(15)
    assert [update["update_id"] for update in answers[0]["result"]] == [update_id]


def test_a_second_poller_ends_the_first_with_409(server: BotApiServer) -> None:
    statuses: list[int] = []
    first = threading.Thread(target=lambda: statuses.append(call(server, "getUpdates", timeout=15)[0]))
    first.start()
    while first.is_alive():
        call(server, "getUpdates")
    assert statuses == [409]


def test_polling_and_a_webhook_exclude_each_other(server: BotApiServer) -> None:
    assert call(server, "setWebhook", url="https://example.org/hook")[0] == 200
    assert call(server, "getWebhookInfo")[1]["result"]["url"] == "https://example.org/hook"
    assert call(server, "getUpdates")[0] == 409
    assert call(server, "deleteWebhook")[0] == 200
    assert call(server, "getUpdates")[0] == 200


def test_only_the_wanted_kinds_of_updates_come(server: BotApiServer) -> None:
    call(server, "getUpdates", allowed_updates='["callback_query"]')
    server.send_text(KIM, "nicht gewünscht")
    assert call(server, "getUpdates")[1]["result"] == []


def test_faults_come_once_and_in_order(server: BotApiServer) -> None:
    server.fault(Fault("sendMessage", status=429, retry_after=3, chat_id=KIM))
    server.fault(Fault("sendMessage", status=502))
    met(server).send_text(12, "Hallo")
    message: dict[str, Any] = {"chat_id": KIM, "text": "a"}
    assert call(server, "sendMessage", **message)[1]["parameters"] == {"retry_after": 3}
    assert call(server, "sendMessage", **message)[0] == 502
    assert call(server, "sendMessage", **message)[0] == 200
    assert [entry.status for entry in server.calls("sendMessage")] == [429, 502, 200]
    assert server.violations == []


def test_an_answer_can_be_late(server: BotApiServer) -> None:
    server.fault(Fault("getMe", delay=0.3))
    began = time.monotonic()
    assert call(server, "getMe")[0] == 200
    assert time.monotonic() - began >= 0.3


@pytest.mark.parametrize(("drop", "arrived"), [("before", 0), ("after", 1)])
def test_a_dropped_connection_may_have_been_applied(server: BotApiServer, drop: Any, arrived: int) -> None:
    server.fault(Fault("sendMessage", drop=drop))
    with pytest.raises(httpx.RemoteProtocolError):
        call(met(server), "sendMessage", chat_id=KIM, text="a")
    assert len(server.world.from_bot(KIM)) == arrived


def test_a_person_can_block_the_bot(server: BotApiServer) -> None:
    met(server).block(KIM)
    assert call(server, "sendMessage", chat_id=KIM, text="a")[0] == 403


def test_unknown_methods_and_get_requests(server: BotApiServer) -> None:
    assert call(server, "sendTelegram")[0] == 404
    with httpx.Client(trust_env=False) as client:
        assert client.get(f"{server.url}/bot{server.token}/getMe").status_code == 405
