"""How well each sentence of the best passages answers a question: ten features and their weights. Picks nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.asked import gives_value
from bot.elsewhere import short_name
from bot.facets import Level, read_level
from bot.gram_counts import similarities
from bot.keywords import beyond_subject, without
from bot.question import Question
from bot.sentence_questions import asked_likeness
from knowledge import Embedder, Hit, Passage

Matrix = NDArray[np.float32]
COMPUTED = -1  # place of a sentence that no passage holds
# Meaning, characters, speciality, passage, topic, opening, value, questions, level, place; by `python -m tests.tune_selection`.
WEIGHTS: Final = (0.6, 1.4, 0.8, 0.6, 0.6, 0.7, 0.4, 1.9, 0.8, 2.0)
ASKED: Final = 7  # the feature of the questions written for a sentence
OWN_FEATURES: Final = (0, 1, 2, 6, 7, 8, 9)  # those that a sentence has by itself; the others come from its passage


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: its text, the passage it rests on, and its place in it, `COMPUTED` where it has none.

    `others` are further passages that a computed sentence rests on.
    """

    text: str
    passage: Passage
    place: int
    others: tuple[Passage, ...] = ()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages that the sentence rests on, each once."""
        return tuple({passage.id: passage for passage in (self.passage, *self.others)}.values())

    @property
    def is_computed(self) -> bool:
        """Whether the sentence is our own, with figures computed from the passage's."""
        return self.place == COMPUTED


def features(
    question: Question, candidates: Sequence[Candidate], vectors: Matrix, hits: Sequence[Hit], embedder: Embedder
) -> Matrix:
    """The features of each candidate, each about 0..1, shape (candidates, 10); `vectors` are the candidates' meanings."""
    texts = [entry.text for entry in candidates]
    wordings = list(
        dict.fromkeys((question.standalone, question.focus) if question.follow_up else (question.standalone,))
    )
    topics = {entry.topic.id: entry.score for entry in question.topics}
    best, worst = hits[0].score, hits[-1].score
    ranks = {hit.passage.id: (hit.score - worst) / ((best - worst) or 1.0) for hit in hits}
    columns = [
        np.mean(vectors @ embedder.embed_queries(wordings).T, axis=1),
        np.mean([similarities(asked, texts) for asked in wordings], axis=0),
        np.mean([specialities(asked, candidates, embedder) for asked in wordings], axis=0),
        [ranks[entry.passage.id] for entry in candidates],
        [topics.get(entry.passage.topic, 0.0) for entry in candidates],
        [float(entry.place == 0 and not question.follow_up) for entry in candidates],
        [gives_value(question.standalone, text) for text in texts],
        asked_likeness(list(dict.fromkeys((question.standalone, question.focus))), texts, embedder),
        [fits_level(question.reading.level, text) for text in texts],
        [names_place(question.reading.other_cities, text) for text in texts],
    ]
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def fits_level(asked: Level, sentence: str) -> float:
    """1 where a sentence speaks of the career level that is asked about, -1 where of the other one, else 0."""
    level = read_level(sentence) if asked else ""
    return 0.0 if not level else 1.0 if level == asked else -1.0


def names_place(cities: Sequence[str], sentence: str) -> float:
    """1 where a sentence speaks of a city without texts that is asked about, else 0."""
    return float(any(short_name(city) in sentence for city in cities))


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
