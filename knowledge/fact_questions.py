"""How well a question set with expected facts finds passages that hold them, in a knowledge base as it is. Decides nothing."""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import TextRefused
from knowledge.evaluation import DEPTH, Score, score_of
from knowledge.knowledge_base import KnowledgeBase
from knowledge.passage import Facets, Hit


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """A question, its language, and groups of facts: a passage is right that holds one fact of every group."""

    text: str
    language: str
    facts: Sequence[Sequence[str]]

    def is_answered_by(self, text: str) -> bool:
        """Whether a text holds the facts."""
        plain = _plain(text)
        return all(any(_plain(fact) in plain for fact in group) for group in self.facts)


def load_questions(path: Path) -> list[FactQuestion]:
    """The questions of a JSON Lines file that are asked in one turn and must be answered (`turns`, `expect`, `facts`).

    Raises:
        TextRefused: The file is missing or is no such question set.
    """
    try:
        entries = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        wanted = [
            entry for entry in entries if entry["expect"] == "answered" and len(entry["turns"]) == 1 and entry["facts"]
        ]
        return [FactQuestion(entry["turns"][0], entry["language"], entry["facts"]) for entry in wanted]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TextRefused(f"{path}: no question set in JSON Lines: {error}") from error


def evaluate_questions(name: str, questions: Sequence[FactQuestion], base: KnowledgeBase) -> list[Score]:
    """Asks the questions that some passage answers, in three ways, among the passages of their language."""
    passages = base.passages()
    answerable = [
        question
        for question in questions
        if any(p.language == question.language and question.is_answered_by(p.text) for p in passages)
    ]
    if not answerable:
        raise TextRefused(f"{name}: no question that a passage answers")
    return [
        score_of(name, way, [_rank(question, search) for question in answerable])
        for way, search in {
            "words": base.search_by_words,
            "meaning": base.search_by_meaning,
            "both": lambda text, facets, limit: base.search(text, facets=facets, limit=limit),
        }.items()
    ]


def _rank(question: FactQuestion, search: Callable[[str, Facets, int], list[Hit]]) -> float:
    hits = search(question.text, Facets(language=question.language), DEPTH)
    right = (rank for rank, hit in enumerate(hits, 1) if question.is_answered_by(hit.passage.text))
    return next(right, math.inf)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
