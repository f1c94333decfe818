import pytest

from bot.cities import CITIES, CityNames
from tests.make_cities import cities, written

NAMES = CityNames(["Duisburg", "Mülheim an der Ruhr"])


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("Was verdient man in Köln?", ["Köln"]),
        ("jobs in koeln", ["Köln"]),
        ("in Duisbug", ["Duisburg"]),
        ("Duisburger Hafen", ["Duisburg"]),
        ("Duisburgs Eigenheiten", ["Duisburg"]),
        ("Frankfurt oder München", ["Frankfurt am Main", "München"]),
        ("jobs in muelheim an der ruhr", ["Mülheim an der Ruhr"]),
        ("salary in Munich", ["München"]),
        ("und in Wien?", ["Wien"]),
        ("in essen arbeiten", ["Essen"]),
    ],
)
def test_names_are_found_in_any_form(text: str, cities: list[str]) -> None:
    assert [mention.name.removesuffix(" am Main") for mention in NAMES.mentions(text)] == [
        city.removesuffix(" am Main") for city in cities
    ]


@pytest.mark.parametrize(
    "text",
    [
        "was kann man da essen",
        "Weil ich das will",
        "Trifft man selber Entscheidungen?",
        "kommen die Waren an",
        "plan b",
    ],
)
def test_everyday_words_are_no_cities(text: str) -> None:
    assert NAMES.mentions(text) == []


def test_the_file_is_what_the_package_holds() -> None:
    assert CITIES.read_text("utf-8") == written(cities()), "run: python -m tests.make_cities"
