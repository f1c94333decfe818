"""Passages by words and word parts."""

from pathlib import Path

import pytest

from knowledge import IndexUnavailable
from knowledge.folding import fold
from knowledge.keyword_index import Entry, KeywordIndex

TEXTS = {
    "funding": "Die Förderung der Weiterbildung: Bildungsscheck und Aufstiegs-BAföG für große Pläne.",
    "salary": "Die Gehälter liegen zwischen 3.200 € und 3.600 € im Monat.",
    "talks": "Gehaltsverhandlungen führt man am besten nach der Probezeit.",
    "tools": "Jira, MS Project und C# sind verbreitet.",
}


@pytest.fixture
def index(tmp_path: Path) -> KeywordIndex:
    opened = KeywordIndex.open(tmp_path / "keywords")
    opened.update(Entry(id_, "de", text, {"city": "duisburg", "kind": "added"}) for id_, text in TEXTS.items())
    opened.update([Entry("english", "en", "Salaries of coordinators are negotiated.", {"city": "essen"})])
    return opened


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("gehälter", "salary"),
        ("Wie hoch ist das Gehalt?", "salary"),
        ("foerderung", "funding"),
        ("FÖRDERUNGEN", "funding"),
        ("grosse", "funding"),
        ("große", "funding"),
        ("bafoeg", "funding"),
        ("Jira", "tools"),
        ("salary negotiation", "english"),
    ],
)
def test_words_are_folded_and_stemmed(index: KeywordIndex, question: str, found: str) -> None:
    assert next(iter(index.search_words(question, {}, 5))) == found


@pytest.mark.parametrize(("question", "found"), [("verhandlung", "talks"), ("bildungschek", "funding")])
def test_parts_reach_into_compounds_and_past_typos(index: KeywordIndex, question: str, found: str) -> None:
    assert index.search_words(question, {}, 5) == {}
    assert next(iter(index.search_parts(question, {}, 5))) == found


@pytest.mark.parametrize(
    "question", ["", "   ", "?!", "(", '"', "AND OR NOT", "a:b", "id:funding", "+-*/^~", "[* TO *]", "🙂"]
)
def test_no_question_is_syntax(index: KeywordIndex, question: str) -> None:
    assert "funding" not in index.search_words(question, {}, 5)
    index.search_parts(question, {}, 5)


def test_terms_are_hard(index: KeywordIndex) -> None:
    assert set(index.search_words("Gehalt Förderung salaries", {"city": "essen"}, 5)) == {"english"}
    assert index.search_words("Gehalt", {"city": "köln"}, 5) == {}
    assert index.search_parts("Gehalt", {"city": "duisburg", "kind": "shipped"}, 5) == {}


def test_filters_do_not_change_scores(index: KeywordIndex) -> None:
    assert index.search_words("Gehalt", {"city": "duisburg"}, 1) == index.search_words("Gehalt", {}, 1)


def test_expansion_finds_but_counts_for_less(index: KeywordIndex) -> None:
    asked = index.search_words("Gehalt", {}, 5)
    wider = index.search_words("kohle", {}, 5, expansion="Gehalt")
    assert index.search_words("kohle", {}, 5) == {}
    assert 0 < wider["salary"] < asked["salary"]
    assert index.search_words("Gehalt", {}, 5, expansion="Gehalt") == asked


def test_limit(index: KeywordIndex) -> None:
    assert len(index.search_parts("der die das und", {}, 2)) == 2
    assert index.search_words("Gehalt", {}, 0) == {}


def test_removed_passages_are_gone(index: KeywordIndex) -> None:
    index.update([], removed=["salary", "unknown"])
    assert "salary" not in index.search_words("Gehälter", {}, 5)


def test_reopened(index: KeywordIndex, tmp_path: Path) -> None:
    assert KeywordIndex.open(tmp_path / "keywords").search_words("Jira", {}, 5).keys() == {"tools"}


def test_unreadable_folders_are_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "meta.json").write_text("no index", "utf-8")
    for folder in (tmp_path / "file" / "below", tmp_path / "broken"):
        with pytest.raises(IndexUnavailable):
            KeywordIndex.open(folder)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Förderung", "forderung"),
        ("FOERDERUNG", "forderung"),
        ("neue", "neue"),
        ("Steuer", "steuer"),
        ("Straße", "strasse"),
    ],
)
def test_fold(word: str, folded: str) -> None:
    assert fold(word) == folded
