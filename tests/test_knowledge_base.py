"""The knowledge base as bot/ uses it: shipped texts, own texts, catalogue, several threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from knowledge import Facets, KnowledgeBase, KnowledgeError, KnowledgeSettings, TextRefused
from tests.conftest import HashingEmbedder

ONE = "## Eins {#first}\n\nErster Abschnitt über Töpfe."
TWO = "## Zwei {#second}\n\nZweiter Abschnitt über Pfannen."


def test_the_first_opening_takes_the_shipped_texts_in_and_the_next_one_nothing(tmp_path: Path) -> None:
    embedder, stages = HashingEmbedder(), []

    def listen(stage: str, done: int, total: int) -> None:
        stages.append((stage, done == total))

    with KnowledgeBase.open(tmp_path, embedder=embedder, progress=listen) as base:
        assert base.topics()
        assert base.languages() == ["de", "en"]
        assert {text.origin for text in base.texts()} == {"shipped"}
        assert sum(text.passages for text in base.texts()) == len(base.passages()) == len(embedder.embedded)
    assert stages[-1] == ("take", True)
    embedder.embedded.clear()
    stages.clear()
    KnowledgeBase.open(tmp_path, embedder=embedder, progress=listen).close()
    assert (embedder.embedded, stages) == ([], [])


def test_without_the_shipped_texts_only_own_ones_are_found(tmp_path: Path, page: Path) -> None:
    with KnowledgeBase.open(tmp_path, embedder=HashingEmbedder()) as base:
        base.add([page])
        assert len(base.professions()) == 2
    with KnowledgeBase.open(tmp_path, embedder=HashingEmbedder(), shipped_texts=False) as base:
        assert base.professions() == ["Logistikplaner"]
        assert "salary_entry" not in base.topics()
        assert [text.origin for text in base.texts()] == [str(page)]
        for search in (base.search, base.search_by_meaning, base.search_by_words):
            assert {hit.passage.profession for hit in search("Gehalt in der Region", limit=50)} == {"Logistikplaner"}
        assert base.search("Gehalt", facets=Facets(city="Duisburg"), topics={"salary_entry": 1.0}) == []
    with KnowledgeBase.open(tmp_path, embedder=HashingEmbedder()) as base:
        assert len(base.professions()) == 2


def test_catalogue(base: KnowledgeBase, write_text: Callable[..., Path]) -> None:
    base.add(
        [
            write_text("a", ONE, TWO, profession="IT-Koch"),
            write_text("b", TWO, profession="IT Koch/in", city="Bottrop"),
            write_text("c", ONE, profession="Bäcker", language="en"),
        ]
    )
    assert base.professions() == ["Bäcker", "IT-Koch"]
    assert base.cities() == ["Bottrop", "Essen"]
    assert base.cities("bäcker") == ["Essen"]
    assert base.languages(Facets(profession="it koch")) == ["de"]
    assert base.topics() == {"first", "second"}
    assert base.topics(Facets(city="bottrop")) == {"second"}
    assert [passage.section for passage in base.passages("", Facets("IT-Koch", "Essen"))] == ["Eins", "Zwei"]
    assert [passage.city for passage in base.passages("second", Facets(city="Bottrop"))] == ["Bottrop"]


def test_passage_by_id(base: KnowledgeBase, write_text: Callable[..., Path]) -> None:
    base.add([write_text("a", ONE, reviewed="2026-05-31", sources="[{title: T, address: 'https://t', mark: A}]")])
    passage = base.search("Töpfe")[0].passage
    assert base.passage(passage.id) == passage
    assert passage.reviewed is not None
    assert passage.sources[0].address == "https://t"
    assert base.passage("unknown") is None


def test_remove_by_id_path_and_folder(base: KnowledgeBase, write_text: Callable[..., Path]) -> None:
    paths = [write_text(name, ONE.replace("Eins", name)) for name in "abcd"]
    base.add(paths)
    by_title = {text.title: text.id for text in base.texts()}
    assert base.remove([by_title["a"], paths[1], str(paths[1])]).removed == ["a", "b"]
    paths[2].unlink()
    assert base.remove([paths[2].parent]).removed == ["c", "d"]
    assert (base.texts(), base.passages(), base.search("Abschnitt")) == ([], [], [])


def test_what_was_never_added_cannot_be_removed(tmp_path: Path) -> None:
    with KnowledgeBase.open(tmp_path, embedder=HashingEmbedder()) as base:
        shipped = base.texts()[0]
        for name in ("nothing", shipped.id):
            with pytest.raises(TextRefused, match="no added text has this id or path"):
                base.remove([name])
        assert shipped in base.texts()


def test_searches_from_several_threads_while_texts_come_in(
    base: KnowledgeBase, write_text: Callable[..., Path]
) -> None:
    base.add([write_text("a", ONE)])
    paths = [write_text(name, TWO.replace("Zwei", name)) for name in "bcdef"]
    with ThreadPoolExecutor(4) as pool:
        adding = pool.submit(lambda: [base.add([path]) for path in paths])
        searches = [pool.submit(base.search, "Abschnitt Töpfe") for _ in range(200)]
        assert all(search.result() for search in searches)
        adding.result()
    assert len(base.search("Abschnitt")) == 6


def test_settings() -> None:
    settings = KnowledgeSettings.from_environment(
        {"REVIERLOTSE_DATA_DIR": "/data", "REVIERLOTSE_SHIPPED_TEXTS": "False", "REVIERLOTSE_EMBEDDING_MODEL": "e5"}
    )
    assert settings == KnowledgeSettings(Path("/data"), shipped_texts=False, embedding_model="e5")


def test_empty_settings_count_as_unset() -> None:
    empty = dict.fromkeys(("REVIERLOTSE_DATA_DIR", "REVIERLOTSE_SHIPPED_TEXTS", "REVIERLOTSE_EMBEDDING_MODEL"), " ")
    assert KnowledgeSettings.from_environment(empty) == KnowledgeSettings.from_environment({})
    assert KnowledgeSettings.from_environment({}).data_dir.name == "revierlotse"


def test_settings_of_the_wrong_kind_are_reported() -> None:
    with pytest.raises(KnowledgeError, match="REVIERLOTSE_SHIPPED_TEXTS is 'maybe'; it must be true or false"):
        KnowledgeSettings.from_environment({"REVIERLOTSE_SHIPPED_TEXTS": "maybe"})
