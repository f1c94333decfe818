"""Question -> ranked passages: by meaning, by words, and both fused by normalised scores. Reads only."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from knowledge.embedder import Embedder, Vectors
from knowledge.facets import facet_terms
from knowledge.generations import Indexes
from knowledge.passage import Facets, Hit
from knowledge.passage_store import PassageStore
from knowledge.stored_vectors import Embedded

# Shares of the fused score; they sum to one. Measured with the shipped model as recall@1/recall@5/MRR@10, on the left
# Klexikon (581 questions, 1890 paragraphs), on the right the tuning set (246 questions; right is a passage that holds
# every fact asked for, among about 80 of the question's language), both by `python -m knowledge evaluate`.
#   meaning : words : parts
#   1:0:0  .270/.620/.421   .898/.996/.944      2:1:1  .306/.668/.447   .935/.996/.961
#   0:1:1  .265/.552/.387   .805/.947/.868      3:1:1  .315/.657/.453   .935/.992/.961
#   1:1:1  .305/.630/.437   .911/.992/.945      4:1:1  .313/.657/.452   .931/.992/.961
MEANING_SHARE = 0.6
WORDS_SHARE = 0.2
PARTS_SHARE = 0.2
# Added for a topic that the question is certainly about. The fused score is a weighted sum of z-scores, in which the
# best of many passages reaches 2 to 3: a sure topic decides among passages that are about as likely.
TOPIC_BONUS = 0.75
_CANDIDATES = 60  # of words and of parts; 200 change the measures above by less than .005
_NEIGHBOURS = 120  # of meaning; costs Chroma no more than 10
FEW = 3000  # up to here, a job in all its cities, every passage is compared: exact cosines, in 1 ms for each hundred
_WIDER = 16  # times as many neighbours are asked for where few of the nearest match the terms
_ENOUGH = 0.25  # share of the neighbours wanted that must match
_NO_DEVIATION = 1e-9  # below it all values are the same but for rounding


@dataclass(frozen=True, slots=True)
class Retriever:
    """Searches one generation of the indexes. `terms` narrow every search, besides the facets.

    `few` gives all passages that match some terms, None where there are more than `FEW`; `recent` those that the vector
    index lacks.
    """

    store: PassageStore
    indexes: Indexes
    embedder: Embedder
    terms: Mapping[str, str]
    few: Callable[[Mapping[str, str]], Embedded | None]
    recent: Callable[[], Embedded]

    def search_by_meaning(self, question: str, facets: Facets, limit: int) -> list[Hit]:
        """The passages nearest to the question by the cosine of their vectors; `score` is the cosine."""
        vector = self._vector(question)
        narrowed = self._narrowed(facets)
        few = self.few(narrowed)
        near = self._nearest(vector, narrowed, limit) if few is None else few
        scores = near.cosines(vector)
        return self._hits(scores, scores, {}, limit)

    def search_by_words(self, question: str, facets: Facets, limit: int) -> list[Hit]:
        """The passages that share words and word parts with the question; `score` sums the two normalised."""
        narrowed, most = self._narrowed(facets), max(limit, _CANDIDATES)
        words = self.indexes.keywords.search_words(question, narrowed, most)
        parts = self.indexes.keywords.search_parts(question, narrowed, most)
        scores = _fused({**words, **parts}, ((WORDS_SHARE, words), (PARTS_SHARE, parts)))
        return self._hits(scores, {}, words, limit)

    def search(
        self, question: str, facets: Facets, topics: Mapping[str, float], expansion: str, limit: int
    ) -> list[Hit]:
        """The passages that answer the question best, by meaning, words and word parts, and topics where known."""
        narrowed, vector = self._narrowed(facets), self._vector(question)
        words = self.indexes.keywords.search_words(question, narrowed, _CANDIDATES, expansion)
        parts = self.indexes.keywords.search_parts(question, narrowed, _CANDIDATES, expansion)
        compared = self._compared(vector, narrowed, topics, {*words, *parts})
        lifted = {
            id_: topics[topic]
            for embedded in compared
            for id_, topic in zip(embedded.ids, embedded.topics, strict=True)
            if topic in topics
        }
        meaning = {id_: cosine for embedded in compared for id_, cosine in embedded.cosines(vector).items()}
        signals = ((MEANING_SHARE, meaning), (WORDS_SHARE, words), (PARTS_SHARE, parts))
        scores = _fused({**meaning, **words, **parts, **lifted}, signals)
        for id_, weight in lifted.items():
            scores[id_] += TOPIC_BONUS * weight
        return self._hits(scores, meaning, words, limit)

    def _compared(
        self, vector: Vectors, narrowed: Mapping[str, str], topics: Iterable[str], found: AbstractSet[str]
    ) -> list[Embedded]:
        """The passages whose meaning counts: all where they are few, else the nearest, those on a topic and those found."""
        few = self.few(narrowed)
        if few is not None:
            return [few]
        near = self._nearest(vector, narrowed, _NEIGHBOURS)
        on_topic = {id_ for topic in topics for id_ in self._on(topic, narrowed)}
        return [near, self.store.vectors.of([*((found | on_topic) - {*near.ids})])]

    def _vector(self, question: str) -> Vectors:
        vector: Vectors = self.embedder.embed_queries([question])[0]
        return vector

    def _narrowed(self, facets: Facets) -> dict[str, str]:
        return {**self.terms, **facet_terms(facets)}

    def _nearest(self, vector: Vectors, narrowed: Mapping[str, str], limit: int) -> Embedded:
        """Those of the nearest passages that match, as Chroma finds them among all that it holds."""
        found = self._matching(vector, narrowed, limit)
        if len(found) < _ENOUGH * limit:
            found = self._matching(vector, narrowed, _WIDER * limit)
        return self.store.vectors.of(found[:limit])

    def _matching(self, vector: Vectors, narrowed: Mapping[str, str], limit: int) -> list[str]:
        near = self.indexes.vectors.search(vector, limit) | self.recent().cosines(vector)
        return self.store.matching(sorted(near, key=near.__getitem__, reverse=True)[:limit], narrowed)

    def _on(self, topic: str, narrowed: Mapping[str, str]) -> list[str]:
        return self.store.select_ids({**narrowed, "topic": topic}, _NEIGHBOURS)

    def _hits(
        self, scores: Mapping[str, float], meaning: Mapping[str, float], words: Mapping[str, float], limit: int
    ) -> list[Hit]:
        """The best passages; one that another process has just removed is left out."""
        best = sorted(scores, key=lambda id_: (-scores[id_], id_))[:limit]
        found = self.store.get(best)
        return [
            Hit(found[id_], scores[id_], meaning.get(id_, 0.0), words.get(id_, 0.0)) for id_ in best if id_ in found
        ]


def _fused(ids: Iterable[str], signals: Sequence[tuple[float, Mapping[str, float]]]) -> dict[str, float]:
    """The weighted sum of each passage's z-scores; a passage that a signal did not find has nothing of it."""
    candidates = list(ids)
    fused = np.zeros(len(candidates))
    for share, scores in signals:
        values = np.array([scores.get(id_, 0.0) for id_ in candidates])
        if values.any() and (deviation := values.std()) > _NO_DEVIATION:
            fused += share * (values - values.mean()) / deviation
    return dict(zip(candidates, fused.tolist(), strict=True))
