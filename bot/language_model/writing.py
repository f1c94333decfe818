"""A model's answer, sentence by sentence: each is checked before anybody sees it. One repair, then none."""

import logging
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field

from langchain_core.messages import BaseMessage

from bot.assistant import Turn, Written
from bot.checks import Checker, Evidence, Fault, read_draft
from bot.counters import Counters
from bot.language_model.calls import Begun, ModelCalls
from bot.language_model.failures import ModelFailed
from bot.language_model.prompts import repair_messages
from bot.language_model.sentence_stream import SentenceStream

logger = logging.getLogger(__name__)

MOST_SENTENCES = 7  # of an answer; what follows is not read
MOST_CHARACTERS = 1400  # the same; about a phone's screen and a half
LONGEST_DRAFT = 4000  # characters that a model may send without ending a sentence


@dataclass(slots=True)
class Attempt:
    """One answer of the model: what passed, and what did not."""

    stream: SentenceStream = field(default_factory=SentenceStream)
    written: list[Written] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The checked text so far."""
        return " ".join(sentence.text for sentence in self.written)

    @property
    def is_full(self) -> bool:
        """Whether nothing more is wanted."""
        return bool(self.faults) or len(self.written) >= MOST_SENTENCES or len(self.text) >= MOST_CHARACTERS


class AnswerWriter:
    """Lets the model write, and the checks decide."""

    def __init__(self, calls: ModelCalls, checker: Checker, counters: Counters) -> None:
        self._calls = calls
        self._checker = checker
        self._counters = counters

    def write(self, asked: Sequence[BaseMessage], evidence: Evidence, turn: Turn) -> list[Written]:
        """The sentences of an answer, all of them checked.

        Raises:
            ModelFailed: There is no such answer, or not in time. Where the person pressed Stop, what was written so far
                is the answer, if anything was.
        """
        first = self._attempt(asked, evidence, turn)
        if not first.faults:
            return first.written
        self._counters.count("model_repairs")
        second = self._attempt(repair_messages(asked, first.stream.text, first.faults), evidence, turn)
        if second.faults:
            raise ModelFailed("checks")
        self._counters.count("model_repaired")
        return second.written

    def _attempt(self, asked: Sequence[BaseMessage], evidence: Evidence, turn: Turn) -> Attempt:
        """One answer, read until it ends or a sentence does not pass."""
        attempt = Attempt()
        try:
            with closing(self._calls.stream(asked, turn)) as pieces:  # type: ignore[type-var]  # a generator
                for piece in pieces:
                    if isinstance(piece, Begun):
                        attempt = Attempt()
                        turn.show("")
                        continue
                    self._take(attempt.stream.feed(piece), attempt, evidence, turn)
                    if len(attempt.stream.text) > LONGEST_DRAFT:
                        attempt.faults.append(Fault("length"))
                    if attempt.is_full:
                        break
        except ModelFailed as failure:
            if failure.reason == "stopped" and attempt.written and not attempt.faults:
                return attempt
            raise
        self._finish(attempt, evidence, turn)
        self._report(attempt)
        return attempt

    def _finish(self, attempt: Attempt, evidence: Evidence, turn: Turn) -> None:
        """Takes the last sentence, which must be one."""
        if attempt.is_full:
            return
        if attempt.stream.has_ended:
            self._take(attempt.stream.finish(), attempt, evidence, turn)
        else:
            attempt.faults.append(Fault("incomplete"))
        if not attempt.written and not attempt.faults:
            attempt.faults.append(Fault("support", "no answer"))

    def _take(self, sentences: Sequence[str], attempt: Attempt, evidence: Evidence, turn: Turn) -> None:
        """Checks sentences in order, and shows them as far as they pass."""
        for sentence in sentences:
            if attempt.is_full:
                return
            draft = read_draft(sentence)
            attempt.faults.extend(self._checker.faults(draft, evidence))
            if not attempt.faults:
                cited = tuple(grounds.passage for grounds in evidence.cited(draft.numbers))
                attempt.written.append(Written(draft.text, cited))
                turn.show(attempt.text)

    def _report(self, attempt: Attempt) -> None:
        kinds = sorted({fault.kind for fault in attempt.faults})
        for kind in kinds:
            self._counters.count(f"model_withheld_{kind}")
        if kinds:
            logger.info("a sentence of the language model was withheld: %s", ", ".join(kinds))
