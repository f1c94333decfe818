"""A second process that answers while this one is busy, because one interpreter computes one answer at a time.

It is started when messages have met often enough; until it is ready, and where it dies, answers are computed here. It holds
no conversation: the state goes there and back with each message. It ends when this process does, however that ends.
"""

import logging
import multiprocessing
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Protocol

from bot.answer import Answer
from bot.errors import BotError
from bot.memory import Conversation
from knowledge import KnowledgeError

logger = logging.getLogger(__name__)

MEETINGS = 20  # messages that met another one in work, from which a second process pays
PATIENCE = 10.0  # seconds for an answer that takes milliseconds; then the process counts as gone
CLOSING_SECONDS = 2.0

Replied = tuple[Answer, Conversation]


class Answering(Protocol):
    """What answers a message without keeping anything."""

    def replied(self, state: Conversation, text: str, language_hint: str) -> Replied:
        """The answer, and the conversation after it."""
        ...


class SecondProcess:
    """Shares the work of answering between this process and a second one.

    Args:
        open_: Opens what answers, in the second process; must be a function of a module, with arguments that can be pickled.
        meetings: Messages that met another one in work, from which the process is started.
    """

    def __init__(self, open_: Callable[[], Answering], meetings: int = MEETINGS) -> None:
        self._open = open_
        self._left = self._meetings = meetings
        self._changed = threading.Condition()
        self._busy_here = self._busy_there = False
        self._process: BaseProcess | None = None
        self._link: Connection | None = None
        self._ready = False
        self._answered = 0

    def replied(self, state: Conversation, text: str, language_hint: str, here: Answering) -> Replied:
        """The answer to a message from whichever process is free first, and the conversation after it."""
        if self._take():
            try:
                return here.replied(state, text, language_hint)
            finally:
                self._free(here=True)
        found = self._ask(state, text, language_hint)
        return found or here.replied(state, text, language_hint)

    @property
    def process_id(self) -> int | None:
        """The id of the second process, None where there is none."""
        return self._process.pid if self._process else None

    @property
    def answered(self) -> int:
        """How many messages the second process has answered."""
        return self._answered

    @property
    def is_busy_here(self) -> bool:
        """Whether a message is being answered in this process."""
        return self._busy_here

    def close(self) -> None:
        """Ends the second process."""
        with self._changed:
            link, process, self._link, self._process, self._ready = self._link, self._process, None, None, False
        if link and process:
            link.close()
            process.join(CLOSING_SECONDS)
            process.kill()

    def _take(self) -> bool:
        """Waits for a process that is free and takes it: True for this one, False for the second."""
        with self._changed:
            if self._busy_here and not self._process:
                self._meet()
            while self._busy_here and (self._busy_there or not self._is_ready()):
                self._changed.wait()
            here = not self._busy_here
            self._busy_here, self._busy_there = True, self._busy_there or not here
            return here

    def _free(self, *, here: bool) -> None:
        with self._changed:
            if here:
                self._busy_here = False
            else:
                self._busy_there = False
            self._changed.notify()

    def _meet(self) -> None:
        self._left -= 1
        if self._left > 0:
            return
        context = multiprocessing.get_context("spawn")
        self._link, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._open), name="answers", daemon=True)
        self._process.start()
        theirs.close()
        logger.info("messages meet: a second process answers too")

    def _is_ready(self) -> bool:
        if not self._ready and self._link and self._link.poll():
            try:
                self._ready = bool(self._link.recv())
            except (EOFError, OSError):
                self._lose()
        return self._ready

    def _ask(self, state: Conversation, text: str, language_hint: str) -> Replied | None:
        """The second process's answer; None where it has none, or died."""
        link = self._link
        try:
            if link is None:
                return None
            link.send((state, text, language_hint))
            if not link.poll(PATIENCE):
                raise EOFError
            found: Replied | None = link.recv()
            self._answered += bool(found)
            return found
        except (EOFError, OSError):
            with self._changed:
                self._lose()
            return None
        finally:
            self._free(here=False)

    def _lose(self) -> None:
        """Forgets a process that died; another one is started when messages meet again."""
        logger.warning("the second process has ended; answers are computed here")
        if self._process:
            self._process.kill()
        self._process, self._link, self._ready, self._left = None, None, False, self._meetings


def _serve(link: Connection, open_: Callable[[], Answering]) -> None:
    """Answers what comes over the link until its other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which closes the link
    answering = open_()
    try:
        link.send(True)
        while True:
            state, text, language_hint = link.recv()
            try:
                link.send(answering.replied(state, text, language_hint))
            except (BotError, KnowledgeError):
                link.send(None)  # the first process meets the same error, and says so
    except (EOFError, OSError):
        return
