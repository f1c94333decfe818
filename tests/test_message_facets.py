import pytest

from bot.facets import FacetReader, read_level, read_period

READER = FacetReader(["IT-Projektkoordinator"], ["Duisburg"])


def test_known_and_foreign_facets_are_told_apart() -> None:
    reading = READER.read("Verdient ein IT-Projektkoordinator in Duisburg mehr als in Leipzig?")
    assert reading.professions == ("IT-Projektkoordinator",)
    assert reading.cities == ("Duisburg",)
    assert reading.other_cities == ("Leipzig",)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Was verdient man als Berufseinsteiger?", "entry"),
        ("frisch von der Uni", "entry"),
        ("Junior", "entry"),
        ("ohne Berufserfahrung", "entry"),
        ("seit 8 Jahren dabei", "experienced"),
        ("Ich habe 6 Jahre Erfahrung", "experienced"),
        ("mit einem Jahr oder 1 jahr berufserfahrung", "entry"),
        ("with experience", "experienced"),
        ("no experience", "entry"),
        ("keinerlei Projekterfahrung", "entry"),
        ("ich mach das jetzt 8 jahre", "experienced"),
        ("Was macht man da?", ""),
    ],
)
def test_the_level_is_read(text: str, level: str) -> None:
    assert read_level(text) == level


@pytest.mark.parametrize(
    ("text", "period"),
    [("im Jahr", "year"), ("jährlich", "year"), ("pro Stunde", "hour"), ("monatlich", "month"), ("Gehalt", "")],
)
def test_the_period_is_read(text: str, period: str) -> None:
    assert read_period(text) == period


def test_names_are_stripped_for_the_topics() -> None:
    assert READER.nameless("Was macht ein IT-Projektkoordinator in Duisburg?") == "was macht ein in"


TOWNS = FacetReader(["Pflegefachkraft", "Elektroniker"], ["Duisburg", "Essen", "Halle (Saale)", "Moers"])


@pytest.mark.parametrize(
    ("text", "cities", "others"),
    [
        ("gehalt pflegefachkraft essen", ("Essen",), ()),
        ("pflegefachkraft gehalt mit erfahrung essen", ("Essen",), ()),
        ("elektroniker essen nachteile", ("Essen",), ()),
        ("gehalt essen", ("Essen",), ()),
        ("essen", ("Essen",), ()),
        ("büro gehalt in halle", ("Halle (Saale)",), ()),
        ("gehalt pflegefachkraft witten", (), ("Witten",)),
        ("gehalt elektroniker hamm", (), ("Hamm",)),
        ("und witten?", (), ("Witten",)),
        ("was kann man da essen", (), ()),
        ("was kostet das essen als elektroniker", (), ()),
        ("wetter", (), ()),
    ],
)
def test_a_city_beside_a_profession_needs_no_preposition(
    text: str, cities: tuple[str, ...], others: tuple[str, ...]
) -> None:
    reading = TOWNS.read(text)
    assert (reading.cities, reading.other_cities) == (cities, others)


def test_a_short_name_of_a_smaller_namesake_is_the_larger_city() -> None:
    assert FacetReader([], ["Frankfurt (Oder)"]).read("jobs in frankfurt").cities == ()
