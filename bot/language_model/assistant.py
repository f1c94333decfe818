"""The language model as an advisor uses it: restates messages and writes answers, checked; None where it cannot."""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from langchain_core.language_models import BaseChatModel

from bot.answer import Answer
from bot.assistant import Restated, Turn, Written
from bot.checks import Checker, Evidence
from bot.counters import Counters
from bot.language_model.budget import TokenBudget
from bot.language_model.calls import ModelCalls
from bot.language_model.client import open_chat_model
from bot.language_model.failures import ModelFailed
from bot.language_model.prompts import RESTATING, WRITING, restating_messages, writing_messages
from bot.language_model.restating import Reading, checked, read_reply
from bot.language_model.writing import AnswerWriter
from bot.memory import Conversation
from bot.model_settings import ModelSettings
from bot.question import Question
from bot.token_counts import TokenCounts
from knowledge import Embedder, Passage

logger = logging.getLogger(__name__)

RESTATING_SHARE = 0.4  # of the time for an answer that may go into understanding it
_FORMAL_PRONOUN = re.compile(r"\b(?:Sie|Ihnen|Ihre?[rnms]?)\b")
_INFORMAL = re.compile(r"\b(?:du|dir|dich|dein\w*)\b", re.IGNORECASE)


class LanguageModelAssistant:
    """An `Assistant` on any LangChain chat model.

    Args:
        model: The chat model.
        settings: Its limits.
        counts: Where the day's tokens are kept.
        embedder: Measures for the checks whether a sentence means what its passages say.
        offers: Professions and cities of the knowledge base, asked for anew each time.
        counters: Counts what the model did and what was withheld.
    """

    def __init__(
        self,
        model: BaseChatModel,
        settings: ModelSettings,
        counts: TokenCounts,
        embedder: Embedder,
        offers: Callable[[], Sequence[tuple[str, str]]],
        counters: Counters,
    ) -> None:
        budget = TokenBudget(counts, settings.daily_tokens, settings.chat_tokens)
        self.timeout = settings.timeout
        self.counters = counters
        self._offers = offers
        self._calls = ModelCalls(
            model, retries=settings.retries, concurrency=settings.concurrency, budget=budget, counters=counters
        )
        self._writer = AnswerWriter(self._calls, Checker(embedder, f"{WRITING} {RESTATING}"), counters)

    def restate(self, question: Question, conversation: Conversation, turn: Turn) -> Restated | None:
        """The message as a question that stands alone, checked; None where the model cannot say."""
        offers = list(self._offers())
        asked = restating_messages(question.text, conversation, [f"{job} in {city}" for job, city in offers])
        within = replace(turn, deadline=turn.deadline - turn.remaining * (1 - RESTATING_SHARE))
        try:
            parsed, text = self._calls.structured(asked, Reading, within)
        except ModelFailed as failure:
            self.counters.count(f"model_restating_failed_{failure.reason}")
            return None
        reading = read_reply(parsed, text)
        restated = checked(reading, question, conversation, offers) if reading else None
        self.counters.count("model_restated" if restated else "model_restating_refused")
        return restated

    def write(
        self, question: Question, conversation: Conversation, fallback: Answer, passages: Sequence[Passage], turn: Turn
    ) -> list[Written] | None:
        """The sentences of an answer that passed the checks; None where the answer without a model is to be given."""
        is_formal = addresses_formally(question.text)
        evidence = Evidence.of(passages, question.language, question.reading.level, is_formal=is_formal)
        asked = writing_messages(question.text, conversation, passages, question.language, is_formal=is_formal)
        self.counters.count("model_answers_asked")
        try:
            written = self._writer.write(asked, evidence, turn)
        except ModelFailed as failure:
            logger.info("answered without the language model: %s", failure.reason)
            self.counters.count("model_fell_back")
            self.counters.count(f"model_fell_back_{failure.reason}")
            return None
        self.counters.count("model_answered")
        return written


def open_assistant(
    settings: ModelSettings,
    counts: TokenCounts,
    embedder: Embedder,
    offers: Callable[[], Sequence[tuple[str, str]]],
    counters: Counters,
) -> LanguageModelAssistant:
    """The assistant on the model that the settings name; raises `SettingsRefused` where it cannot be opened."""
    return LanguageModelAssistant(open_chat_model(settings), settings, counts, embedder, offers, counters)


def addresses_formally(text: str) -> bool:
    """Whether a person writes Sie and not du; a "Sie" that begins a sentence may be another pronoun, and counts less."""
    if _INFORMAL.search(text):
        return False
    inside = [
        match
        for match in _FORMAL_PRONOUN.finditer(text)
        if text[: match.start()].rstrip()[-1:] not in ("", ".", "!", "?")
    ]
    return bool(inside)
