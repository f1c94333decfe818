"""The front door of `knowledge`: bot/ imports nothing else of it."""

import knowledge


def test_exported_names() -> None:
    assert knowledge.__all__ == [
        "ENGLISH_OCCUPATIONS",
        "Embedder",
        "EmbeddingUnavailable",
        "Facets",
        "Hit",
        "IndexUnavailable",
        "IngestReport",
        "KnowledgeBase",
        "KnowledgeError",
        "KnowledgeSettings",
        "OtherModel",
        "Passage",
        "SalaryFact",
        "SearchNotice",
        "ServerStatus",
        "Source",
        "Suggestion",
        "TextEntry",
        "TextRefused",
        "Training",
        "TrainingProfile",
        "copy_texts",
        "facet_key",
        "fold",
        "funding_for",
        "has_texts",
        "in_language",
        "noticing",
        "open_embedder",
        "progress_bar",
        "put_texts",
        "read_salaries",
        "read_salary_sentence",
        "split_sentences",
        "suggest",
        "suits",
    ]


def test_every_exported_name_exists() -> None:
    assert all(hasattr(knowledge, name) for name in knowledge.__all__)
