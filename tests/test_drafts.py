"""An answer shown while it is written, over real HTTP: drafts, Stop, groups, and chats that take no drafts."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.answer import Answer
from tests.bot_api import BotApiServer, Fault
from tests.bot_api.fixtures import running_bot
from tests.scripted import ScriptedAdvisor, said

KIM, GROUP = 11, -100500
pytestmark = pytest.mark.filterwarnings("ignore:.*`retry_after`")


class WritingAdvisor(ScriptedAdvisor):
    """Writes an answer bit by bit: `beats` are told one after another, each once the test lets it."""

    def __init__(self, *beats: str) -> None:
        super().__init__()
        self.beats = beats
        self.told: list[float] = []
        self.may_end = threading.Event()

    def reply(
        self,
        conversation: str,
        text: str,
        *,
        language_hint: str = "",
        on_text: Callable[[str], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> Answer:
        assert on_text is not None and cancelled is not None
        self.asked.append((conversation, text, language_hint))
        for beat in self.beats:
            self.told.append(time.monotonic())
            on_text(beat)
        while not (self.may_end.is_set() or cancelled.is_set()):
            time.sleep(0.005)
        return said("Abgebrochen." if cancelled.is_set() else "Fertig.")


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    with BotApiServer() as running:
        yield running
    assert running.violations == []


def drafts(server: BotApiServer) -> list[dict[str, Any]]:
    return [call.params for call in server.calls("sendMessageDraft")]


def test_a_draft_is_shown_with_a_stop_button_and_then_the_message(server: BotApiServer) -> None:
    advisor = WritingAdvisor("", "Satz eins.")
    with running_bot(advisor, server):
        server.send_text(KIM, "Frage")
        server.wait_calls("sendMessageDraft", 1)
        server.wait_until(lambda: drafts(server)[-1].get("text") == "Satz eins.", "the sentence")
        assert {str(entry["can_stop"]).lower() for entry in drafts(server)} == {"true"}
        assert len({entry["draft_id"] for entry in drafts(server)}) == 1
        advisor.may_end.set()
        assert server.messages(KIM, 1)[-1].text == "Fertig."
        count = len(drafts(server))
    assert len(drafts(server)) == count and server.calls("deleteMessage") == []


def test_stop_ends_the_writing_although_the_chat_is_busy(server: BotApiServer) -> None:
    advisor = WritingAdvisor("Satz eins.")
    with running_bot(advisor, server):
        server.send_text(KIM, "Frage")
        server.wait_calls("sendMessageDraft", 1)
        server.stop_generation(KIM)
        assert server.messages(KIM, 1)[-1].text == "Abgebrochen."


def test_nothing_is_drafted_where_nothing_is_told(server: BotApiServer) -> None:
    advisor = WritingAdvisor()
    advisor.may_end.set()
    with running_bot(advisor, server):
        server.send_text(KIM, "Frage")
        assert server.messages(KIM, 1)[-1].text == "Fertig."
    assert drafts(server) == []


def test_a_group_sees_a_message_that_is_edited_and_taken_away(server: BotApiServer) -> None:
    advisor = WritingAdvisor("", "Satz eins.")
    with running_bot(advisor, server):
        server.send_text(GROUP, "@revierlotse_bot Frage", user_id=KIM)
        server.wait_until(
            lambda: any("Satz eins." in message.text for message in server.world.from_bot(GROUP)), "the sentence"
        )
        advisor.may_end.set()
        server.wait_until(lambda: [m.text for m in server.world.from_bot(GROUP)] == ["Fertig."], "the answer alone")
    assert drafts(server) == []


def test_a_chat_that_takes_no_drafts_sees_a_message(server: BotApiServer) -> None:
    server.fault(Fault("sendMessageDraft", status=400, times=99))
    advisor = WritingAdvisor("Satz eins.")
    with running_bot(advisor, server):
        server.send_text(KIM, "Frage")
        assert server.messages(KIM, 1)[-1].text == "Satz eins."
        advisor.may_end.set()
        server.wait_until(lambda: [m.text for m in server.world.from_bot(KIM)] == ["Fertig."], "the answer alone")


def test_a_flood_limit_on_drafts_does_not_delay_the_answer(server: BotApiServer) -> None:
    server.fault(Fault("sendMessageDraft", status=429, retry_after=30, times=9))
    advisor = WritingAdvisor("Satz eins.")
    with running_bot(advisor, server):
        server.send_text(KIM, "Frage")
        server.wait_calls("sendMessageDraft", 1)
        advisor.may_end.set()
        assert server.messages(KIM, 1, timeout=10)[-1].text == "Fertig."
    assert len(drafts(server)) == 1
