"""Dialogues, edits, languages and rights over one's data, as a person sees them, against the local Bot API server."""

import json
from collections.abc import Iterator

import pytest

from bot.answer import Answer, Citation, Sentence
from bot.feedback import Feedback
from bot.notes import Exchange
from bot.telegram.dialogues import DIALOGUES, Progress, read_progress, typed_choices
from bot.telegram.english import ENGLISH
from bot.telegram.german import GERMAN
from tests.bot_api import BotApiServer
from tests.bot_api.fixtures import running_bot
from tests.scripted import ScriptedAdvisor, plain_surface, said

KIM, ALEX, GROUP = 11, 12, -100500
QUESTION = "Was verdient man?"
SOURCE = Citation(1, "Gehalt", "Einstieg", passage_id="ab12", quote="Einsteiger: 3.200 €.")
PAY = Answer((Sentence("3.200 €.", (1,)),), "answered", topic="salary_entry", citations=(SOURCE,))


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
    with running_bot(advisor, server):
        yield server


def last(chat: BotApiServer, text: str, chat_id: int = KIM) -> None:
    """Waits until the bot's newest message in a chat says this."""
    chat.wait_until(lambda: any(text in message.text for message in chat.world.from_bot(chat_id)[-1:]), repr(text))


# /gehalt and /weiterbildung


def test_salary_by_buttons(chat: BotApiServer, advisor: ScriptedAdvisor) -> None:
    chat.send_text(KIM, "/gehalt")
    dialogue = chat.messages(KIM, 1)[0]
    assert dialogue.text == "💶 Gehalt\nFür wen?"
    assert dialogue.buttons == [["Einstieg"], ["Mit Erfahrung"], ["Beides vergleichen"]]
    chat.press(dialogue, "Mit Erfahrung")
    last(chat, "Für welchen Zeitraum?")
    chat.press(chat.world.from_bot(KIM)[0], "‹ Zurück")
    last(chat, "Für wen?")
    chat.press(chat.world.from_bot(KIM)[0], "Einstieg")
    last(chat, "Einstieg\nFür welchen Zeitraum?")
    chat.press(chat.world.from_bot(KIM)[0], "Im Jahr")
    dialogue, answer = chat.messages(KIM, 2)
    assert (dialogue.text, dialogue.buttons) == ("💶 Gehalt · Einstieg · Im Jahr", [])
    assert answer.text == "» Was verdient man am Anfang im Jahr?\n\nAntwort auf: Was verdient man am Anfang im Jahr?"
    assert advisor.texts == ["Was verdient man am Anfang im Jahr?"]


def test_free_text_in_the_middle_is_answered_and_the_dialogue_goes_on(
    chat: BotApiServer, advisor: ScriptedAdvisor
) -> None:
    chat.send_text(KIM, "/gehalt")
    chat.send_text(KIM, "Was ist PRINCE2?")
    dialogue, answer = chat.messages(KIM, 2)
    assert answer.text == "Antwort auf: Was ist PRINCE2?"
    chat.press(dialogue, "Mit Erfahrung")
    chat.wait_until(lambda: "Zeitraum" in chat.world.from_bot(KIM)[0].text, "the next step")
    chat.send_text(KIM, "im Monat bitte")
    last(chat, "Antwort auf: Was verdient man mit Erfahrung im Monat?")
    chat.send_text(KIM, "im Jahr")
    last(chat, "Antwort auf: im Jahr")
    assert advisor.texts == ["Was ist PRINCE2?", "Was verdient man mit Erfahrung im Monat?", "im Jahr"]


def test_a_dialogue_survives_a_restart(server: BotApiServer) -> None:
    with running_bot(ScriptedAdvisor(), server):
        server.send_text(KIM, "/weiterbildung")
        server.messages(KIM, 1)
    advisor = ScriptedAdvisor()
    with running_bot(advisor, server):
        for button in ("Mit Erfahrung", "Agil arbeiten", "Neben dem Beruf"):
            server.wait_until(
                lambda button=button: any([button] == row for row in server.world.from_bot(KIM)[0].buttons), button
            )
            server.press(server.world.from_bot(KIM)[0], button)
        server.messages(KIM, 2)
    assert advisor.texts == [
        "Welche Weiterbildung passt zu mir: mit Berufserfahrung, Ziel agil arbeiten, nebenberuflich?"
    ]


