import pytest

from bot.professions import ProfessionNames

NAMES = ProfessionNames(["IT-Projektkoordinator", "Kaufmann für Büromanagement"])


@pytest.mark.parametrize(
    "text",
    [
        "was macht ein it projektkoordinator",
        "Gehalt IT-Projektkoordinatorin",
        "als IT Projektkordinator anfangen",
        "Projektkoordinatoren gesucht",
        "salary of an IT project coordinator",
    ],
)
def test_a_known_profession_is_found_in_any_form(text: str) -> None:
    assert [mention.name for mention in NAMES.mentions(text)] == ["IT-Projektkoordinator"]


def test_a_name_of_several_words_is_found() -> None:
    assert [m.name for m in NAMES.mentions("Was verdient eine Kaufmann fuer Bueromanagement?")] == [
        "Kaufmann für Büromanagement"
    ]


@pytest.mark.parametrize(("text", "other"), [("Was verdient ein Zahnarzt?", "Zahnarzt"), ("pay of a nurse", "nurse")])
def test_another_profession_is_noticed(text: str, other: str) -> None:
    assert NAMES.other(text) == other


@pytest.mark.parametrize("text", ["Ich bin Krankenpfleger und will wechseln", "Was verdient man?", "i work as a nurse"])
def test_what_the_asker_is_does_not_count(text: str) -> None:
    assert NAMES.other(text) == ""
