"""How well each sentence of the best passages answers a question: seven features and their weights. Picks nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.asked import gives_value
from bot.keywords import beyond_subject, without
from bot.ngrams import similarities
from bot.question import Question
from knowledge import Embedder, Hit, Passage

Matrix = NDArray[np.float32]
COMPUTED = -1  # place of a sentence that no passage holds
# Meaning, characters, speciality, passage, topic, opening, value; found by `python -m tests.tune_selection`.
WEIGHTS: Final = (1.3, 1.5, 0.8, 1.0, 0.2, 0.7, 0.4)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: its text, the passage it rests on, and its place in it, `COMPUTED` where it has none."""

    text: str
    passage: Passage
    place: int

    @property
    def is_computed(self) -> bool:
        """Whether the sentence is our own, with figures computed from the passage's."""
        return self.place == COMPUTED


def features(
    question: Question, candidates: Sequence[Candidate], vectors: Matrix, hits: Sequence[Hit], embedder: Embedder
) -> Matrix:
    """The features of each candidate, each about 0..1, shape (candidates, 7); `vectors` are the candidates' meanings."""
    asked, texts = question.standalone, [entry.text for entry in candidates]
    topics = {entry.topic.id: entry.score for entry in question.topics}
    best, worst = hits[0].score, hits[-1].score
    ranks = {hit.passage.id: (hit.score - worst) / ((best - worst) or 1.0) for hit in hits}
    columns = [
        vectors @ embedder.embed_queries([asked])[0],
        similarities(asked, texts),
        specialities(asked, candidates, embedder),
        [ranks[entry.passage.id] for entry in candidates],
        [topics.get(entry.passage.topic, 0.0) for entry in candidates],
        [float(entry.place == 0) for entry in candidates],
        [gives_value(asked, text) for text in texts],
    ]
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def specialities(asked: str, candidates: Sequence[Candidate], embedder: Embedder) -> list[float]:
    """How well each sentence meets what the question asks beyond the subject of its passage, about 0..1.

    In a passage on Bildungsurlaub the word says nothing about which sentence answers "Bildungsurlaub bei 8 Leuten?": the
    subject's words are taken out of question and sentence before they are compared.
    """
    sentences: dict[str, list[str]] = {}
    for entry in candidates:
        sentences.setdefault(entry.passage.id, []).append(entry.text)
    sections = {entry.passage.id: entry.passage.section for entry in candidates}
    measured = {id_: beyond_subject(sections[id_], tuple(found)) for id_, found in sentences.items()}
    questions = {id_: without(asked, subject) for id_, (subject, _) in measured.items()}
    asking = dict(zip(questions, embedder.embed_queries(list(questions.values())), strict=True))
    rests = [rest for _, found in measured.values() for rest in found]
    meanings = embedder.embed_passages(rests)
    return [
        float(meaning @ asking[entry.passage.id]) if questions[entry.passage.id] else 0.0
        for entry, meaning in zip(candidates, meanings, strict=True)
    ]