def test_words_behind_a_command_are_asked_at_once(chat: BotApiServer, advisor: ScriptedAdvisor) -> None:
    chat.send_text(KIM, "/gehalt mit Erfahrung")
    chat.send_text(KIM, "/training in the evening", language_code="en")
    chat.messages(KIM, 2)
    assert advisor.texts == ["Was verdient man mit Erfahrung?", "Which training is there in the evening?"]


@pytest.mark.parametrize(
    ("link", "code", "begun"),
    [
        ("gehalt", "de", "💶 Gehalt"),
        ("Training", "en", "🎓 Training"),
        ("beruf", "de", "Antwort auf: Was macht man in dem Beruf?"),
    ],
)
def test_a_link_leads_on_to_its_topic(chat: BotApiServer, link: str, code: str, begun: str) -> None:
    chat.send_text(KIM, f"/start {link}", language_code=code)
    chat.send_text(KIM, "/start inline", language_code=code)
    welcome, topic, again = (message.text for message in chat.messages(KIM, 3))
    assert welcome == again
    assert topic.startswith(begun)


def test_a_button_pressed_twice_is_answered_once(chat: BotApiServer, advisor: ScriptedAdvisor) -> None:
    chat.send_text(KIM, "/start")
    topics = chat.messages(KIM, 1)[0]
    for _ in range(2):
        chat.press(topics, "💶 Gehalt")
    notices = [call.params.get("text") for call in chat.wait_calls("answerCallbackQuery", 2)]
    assert notices == [None, GERMAN.stands_there]
    chat.send_text(KIM, "/gehalt")
    dialogue = chat.messages(KIM, 3)[2]
    for data in ("dlg:salary:entry", "dlg:salary:entry.year", "dlg:salary:entry.year"):
        chat.press_data(dialogue.raw, data)
    chat.send_text(KIM, "Ende")
    last(chat, "Ende")
    assert advisor.texts == [QUESTION, "Was verdient man am Anfang im Jahr?", "Ende"]
    chat.press(topics, "💶 Gehalt")
    last(chat, "3.200 €.")


def test_a_choice_that_no_longer_exists(chat: BotApiServer) -> None:
    chat.send_text(KIM, "/gehalt")
    dialogue = chat.messages(KIM, 1)[0]
    for data in (
        "dlg:salary:boss",
        "dlg:holidays:",
        "dlg:salary:entry.year.extra",
        "cmp:unknown",
        "chart:?",
        "lang:xx",
    ):
        chat.press_data(dialogue.raw, data)
    chat.send_text(KIM, "Ende")
    last(chat, "Ende")
    assert [message.text for message in chat.world.from_bot(KIM)[1:-1]] == [
        *[GERMAN.expired_button] * 4,
        GERMAN.no_picture,
    ]


@pytest.mark.parametrize("name", DIALOGUES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_path_composes_a_question_and_fits_a_button(name: str, language: str) -> None:
    paths = [Progress(name)]
    while paths[0].step:
        paths = [path.with_choice(choice) for path in paths if path.step for choice in path.step.choices]
    assert len(paths) == (9 if name == "salary" else 60)
    for path in paths:
        assert read_progress(path.state) == path
        assert len(path.state.encode()) <= 60
        question = path.question(language)
        assert question.endswith("?") and "{" not in question and "  " not in question


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("salary", "Einstieg", ["entry"]),
        ("salary", "mit Erfahrung bitte", ["exp"]),
        ("salary", "beginner", ["entry"]),
        ("salary", "beides!", ["both"]),
        ("salary", "Einstieg im Jahr", ["entry", "year"]),
        ("training", "Quereinstieg", ["change"]),
        ("training", "Berufseinstieg", ["entry"]),
        ("training", "I would like to get more money, evenings, as a beginner", ["entry", "pay", "evening"]),
        ("salary", "Einstieg?", []),
        ("salary", "Wie gelingt der Einstieg in den Beruf", []),
        ("training", "Ich stehe ganz am Anfang und suche etwas", []),
        ("salary", "Hallo", []),
    ],
)
def test_what_is_typed_may_make_one_choice_or_all_that_are_left(name: str, text: str, codes: list[str]) -> None:
    after = typed_choices(Progress(name), text)
    assert [choice.code for choice in after.chosen] == codes if after else codes == []


