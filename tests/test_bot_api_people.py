"""What people do at the local Bot API server: every kind of update, valid by aiogram's models, and what becomes of it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from aiogram.types import Update
from pydantic import ValidationError

from tests.bot_api import BotApiServer
from tests.bot_api.client import call, result

KIM, GROUP = 11, -5
EVERYTHING = json.dumps(list(Update.model_fields)[1:])
KEYBOARD = '{"inline_keyboard": [[{"text": "a", "callback_data": "1"}]]}'
ARTICLE: dict[str, Any] = {"type": "article", "title": "Titel", "input_message_content": {"message_text": "<b>3</b> €"}}


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        result(server, "getUpdates", allowed_updates=EVERYTHING)
        yield server


def newest(server: BotApiServer) -> dict[str, Any]:
    """The last update, once aiogram has understood all that came with it."""
    updates = result(server, "getUpdates")
    for update in updates:
        read = Update.model_validate(update)
        assert not read.model_extra
        assert read.event_type in update
    return dict(updates[-1])


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda s: s.send_text(KIM, "Hallo"), "text"),
        (lambda s: s.send_photo(KIM, "ein Bild"), "photo"),
        (lambda s: s.send_voice(KIM), "voice"),
        (lambda s: s.send_sticker(KIM), "sticker"),
        (lambda s: s.send_document(KIM, "lebenslauf.pdf", b"%PDF"), "document"),
        (lambda s: s.send_album(KIM, 2, "zwei Bilder"), "media_group_id"),
    ],
)
def test_messages_of_every_kind(server: BotApiServer, act: Any, field: str) -> None:
    act(server)
    assert field in newest(server)["message"]


def test_what_people_send_can_be_downloaded(server: BotApiServer) -> None:
    server.send_document(KIM, "lebenslauf.pdf", b"%PDF-1.7")
    document = newest(server)["message"]["document"]
    assert result(server, "getFile", file_id=document["file_id"])["file_size"] == len(b"%PDF-1.7")


def test_an_album_is_several_messages_with_one_caption(server: BotApiServer) -> None:
    server.send_album(KIM, 3, "Urlaub")
    messages = [update["message"] for update in result(server, "getUpdates")]
    assert len({message["media_group_id"] for message in messages}) == 1
    assert [message.get("caption") for message in messages] == ["Urlaub", None, None]


def test_groups_have_mentions_and_replies(server: BotApiServer) -> None:
    server.send_text(GROUP, "Hallo", user_id=KIM)
    result(server, "sendMessage", chat_id=GROUP, text="Ja?")
    server.send_text(GROUP, "🙂 @revierlotse_bot was /gehalt", user_id=KIM, reply_to=server.messages(GROUP, 1)[0])
    message = newest(server)["message"]
    assert (message["chat"]["type"], message["from"]["id"]) == ("supergroup", KIM)
    assert message["reply_to_message"]["text"] == "Ja?"
    assert [(e["type"], e["offset"], e["length"]) for e in message["entities"]] == [
        ("mention", 3, 16),
        ("bot_command", 24, 7),
    ]


def test_edits(server: BotApiServer) -> None:
    server.edit_text(server.send_text(KIM, "Haloo"), "Hallo")
    assert newest(server)["edited_message"]["text"] == "Hallo"
    assert server.transcript(KIM) == ["Kim: Hallo"]


def test_reactions_follow_one_another(server: BotApiServer) -> None:
    server.send_text(KIM, "Hallo")
    result(server, "sendMessage", chat_id=KIM, text="Ja?")
    message = server.messages(KIM, 1)[0]
    server.react(message, "👍")
    assert newest(server)["message_reaction"]["old_reaction"] == []
    server.react(message, "")
    change = newest(server)["message_reaction"]
    assert (change["old_reaction"], change["new_reaction"]) == ([{"type": "emoji", "emoji": "👍"}], [])


def test_reactions_come_only_when_asked_for(server: BotApiServer) -> None:
    result(server, "getUpdates", allowed_updates="[]", offset=-1)
    server.send_text(KIM, "Hallo")
    result(server, "sendMessage", chat_id=KIM, text="Ja?")
    server.react(server.messages(KIM, 1)[0], "👍")
    server.block(KIM)
    assert [list(update)[1] for update in result(server, "getUpdates")] == ["message", "my_chat_member"]


def test_a_stop_button_belongs_to_a_draft_that_is_still_shown(server: BotApiServer) -> None:
    server.send_text(KIM, "Hallo")
    result(server, "sendMessageDraft", chat_id=KIM, draft_id=7, text="Ich", can_stop="true")
    result(server, "sendMessageDraft", chat_id=KIM, draft_id=8, text="Ich")
    assert server.transcript(KIM) == ["Kim: Hallo", "Revierlotse … Ich", "Revierlotse … Ich"]
    server.stop_generation(KIM)
    assert newest(server)["stopped_message_generation"]["draft_id"] == 7
    result(server, "sendMessage", chat_id=KIM, text="Ich denke")
    assert server.transcript(KIM) == ["Kim: Hallo", "[Stop]", "Revierlotse: Ich denke"]
    with pytest.raises(LookupError):
        server.stop_generation(KIM)


def test_blocking_and_unblocking(server: BotApiServer) -> None:
    server.send_text(KIM, "Hallo")
    server.block(KIM)
    assert newest(server)["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert call(server, "sendMessage", chat_id=KIM, text="a")[0] == 403
    server.unblock(KIM)
    assert newest(server)["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert call(server, "sendMessage", chat_id=KIM, text="a")[0] == 200


def test_inline_queries_are_answered_once_and_chosen_from(server: BotApiServer) -> None:
    update_id = server.ask_inline(KIM, "Gehalt Einstieg")
    query = newest(server)["inline_query"]
    assert query["query"] == "Gehalt Einstieg"
    content = {"message_text": "<b>3</b> €", "parse_mode": "HTML"}
    answer = {
        "inline_query_id": query["id"],
        "results": json.dumps([ARTICLE | {"id": "1", "input_message_content": content}]),
    }
    assert result(server, "answerInlineQuery", **answer)
    assert "query is too old" in call(server, "answerInlineQuery", **answer)[1]["description"]
    assert [offered["title"] for offered in server.inline_results(update_id)] == ["Titel"]
    server.choose_result(update_id, "1", chat_id=GROUP)
    assert newest(server)["chosen_inline_result"]["result_id"] == "1"
    assert server.transcript(GROUP) == ["Kim: 3 €"]


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ([ARTICLE | {"id": str(number)} for number in range(51)], "RESULTS_TOO_MUCH"),
        ([ARTICLE | {"id": "1"}] * 2, "RESULT_ID_DUPLICATE"),
        ([ARTICLE | {"id": "ä" * 33}], "RESULT_ID_INVALID"),
        ([ARTICLE | {"id": ""}], "RESULT_ID_INVALID"),
        ([ARTICLE | {"id": "1", "input_message_content": {"message_text": ""}}], "message text is empty"),
        ([ARTICLE | {"id": "1", "colour": "red"}], "unknown nested fields"),
        ([{"type": "article", "id": "1"}], "title"),
    ],
)
def test_inline_results_that_telegram_does_not_take(server: BotApiServer, results: list[Any], reason: str) -> None:
    server.ask_inline(KIM, "Gehalt")
    query_id = newest(server)["inline_query"]["id"]
    status, body = call(server, "answerInlineQuery", inline_query_id=query_id, results=json.dumps(results))
    assert status == 400
    assert reason in body["description"]


def test_poison_is_poison(server: BotApiServer) -> None:
    update_id = server.poison(KIM)
    (update,) = result(server, "getUpdates")
    assert update["update_id"] == update_id
    with pytest.raises(ValidationError):
        Update.model_validate(update)


def test_duplicates(server: BotApiServer) -> None:
    first = server.send_text(KIM, "Hallo")
    result(server, "getUpdates", offset=first + 1)
    server.replay(first)
    assert newest(server)["update_id"] == first
    assert result(server, "getUpdates") == []


def test_updates_expire(server: BotApiServer) -> None:
    server.send_text(KIM, "Hallo")
    result(server, "sendMessage", chat_id=KIM, text="a", reply_markup=KEYBOARD)
    server.press(server.messages(KIM, 1)[0], "a")
    server.ask_inline(KIM, "Gehalt")
    query_id = result(server, "getUpdates")[1]["callback_query"]["id"]
    left = []
    for seconds in (31, 120, 24 * 3600):
        server.world.clock.advance(seconds)
        left.append([list(update)[1] for update in result(server, "getUpdates")])
    assert left == [["message", "callback_query"], ["message"], []]
    assert "query is too old" in call(server, "answerCallbackQuery", callback_query_id=query_id)[1]["description"]


def test_a_chat_as_its_person_reads_it(server: BotApiServer) -> None:
    server.send_text(KIM, "Hallo")
    server.send_photo(KIM, "mein Büro")
    result(server, "sendMessage", chat_id=KIM, text="<b>Was</b> nun?", parse_mode="HTML", reply_markup=KEYBOARD)
    server.press(server.messages(KIM, 1)[0], "a")
    query_id = newest(server)["callback_query"]["id"]
    result(server, "answerCallbackQuery", callback_query_id=query_id, text="Gern!")
    gone = result(server, "sendMessage", chat_id=KIM, text="weg damit")
    result(server, "deleteMessage", chat_id=KIM, message_id=gone["message_id"])
    assert server.transcript(KIM) == [
        "Kim: Hallo",
        "Kim: 🖼 mein Büro",
        "Revierlotse: Was nun?\n  [a]",
        "[a]",
        "(Gern!)",
    ]
