"""Ties the training catalogue to a conversation: for whom and where its entries are, what is remembered of an answer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from bot.answer import Answer
from bot.catalogue import Catalogue
from bot.cities import state_of
from bot.composer import passage_scores
from bot.memory import Conversation
from bot.question import Question
from bot.training_advice import advise
from bot.training_answer import answer_of, before
from bot.training_lines import Line
from bot.training_names import TrainingNames
from bot.training_phrases import NEXT
from bot.training_profile import merged, told_profile
from bot.training_request import TrainingRequest, read_request
from bot.wording import fold
from knowledge import Hit, KnowledgeBase, Training

OVERVIEW = "training_first"  # the topic of what names no single entry
PLACES = 64  # professions and places whose entries are kept
SAME = 80.0  # rapidfuzz ratio of words from which two sentences define alike
_LISTS = frozenset({"suggest", "among"})  # what is numbered


class _Scope(NamedTuple):
    """The entries for a profession in a place, by id, and their names."""

    entries: dict[str, Training]
    names: TrainingNames


class TrainingAdviser:
    """Answers what is asked of the training catalogue."""

    def __init__(self, knowledge: KnowledgeBase, catalogue: Catalogue) -> None:
        self._knowledge = knowledge
        self._catalogue = catalogue
        self._scope = lru_cache(maxsize=PLACES)(self._opened)

    def request(self, question: Question, state: Conversation) -> TrainingRequest | None:
        """What a message asks of the catalogue, None where it asks something else."""
        scope = self._scope_of(question)
        return read_request(question, state, scope.names, scope.entries)

    def answer(
        self, request: TrainingRequest, question: Question, hits: Sequence[Hit], composed: Callable[[], Answer]
    ) -> Answer | None:
        """The answer to a request, None where the catalogue holds nothing for it.

        Args:
            request: What is asked.
            question: The message, understood.
            hits: Passages ranked for it, which the answer reports.
            composed: Makes the answer from the passages, which a definition is put before.
        """
        entries = list(self._scope_of(question).entries.values())
        lines = advise(request, entries, question.language)
        if not lines:
            return None
        topic = _topic(request, lines)
        if request.ask == "define" and (answer := composed()).outcome == "answered":
            said = any(_defines_too(sentence.text, lines[0].text) for sentence in answer.sentences)
            return replace(answer, topic=topic) if said else before(lines, answer, topic)
        suggestions = (
            NEXT[question.language] if request.ask in _LISTS else self._catalogue.suggestions(topic, question.language)
        )
        return answer_of(lines, question.language, topic=topic, suggestions=suggestions, passages=passage_scores(hits))

    def remember(
        self, state: Conversation, question: Question, request: TrainingRequest | None, answer: Answer
    ) -> None:
        """Keeps what the person said of themselves, and which entries they were shown."""
        state.profile = merged(state.profile, told_profile(question.text))
        if request is None or answer.outcome != "answered":
            state.advice = state.advice if answer.outcome != "answered" else ""
            return
        state.profile = merged(request.profile, replace(state.profile, left_out=()))
        state.advice = "compare" if request.ask == "fact" else request.ask
        if request.ask in _LISTS:
            entries = list(self._scope_of(question).entries.values())
            state.offered, state.subject = tuple(entry.id for entry in _listed(entries, answer)), ""
        elif request.about:
            ids = tuple(entry.id for entry in request.about)
            state.offered = state.offered if set(ids) <= set(state.offered) else ids
            state.subject = ids[0] if len(ids) == 1 else ""

    def _scope_of(self, question: Question) -> _Scope:
        fitting = self._catalogue.fitting(question.profession, question.city)
        if len(fitting) == 1:
            return self._scope(fitting[0].profession, fitting[0].city)
        return self._scope(question.profession, question.city)

    def _opened(self, profession: str, city: str) -> _Scope:
        entries = self._knowledge.trainings(profession, city, state_of(city))
        return _Scope({entry.id: entry for entry in entries}, TrainingNames(entries))


def _topic(request: TrainingRequest, lines: Sequence[Line]) -> str:
    if request.ask in ("define", "detail", "price"):
        return request.about[0].topic
    if request.ask == "fund":
        named = (entry for line in lines for entry in line.entries)
        return next((entry.topic for entry in named if entry.kind == "funding"), OVERVIEW)
    return OVERVIEW


def _defines_too(sentence: str, definition: str) -> bool:
    """Whether a passage's sentence says what the catalogue's definition says."""
    return fuzz.token_set_ratio(fold(sentence), fold(definition)) >= SAME


def _listed(entries: Sequence[Training], answer: Answer) -> list[Training]:
    """The entries that an answer lists with a number, in its order."""
    by_name = {entry.named(answer.language): entry for entry in entries}
    titles = {citation.number: citation.title for citation in answer.citations}
    return [by_name[titles[sentence.citations[0]]] for sentence in answer.sentences if sentence.item]
