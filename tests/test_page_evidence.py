from collections.abc import Callable
from pathlib import Path

import pytest

from bot.conversation import Advisor
from bot.page_evidence import akin, telling_words

TOWNS = Path(__file__).parent / "pages" / "towns"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fuhrerschein", "fuhrerscheine"),
        ("deutschniveau", "deutsch"),
        ("sprachen", "spricht"),
        ("leitung", "leitet"),
        ("hochvoltschein", "hochvoltkurse"),
    ],
)
def test_words_that_belong_together(one: str, other: str) -> None:
    assert akin(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("auto", "autobahn"), ("auto", "automatisch"), ("hund", "hunger"), ("ki", "kita")]
)
def test_words_that_only_look_alike(one: str, other: str) -> None:
    assert not akin(one, other)


def test_words_that_ask_name_nothing() -> None:
    assert telling_words("brauche ich einen führerschein") == ["fuhrerschein"]
    assert telling_words("was verdient man am anfang") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("brauche ich als elektroniker einen führerschein", "Führerschein"),
        ("was verdient der meister als elektroniker in essen", "4.300"),
        ("muss ich als elektroniker auf leitern stehen", "Leitern"),
    ],
)
def test_what_a_page_says_is_answered_though_the_topics_hold_it_foreign(
    on_page: Callable[..., Advisor], text: str, said: str
) -> None:
    answer = on_page(TOWNS / "elektroniker-essen.txt").reply("a", text)
    assert answer.outcome == "answered"
    assert said in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "was kostet ein auto als elektroniker in essen",
        "wie wird das wetter in essen",
        "brauche ich als elektroniker in essen abitur",
        "was verdient der bürgermeister in essen",
        "was verdient ein imker in essen",
        "was verdient ein elektroniker in essen netto",
    ],
)
def test_what_a_page_does_not_say_is_declined(on_page: Callable[..., Advisor], text: str) -> None:
    assert on_page(TOWNS / "elektroniker-essen.txt").reply("a", text).outcome == "declined"