# Edited messages


def test_an_edited_message_changes_its_answer(chat: BotApiServer, advisor: ScriptedAdvisor) -> None:
    sent = chat.send_text(KIM, "Was verdint man?")
    chat.messages(KIM, 1)
    chat.edit_text(sent, "Was verdint man?")
    chat.edit_text(sent, QUESTION)
    last(chat, "3.200 €. [1]")
    assert len(chat.world.from_bot(KIM)) == 1
    assert advisor.texts == ["Was verdint man?", QUESTION]


def test_an_older_edited_message_is_answered_anew(chat: BotApiServer) -> None:
    sent = chat.send_text(KIM, "Was verdint man?")
    chat.send_text(KIM, "Danke")
    chat.messages(KIM, 2)
    chat.edit_text(sent, QUESTION)
    answer = chat.messages(KIM, 3)[-1]
    assert answer.text.startswith("3.200 €.") and answer.raw["reply_to_message"]["text"] == QUESTION
    chat.edit_text(sent, "Und in Köln?")
    last(chat, "Antwort auf: Und in Köln?")
    assert len(chat.world.from_bot(KIM)) == 3


def test_an_answer_that_is_gone_is_sent_anew(chat: BotApiServer) -> None:
    sent = chat.send_text(KIM, "Was verdint man?")
    first = chat.messages(KIM, 1)[0]
    with chat.world.changed:
        del chat.world.logs[KIM].messages[first.id]
    chat.edit_text(sent, QUESTION)
    last(chat, "3.200 €.")


def test_an_edited_message_in_a_group(chat: BotApiServer) -> None:
    sent = chat.send_text(GROUP, "@revierlotse_bot Was verdint man?", user_id=KIM)
    chat.send_text(GROUP, "Hallo zusammen", user_id=ALEX)
    chat.messages(GROUP, 1)
    chat.edit_text(sent, f"@revierlotse_bot {QUESTION}")
    last(chat, "3.200 €.", GROUP)
    assert len(chat.world.from_bot(GROUP)) == 1


# Languages


def test_a_language_stays_chosen(chat: BotApiServer, advisor: ScriptedAdvisor) -> None:
    chat.send_text(KIM, QUESTION)
    chat.send_text(KIM, "/sprache")
    chat.press(chat.messages(KIM, 2)[-1], "🇬🇧 English")
    _, notice, repeated = chat.messages(KIM, 3)
    assert (notice.text, notice.buttons) == (ENGLISH.language_chosen, [])
    assert repeated.text == "en: 3.200 €."
    chat.send_text(KIM, "/hilfe")
    last(chat, "How it works")
    chat.send_text(KIM, "/quatsch")
    last(chat, "/help shows")


# Data


def test_my_data_is_a_file_with_everything(server: BotApiServer, advisor: ScriptedAdvisor) -> None:
    surface = plain_surface()
    with running_bot(advisor, server, surface):
        server.send_text(KIM, QUESTION)
        server.press(server.messages(KIM, 1)[0], "👎")
        server.wait_until(lambda: surface.feedback.export(f"telegram:{KIM}") != [], "the vote")
        server.send_text(KIM, "/meine_daten")
        document = server.messages(KIM, 2)[-1]
        stored = json.loads(server.world.files.by_id(document.raw["document"]["file_id"]).content)
        assert document.text == GERMAN.my_data
        assert stored["conversation"] == f"telegram:{KIM}"
        assert stored["memory"]["notes"]["exchanges"][0]["question"] == QUESTION
        assert stored["feedback"][0]["passages"] == ["ab12"]


def test_my_data_of_a_group_comes_privately_or_not_at_all(chat: BotApiServer) -> None:
    chat.send_text(KIM, "Hallo")
    chat.messages(KIM, 1)
    chat.world.blocked.add(KIM)
    chat.send_text(GROUP, "/meine_daten@revierlotse_bot", user_id=KIM)
    assert "t.me/revierlotse_bot" in chat.messages(GROUP, 1)[-1].text
    chat.world.blocked.discard(KIM)
    chat.send_text(GROUP, "/meine_daten@revierlotse_bot", user_id=KIM)
    assert chat.messages(GROUP, 2)[-1].text == GERMAN.my_data_sent
    assert "document" in chat.messages(KIM, 2)[-1].raw


