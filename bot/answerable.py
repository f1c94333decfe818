"""Which passages answer a question, if any: by the topics, or by the words of a page without labels. Composes nothing."""

from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue import Catalogue
from bot.confidence import ENOUGH, confidence, is_known_question
from bot.coverage import covered
from bot.page_evidence import LIKELY, SURE, PageEvidence
from bot.question import Question
from bot.understanding import Understanding
from knowledge import Embedder, Hit


class Answerable:
    """Weighs the evidence of topics, of pages and of the questions written for sentences."""

    def __init__(
        self, understanding: Understanding, catalogue: Catalogue, pages: PageEvidence, embedder: Embedder
    ) -> None:
        self._understanding = understanding
        self._catalogue = catalogue
        self._pages = pages
        self._embedder = embedder

    def passages(self, question: Question, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The passages that answer: by the topics, or where these are not sure, by the words of a page without labels."""
        if not hits:
            return ()
        subject = _on_subject_of(question, hits[0])
        is_sure = confidence(question, hits) >= ENOUGH and covered(question, hits, self._catalogue.present)
        if not self._pages.applies(subject):
            return hits if is_sure or is_known_question(question, hits, self._embedder) else ()
        supporting = self._pages.supporting(subject, self._nameless(question), self._embedder)
        on_theme = question.theme if is_sure and self._is_likely(question, sure_without=bool(supporting)) else None
        return [hit for hit in hits if hit.passage.id in supporting or hit.passage.topic == on_theme] or (
            hits if is_sure and question.topic_score >= SURE else ()
        )

    def is_ours(self, question: Question, hits: Sequence[Hit]) -> bool:
        """Whether the texts answer what the topics take for a foreign question."""
        return self._overruled(question) or is_known_question(question, hits, self._embedder)

    def names_stranger(self, question: Question, hits: Sequence[Hit]) -> bool:
        """Whether the question is about somebody of whom the best passage's page does not speak."""
        return bool(hits) and self._pages.names_stranger(_on_subject_of(question, hits[0]), self._nameless(question))

    def _is_likely(self, question: Question, *, sure_without: bool) -> bool:
        """Whether the topic says which section of a page answers; less is asked of it where no sentence says so itself."""
        if sure_without:
            return question.topic_score >= SURE
        return question.topic_score >= LIKELY or question.topic in self._understanding.topics.subjects(question.focus)

    def _overruled(self, question: Question) -> bool:
        """Whether a page speaks of what the topics take for a foreign question, the profession or city being known."""
        fitting = self._catalogue.fitting(question.profession, question.city)
        if len(fitting) != 1 or not (question.profession or question.city):
            return False
        subject = replace(question, profession=fitting[0].profession, city=fitting[0].city)
        return self._pages.overrules(subject, self._nameless(question), self._embedder)

    def _nameless(self, question: Question) -> str:
        return self._understanding.without_places(question.focus)


def _on_subject_of(question: Question, hit: Hit) -> Question:
    """The question, asked of the profession and city that a passage is about."""
    return replace(question, profession=hit.passage.profession, city=hit.passage.city)
