"""Chooses the sentences that answer a question from ranked passages. Writes nothing itself: every sentence is a passage's."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from bot.question import Question
from bot.sentence_scores import ASKED, OWN_FEATURES, WEIGHTS, Candidate, Matrix, features, fits_level
from bot.wording import fold
from knowledge import Embedder, Hit, Passage, split_sentences

REMEMBERED = 1024  # passages whose sentences are kept, those that are asked for most
PASSAGES_READ = 4  # the right passage is among the first four or five, seldom behind (shared/embedding)
MOST_SENTENCES = 4  # more nobody reads on a phone
FEWEST_SENTENCES = 2
MOST_CHARACTERS = 650  # about what a phone shows without scrolling
LONGEST_SENTENCE = 420  # a longer one is prose that nobody reads on a phone
CLOSE_ENOUGH = 0.5  # a further sentence scores at least this share of the best
NEAR_ENOUGH = 0.45  # a further sentence answers by itself at least this share of what the nearest one does
ELSEWHERE_NEAR = 0.6  # the same for a sentence of a passage on another topic, lest the answer wander off
ELSEWHERE_ENOUGH = 0.75  # and its whole score at least this share of the best
AGAIN = 0.9  # a sentence that was shown before scores at least this share of the best
EXACT = 0.6  # likeness to a question written for a sentence from which that sentence is the answer, and no opening before it
SURE_TOPIC = 0.6  # score of a topic from which its opening stands first though the best sentence is of another one
AS_GOOD = 0.9  # share of its score from which an opening stands before it nevertheless
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
    """The sentences that answer best: one to four, the best one first, then the others as their texts have them.

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
    """The best sentences that do not repeat one another, the best one first."""
    scores = (evidence.features @ np.asarray(weights, dtype=np.float32)).tolist()
    read = frozenset(row for row, entry in enumerate(evidence.candidates) if entry.text in shown)
    rows = _spread(evidence, scores, _own_scores(evidence, weights), read)
    opening = _opening(evidence, rows[0])
    is_exact = evidence.features[rows[0], ASKED] >= EXACT
    if (
        opening not in (None, rows[0])
        and opening not in read
        and (not is_exact or scores[opening] >= AS_GOOD * scores[rows[0]])
    ):
        rows = [opening, *(row for row in rows if row != opening)][:MOST_SENTENCES]
    return _best_first([evidence.candidates[row] for row in rows])


def _own_scores(evidence: Evidence, weights: Sequence[float]) -> list[float]:
    """What each sentence scores by itself, not by its passage; alike where no questions were written for them."""
    if not evidence.features[:, ASKED].any():
        return [1.0] * len(evidence.candidates)
    own = list(OWN_FEATURES)
    scores: list[float] = (evidence.features[:, own] @ np.asarray(weights, dtype=np.float32)[own]).tolist()
    return scores


def _spread(evidence: Evidence, scores: Sequence[float], own: Sequence[float], read: Container[int]) -> list[int]:
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
        share, near = scores[row] / scores[first], own[row] / (max(own) or 1.0)
        same = entry.passage.topic == evidence.question.topic or same_subject(entry.passage, candidates[first].passage)
        if _worth(same, share, near, len(picked)) and _fits(evidence, row, picked):
            picked.append(row)
            length += len(entry.text)
    return picked


def _worth(same: bool, share: float, near: float, already: int) -> bool:
    """Whether a sentence scores enough beside the best one, and by itself beside the nearest; less is asked on the subject.

    One on the subject may be the second in any case.
    """
    if same:
        return already < FEWEST_SENTENCES or (near >= NEAR_ENOUGH and share >= CLOSE_ENOUGH)
    return near >= ELSEWHERE_NEAR and share >= ELSEWHERE_ENOUGH


def _fits(evidence: Evidence, row: int, picked: Sequence[int]) -> bool:
    """Whether a sentence adds something to those picked, and can be understood beside them."""
    likeness = float(np.max(evidence.vectors[list(picked)] @ evidence.vectors[row]))
    return likeness < REPEATED and _carried(evidence.candidates[row], [evidence.candidates[p] for p in picked])


def _carried(entry: Candidate, picked: Sequence[Candidate]) -> bool:
    """Whether a sentence can be understood: it stands alone, or its predecessor is in the answer too."""
    before = (entry.passage.id, entry.place - 1)
    return not leans(entry.text) or before in {(other.passage.id, other.place) for other in picked}


def _opening(evidence: Evidence, best: int) -> int | None:
    """The opening of the best sentence's passage, or of the topic's, which answers the topic asked about in one sentence."""
    topic, passage = evidence.question.topic, evidence.candidates[best].passage
    if evidence.question.follow_up:
        return None
    if passage.topic != topic:
        on_topic = (entry.passage for entry in evidence.candidates if entry.passage.topic == topic)
        passage = next(on_topic, passage) if evidence.question.topic_score >= SURE_TOPIC else passage
    if passage.topic != topic:
        return None
    level, rows = evidence.question.reading.level, enumerate(evidence.candidates)
    openings = (
        row for row, e in rows if e.place == 0 and e.passage.id == passage.id and fits_level(level, e.text) >= 0
    )
    return next(openings, None)


def same_subject(one: Passage, other: Passage) -> bool:
    """Whether two passages speak of the same: they are one, or on one topic."""
    return one.id == other.id or (one.topic == other.topic != "")


def leans(sentence: str) -> bool:
    """Whether a sentence refers back to the one before it."""
    start = sentence.lstrip("„\"'( ")
    return not start.startswith("IT") and bool(_LEANING_START.match(fold(start)))


def _best_first(picked: Sequence[Candidate]) -> list[Candidate]:
    """The best sentence, then the others of its passage, then those of others as they were picked, each in its own order.

    Where one leans on its predecessor, the passage's order stands.
    """
    passages = list(dict.fromkeys(entry.passage.id for entry in picked))
    ordered = sorted(picked, key=lambda entry: (passages.index(entry.passage.id), entry.place))
    if any(leans(entry.text) for entry in picked):
        return ordered
    return [picked[0], *(entry for entry in ordered if entry is not picked[0])]
