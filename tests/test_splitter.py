"""Texts -> passages: along headings, bounded, with stable identities."""

from dataclasses import replace

from knowledge.passage import Section, Source, SourceText
from knowledge.splitter import MAX_CHARACTERS, split_text

TEXT = SourceText("Titel", "Koch", "Essen", "de", (Section("Eins", "Kurz.", "role"), Section("Zwei", "Auch kurz.")))


def with_text(text: str) -> SourceText:
    return replace(TEXT, sections=(Section("Eins", text),))


def test_a_short_section_is_one_passage() -> None:
    first, second = split_text(TEXT)
    assert (first.section, first.text, first.topic) == ("Eins", "Kurz.", "role")
    assert (second.section, second.text, second.topic) == ("Zwei", "Auch kurz.", "")
    assert (first.title, first.profession, first.city, first.language) == ("Titel", "Koch", "Essen", "de")


def test_a_long_section_is_cut_at_sentence_ends_into_even_parts() -> None:
    sentences = [f"Satz {number} sagt z. B. etwas über ca. {number} Dinge und endet dann." for number in range(100)]
    parts = [passage.text for passage in split_text(with_text(" ".join(sentences)))]
    assert " ".join(parts) == " ".join(sentences)
    assert max(map(len, parts)) <= MAX_CHARACTERS
    assert min(map(len, parts)) > MAX_CHARACTERS / 2
    assert all(part.endswith("endet dann.") for part in parts)


def test_paragraphs_and_lists_survive_a_cut() -> None:
    paragraph = "Ein Absatz mit einem Satz.\n\nNötig sind:\n- Jira\n- SAP"
    parts = split_text(with_text("\n\n".join([paragraph] * 40)))
    assert len(parts) > 1
    assert "Satz.\n\nNötig sind:\n- Jira\n- SAP\n\nEin" in parts[0].text


def test_a_text_without_sentence_ends_is_cut_at_blanks() -> None:
    parts = [passage.text for passage in split_text(with_text("wort " * 1000))]
    assert max(map(len, parts)) <= MAX_CHARACTERS
    assert set(" ".join(parts).split()) == {"wort"}
    assert max(len(passage.text) for passage in split_text(with_text("x" * 5000))) <= MAX_CHARACTERS


def test_no_passage_without_text() -> None:
    assert split_text(with_text(" \n ")) == []


def test_a_passage_carries_the_sources_of_its_topic() -> None:
    sources = (
        Source("Für alle"),
        Source("Für die Rolle", topics=("role",)),
        Source("Für das Gehalt", topics=("salary",)),
    )
    first, second = split_text(replace(TEXT, sources=sources))
    assert first.sources == (Source("Für alle"), Source("Für die Rolle"))
    assert second.sources == (Source("Für alle"),)


def test_a_section_without_topic_gets_the_theme_that_its_words_speak_of() -> None:
    section = Section("Gehalt und Verdienst", "Das Gehalt steigt.")
    assert split_text(replace(TEXT, sections=(section,)))[0].topic == "salary"


def test_the_identity_covers_all_that_a_passage_says() -> None:
    changes = [
        replace(TEXT, title="Anders"),
        replace(TEXT, city="Bochum"),
        replace(TEXT, sources=(Source("Quelle"),)),
        with_text("Kürzer."),
    ]
    ids = {split_text(text)[0].id for text in [TEXT, *changes]} | {split_text(TEXT, kind="shipped")[0].id}
    assert len(ids) == len(changes) + 2
    assert split_text(TEXT)[0].id == split_text(TEXT)[0].id
