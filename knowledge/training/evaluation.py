"""Dev numbers of a finished model. The project's full evaluation is `python -m knowledge evaluate`."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr  # type: ignore[import-untyped]

from knowledge.embedder import Embedder, open_embedder
from knowledge.training.domain import Topic, split
from knowledge.training.tokenizer import words_of

CLOZE_PARAGRAPHS = 240  # candidates per cloze question, as many as the usual German reading-comprehension sets have
CLOZE_WORDS = 14  # of a paragraph's words in a row; every second one makes the question
SPEED_ROUNDS = 10  # some ten thousand questions: a second or two
SEED = 7  # of the cloze questions; fixed, so that runs can be compared


def dev_numbers(embedder: Embedder, data: Path) -> dict[str, float]:
    """Measures a model on the dev sets under `data`.

    Returns:
        Recall and MRR on Klexikon questions, recall on cloze questions over the same paragraphs, STS rank correlation.
    """
    content = json.loads((data / "dev" / "klexikon_questions.json").read_text("utf-8"))
    paragraphs = embedder.embed_passages(content["P"])
    ranks = _ranks(embedder.embed_queries(content["Q"]) @ paragraphs.T, np.array(content["G"]))
    return {
        "klexikon_recall@1": float(np.mean(ranks < 1)),
        "klexikon_recall@5": float(np.mean(ranks < 5)),
        "klexikon_mrr@10": float(np.mean(np.where(ranks < 10, 1 / (ranks + 1), 0))),
        "cloze_recall@1": _cloze_recall(embedder, content["P"], paragraphs),
        "stsb_spearman": _sts(embedder, data / "dev" / "stsb_de_dev.csv"),
    }


def topic_numbers(embedder: Embedder, topics: Sequence[Topic]) -> dict[str, float]:
    """Recall@1 of German example questions among the German sections.

    Returns:
        For the topics kept apart among their own sections and among all; for the questions kept apart among all.
    """
    parts = split(topics)
    everything = [*parts.unseen_topics, *parts.unseen_questions]
    return {
        "unseen_topics_recall@1": _topic_recall(embedder, parts.unseen_topics, parts.unseen_topics),
        "unseen_topics_among_all_recall@1": _topic_recall(embedder, parts.unseen_topics, everything),
        "unseen_questions_among_all_recall@1": _topic_recall(embedder, parts.unseen_questions, everything),
    }


def speed_numbers(model: Path, topics: Sequence[Topic]) -> dict[str, float]:
    """Seconds that a second opening takes, and German example questions embedded per second, both on this machine."""
    start = perf_counter()
    embedder = open_embedder(str(model))
    opened = perf_counter()
    questions = [question for topic in topics for question in topic.questions["de"]] * SPEED_ROUNDS
    embedder.embed_queries(questions)
    return {"opening_seconds": opened - start, "questions_per_second": len(questions) / (perf_counter() - opened)}


def _topic_recall(embedder: Embedder, asked: Sequence[Topic], candidates: Sequence[Topic]) -> float:
    questions = [(question, topic.name) for topic in asked for question in topic.questions["de"]]
    sections = [(section, topic.name) for topic in candidates for section in topic.sections["de"]]
    vectors = embedder.embed_passages([section for section, _ in sections])
    best = (embedder.embed_queries([question for question, _ in questions]) @ vectors.T).argmax(axis=1)
    return float(np.mean([sections[found][1] == topic for found, (_, topic) in zip(best, questions, strict=True)]))


def _ranks(scores: NDArray[np.float32], gold: NDArray[np.int64]) -> NDArray[np.int64]:
    own = scores[np.arange(len(gold)), gold]
    better: NDArray[np.int64] = (scores > own[:, None]).sum(axis=1)
    return better


def _cloze_recall(embedder: Embedder, paragraphs: Sequence[str], vectors: NDArray[np.float32]) -> float:
    rng = np.random.default_rng(SEED)
    questions, gold = [], []
    for number, paragraph in enumerate(paragraphs):
        words = [word for word in words_of(paragraph) if word.isalnum()]
        start = int(rng.integers(max(1, len(words) - CLOZE_WORDS)))
        questions.append(" ".join(words[start : start + CLOZE_WORDS : 2]))
        gold.append(number)
    scores = embedder.embed_queries(questions) @ vectors.T
    found = []
    for start in range(0, len(paragraphs) - CLOZE_PARAGRAPHS + 1, CLOZE_PARAGRAPHS):
        part = slice(start, start + CLOZE_PARAGRAPHS)
        found.append(_ranks(scores[part, part], np.arange(CLOZE_PARAGRAPHS)) < 1)
    return float(np.mean(np.concatenate(found)))


def _sts(embedder: Embedder, path: Path) -> float:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    left, right = (embedder.embed_queries([row[side] for row in rows]) for side in (0, 1))
    return float(spearmanr((left * right).sum(axis=1), [float(row[2]) for row in rows]).statistic)
