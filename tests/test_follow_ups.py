"""Follow-ups, points of the last answer, bare names, and two questions in one message."""

import pytest

from bot.conversation import Advisor
from bot.follow_up import pointed_at
from bot.topics import load_topics


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Erzähl mehr zum zweiten", 2),
        ("und das letzte?", -1),
        ("What about the first one?", 1),
        ("mehr", 0),
        ("Was verdient man im ersten Jahr?", 0),
        ("Wie wichtig ist der erste Eindruck?", 0),
    ],
)
def test_a_point_of_the_last_answer_is_recognised(text: str, place: int) -> None:
    assert pointed_at(text) == place


def test_more_on_the_second_point_stays_with_it(shipped: Advisor) -> None:
    first = shipped.reply("point", "Welche Tools braucht man?")
    more = shipped.reply("point", "Erzähl mehr zum ersten")
    assert more.outcome == "answered"
    assert not {s.text for s in first.sentences} & {s.text for s in more.sentences}
    assert "Jira" in more.text or "SAP" in more.text


def test_a_follow_up_without_a_subject_stays_with_the_thing(shipped: Advisor) -> None:
    shipped.reply("thing", "Was ist PRINCE2?")
    assert "drei Jahre" in shipped.reply("thing", "Und wie lange ist das gültig?").text


def test_later_means_with_experience(shipped: Advisor) -> None:
    shipped.reply("later", "Was verdient man am Anfang?")
    assert "5.000" in shipped.reply("later", "und später?").text


def test_small_talk_after_an_answer_is_small_talk(shipped: Advisor) -> None:
    shipped.reply("thanks", "Was verdient man am Anfang?")
    assert shipped.reply("thanks", "Vielen Dank!").outcome == "social"


def test_two_questions_get_both_answers(shipped: Advisor) -> None:
    answer = shipped.reply("two", "Was verdient man am Anfang und welche Tools braucht man?")
    assert answer.outcome == "answered"
    assert "3.200" in answer.text and "Jira" in answer.text
    assert {n for sentence in answer.sentences for n in sentence.citations} == {c.number for c in answer.citations}


def test_two_questions_of_which_one_has_no_answer_are_not_half_answered(shipped: Advisor) -> None:
    answer = shipped.reply("half", "Was macht man da und was verdient man in Bremen?")
    assert answer.outcome != "answered" or "3.200" not in answer.text


def test_a_bare_name_of_another_city_is_offered_what_there_is(shipped: Advisor) -> None:
    assert shipped.reply("bare", "Köln").outcome == "clarify"
    assert shipped.reply("bare", "ja").outcome == "answered"


def test_sides_of_a_thing_are_asked_one_after_another(shipped: Advisor) -> None:
    shipped.reply("sides", "Was ist PRINCE2?")
    for side in ("Wie schwer ist die Prüfung?", "und die Kosten", "muss man das erneuern"):
        answer = shipped.reply("sides", side)
        assert "PRINCE2" in answer.sentences[0].text, side
    assert "drei Jahre" in answer.text


def test_a_period_alone_keeps_the_level_asked_about(shipped: Advisor) -> None:
    shipped.reply("period", "How much does one earn with experience?")
    assert "48,000" in shipped.reply("period", "per year?").sentences[0].text


def test_what_one_gets_then_is_pay(shipped: Advisor) -> None:
    shipped.reply("then", "Welche Ausbildung passt?")
    assert "3.200" in shipped.reply("then", "und was krieg ich dann?").text


def test_a_value_that_the_thing_lacks_is_not_taken_from_another(shipped: Advisor) -> None:
    shipped.reply("lacks", "Muss man dafür studieren?")
    study = shipped.reply("lacks", "wie lange dauert das")
    assert study.outcome == "declined" or study.topic == "entry_study"
    shipped.reply("lacks", "Wie sind die Leute im Revier?")
    assert shipped.reply("lacks", "wie lange dauert das").outcome == "declined"


def test_what_an_employer_pays_is_not_our_range(shipped: Advisor) -> None:
    shipped.reply("pays", "Was bietet der Hafen?")
    answer = shipped.reply("pays", "und was zahlen die?")
    assert answer.outcome == "declined" and "3.200" not in answer.text


def test_a_certificate_in_german_is_no_wish_to_speak_german(shipped: Advisor) -> None:
    shipped.reply("german", "Was ist PRINCE2?")
    assert shipped.reply("german", "gibts das auf deutsch").outcome != "social"


@pytest.mark.parametrize(
    ("language", "before"),
    [("de", "Was ist PRINCE2?"), ("en", "What does a beginner earn?")],
)
def test_a_question_that_the_bot_offers_is_answered_whatever_was_said_before(
    shipped: Advisor, language: str, before: str
) -> None:
    topics = [topic for topic in load_topics() if topic.suggestion]
    strayed = []
    for topic in topics:
        conversation = f"{before} {topic.id}"
        shipped.reply(conversation, before, language_hint=language)
        answer = shipped.reply(conversation, topic.suggestion[language], language_hint=language)
        if (answer.outcome, answer.topic) != ("answered", topic.id):
            strayed.append((topic.suggestion[language], answer.outcome, answer.topic))
    assert len(topics) > 60
    assert strayed == []


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("ok", "social"),
        ("Alles klar!", "social"),
        ("gut", "social"),
        ("👍🏽", "social"),
        ("?", "clarify"),
        ("👎", "clarify"),
    ],
)
@pytest.mark.parametrize("before", ["Was verdient man am Anfang?", "Welche Weiterbildung passt zu mir?"])
def test_what_asks_nothing_is_no_follow_up(shipped: Advisor, before: str, text: str, outcome: str) -> None:
    shipped.reply(f"nod {before} {text}", before)
    answer = shipped.reply(f"nod {before} {text}", text)
    assert answer.outcome == outcome and not answer.citations
    assert shipped.last_answer(f"nod {before} {text}").citations


def test_ok_to_an_offer_accepts_it(shipped: Advisor) -> None:
    assert shipped.reply("offer", "Was verdient man in Köln?").outcome == "clarify"
    assert shipped.reply("offer", "ok").outcome == "answered"