def test_forgetting_is_confirmed_and_reaches_everything(server: BotApiServer, advisor: ScriptedAdvisor) -> None:
    surface = plain_surface()
    name = f"telegram:{KIM}"
    with running_bot(advisor, server, surface):
        surface.feedback.rate(name, Exchange(1, (2,), QUESTION, "answered", "salary", "de"), "up")
        for button, answer in ((GERMAN.forget_no, GERMAN.not_forgotten), (GERMAN.forget_yes, GERMAN.forgotten)):
            assert advisor.forgotten == [] and surface.feedback.export(name)
            server.send_text(KIM, "/loeschen")
            last(server, "wirklich alles löschen")
            server.press(server.world.from_bot(KIM)[-1], button)
            last(server, answer)
    assert advisor.forgotten == [name] and surface.feedback.export(name) == []


def test_only_who_asked_may_confirm(chat: BotApiServer, advisor: ScriptedAdvisor) -> None:
    chat.send_text(GROUP, "/loeschen@revierlotse_bot", user_id=KIM)
    asked = chat.messages(GROUP, 1)[0]
    chat.press(asked, GERMAN.forget_yes, user_id=ALEX)
    assert chat.wait_calls("answerCallbackQuery", 1)[0].params["text"] == GERMAN.only_the_asker
    chat.press(asked, GERMAN.forget_yes, user_id=KIM)
    last(chat, GERMAN.forgotten, GROUP)
    assert advisor.forgotten == [f"telegram:{GROUP}:{KIM}"]


# What is no text


@pytest.mark.parametrize(("code", "phrases"), [("de", GERMAN), ("en", ENGLISH)])
def test_what_cannot_be_read_gets_a_friendly_word(chat: BotApiServer, code: str, phrases: object) -> None:
    assert isinstance(phrases, type(GERMAN))
    for field in ("voice", "sticker", "location", "contact"):
        content = {
            "voice": {"file_id": "v", "file_unique_id": "v", "duration": 1},
            "sticker": {
                "file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
                "is_animated": False, "is_video": False,
            },
            "location": {"longitude": 1.0, "latitude": 2.0},
            "contact": {"phone_number": "1", "first_name": "Kim"},
        }[field]  # fmt: skip
        chat.send_content(KIM, {field: content}, language_code=code)
    wanted = [phrases.unreadable[kind] for kind in ("voice", "sticker", "place", "other")]
    assert [m.text for m in chat.messages(KIM, 4)] == [f"{text} {phrases.write_instead}" for text in wanted]


def test_an_album_gets_one_word_and_a_caption_its_answer(chat: BotApiServer, advisor: ScriptedAdvisor) -> None:
    chat.send_album(KIM, 3)
    chat.send_album(KIM, 2, caption=QUESTION)
    chat.send_text(KIM, "Ende")
    last(chat, "Ende")
    one, header, answer, _ = chat.world.from_bot(KIM)
    assert one.text == f"{GERMAN.unreadable['photo']} {GERMAN.write_instead}"
    assert header.text.startswith(GERMAN.unreadable["photo"]) and answer.text.startswith("3.200 €.")
    assert advisor.texts == [QUESTION, "Ende"]


def test_the_database_of_feedback_may_fail_without_costing_an_answer(
    chat: BotApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.errors import MemoryUnavailable

    def fail(*arguments: object) -> None:
        raise MemoryUnavailable("the database is locked")

    monkeypatch.setattr(Feedback, "answered", fail)
    chat.send_text(KIM, "Hallo")
    chat.send_text(KIM, "Danke")
    assert [message.text for message in chat.messages(KIM, 2)] == ["Antwort auf: Hallo", "Antwort auf: Danke"]


def test_ratings_are_no_part_of_small_talk(chat: BotApiServer, advisor: ScriptedAdvisor) -> None:
    advisor.script["Hallo"] = Answer((Sentence("Glück auf!"),), "social")
    advisor.script["Hilfe"] = said("Da hilft …", topic="crisis")
    chat.send_text(KIM, "Hallo")
    chat.send_text(KIM, "Hilfe")
    assert [message.buttons for message in chat.messages(KIM, 2)] == [[], []]
