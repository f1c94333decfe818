import pytest

from bot.conversation import Advisor
from bot.facets import FacetReader

READER = FacetReader(["IT-Projektkoordinator"], ["Duisburg"])


@pytest.mark.parametrize(
    "text",
    [
        "Meine Tante wohnt in Köln. Was verdient man als Anfänger?",
        "ich wohn in krefeld, welche kurse gibt es",
        "in Hamburg hab ich Informatik studiert, passt das",
        "Ich habe ein Diplom aus Damaskus. Komme ich rein?",
        "ich pendle von Essen, lohnt sich das",
    ],
)
def test_where_people_live_or_learnt_is_not_asked_about(text: str) -> None:
    assert READER.read(text).other_cities == ()


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Ich ziehe nach Freiburg. Was verdiene ich dort?", "Freiburg"),
        ("Meine Tante wohnt in Köln, was verdient man dort?", "Köln"),
        ("Ich habe ein Angebot in Köln über 3500 Euro", "Köln"),
        ("was verdient meine Schwester in Bremen", "Bremen"),
        ("any openings in Copenhagen?", "Copenhagen"),
    ],
)
def test_a_city_that_is_asked_about(text: str, city: str) -> None:
    assert city in " ".join(READER.read(text).other_cities)


def test_a_district_is_its_city() -> None:
    assert READER.read("Was verdient man in Rheinhausen?").cities == ("Duisburg",)


def test_who_names_only_their_own_city_means_it() -> None:
    assert READER.read("ich wohne in duisburg, was verdient man").cities == ("Duisburg",)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Medianlohn Mülheim an der Ruhr?", "48.250"),
        ("was ist der mittlere Verdienst in Essen so allgemein", "48.500"),
        ("und Dortmund, was verdienen die Leute im Schnitt", "47.250"),
    ],
)
def test_a_neighbouring_city_is_answered_where_a_sentence_speaks_of_it(shipped: Advisor, text: str, fact: str) -> None:
    assert fact in shipped.answer_alone(text).text


@pytest.mark.parametrize(
    "text", ["Scrum Kurs in München", "Was verdient ein IT-Projektkoordinator in Essen im Schnitt?"]
)
def test_another_city_is_not_answered_with_ours(shipped: Advisor, text: str) -> None:
    assert shipped.answer_alone(text).outcome == "clarify"
