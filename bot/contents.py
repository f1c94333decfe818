"""What an advisor knows of the texts: names it recognises and what there is to ask. Made anew when the texts change."""

import threading
from functools import lru_cache
from typing import NamedTuple

from bot.answerable import Answerable
from bot.catalogue import Catalogue
from bot.composer import Composer
from bot.facets import FacetReader
from bot.page_evidence import PageEvidence
from bot.topic_model import TopicModel
from bot.trained_topics import TrainedTopics
from bot.training_adviser import TrainingAdviser
from bot.understanding import Understanding
from knowledge import Embedder, KnowledgeBase

MESSAGE_PARTS = 1024  # parts of messages whose form without names is kept: each is looked at several times over


class Contents(NamedTuple):
    """The parts of an advisor that follow from the texts, for one state of the knowledge base."""

    state: int
    understanding: Understanding
    catalogue: Catalogue
    composer: Composer
    training: TrainingAdviser
    answerable: Answerable


class CurrentContents:
    """Hands out the contents for the present state. May be used from several threads."""

    def __init__(self, knowledge: KnowledgeBase, trained: TrainedTopics, embedder: Embedder) -> None:
        self._knowledge = knowledge
        self._trained = trained
        self._embedder = embedder
        self._lock = threading.Lock()
        self._present = self._read()

    def get(self) -> Contents:
        """The contents; while one thread reads those of a new state, the others go on with the old ones."""
        if self._present.state != self._knowledge.state and self._lock.acquire(blocking=False):
            try:
                self._present = self._read()
            finally:
                self._lock.release()
        return self._present

    def _read(self) -> Contents:
        state = self._knowledge.state
        facets = FacetReader(self._knowledge.professions(), self._knowledge.cities())
        nameless = lru_cache(maxsize=MESSAGE_PARTS)(facets.nameless)
        topics = TopicModel(self._trained, self._embedder, nameless)
        catalogue = Catalogue(self._knowledge, topics.topics)
        training = TrainingAdviser(self._knowledge, catalogue)
        understanding, pages = Understanding(topics, facets), PageEvidence(self._knowledge, topics.topics)
        answerable = Answerable(self._knowledge, understanding, catalogue, pages, self._embedder)
        return Contents(state, understanding, catalogue, Composer(catalogue), training, answerable)
