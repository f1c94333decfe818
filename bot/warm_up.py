"""Answers the usual questions once, unseen: reading and comparing a text for the first time takes as long as ten answers."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bot.conversation import Advisor
from bot.errors import BotError
from knowledge import KnowledgeError

logger = logging.getLogger(__name__)

PAUSE = 0.02  # seconds between two questions: whoever asks already comes first


@contextmanager
def warmed_up(advisor: Advisor) -> Iterator[None]:
    """Warms an advisor up, in a thread beside the block; what is left of it at the end of the block is left out."""
    ended = threading.Event()
    thread = threading.Thread(target=_warm_up, args=(advisor, ended), name="warm-up", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _warm_up(advisor: Advisor, ended: threading.Event) -> None:
    began, questions = time.monotonic(), advisor.usual_questions
    for language, text in questions:
        while not ended.wait(PAUSE) and advisor.is_busy:
            pass
        if ended.is_set():
            return
        try:
            advisor.answer_alone(text, language_hint=language)
        except (BotError, KnowledgeError) as error:  # the first person to ask hears of it too
            logger.warning("not warmed up: %s", error)
            return
    logger.info("warmed up with %d questions in %.0f s", len(questions), time.monotonic() - began)
