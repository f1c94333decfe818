"""Jobs without texts, the job a person comes from, and what an employer's name does not make ours."""

import pytest

from bot.conversation import Advisor
from bot.strange_professions import strange_profession
from bot.vocabulary import unknown_words
from bot.wording import fold


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("was verdient ein glasbläser", "glasbläser"),
        ("Gehalt Uhrmacherin", "Uhrmacherin"),
        ("how much does a falconer make", "falconer"),
        ("pay for a pastry cook", "pastry cook"),
        ("gehalt anfänger", ""),
        ("was verdient man als anfenger", ""),
        ("junior salary", ""),
        ("gehalt brutto im monat", ""),
    ],
)
def test_a_job_that_no_list_knows_is_noticed_by_its_place(text: str, named: str) -> None:
    assert strange_profession(text, fold(text)) == named


def test_a_misspelt_word_is_known() -> None:
    assert unknown_words("was kosted die prüffung im planetarium") == ["planetarium"]


@pytest.mark.parametrize("text", ["was verdient n glasbläser in duisburg", "Klempner Gehalt", "salary of a falconer"])
def test_another_job_never_gets_our_range(shipped: Advisor, text: str) -> None:
    answer = shipped.answer_alone(text)
    assert answer.outcome == "declined" and "3.200" not in answer.text and "3,200" not in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "ich bin gelernte bürokauffrau, kann ich das auch machen",
        "Mein Berater beim Amt sagt, ich soll umschulen. Geht das in dem Beruf?",
    ],
)
def test_where_a_person_comes_from_is_not_what_they_ask_about(shipped: Advisor, text: str) -> None:
    assert shipped.answer_alone(text).outcome == "answered"


@pytest.mark.parametrize("text", ["wie viele urlaubstage gibt krohne", "wer ist der chef von duisport"])
def test_details_of_an_employer_are_declined(shipped: Advisor, text: str) -> None:
    assert shipped.answer_alone(text).outcome == "declined"


def test_whoever_moves_to_another_city_asks_about_that_city(shipped: Advisor) -> None:
    answer = shipped.answer_alone("Ich ziehe bald nach Kassel. Was verdiene ich dort am Anfang?")
    assert answer.outcome != "answered" and "3.200" not in answer.text


@pytest.mark.parametrize(
    "text", ["Was verdient ein Imker?", "starting pay for a pastry chef in duisburg", "Gehalt Bestatter"]
)
def test_pay_of_somebody_without_texts_is_not_given(shipped: Advisor, text: str) -> None:
    answer = shipped.answer_alone(text)
    assert answer.outcome == "declined" and "3.200" not in answer.text and "3,200" not in answer.text


def test_who_only_occurs_in_a_question_is_not_asked_about(shipped: Advisor) -> None:
    text = "hab ich Anspruch auf den Bildungsgutschein oder entscheidet das die Sachbearbeiterin"
    assert shipped.answer_alone(text).outcome == "answered"
