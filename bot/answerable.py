"""Which passages answer a question, if any: by the topics, or by the words of a page without labels. Composes nothing."""

from collections.abc import Container, Sequence
from dataclasses import replace

from bot.catalogue import Catalogue
from bot.confidence import ENOUGH, confidence, is_known_question
from bot.coverage import covered
from bot.likely_subject import LikelySubject
from bot.page_evidence import LIKELY, SURE, PageEvidence
from bot.page_pay import PagePay
from bot.page_themes import asked_theme
from bot.question import Question
from bot.sentence_scores import Candidate
from bot.understanding import Understanding
from bot.wording import words
from knowledge import Embedder, Hit, KnowledgeBase


class Answerable:
    """Weighs the evidence of topics, of pages and of the questions written for sentences."""

    def __init__(
        self,
        knowledge: KnowledgeBase,
        understanding: Understanding,
        catalogue: Catalogue,
        pages: PageEvidence,
        embedder: Embedder,
    ) -> None:
        self._understanding = understanding
        self._catalogue = catalogue
        self._pages = pages
        self._pay = PagePay(pages)
        self._likely = LikelySubject(knowledge)
        self._embedder = embedder

    def passages(self, question: Question, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The passages that answer: by the topics, or where these are not sure, by the words of a page without labels."""
        if not hits:
            return ()
        subject = _on_subject_of(question, hits[0])
        is_sure = confidence(question, hits) >= ENOUGH and covered(question, hits, self._catalogue.present)
        if not self._pages.applies(subject):
            return hits if is_sure or is_known_question(question, hits, self._embedder) else ()
        if of_form := self._pages.on_theme(subject, asked_theme(question.focus)):
            return self._among(of_form, hits)
        supporting = self._pages.supporting(subject, self._nameless(question), self._embedder)
        on_theme = question.theme if is_sure and self._is_likely(question, sure_without=bool(supporting)) else ""
        answering = supporting | self._pages.on_theme(subject, on_theme)
        return self._among(answering, hits) or (hits if is_sure and question.topic_score >= SURE else ())

    def is_ours(self, question: Question, hits: Sequence[Hit]) -> bool:
        """Whether the texts answer what the topics take for a foreign question."""
        return self._overruled(question) or is_known_question(question, hits, self._embedder)

    def settled(self, question: Question) -> Question:
        """The question with the profession and city that its words point to, where it names none and several fit."""
        choices = self._catalogue.fitting(question.profession, question.city)
        return self._likely.settled(question, self._nameless(question), choices)

    def group_pay(self, question: Question, hits: Sequence[Hit], *, goes_on: bool) -> list[Candidate] | None:
        """What the best passage's pages say is paid to whom the question names; none where they do not say; None: not asked.

        `goes_on` says that pay was spoken of before.
        """
        if not hits:
            return None
        return self._pay.of_group(_on_subject_of(question, hits[0]), self._nameless(question), goes_on=goes_on)

    def level_pay(self, question: Question, hits: Sequence[Hit]) -> list[Candidate]:
        """What the best passage's pages say is paid at the level that is asked about; empty where they do not say."""
        return self._pay.at_level(_on_subject_of(question, hits[0]), question.reading.level) if hits else []

    def names_stranger(self, question: Question, hits: Sequence[Hit]) -> bool:
        """Whether the question is about somebody of whom the best passage's page does not speak."""
        return bool(hits) and self._pages.names_stranger(
            _on_subject_of(question, hits[0]), self._understanding.without_places(question.focus)
        )

    def _among(self, wanted: Container[str], hits: Sequence[Hit]) -> list[Hit]:
        """The hits among the wanted passages; where the search found none of them, the passages themselves."""
        found = [hit for hit in hits if hit.passage.id in wanted]
        return found or [Hit(passage, hits[-1].score) for passage in self._pages.passages_of(hits[0].passage, wanted)]

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
        """What is asked, without names; of a follow-up that says nothing else ("und in Essen?"), the question before."""
        continues = question.follow_up and question.names_only
        nameless = self._understanding.without_places(question.standalone if continues else question.focus)
        others = words(question.reading.other_profession)
        return " ".join(word for word in nameless.split() if word not in others) or nameless


def _on_subject_of(question: Question, hit: Hit) -> Question:
    """The question, asked of the profession and city that a passage is about."""
    return replace(question, profession=hit.passage.profession, city=hit.passage.city)
