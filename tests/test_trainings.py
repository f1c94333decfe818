"""The training catalogue: what the shipped file says stands in the texts, and what operators may write."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from bot.cities import state_of
from bot.topics import load_topics
from knowledge import KnowledgeBase, TextRefused, open_embedder
from knowledge.passage import LANGUAGES
from knowledge.trainings import read_trainings, shipped_trainings

TEXTS = Path(__file__).parent.parent / "knowledge" / "texts"
FACTS = ("what", "prerequisites", "effort", "exam", "renewal", "price", "amount", "quick", "cheap")
NAMES = re.compile(r"ACP-\d+|(?:Bildungsscheck NRW|Study Guide) \d\.\d|§ \d+|[Ss]ection \d+")
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
ENTRY = {
    "id": "lebensmittel",
    "kind": "course",
    "name": "Hygienekurs",
    "what": "Ein Kurs.",
    "sources": [{"title": "HWK"}],
}


def _figures(text: str) -> set[str]:
    return set(FIGURE.findall(NAMES.sub("", text)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_the_catalogue_stands_in_a_shipped_text(language: str) -> None:
    texts = {path: path.read_text("utf-8") for path in (TEXTS / language).glob("*.md")}
    stated = set().union(*(_figures(text) for text in texts.values()))
    for entry in shipped_trainings():
        said = [entry.said(fact, language) for fact in FACTS] + [
            text.get(language, "") for text in entry.goals.values()
        ]
        strange = set().union(*(_figures(text) for text in said)) - stated
        assert not strange, (entry.id, strange)


def test_every_entry_has_a_source_both_languages_and_a_known_topic() -> None:
    topics = {topic.id for topic in load_topics()}
    for entry in shipped_trainings():
        assert all(source.title and source.address.startswith("https://") for source in entry.sources), entry.id
        assert entry.reviewed and entry.topic in topics, entry.id
        texts = [getattr(entry, fact) for fact in FACTS] + list(entry.goals.values())
        assert all(set(text) == set(LANGUAGES) for text in texts if text), entry.id


def test_names_and_ids_are_unique() -> None:
    entries = shipped_trainings()
    assert len({entry.id for entry in entries}) == len(entries)
    aliases = [alias for entry in entries for alias in (*entry.aliases, *entry.ambiguous)]
    assert len(set(aliases)) == len(aliases)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"id": ""}, "has no id"),
        ({"what": ""}, "lebensmittel: no what"),
        ({"sources": []}, "lebensmittel: no sources"),
        ({"sources": [{"address": "x"}]}, "a source has no title"),
        ({"kind": "seminar"}, "kind is 'seminar'; known are certificate, course"),
        ({"goals": ["ruhm"]}, "goals is 'ruhm'"),
        ({"preis": "10 €"}, "unknown field preis"),
        ({"hours": "viele"}, "hours is 'viele', no number"),
        ({"long": 3}, "long is 3, no true or false"),
        ({"aliases": "hygiene"}, "aliases is no list"),
        ({"what": {"fr": "Un cours."}}, "what is no text and no mapping of de and en"),
        ({"name": ["a"]}, "name is no single value"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_name_and_field(change: dict[str, object], problem: str) -> None:
    with pytest.raises(TextRefused, match=re.escape(problem)):
        read_trainings([{**ENTRY, **change}])


def test_trainings_must_be_a_list() -> None:
    assert read_trainings(None) == []
    with pytest.raises(TextRefused, match="no list"):
        read_trainings({"id": "x"})


@pytest.fixture
def with_training(write_text: Callable[..., Path]) -> Path:
    """A text on cooks in Essen that brings an entry along."""
    path = write_text("Koch in Essen", "## Weiterbildung\n\nKöche lernen Hygiene.", topic="training")
    entry = {**ENTRY, "goals": {"pay": {"de": "bringt Verantwortung"}}}
    front = "trainings:\n" + "\n".join(f"  {line}" for line in yaml.safe_dump([entry], allow_unicode=True).splitlines())
    path.write_text(
        path.read_text("utf-8").replace("language: de", f"language: de\nreviewed: 2026-11-01\n{front}"), "utf-8"
    )
    return path


def test_a_text_brings_entries_along_and_takes_them_away(base: KnowledgeBase, with_training: Path) -> None:
    assert base.trainings() == []
    assert not base.add([with_training]).refused
    [entry] = base.trainings("Koch", "Essen", "Nordrhein-Westfalen")
    assert (entry.name, entry.professions, str(entry.reviewed)) == ("Hygienekurs", ("Koch",), "2026-11-01")
    assert entry.goals["pay"]["de"] == "bringt Verantwortung" and entry.sources[0].title == "HWK"
    assert base.trainings("Pflegekraft") == []
    base.remove([with_training])
    assert base.trainings() == []


def test_a_text_with_a_wrong_entry_is_refused(base: KnowledgeBase, with_training: Path) -> None:
    with_training.write_text(with_training.read_text("utf-8").replace("kind: course", "kind: ritual"), "utf-8")
    [reason] = base.add([with_training]).refused
    assert str(with_training) in reason and "kind is 'ritual'" in reason


def test_what_is_for_one_state_never_shows_up_in_another(shipped_folder: Path) -> None:
    with KnowledgeBase.open(shipped_folder, embedder=open_embedder()) as shipped:

        def ids(profession: str, city: str) -> set[str]:
            return {entry.id for entry in shipped.trainings(profession, city, state_of(city))}

        assert {"bildungsscheck", "prince2_foundation"} <= ids("IT-Projektkoordinator", "Duisburg")
        assert "bildungsscheck" not in ids("IT-Projektkoordinator", "München")
        assert "bildungsscheck" not in ids("IT-Projektkoordinator", "Nirgendwo")
        assert "bildungsgutschein" in ids("Koch", "München")
        assert "prince2_foundation" not in ids("Koch", "Duisburg")
