"""Methods of the local Bot API server beyond sending text: edits, copies, reactions, profile, with Telegram's limits."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from aiogram.types import ChatFullInfo, Message

from tests.bot_api import BotApiServer
from tests.bot_api.client import call, post, result, upload
from tests.test_bot_api_server import picture

KIM, GROUP = 11, -5


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        server.send_text(KIM, "Hallo")
        yield server


def sent(server: BotApiServer, **params: Any) -> dict[str, Any]:
    message = result(server, "sendMessage", **{"chat_id": KIM, "text": "a", **params})
    Message.model_validate(message)
    return dict(message)


def sent_photo(server: BotApiServer, **params: Any) -> dict[str, Any]:
    _, body = upload(server, "sendPhoto", {"photo": ("a.png", picture())}, chat_id=KIM, **params)
    Message.model_validate(body["result"])
    return dict(body["result"])


def refusal(server: BotApiServer, method: str, **params: Any) -> str:
    status, body = call(server, method, **params)
    assert (status, body["ok"], body["error_code"]) == (400, False, 400)
    return str(body["description"])


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": " ", "callback_data": "1"}, "non-empty"),
        ({"text": "a"}, "exactly one thing"),
        ({"text": "a", "callback_data": "1", "url": "https://example.org"}, "exactly one thing"),
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "a", "url": "ftp://example.org"}, "unsupported URL protocol"),
        ({"text": "a", "callback_data": "1", "style": "red"}, "style red is unknown"),
    ],
)
def test_buttons_that_telegram_does_not_take(server: BotApiServer, button: dict[str, Any], reason: str) -> None:
    markup = json.dumps({"inline_keyboard": [[button]]})
    assert reason in refusal(server, "sendMessage", chat_id=KIM, text="x", reply_markup=markup)


def test_buttons_that_telegram_takes(server: BotApiServer) -> None:
    row = [
        {"text": "a", "callback_data": "x" * 64, "style": "success"},
        {"text": "b", "copy_text": {"text": "x" * 256}},
        {"text": "c", "url": "https://example.org"},
    ]
    sent(server, reply_markup=json.dumps({"inline_keyboard": [row, []]}))
    assert server.messages(KIM, 1)[0].buttons == [["a", "b", "c"]]


def test_entities_of_a_request(server: BotApiServer) -> None:
    bold = {"type": "bold", "offset": 0, "length": 2}
    assert sent(server, text="🙂", entities=json.dumps([bold]))["entities"] == [bold]
    beyond = json.dumps([bold | {"length": 3}])
    assert "beyond the end" in refusal(server, "sendMessage", chat_id=KIM, text="🙂", entities=beyond)


def test_replies_and_quotes(server: BotApiServer) -> None:
    first = sent(server, text="eins zwei")
    quoting = {"message_id": first["message_id"], "quote": "zwei"}
    assert sent(server, reply_parameters=json.dumps(quoting))["reply_to_message"]["text"] == "eins zwei"
    wrong = json.dumps(quoting | {"quote": "drei"})
    assert "QUOTE_TEXT_INVALID" in refusal(server, "sendMessage", chat_id=KIM, text="x", reply_parameters=wrong)
    gone = {"message_id": 999}
    assert "not found" in refusal(server, "sendMessage", chat_id=KIM, text="x", reply_parameters=json.dumps(gone))
    assert "reply_to_message" not in sent(
        server, reply_parameters=json.dumps(gone | {"allow_sending_without_reply": True})
    )


def test_captions_are_shorter_than_texts(server: BotApiServer) -> None:
    assert sent_photo(server, caption="<b>" + "x" * 1024 + "</b>", parse_mode="HTML")["caption"] == "x" * 1024
    _, body = upload(server, "sendPhoto", {"photo": ("a.png", picture())}, chat_id=KIM, caption="🙂" * 513)
    assert "caption is too long" in body["description"]


def test_every_part_of_a_message_can_be_edited(server: BotApiServer) -> None:
    keyboard = json.dumps({"inline_keyboard": [[{"text": "a", "callback_data": "1"}]]})
    photo = sent_photo(server, caption="eins", reply_markup=keyboard)
    here = {"chat_id": KIM, "message_id": photo["message_id"]}
    assert "no text in the message" in refusal(server, "editMessageText", **here, text="x")
    assert "not modified" in refusal(server, "editMessageCaption", **here, caption="eins", reply_markup=keyboard)
    edited = result(server, "editMessageCaption", **here, caption="zwei")
    assert (edited["caption"], "reply_markup" in edited) == ("zwei", False)
    assert "reply_markup" in result(server, "editMessageReplyMarkup", **here, reply_markup=keyboard)
    assert "not modified" in refusal(server, "editMessageReplyMarkup", **here, reply_markup=keyboard)
    media = json.dumps({"type": "photo", "media": "attach://neu", "caption": "drei"})
    _, body = upload(server, "editMessageMedia", {"neu": ("b.png", picture(50, 40))}, **here, media=media)
    assert (body["result"]["photo"][0]["width"], body["result"]["caption"]) == (50, "drei")
    assert "wrong file" in refusal(server, "editMessageMedia", **here, media=media)
    Message.model_validate(body["result"])


def test_people_s_messages_are_not_the_bot_s_to_edit(server: BotApiServer) -> None:
    assert "can't be edited" in refusal(server, "editMessageText", chat_id=KIM, message_id=1, text="x")
    assert "not found" in refusal(server, "editMessageText", chat_id=KIM, message_id=99, text="x")
    text = sent(server)
    assert "no caption" in refusal(
        server, "editMessageCaption", chat_id=KIM, message_id=text["message_id"], caption="x"
    )


def test_old_messages_cannot_be_deleted(server: BotApiServer) -> None:
    message = sent(server)
    server.world.clock.advance(48 * 3600 + 1)
    assert "can't be deleted" in refusal(server, "deleteMessage", chat_id=KIM, message_id=message["message_id"])


def test_copies(server: BotApiServer) -> None:
    photo = sent_photo(server, caption="eins")
    where = {"chat_id": KIM, "from_chat_id": KIM}
    copy = result(server, "copyMessage", **where, message_id=photo["message_id"])
    assert server.messages(KIM, 2)[-1].id == copy["message_id"]
    assert server.messages(KIM, 2)[-1].raw["photo"] == photo["photo"]
    assert "not found" in refusal(server, "copyMessage", **where, message_id=99)


def test_reactions_of_the_bot(server: BotApiServer) -> None:
    here = {"chat_id": KIM, "message_id": 1}
    assert result(server, "setMessageReaction", **here, reaction='[{"type": "emoji", "emoji": "👍"}]')
    assert "REACTION_INVALID" in refusal(
        server, "setMessageReaction", **here, reaction='[{"type": "emoji", "emoji": "x"}]'
    )
    assert result(server, "setMessageReaction", **here)
    assert "not found" in refusal(server, "setMessageReaction", chat_id=KIM, message_id=99)


def test_chat_actions_have_names(server: BotApiServer) -> None:
    assert result(server, "sendChatAction", chat_id=KIM, action="upload_photo")
    assert "action" in refusal(server, "sendChatAction", chat_id=KIM, action="singing")


def test_long_alerts_are_refused(server: BotApiServer) -> None:
    assert "MESSAGE_TOO_LONG" in refusal(server, "answerCallbackQuery", callback_query_id="1", text="x" * 201)


def test_drafts_have_limits(server: BotApiServer) -> None:
    draft = {"chat_id": KIM, "draft_id": 1}
    assert result(server, "sendMessageDraft", **draft, text="x" * 4096)
    assert "too long" in refusal(server, "sendMessageDraft", **draft, text="x" * 4097)
    assert result(server, "sendMessageDraft", **draft)
    assert "no parameter" in refusal(server, "sendMessageDraft", **draft, text="x", disable_notification="true")


@pytest.mark.parametrize(
    ("name", "field", "limit", "default"),
    [
        ("Name", "name", 64, "Revierlotse"),
        ("Description", "description", 512, ""),
        ("ShortDescription", "short_description", 120, ""),
    ],
)
def test_the_profile_in_each_language(server: BotApiServer, name: str, field: str, limit: int, default: str) -> None:
    assert result(server, f"getMy{name}") == {field: default}
    result(server, f"setMy{name}", **{field: "x" * limit})
    result(server, f"setMy{name}", **{field: "auf Deutsch", "language_code": "de"})
    assert result(server, f"getMy{name}", language_code="de") == {field: "auf Deutsch"}
    assert result(server, f"getMy{name}", language_code="fr") == {field: "x" * limit}
    assert "too long" in refusal(server, f"setMy{name}", **{field: "x" * (limit + 1)})
    assert "two-letter" in refusal(server, f"setMy{name}", **{field: "x", "language_code": "deutsch"})


def test_commands_in_each_language_and_scope(server: BotApiServer) -> None:
    german, english = [{"command": "hilfe", "description": "Hilfe"}], [{"command": "help", "description": "Help"}]
    groups = json.dumps({"type": "all_group_chats"})
    result(server, "setMyCommands", commands=json.dumps(german), language_code="de")
    result(server, "setMyCommands", commands=json.dumps(english), scope=groups)
    assert result(server, "getMyCommands", language_code="de") == german
    assert result(server, "getMyCommands", scope=groups) == english
    assert result(server, "getMyCommands") == []
    result(server, "deleteMyCommands", language_code="de")
    assert result(server, "getMyCommands", language_code="de") == []


@pytest.mark.parametrize(
    ("commands", "reason"),
    [
        ([{"command": f"c{number}", "description": "d"} for number in range(101)], "TOO_MUCH"),
        ([{"command": "Hilfe!", "description": "d"}], "BOT_COMMAND_INVALID"),
        ([{"command": "c", "description": ""}], "DESCRIPTION_INVALID"),
        ([{"command": "c"}], "description"),
    ],
)
def test_commands_that_telegram_does_not_take(server: BotApiServer, commands: list[Any], reason: str) -> None:
    assert reason in refusal(server, "setMyCommands", commands=json.dumps(commands))


def test_chats_can_be_looked_up(server: BotApiServer) -> None:
    chat = result(server, "getChat", chat_id=KIM)
    assert ChatFullInfo.model_validate(chat).first_name == "Kim"
    for unknown in (99, "@nobody"):
        assert "chat not found" in refusal(server, "getChat", chat_id=unknown)


def test_json_bodies_are_understood(server: BotApiServer) -> None:
    url = f"{server.url}/bot{server.token}/sendMessage"
    status, body = post(url, json={"chat_id": KIM, "text": "12", "disable_notification": True})
    assert (status, body["result"]["text"]) == (200, "12")
    assert post(url, json=[1])[0] == 400
    assert post(url, content=b"a", headers={"content-type": "text/plain"})[0] == 400
    assert len(server.violations) == 2
