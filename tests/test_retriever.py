"""Question -> ranked passages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import Facets, KnowledgeBase, knowledge_base
from knowledge.retriever import TOPIC_BONUS

SALARY = "## Verdienst {#salary}\n\nZum Einstieg sind es 2.400 € im Monat, später mehr als 3.000 €."
DAY = "## Alltag {#day}\n\nMorgens kommt die Ware, mittags die Gäste, abends der Abwasch."
FUNDING = "## Förderung {#funding}\n\nDer Bildungsscheck zahlt die Hälfte des Kurses."
PAY = "## Pay {#salary}\n\nBeginners earn 2,400 euros a month."


@pytest.fixture
def filled(base: KnowledgeBase, write_text: Callable[..., Path]) -> KnowledgeBase:
    base.add(
        [
            write_text("koch-essen", SALARY, DAY, FUNDING),
            write_text("koch-koeln", SALARY, DAY, city="Köln"),
            write_text("chef-essen", PAY, language="en"),
            write_text("baecker", SALARY.replace("2.400", "2.100"), profession="Bäcker/in"),
        ]
    )
    return base


def sections(hits: list) -> list[str]:  # type: ignore[type-arg]
    return [hit.passage.section for hit in hits]


HERE = Facets("Koch", "Essen", "de")


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("Was ist der Verdienst am Anfang?", "Verdienst"),
        ("bildungscheck", "Förderung"),
        ("Wann kommen morgens Gäste?", "Alltag"),
    ],
)
def test_the_passage_that_answers_comes_first(filled: KnowledgeBase, question: str, section: str) -> None:
    for search in (filled.search_by_meaning, filled.search_by_words):
        assert sections(search(question, HERE, 3))[0] == section
    assert sections(filled.search(question, facets=HERE))[0] == section


@pytest.mark.parametrize(
    ("facets", "count"),
    [
        (Facets(), 7),
        (Facets(profession="koch"), 6),
        (Facets(profession="Koch (m/w/d)", city="KÖLN"), 2),
        (Facets(profession="Bäcker:in"), 1),
        (Facets(language="en"), 1),
        (Facets(city="Bonn"), 0),
    ],
)
def test_facets_are_hard(filled: KnowledgeBase, facets: Facets, count: int) -> None:
    asked = "Verdienst Alltag Förderung pay Monat month"
    everything = dict.fromkeys(("salary", "day", "funding"), 1.0)
    assert len(filled.search(asked, facets=facets, topics=everything, limit=50)) == count
    assert len(filled.search_by_meaning(asked, facets, limit=50)) == count


def test_a_topic_brings_its_passages_in_and_lifts_them(filled: KnowledgeBase) -> None:
    plain = filled.search("wieviel kohle", facets=HERE)
    lifted = filled.search("wieviel kohle", facets=HERE, topics={"salary": 1.0})
    half = filled.search("wieviel kohle", facets=HERE, topics={"salary": 0.5})
    before, whole, part = ({hit.passage.section: hit.score for hit in hits} for hits in (plain, lifted, half))
    assert sections(lifted).index("Verdienst") < sections(plain).index("Verdienst")
    assert whole["Verdienst"] == pytest.approx(before["Verdienst"] + TOPIC_BONUS)
    assert part["Verdienst"] == pytest.approx(before["Verdienst"] + TOPIC_BONUS / 2)
    assert whole["Förderung"] == pytest.approx(before["Förderung"])


def test_topics_alone_are_enough(filled: KnowledgeBase) -> None:
    found = filled.search("", facets=HERE, topics={"day": 1.0, "unknown": 1.0})
    assert sections(found) == ["Alltag"]


def test_expansion_helps_the_words_only(filled: KnowledgeBase) -> None:
    without = filled.search("kohle", facets=HERE, limit=3)
    wider = filled.search("kohle", facets=HERE, expansion="Bildungsscheck Kurs", limit=3)
    assert sections(wider)[0] == "Förderung"
    assert {hit.passage.id: hit.meaning for hit in wider} == pytest.approx(
        {hit.passage.id: hit.meaning for hit in without}
    )


def test_hits_carry_their_measures(filled: KnowledgeBase) -> None:
    best = filled.search("Bildungsscheck", facets=HERE)[0]
    assert 0 < best.meaning <= 1
    assert best.words > 0
    assert best.meaning == pytest.approx(filled.search_by_meaning("Bildungsscheck", HERE)[0].score, abs=1e-6)


def test_many_passages_are_searched_in_chroma_with_the_same_result(
    filled: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {hit.passage.id: hit.score for hit in filled.search_by_meaning("Verdienst im Monat", HERE)}
    monkeypatch.setattr(knowledge_base, "FEW", 0)
    many = {hit.passage.id: hit.score for hit in filled.search_by_meaning("Verdienst im Monat", HERE)}
    assert list(many) == list(few) and many == pytest.approx(few, abs=1e-6)


def test_limit_and_order(filled: KnowledgeBase) -> None:
    scores = [hit.score for hit in filled.search("Verdienst im Monat", limit=5)]
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("question", ["", "?", '"(', "   ", "\n", "x" * 5000])
def test_any_text_is_a_question(filled: KnowledgeBase, question: str) -> None:
    filled.search(question)
    filled.search_by_meaning(question)
    filled.search_by_words(question)
