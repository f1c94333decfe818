"""How well the right passage is found: by words alone, by meaning alone, and by both. Measures, decides nothing."""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from knowledge.embedder import Embedder
from knowledge.errors import TextRefused
from knowledge.ingest import Progress
from knowledge.knowledge_base import KnowledgeBase
from knowledge.passage import Hit

DEPTH = 10  # ranks looked at
_NO_HEADING = "·"  # nothing that either index could find


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Paragraphs, questions, and for each question the number of the paragraph that answers it."""

    name: str
    paragraphs: Sequence[str]
    questions: Sequence[str]
    answers: Sequence[int]


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of questions with the right paragraph first or among five, its mean reciprocal rank, and nDCG at ten."""

    set: str
    way: str
    recall_at_1: float
    recall_at_5: float
    mrr_at_10: float
    ndcg_at_10: float


def load_sets(folder: Path) -> list[QuestionSet]:
    """Every JSON file below a folder with `P` (paragraphs), `Q` (questions) and `G` (number of the right paragraph).

    Raises:
        TextRefused: There is none.
    """
    sets = [found for path in sorted(folder.rglob("*.json")) if (found := _load(path))]
    if not sets:
        raise TextRefused(f"{folder}: no question set there, a JSON file with P, Q and G")
    return sets


def _load(path: Path) -> QuestionSet | None:
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise TextRefused(f"{path}: no JSON: {error}") from error
    if not isinstance(content, dict) or not content.keys() >= {"P", "Q", "G"}:
        return None
    return QuestionSet(path.stem, content["P"], content["Q"], content["G"])


def evaluate(questions: QuestionSet, embedder: Embedder, progress: Progress) -> list[Score]:
    """Index the paragraphs of a set in a folder of their own and ask its questions in three ways."""
    with TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        for number, paragraph in enumerate(questions.paragraphs):
            front = f"---\ntitle: '{number}'\nprofession: any\ncity: any\nlanguage: de\n---\n## {_NO_HEADING}\n\n"
            (texts / f"{number}.md").write_text(front + paragraph, "utf-8")
        with KnowledgeBase.open(
            Path(folder) / "data", embedder=embedder, shipped_texts=False, progress=progress
        ) as base:
            base.add([texts])
            return [_score(questions, way, search) for way, search in _ways(base).items()]


def _ways(base: KnowledgeBase) -> Mapping[str, Callable[[str], list[Hit]]]:
    return {
        "words": lambda question: base.search_by_words(question, limit=2 * DEPTH),
        "meaning": lambda question: base.search_by_meaning(question, limit=2 * DEPTH),
        "both": lambda question: base.search(question, limit=2 * DEPTH),
    }


def _score(questions: QuestionSet, way: str, search: Callable[[str], list[Hit]]) -> Score:
    pairs = zip(questions.questions, questions.answers, strict=True)
    return score_of(questions.name, way, [_rank(search(question), str(answer)) for question, answer in pairs])


def score_of(name: str, way: str, ranks: Sequence[float]) -> Score:
    """The score of a way to search, from the rank of the right passage for each question, infinite where not found."""
    return Score(
        name,
        way,
        recall_at_1=fmean(rank == 1 for rank in ranks),
        recall_at_5=fmean(rank <= 5 for rank in ranks),
        mrr_at_10=fmean(1 / rank for rank in ranks),
        ndcg_at_10=fmean(1 / math.log2(1 + rank) for rank in ranks),
    )


def _rank(hits: Iterable[Hit], title: str) -> float:
    """The rank of a paragraph, parts of one counted once; infinite where it is not among the first ten."""
    titles = list(dict.fromkeys(hit.passage.title for hit in hits))[:DEPTH]
    return titles.index(title) + 1 if title in titles else math.inf
