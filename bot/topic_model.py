"""Message -> topics, by what was learnt from the example questions. Knows no passages and no conversation."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from bot.topics import Topic
from bot.trained_topics import TrainedTopics, likeness
from bot.wording import words
from knowledge import Embedder

PARTS_REMEMBERED = 1024  # parts of messages: each is looked at several times over, buttons are pressed often; 9 MB


class TopicScore(NamedTuple):
    """How surely a message is about a topic: about 0 (not at all) to about 1 (the words of an example)."""

    topic: Topic
    score: float


@dataclass(frozen=True, slots=True)
class TopicRanking:
    """All topics for a message, surest first, and how English the message is, -1..1."""

    scores: tuple[TopicScore, ...]
    english: float


class TopicModel:
    """Ranks topics for a message. `strip` takes the names of professions and cities out of it."""

    def __init__(self, trained: TrainedTopics, embedder: Embedder, strip: Callable[[str], str]) -> None:
        self.topics = {topic.id: topic for topic in trained.topics}
        self._order = trained.topics
        self._trained = trained
        self._embedder = embedder
        self._strip = strip
        self._offered = {_spelling(said): topic for topic in self._order for said in topic.suggestion.values()}
        self._ranked = lru_cache(maxsize=PARTS_REMEMBERED)(self._rank)

    def rank(self, text: str) -> TopicRanking:
        """How surely the message is about each topic."""
        return self._ranked(text)

    def _rank(self, text: str) -> TopicRanking:
        stripped = self.nameless(text) or text
        # einsum, because threads of the BLAS library wait for one another: 30 ms in place of 1 where others use the cores
        meaning = np.einsum("ij,j->i", self._trained.vectors, self._embedder.embed_queries([stripped])[0])
        alike = likeness(meaning, self._trained.characters.similarities(stripped))
        outputs = np.einsum("ij,j->i", self._trained.weights, alike**2)
        *sureness, english = outputs.tolist()
        scores = map(TopicScore, self._order, sureness)
        return TopicRanking(tuple(sorted(scores, key=attrgetter("score"), reverse=True)), english)

    def nameless(self, text: str) -> str:
        """The folded words of a message without names of professions and cities."""
        return self._strip(text)

    def without_subjects(self, text: str) -> str:
        """The folded words of a message without those that name a topic or a profession or city."""
        return " ".join(word for word in words(self._strip(text)) if word not in self._trained.subjects)

    def offered(self, text: str) -> Topic | None:
        """The topic whose own suggestion a message is, word for word, as on a button; None where it is none."""
        return self._offered.get(_spelling(text))

    def subjects(self, text: str) -> set[str]:
        """The topics whose own words the message names ("psm", "bafög"); empty for "Wie lange gilt das?"."""
        named = self._trained.subjects
        numbers = {named[word] for word in words(self._strip(text)) if word in named}
        return {self._order[number].id for number in numbers if self._order[number].kind == "topic"}


def first_of(kind: str, ranked: Sequence[TopicScore]) -> TopicScore:
    """The surest entry of a kind."""
    return next(entry for entry in ranked if entry.topic.kind == kind)


def lift(ranked: Sequence[TopicScore], topics: Collection[str], bonus: float) -> list[TopicScore]:
    """The ranking with a bonus on some topics."""
    lifted = [TopicScore(entry.topic, entry.score + bonus * (entry.topic.id in topics)) for entry in ranked]
    return sorted(lifted, key=lambda entry: -entry.score)


def _spelling(text: str) -> str:
    return " ".join(words(text))
