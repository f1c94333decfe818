"""What an advisor asks of a language model, where one is configured. Leaf module but for the nouns: imports no model."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.answer import Answer
from bot.counters import Counters
from bot.facets import Level
from bot.memory import Conversation
from bot.question import Question
from knowledge import Passage

OnText = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message being answered with the help of a model.

    `deadline` is a moment of `time.monotonic`. `on_text` is told the checked text so far, "" when the model begins;
    `cancelled` is set where the person wants no more of it.
    """

    conversation: str
    deadline: float
    on_text: OnText | None = None
    cancelled: threading.Event = field(default_factory=threading.Event)

    @property
    def remaining(self) -> float:
        """Seconds until the deadline, not below 0."""
        return max(0.0, self.deadline - time.monotonic())

    def show(self, text: str) -> None:
        """Tells the text so far to whoever listens."""
        if self.on_text is not None:
            self.on_text(text)


@dataclass(frozen=True, slots=True)
class Restated:
    """A message as one question that can be understood without its conversation, and what it names.

    Every field is checked already: a profession or city is one of the knowledge base, "" where none is meant.
    """

    standalone: str
    profession: str = ""
    city: str = ""
    level: Level = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence that a model wrote and that passed its checks, with the passages that it cites."""

    text: str
    passages: tuple[Passage, ...]


class Assistant(Protocol):
    """Helps to understand and to answer. It never raises: where it cannot help it returns None."""

    timeout: float
    counters: Counters

    def restate(self, question: Question, conversation: Conversation, turn: Turn) -> Restated | None:
        """The message as a question that stands alone."""
        ...

    def write(
        self, question: Question, conversation: Conversation, fallback: Answer, passages: Sequence[Passage], turn: Turn
    ) -> list[Written] | None:
        """The sentences of an answer from the passages; `fallback` is the answer without a model."""
        ...
