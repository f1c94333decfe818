"""Chooses the sentences that answer a question from ranked passages. Writes nothing itself: every sentence is a passage's."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from bot.question import Question
from bot.sentence_scores import WEIGHTS, Candidate, Matrix, features, fits_level
from bot.wording import fold
from knowledge import Embedder, Hit, Passage, split_sentences

REMEMBERED = 1024  # passages whose sentences are kept, those that are asked for most
PASSAGES_READ = 4  # the right passage is among the first four or five, seldom behind (shared/embedding)
MOST_SENTENCES = 4  # an answer is two to five sentences: these, and the opening of their passage where it is missing
FEWEST_SENTENCES = 2
MOST_CHARACTERS = 650  # about what a phone shows without scrolling
LONGEST_SENTENCE = 420  # a longer one is prose that nobody reads on a phone
CLOSE_ENOUGH = 0.5  # a further sentence scores at least this share of the best
ELSEWHERE_ENOUGH = 0.75  # the same for a sentence of a passage on another topic, lest the answer wander off
AGAIN = 0.9  # a sentence that was shown before scores at least this share of the best
REPEATED = 0.9  # cosine from which a sentence says what another said

_LEANING_START: Final = re.compile(
    r"^(?:das|dies|diese[rsnm]?|dabei|dazu|dafur|damit|daran|darauf|doch|aber|und|oder|denn|er|sie|es|hier|dort|da|dann|so|"
    r"statt ?dessen|zudem|auch|allerdings|it|this|these|those|they|he|she|but|and|or|there|here|also|ubertrieben|"
    r"mag sein|recht hat|schon wars?|will heissen|wohl|wer hier)\b"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentences that may answer, their meaning (sentences, dimensions) and their features (sentences, 10)."""

    question: Question
    candidates: list[Candidate]
    vectors: Matrix
    features: Matrix


def select_sentences(
    question: Question,
    hits: Sequence[Hit],
    embedder: Embedder,
    *,
    skip: Container[str] = (),
    shown: Container[str] = (),
) -> list[Candidate]:
    """The sentences that answer best: one to five, best passage first, in the order of their text.

    Args:
        question: What is asked.
        hits: Ranked passages.
        embedder: Measures how near a sentence is to the question.
        skip: Sentences that must not come again.
        shown: Sentences that the person has just read: only those that answer best may come again.
    """
    evidence = gather(question, hits, embedder, skip)
    return pick(evidence, WEIGHTS, shown) if evidence.candidates else []


def gather(question: Question, hits: Sequence[Hit], embedder: Embedder, skip: Container[str] = ()) -> Evidence:
    """The sentences of the first passages, measured."""
    candidates = [
        Candidate(text, hit.passage, place)
        for hit in hits[:PASSAGES_READ]
        for place, text in enumerate(sentences_of(hit.passage.text))
        if text not in skip and len(text) <= LONGEST_SENTENCE and not text.endswith("?")
    ]
    if not candidates:
        return Evidence(question, [], np.zeros((0, 0), np.float32), np.zeros((0, len(WEIGHTS)), np.float32))
    vectors = embedder.embed_passages([entry.text for entry in candidates])
    return Evidence(question, candidates, vectors, features(question, candidates, vectors, hits, embedder))


@lru_cache(maxsize=REMEMBERED)
def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a passage's text, kept for those that are asked for most."""
    return tuple(split_sentences(text))


def pick(evidence: Evidence, weights: Sequence[float], shown: Container[str] = ()) -> list[Candidate]:
    """The best sentences that do not repeat one another, in reading order."""
    scores = (evidence.features @ np.asarray(weights, dtype=np.float32)).tolist()
    read = frozenset(row for row, entry in enumerate(evidence.candidates) if entry.text in shown)
    rows = _spread(evidence, scores, read)
    rows = [*(row for row in _missing_opening(evidence, rows) if row not in read), *rows]
    return _in_reading_order([evidence.candidates[row] for row in rows])


def _spread(evidence: Evidence, scores: Sequence[float], read: Container[int]) -> list[int]:
    """Rows of the best sentences; one that leans on its predecessor is neither the first nor without it."""
    candidates = evidence.candidates
    order = sorted(range(len(candidates)), key=lambda row: -scores[row])
    first = next((row for row in order if not leans(candidates[row].text)), order[0])
    picked, length = [first], len(candidates[first].text)
    for row in order:
        entry = candidates[row]
        if len(picked) == MOST_SENTENCES:
            break
        again = row in read and scores[row] < AGAIN * scores[first]
        if row == first or again or length + len(entry.text) > MOST_CHARACTERS:
            continue
        if _worth(entry, candidates[first], scores[row] / scores[first], len(picked)) and _fits(evidence, row, picked):
            picked.append(row)
            length += len(entry.text)
    return picked


def _worth(entry: Candidate, best: Candidate, share: float, already: int) -> bool:
    """Whether a sentence scores enough beside the best one; one on its subject may be the second in any case."""
    if same_subject(entry.passage, best.passage):
        return share >= CLOSE_ENOUGH or already < FEWEST_SENTENCES
    return share >= ELSEWHERE_ENOUGH


def _fits(evidence: Evidence, row: int, picked: Sequence[int]) -> bool:
    """Whether a sentence adds something to those picked, and can be understood beside them."""
    likeness = float(np.max(evidence.vectors[list(picked)] @ evidence.vectors[row]))
    return likeness < REPEATED and _carried(evidence.candidates[row], [evidence.candidates[p] for p in picked])


def _carried(entry: Candidate, picked: Sequence[Candidate]) -> bool:
    """Whether a sentence can be understood: it stands alone, or its predecessor is in the answer too."""
    before = (entry.passage.id, entry.place - 1)
    return not leans(entry.text) or before in {(other.passage.id, other.place) for other in picked}


def _missing_opening(evidence: Evidence, picked: Sequence[int]) -> list[int]:
    """The opening of the best sentence's passage, which answers its topic in one sentence, where that topic is asked."""
    candidates = evidence.candidates
    passage = candidates[picked[0]].passage
    if passage.topic != evidence.question.topic:
        return []
    level = evidence.question.reading.level
    openings = [
        row
        for row, entry in enumerate(candidates)
        if entry.place == 0 and entry.passage.id == passage.id and fits_level(level, entry.text) >= 0
    ]
    return [row for row in openings if row not in picked]


def same_subject(one: Passage, other: Passage) -> bool:
    """Whether two passages speak of the same: they are one, or on one topic."""
    return one.id == other.id or (one.topic == other.topic != "")


def leans(sentence: str) -> bool:
    """Whether a sentence refers back to the one before it."""
    start = sentence.lstrip("„\"'( ")
    return not start.startswith("IT") and bool(_LEANING_START.match(fold(start)))


def _in_reading_order(picked: Sequence[Candidate]) -> list[Candidate]:
    """The best sentence's passage first, then the others as they were picked, each passage in its own order."""
    passages = list(dict.fromkeys(entry.passage.id for entry in picked))
    return sorted(picked, key=lambda entry: (passages.index(entry.passage.id), entry.place))
