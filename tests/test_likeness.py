"""Likeness of sentences by characters and by meaning: what is counted once and remembered gives the same numbers."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from bot import gram_counts
from bot.gram_counts import similarities
from bot.ngrams import CharacterIndex
from bot.remembered_vectors import RememberedVectors
from tests.conftest import HashingEmbedder

SENTENCES = [
    "Der Bildungsscheck zahlt die Hälfte des Kurses.",
    "Am Anfang verdient man 3.200 € im Monat, später 5.000 €.",
    "E 11",
    "",
    "Am Anfang verdient man 3.200 € im Monat, später 5.000 €.",
]


@pytest.mark.parametrize("text", ["wat verdien ich am anfank", "bildungschek", "E11", "", "🤷", "\ud83d", "٣ Jahre"])
def test_a_few_texts_are_as_alike_as_an_index_says(text: str) -> None:
    assert similarities(text, SENTENCES) == pytest.approx(CharacterIndex.of(SENTENCES).similarities(text), abs=1e-6)


def test_a_text_is_like_itself_and_nothing_is_like_no_text() -> None:
    assert similarities(SENTENCES[0], SENTENCES[:2])[0] == pytest.approx(1)
    assert similarities("Gehalt", []).shape == (0,) and similarities("Gehalt", [""]).tolist() == [0]


def test_likeness_is_the_same_when_the_numbering_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = similarities("bildungschek", SENTENCES)
    monkeypatch.setattr(gram_counts, "MOST_NUMBERED", 10)  # fewer n-grams than the sentences hold
    for _ in range(2):
        assert np.array_equal(similarities("bildungschek", SENTENCES), before)


def test_threads_number_n_grams_alike() -> None:
    counts = gram_counts.GramCounts()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: counts.similarities(text, SENTENCES), SENTENCES * 40))
    wanted = [similarities(text, SENTENCES) for text in SENTENCES]
    assert all(np.array_equal(scores, wanted[number % len(SENTENCES)]) for number, scores in enumerate(found))


def test_remembered_vectors_are_those_of_the_embedder(embedder: HashingEmbedder) -> None:
    remembered = RememberedVectors(embedder)
    for _ in range(2):
        assert np.array_equal(remembered.embed_passages(SENTENCES), HashingEmbedder().embed_passages(SENTENCES))
        assert np.array_equal(remembered.embed_queries(["b", "a"]), HashingEmbedder().embed_queries(["b", "a"]))
    assert (remembered.name, remembered.dimensions) == (embedder.name, embedder.dimensions)
    assert sorted(embedder.embedded) == sorted(set(SENTENCES)), "each text is embedded once"


def test_only_the_latest_texts_are_remembered(embedder: HashingEmbedder) -> None:
    remembered = RememberedVectors(embedder, size=2)
    for text in ("a", "b", "a", "c", "a", "b"):  # "b" has made room for "c", "a" was asked for in between
        remembered.embed_passages([text])
    assert embedder.embedded == ["a", "b", "c", "b"]
    assert len(remembered.embed_passages(SENTENCES)) == len(SENTENCES), "more at once than are remembered"


def test_threads_get_their_own_vectors(embedder: HashingEmbedder) -> None:
    remembered = RememberedVectors(embedder, size=3)
    with ThreadPoolExecutor(8) as pool:
        asked = [SENTENCES[number % 5 :] for number in range(200)]
        for texts, vectors in zip(asked, pool.map(remembered.embed_passages, asked), strict=True):
            assert np.array_equal(vectors, HashingEmbedder().embed_passages(texts))
