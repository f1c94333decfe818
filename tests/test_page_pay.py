"""Whose pay a page without labels is asked for: apprentices, a Meister, beginners; and never another one's."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.conversation import Advisor

PAGE = """Beruf Glaser in Unna
Lohn
Im ersten Lehrjahr gibt es 1.010 € im Monat, im zweiten 1.120 €. Berufsanfänger bekommen 2.500 € bis 2.700 € brutto im Monat.
Mit langjähriger Erfahrung werden 3.100 € bis 3.300 € gezahlt. Vorarbeiter kommen auf 3.700 € brutto im Monat.
Weiterbildung
Der Meisterkurs dauert zwölf Monate und findet in Dortmund statt. Auch ein Ausbilderschein gehört dazu.
"""
FIGURES = ("1.010", "1.120", "2.500", "3.100", "3.700")


@pytest.fixture
def glazier(on_page: Callable[..., Advisor], tmp_path: Path) -> Advisor:
    page = tmp_path / "glaser.txt"
    page.write_text(PAGE, "utf-8")
    return on_page(page)


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (["was verdient ein glaser azubi in unna"], {"1.010", "1.120"}),
        (["was kriegt man als glaser im 2. lehrjahr"], {"1.010", "1.120"}),
        (["gehalt glaser unna mit erfahrung"], {"3.100"}),
        (["einstiegsgehalt glaser unna"], {"2.500"}),
        (["gehalt glaser vorarbeiter unna"], {"3.700"}),
        (["gehalt glaser unna mit erfahrung", "und als azubi?"], {"1.010", "1.120"}),
        (["gehalt glaser unna mit erfahrung", "und als vorarbeiter?"], {"3.700"}),
    ],
)
def test_only_those_asked_about_are_spoken_of(glazier: Advisor, turns: list[str], said: set[str]) -> None:
    answers = [glazier.reply("a", turn) for turn in turns]
    assert answers[-1].outcome == "answered"
    assert {figure for figure in FIGURES if figure in answers[-1].text} == said


@pytest.mark.parametrize(
    "turns",
    [
        ["was verdient ein glasermeister in unna"],
        ["glaser unna ausbildungsvergütung drittes lehrjahr"],
        ["gehalt glaser unna", "und als meister?"],
        ["was verdient ein ausbilder als glaser in unna"],
        ["gehalt glaser unna in teilzeit"],
    ],
)
def test_whose_pay_the_page_does_not_say_is_declined(glazier: Advisor, turns: list[str]) -> None:
    answers = [glazier.reply("a", turn) for turn in turns]
    assert answers[-1].outcome == "declined", answers[-1].text
