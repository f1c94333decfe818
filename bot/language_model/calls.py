"""Calls of the chat model that end in time: deadline, retries with backoff, so many at once, within the budget."""

import logging
import queue
import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage

from bot.assistant import Turn
from bot.counters import Counters
from bot.language_model.budget import TokenBudget
from bot.language_model.failures import ModelFailed, may_pass, retry_after, status_of

logger = logging.getLogger(__name__)

CHARACTERS_A_TOKEN = 3  # of German, on the safe side; used where a server counts no tokens
EXPECTED_OUTPUT = 400  # tokens set aside for an answer
FIRST_PAUSE = 0.25  # seconds before the second try; doubled for each further one, with up to as much again at random
LOOK = 0.05  # seconds between two looks at whether the person has pressed Stop
_END: Final = object()


@dataclass(frozen=True, slots=True)
class Begun:
    """Says that the model begins its answer, for the first time or anew after a failure."""


class ModelCalls:
    """A chat model with its limits. Every failure is a `ModelFailed`, and none takes longer than the turn's deadline."""

    def __init__(
        self, model: BaseChatModel, *, retries: int, concurrency: int, budget: TokenBudget, counters: Counters
    ) -> None:
        self._model = model
        self._retries = retries
        self._slots = threading.BoundedSemaphore(concurrency)
        self._budget = budget
        self._counters = counters

    def stream(self, messages: Sequence[BaseMessage], turn: Turn) -> Iterator[Begun | str]:
        """The pieces of an answer as they arrive; after a `Begun` they start from nothing."""
        for piece in self._tried(lambda: self._model.stream(list(messages)), messages, turn):
            yield piece if isinstance(piece, Begun) else _text(piece)

    def structured(self, messages: Sequence[BaseMessage], schema: type, turn: Turn) -> tuple[Any, str]:
        """What a model replies to a question for data: the object, None where it is none, and the text of the reply."""
        replies = self._tried(lambda: [self._ask(messages, schema)], messages, turn)
        reply = next(iter([piece for piece in replies if not isinstance(piece, Begun)]))
        return (reply.parsed, reply.text)

    def _ask(self, messages: Sequence[BaseMessage], schema: type) -> "_Reply":
        try:
            asked = self._model.with_structured_output(schema, include_raw=True)
        except NotImplementedError:  # a model without it still writes JSON, as it is told to
            return _Reply(None, self._model.invoke(list(messages)))
        reply: Any = asked.invoke(list(messages))
        return _Reply(reply["parsed"], reply["raw"])

    def _tried(self, call: Callable[[], Iterable[Any]], messages: Sequence[BaseMessage], turn: Turn) -> Iterator[Any]:
        pause = FIRST_PAUSE
        for attempt in range(self._retries + 1):
            try:
                yield from self._once(call, messages, turn)
                return
            except ModelFailed:
                raise
            except Exception as error:  # each provider's client has errors of its own
                logger.warning("the language model failed: %s, status %s", type(error).__name__, status_of(error))
                wait = max(retry_after(error), pause * (1 + random.random()))
                if attempt == self._retries or not may_pass(error):
                    raise ModelFailed("error") from None
                if wait >= turn.remaining:
                    raise ModelFailed("timeout") from None
                self._counters.count("model_retries")
                if turn.cancelled.wait(wait):
                    raise ModelFailed("stopped") from None
                pause *= 2

    def _once(self, call: Callable[[], Iterable[Any]], messages: Sequence[BaseMessage], turn: Turn) -> Iterator[Any]:
        """One call in a thread of its own, which may outlast the turn but not the client's own time limit."""
        asked = _tokens("".join(str(message.content) for message in messages))
        reserved = asked + EXPECTED_OUTPUT
        if not self._budget.reserve(turn.conversation, reserved):
            raise ModelFailed("budget")
        usage = _Usage(asked)
        try:
            if not self._slots.acquire(timeout=turn.remaining):
                raise ModelFailed("busy")
            pieces: queue.SimpleQueue[Any] = queue.SimpleQueue()
            given_up = threading.Event()
            worker = threading.Thread(target=self._work, args=(call, pieces, given_up), daemon=True)
            worker.start()
            try:
                for piece in _until(pieces, turn):
                    usage.see(piece)
                    yield piece
            finally:
                given_up.set()
        finally:
            self._budget.correct(turn.conversation, reserved, usage.total)
            self._counters.count("model_tokens_in", usage.input)
            self._counters.count("model_tokens_out", usage.output)

    def _work(
        self, call: Callable[[], Iterable[Any]], pieces: "queue.SimpleQueue[Any]", given_up: threading.Event
    ) -> None:
        try:
            for number, piece in enumerate(call()):
                if number == 0:
                    pieces.put(Begun())
                pieces.put(piece)
                if given_up.is_set():
                    break
            pieces.put(_END)
        except Exception as error:  # handed to the thread that waits
            pieces.put(error)
        finally:
            self._slots.release()


class _Reply:
    """A reply to a question for data, with the usage that its message tells."""

    def __init__(self, parsed: Any, message: Any) -> None:
        self.parsed = parsed
        self.content = message.content
        self.usage_metadata = message.usage_metadata if isinstance(message, AIMessage) else None

    @property
    def text(self) -> str:
        return _text(self)


class _Usage:
    """The tokens of a call: as the server counts them, else by the length of the text."""

    def __init__(self, asked: int) -> None:
        self._asked = asked
        self._characters = 0
        self._told = (0, 0)

    def see(self, piece: Any) -> None:
        """Counts a piece."""
        if isinstance(piece, Begun):
            return
        self._characters += len(_text(piece))
        if told := getattr(piece, "usage_metadata", None):
            self._told = (max(self._told[0], told["input_tokens"]), max(self._told[1], told["output_tokens"]))

    @property
    def input(self) -> int:
        """Tokens of the question."""
        return self._told[0] or self._asked

    @property
    def output(self) -> int:
        """Tokens of the answer."""
        return self._told[1] or -(-self._characters // CHARACTERS_A_TOKEN)

    @property
    def total(self) -> int:
        """Tokens of both."""
        return self.input + self.output


def _until(pieces: "queue.SimpleQueue[Any]", turn: Turn) -> Iterator[Any]:
    """What arrives until the call ends, the deadline passes or the person presses Stop."""
    while True:
        if turn.cancelled.is_set():
            raise ModelFailed("stopped")
        try:
            piece = pieces.get(timeout=max(0.0, min(LOOK, turn.remaining)))
        except queue.Empty:
            if turn.deadline <= time.monotonic():
                raise ModelFailed("timeout") from None
            continue
        if piece is _END:
            return
        if isinstance(piece, Exception):
            raise piece
        if turn.deadline <= time.monotonic():
            raise ModelFailed("timeout")
        yield piece


def _text(piece: Any) -> str:
    """The text of a piece; some providers give it in parts, beside others that are not for readers."""
    content = piece.content
    if isinstance(content, str):
        return content
    return "".join(
        part if isinstance(part, str) else str(part.get("text", "")) if part.get("type") == "text" else ""
        for part in content
    )


def _tokens(text: str) -> int:
    return len(text) // CHARACTERS_A_TOKEN + 1
