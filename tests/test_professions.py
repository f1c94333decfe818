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


CARE = ProfessionNames(["Pflegefachkraft", "Elektroniker", "Grundschullehrer", "Kaufmann für Büromanagement"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("was verdient eine Pflegerin", "Pflegefachkraft"),
        ("Gehalt Krankenschwester", "Pflegefachkraft"),
        ("salary of a nurse", "Pflegefachkraft"),
        ("bin ich als Elektriker gefragt", "Elektroniker"),
        ("how much do electricians earn", "Elektroniker"),
        ("Kurse für Lehrer", "Grundschullehrer"),
        ("Gehalt Bürokauffrau", "Kaufmann für Büromanagement"),
    ],
)
def test_everyday_and_english_names_are_found(text: str, name: str) -> None:
    assert [mention.name for mention in CARE.mentions(text)] == [name]


@pytest.mark.parametrize("text", ["Was verdient ein Tierpfleger?", "Gehalt Pflegehelfer", "ich komme aus der Pflege"])
def test_near_occupations_and_where_somebody_comes_from_are_not_meant(text: str) -> None:
    assert CARE.mentions(text) == []


def test_a_name_that_two_known_professions_go_by_names_neither() -> None:
    both = ProfessionNames(["Krankenpfleger", "Altenpfleger"])
    assert [mention.name for mention in both.mentions("was macht ein Altenpfleger")] == ["Altenpfleger"]
    assert both.mentions("was macht eine Pflegekraft") == []


def test_the_word_before_a_profession_is_no_part_of_its_name() -> None:
    assert CARE.mentions("Gehalt Kaufmann für Büromanagement")[0].words == ("kaufmann", "fur", "buromanagement")
