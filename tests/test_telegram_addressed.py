"""Which messages are meant for the bot, beside plain ones: captions, service messages, other bots, its own inline answers."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.telegram.english import ENGLISH
from bot.telegram.german import GERMAN
from tests.bot_api import BotApiServer
from tests.bot_api.faults import Fault
from tests.bot_api.fixtures import running_bot
from tests.scripted import ScriptedAdvisor

KIM, GROUP, SUPERGROUP = 11, -500, -100500
US = {"id": 4242, "is_bot": True, "first_name": "Lotse", "username": "revierlotse_bot"}
ANOTHER_BOT = {"id": 99, "is_bot": True, "first_name": "Bot", "username": "another_bot"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
PHOTO = {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]}


@pytest.fixture
def advisor() -> ScriptedAdvisor:
    return ScriptedAdvisor()


@pytest.fixture
def chat(advisor: ScriptedAdvisor) -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        with running_bot(advisor, server):
            yield server
        assert server.violations == []


def named(text: str) -> dict[str, Any]:
    """A caption that begins with the bot's name."""
    mention = {"type": "mention", "offset": 0, "length": len("@revierlotse_bot")}
    return {"caption": f"@revierlotse_bot {text}", "caption_entities": [mention]}


def test_a_caption_in_a_group_may_name_the_bot(chat: BotApiServer, advisor: ScriptedAdvisor) -> None:
    chat.send_content(GROUP, {**PHOTO, "caption": "Schaut mal"}, user_id=KIM)
    chat.send_content(GROUP, {**PHOTO, **named("Was macht man?")}, user_id=KIM)
    chat.send_content(GROUP, {**PHOTO, **named("")}, user_id=KIM)
    apology, _, hint = chat.messages(GROUP, 3)
    assert apology.text == GERMAN.caption_only.format(unreadable=GERMAN.unreadable["photo"])
    assert hint.text == f"{GERMAN.unreadable['photo']} {GERMAN.write_instead}"
    assert advisor.texts == ["Was macht man?"]


@pytest.mark.parametrize(
    "content",
    [
        {"community_chat_added": {"community": {"id": 1}}},  # of Bot API 10.3, which PTB does not know
        {"something_of_next_year": True},
        {"forum_topic_created": {"name": "Neu", "icon_color": 1}},
        {"text": "3.200 €. [1]", "via_bot": US},
    ],
)
def test_what_nobody_said_to_the_bot_is_passed_over(
    chat: BotApiServer, advisor: ScriptedAdvisor, content: dict[str, Any]
) -> None:
    chat.send_content(KIM, content)
    chat.send_text(KIM, "Ende")
    assert "Ende" in chat.messages(KIM, 1)[0].text
    assert len(chat.world.from_bot(KIM)) == 1 and advisor.texts == ["Ende"]


def test_a_rich_message_gets_a_friendly_word(chat: BotApiServer) -> None:
    chat.send_content(KIM, {"rich_message": {"blocks": []}}, language_code="en")
    assert chat.messages(KIM, 1)[0].text == f"{ENGLISH.unreadable['other']} {ENGLISH.write_instead}"


def test_other_bots_are_not_answered_but_anonymous_administrators_are(
    chat: BotApiServer, advisor: ScriptedAdvisor
) -> None:
    mention = [{"type": "mention", "offset": 0, "length": len("@revierlotse_bot")}]
    group = {"id": GROUP, "type": "supergroup", "title": "Runde"}
    chat.send_content(GROUP, {"text": "@revierlotse_bot Hallo", "entities": mention, "from": ANOTHER_BOT})
    asked = {"text": "@revierlotse_bot Was nun?", "entities": mention, "from": ANONYMOUS, "sender_chat": group}
    chat.send_content(GROUP, asked)
    chat.messages(GROUP, 1)
    chat.send_text(KIM, "Ende")
    chat.messages(KIM, 1)
    assert advisor.texts == ["Was nun?", "Ende"]


def test_a_command_of_another_bot_in_reply_to_ours_is_let_be(chat: BotApiServer) -> None:
    chat.send_text(GROUP, "@revierlotse_bot Hallo", user_id=KIM)
    ours = chat.messages(GROUP, 1)[0]
    chat.send_text(GROUP, "/tanzen@another_bot", user_id=KIM, reply_to=ours)
    chat.send_text(GROUP, "/tanzen", user_id=KIM, reply_to=ours)
    assert chat.messages(GROUP, 2)[1].raw["reply_to_message"]["text"] == "/tanzen"


def test_an_answer_follows_a_group_that_becomes_a_supergroup(chat: BotApiServer, advisor: ScriptedAdvisor) -> None:
    chat.meet(SUPERGROUP)
    chat.fault(Fault("sendMessage", status=400, text="Bad Request: group chat was upgraded", migrate_to=SUPERGROUP))
    chat.send_text(GROUP, "@revierlotse_bot Was macht man?", user_id=KIM)
    assert chat.messages(SUPERGROUP, 1)[0].text == "Antwort auf: Was macht man?"
    assert chat.world.from_bot(GROUP) == []


def test_a_server_that_is_starting_is_waited_for(advisor: ScriptedAdvisor) -> None:
    with BotApiServer() as server:
        server.fault(Fault("getMe", status=502))
        server.fault(Fault("getMe", status=429, retry_after=1))
        with running_bot(advisor, server):
            server.send_text(KIM, "Hallo")
            assert server.messages(KIM, 1)[0].text == "Antwort auf: Hallo"


def test_a_server_that_does_not_know_a_method_gets_the_rest(advisor: ScriptedAdvisor) -> None:
    with BotApiServer() as server:
        server.fault(Fault("setMyShortDescription", status=404, times=2))
        server.fault(Fault("setMyCommands", status=429, retry_after=3600))
        with running_bot(advisor, server):
            server.send_text(KIM, "Hallo")
            server.messages(KIM, 1)
        assert len(server.calls("setMyDescription")) == 2 and len(server.calls("setMyCommands")) == 2
