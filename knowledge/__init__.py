"""From texts to ranked passages: the front door of the knowledge base. Knows nothing of chats and language models."""

from knowledge.copies import copy_texts, has_texts, put_texts
from knowledge.embedder import Embedder, open_embedder
from knowledge.environment import KnowledgeSettings
from knowledge.errors import EmbeddingUnavailable, IndexUnavailable, KnowledgeError, OtherModel, TextRefused
from knowledge.facets import facet_key
from knowledge.folding import fold
from knowledge.knowledge_base import KnowledgeBase
from knowledge.passage import Facets, Hit, IngestReport, Passage, Source, TextEntry
from knowledge.progress_bar import progress_bar
from knowledge.salary import SalaryFact, read_salaries, read_salary_sentence
from knowledge.salary_names import ENGLISH_OCCUPATIONS
from knowledge.search_notice import SearchNotice, noticing
from knowledge.sentences import split_sentences
from knowledge.served_vectors import ServerStatus
from knowledge.training_entry import Training, in_language
from knowledge.training_fit import Suggestion, TrainingProfile, funding_for, suggest, suits

__all__ = [
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
