import pytest

from bot.conversation import Advisor
from bot.strangers import whose_pay


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Was verdient ein Imker in Duisburg?", "Imker"),
        ("what does a pastry chef earn", "pastry chef"),
        ("was verdient eine Sängerin so", "Sängerin"),
        ("Gehalt für einen Bestatter", "Bestatter"),
        ("Was verdient man als Anfänger?", ""),
        ("was verdient man als Frau mit Kindern", ""),
        ("Was bekommt ein Quereinsteiger an Gehalt?", ""),
        ("verdient man als 58-Jähriger mehr", ""),
        ("Kann man von dem Gehalt ein Auto leisten?", ""),
        ("mehr als 4000 Euro Gehalt", ""),
        ("Braucht man als Imker Jira?", ""),
    ],
)
def test_whose_pay_is_asked_for(text: str, who: str) -> None:
    assert whose_pay(text) == who


@pytest.mark.parametrize("text", ["Was verdient ein Imker?", "starting pay for a pastry chef in duisburg"])
def test_pay_of_somebody_without_texts_is_not_given(shipped: Advisor, text: str) -> None:
    answer = shipped.answer_alone(text)
    assert answer.outcome == "declined"
    assert "3.200" not in answer.text


def test_who_only_occurs_in_a_question_is_not_asked_about(shipped: Advisor) -> None:
    text = "hab ich Anspruch auf den Bildungsgutschein oder entscheidet das die Sachbearbeiterin"
    assert shipped.answer_alone(text).outcome == "answered"
