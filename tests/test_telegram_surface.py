"""Charts, votes, reactions, inline answers and comparisons in whole chats with the shipped texts, over HTTP."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.chart_files import ChartFiles
from bot.conversation import Advisor
from bot.feedback import Feedback
from bot.memory import Memory
from bot.salary_chart import SalaryCharts
from bot.telegram import Surface
from bot.telegram.english import ENGLISH
from bot.telegram.german import GERMAN
from knowledge import KnowledgeBase, open_embedder
from tests.bot_api import BotApiServer
from tests.bot_api.faults import Fault
from tests.bot_api.fixtures import running_bot
from tests.bot_api.world import SentMessage

KIM, ALEX, GROUP = 11, 12, -100500
LONG_AGO = date(2000, 1, 1)
FIRST_PAY = "Was verdient man am Anfang?"


@pytest.fixture(scope="module")
def knowledge(shipped_folder: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(shipped_folder, embedder=open_embedder()) as opened:
        yield opened


@pytest.fixture
def feedback() -> Feedback:
    return Feedback.in_process()


@pytest.fixture
def chat(knowledge: KnowledgeBase, shipped_folder: Path, feedback: Feedback, tmp_path: Path) -> Iterator[BotApiServer]:
    advisor = Advisor(knowledge, shipped_folder, Memory.in_process())
    surface = Surface(feedback, SalaryCharts(knowledge), ChartFiles(tmp_path))
    with BotApiServer() as server:
        with running_bot(advisor, server, surface):
            yield server
        assert server.violations == []


def said(chat: BotApiServer, count: int, chat_id: int = KIM) -> SentMessage:
    return chat.messages(chat_id, count)[count - 1]


def shows(chat: BotApiServer, index: int, button: str) -> Callable[[], bool]:
    return lambda: any(button in row for row in chat.world.from_bot(KIM)[index].buttons)


# Charts


def test_a_chart_under_a_salary_answer(chat: BotApiServer) -> None:
    chat.send_text(KIM, FIRST_PAY)
    chat.press(said(chat, 1), "📊 Als Bild")
    chart = said(chat, 2)
    assert "Einstieg: 3.200 € bis 3.600 € [1]" in chart.text and "Mit Erfahrung: 4.000 € bis 5.000 € [2]" in chart.text
    assert chart.raw["photo"][0]["width"] == 1080
    chat.wait_until(lambda: not shows(chat, 0, "📊 Als Bild")(), "the button to go")
    assert shows(chat, 0, "👍")()


def test_a_picture_is_uploaded_once(chat: BotApiServer) -> None:
    for number in (1, 3):
        chat.send_text(KIM, FIRST_PAY)
        chat.press(said(chat, number), "📊 Als Bild")
        said(chat, number + 1)
    first, second = chat.calls("sendPhoto")
    assert chat.messages(KIM, 4)[1].raw["photo"][0]["file_id"] == str(second.params["photo"])
    assert "photo" not in first.params


def test_a_group_without_pictures_gets_the_figures(chat: BotApiServer) -> None:
    refusal = "Bad Request: not enough rights to send photos to the chat"
    chat.send_text(KIM, FIRST_PAY)
    chat.fault(Fault("sendPhoto", status=400, text=refusal))
    chat.press(said(chat, 1), "📊 Als Bild")
    facts = said(chat, 2)
    assert "Einstieg: 3.200 € bis 3.600 € [1]" in facts.text and "photo" not in facts.raw


def test_a_picture_that_telegram_has_dropped_is_uploaded_again(chat: BotApiServer, tmp_path: Path) -> None:
    chat.send_text(KIM, FIRST_PAY)
    chat.press(said(chat, 1), "📊 Als Bild")
    chat.wait_until(lambda: not shows(chat, 0, "📊 Als Bild")(), "the button to go")
    next(tmp_path.glob("*.id")).write_text("long gone", "utf-8")
    chat.send_text(KIM, FIRST_PAY)
    chat.press(said(chat, 3), "📊 Als Bild")
    assert "photo" in said(chat, 4).raw
    chat.world.violations.clear()  # a wrong file id is one, and here meant
    assert [call.status for call in chat.wait_calls("sendPhoto", 3)] == [200, 400, 200]


def test_comparing_levels_ends_with_the_chart(chat: BotApiServer) -> None:
    chat.send_text(KIM, "/gehalt")
    said(chat, 1)
    chat.send_text(KIM, "vergleichen")
    chat.press(said(chat, 2), "Im Jahr")
    dialogue, answer, chart = chat.messages(KIM, 4)[1:4]
    assert dialogue.text == "💶 Gehalt · Beides vergleichen · Im Jahr"
    assert "3.200 €" in answer.text and "5.000 €" in answer.text
    assert ["📊 Als Bild", "👍", "👎"] not in answer.buttons and ["👍", "👎"] in answer.buttons
    assert "Monat × 12" in chart.text and "48.000 € bis 60.000 €" in chart.text


def test_with_one_profession_and_city_the_levels_are_compared(chat: BotApiServer) -> None:
    chat.send_text(KIM, "/compare", language_code="en")
    only, answer, chart = chat.messages(KIM, 3)
    assert only.text.startswith("So far I only have texts on IT-Projektkoordinator in Duisburg.")
    assert "€3,200" in answer.text and "€5,000" in answer.text
    assert "Entry level: €3,200 to €3,600 [1]" in chart.text and "photo" in chart.raw


# Votes


def test_votes_and_reasons_are_kept(chat: BotApiServer, feedback: Feedback) -> None:
    chat.send_text(KIM, FIRST_PAY)
    answer = said(chat, 1)
    chat.press(answer, "👎")
    chat.wait_until(shows(chat, 0, GERMAN.reasons["outdated"]), "the reasons")
    assert chat.calls("answerCallbackQuery")[0].params["text"] == GERMAN.why
    chat.press(chat.world.from_bot(KIM)[0], GERMAN.reasons["outdated"])
    chat.wait_until(lambda: not shows(chat, 0, GERMAN.reasons["outdated"])(), "the reasons to go")
    assert [row for row in chat.world.from_bot(KIM)[0].buttons if row[0] == answer.buttons[0][0]]
    (row,) = feedback.export(f"telegram:{KIM}")
    assert (row["vote"], row["reason"], row["question"]) == ("down", "outdated", FIRST_PAY)
    assert (row["outcome"], row["topic"]) == ("answered", "salary_entry") and row["passages"]
    (gap,) = feedback.gaps(LONG_AGO)
    assert (gap["kind"], gap["reason"], gap["question"]) == ("downvoted", "outdated", FIRST_PAY)


def test_every_pressed_question_can_be_rated_and_not_only_the_last(chat: BotApiServer, feedback: Feedback) -> None:
    chat.send_text(KIM, FIRST_PAY)
    for number, question in ((1, "Wie viel gibt es mit Erfahrung?"), (2, "Wovon hängt das Gehalt ab?")):
        chat.press(said(chat, number), question)
    said(chat, 3)
    for number, vote in ((2, "👍"), (3, "👎"), (1, "👍")):
        chat.press(said(chat, number), vote)
    chat.wait_until(lambda: len(feedback.export(f"telegram:{KIM}")) == 3, "three votes")
    votes = {row["question"]: row["vote"] for row in feedback.export(f"telegram:{KIM}")}
    assert votes == {FIRST_PAY: "up", "Wie viel gibt es mit Erfahrung?": "up", "Wovon hängt das Gehalt ab?": "down"}


def test_reactions_are_votes(chat: BotApiServer, feedback: Feedback) -> None:
    chat.send_text(KIM, FIRST_PAY)
    answer, name = said(chat, 1), f"telegram:{KIM}"
    for emoji, votes in (("❤", ["up"]), ("👎", ["down"]), ("🤔", ["down"]), ("", [])):
        chat.react(answer, emoji)
        chat.send_text(KIM, "Danke")  # is answered after the reaction
        count = len(chat.world.from_bot(KIM))
        chat.messages(KIM, count + 1)
        assert [row["vote"] for row in feedback.export(name)] == votes
    assert feedback.gaps(LONG_AGO) == []


def test_what_is_declined_is_a_gap_and_every_answer_is_counted(chat: BotApiServer, feedback: Feedback) -> None:
    chat.send_text(KIM, "Wie backe ich Brot? Antwort an kim@example.org")
    chat.send_text(KIM, FIRST_PAY)
    chat.send_text(KIM, "/hilfe")
    said(chat, 3)
    (gap,) = feedback.gaps(LONG_AGO)
    assert "backe ich Brot" in gap["question"] and "example" not in gap["question"]
    assert {row["outcome"] for row in feedback.usage(LONG_AGO)} == {"declined", "answered"}


def test_somebody_else_in_a_group_cannot_rate(chat: BotApiServer, feedback: Feedback) -> None:
    chat.send_text(GROUP, f"@revierlotse_bot {FIRST_PAY}", user_id=KIM)
    answer = said(chat, 1, GROUP)
    chat.press(answer, "👍", user_id=ALEX)
    chat.press(answer, "👍", user_id=KIM)
    notices = [call.params["text"] for call in chat.wait_calls("answerCallbackQuery", 2)]
    assert notices == [GERMAN.vote_gone, GERMAN.thanks]
    assert feedback.export(f"telegram:{GROUP}:{ALEX}") == []
    assert len(feedback.export(f"telegram:{GROUP}:{KIM}")) == 1


# A crisis


def test_a_person_in_a_crisis_gets_help_and_nothing_else(chat: BotApiServer, feedback: Feedback) -> None:
    chat.send_text(KIM, "Ich will nicht mehr leben")
    answer = said(chat, 1)
    assert "0800 111 0 111" in answer.text and answer.buttons == []
    chat.send_text(KIM, "/meine_daten")
    document = said(chat, 2).raw["document"]["file_id"]
    assert b"nicht mehr leben" not in chat.world.files.by_id(document).content
    assert feedback.gaps(LONG_AGO) == []


# Inline


def inline(chat: BotApiServer, query: str, language_code: str = "de") -> list[dict[str, Any]]:
    update = chat.ask_inline(KIM, query, language_code=language_code)
    query_id = chat.updates.past[update]["inline_query"]["id"]
    chat.wait_until(lambda: query_id in chat.world.inline_answers, "results")
    results: list[dict[str, Any]] = chat.world.inline_answers[query_id]["results"]
    return results


def test_inline_answers_are_offered_to_share(chat: BotApiServer) -> None:
    results = inline(chat, "Gehalt Einstieg")
    assert 2 <= len(results) <= 6 and results[0]["title"] == "Gehalt Einstieg"
    text = results[0]["input_message_content"]["message_text"]
    assert "3.200 €" in text and "Quellen" in text
    assert results[0]["description"].startswith("Berufseinsteiger verdienen")


def test_inline_without_a_question_offers_topics(chat: BotApiServer) -> None:
    assert [result["title"] for result in inline(chat, "")] == list(GERMAN.labels.values())
    assert [result["title"] for result in inline(chat, "Rezept für Lasagne", "en")] == list(ENGLISH.labels.values())
    arguments = list(chat.world.inline_answers.values())[-1]
    assert arguments["is_personal"] is True and arguments["button"]["text"] == ENGLISH.ask_in_chat


def test_inline_touches_no_conversation(chat: BotApiServer, feedback: Feedback) -> None:
    inline(chat, FIRST_PAY)
    chat.send_text(KIM, "/quellen")
    assert said(chat, 1).text == GERMAN.nothing_asked
    assert feedback.usage(LONG_AGO) == []


def test_inline_in_a_crisis_names_help_alone(chat: BotApiServer) -> None:
    (result,) = inline(chat, "Ich will nicht mehr leben")
    assert "0800 111 0 111" in result["input_message_content"]["message_text"]
