"""The bot under test beside the server: a scripted advisor that remembers its questions, and a bot in a thread."""

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from bot.answer import Answer, Sentence
from bot.telegram import Advisor, build_application
from bot.telegram.polling import poll
from tests.bot_api.server import PATIENCE, BotApiServer


def said(text: str, **fields: Any) -> Answer:
    """An answer of one sentence."""
    return Answer((Sentence(text),), "answered", **fields)


class ScriptedAdvisor:
    """Answers by script, "Antwort auf: …" to everything else, and remembers what it was asked.

    A text in `held` is not answered before its event is set; a scripted exception is raised.
    """

    def __init__(self, script: Mapping[str, Answer | Exception] | None = None) -> None:
        self.script = dict(script or {})
        self.held: dict[str, threading.Event] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.forgotten: list[str] = []
        self._last: dict[str, Answer] = {}

    @property
    def texts(self) -> list[str]:
        """The questions alone, in the order they were asked."""
        return [text for _, text, _ in self.asked]

    def reply(self, conversation: str, text: str, *, language_hint: str = "") -> Answer:
        self.asked.append((conversation, text, language_hint))
        if text in self.held:
            assert self.held[text].wait(PATIENCE)
        answer = self.script.get(text, said(f"Antwort auf: {text}"))
        if isinstance(answer, Exception):
            raise answer
        self._last[conversation] = answer
        return answer

    def last_answer(self, conversation: str) -> Answer | None:
        return self._last.get(conversation)

    def forget(self, conversation: str) -> None:
        self.forgotten.append(conversation)
        self._last.pop(conversation, None)

    def offer(self, language: str) -> str:
        return "Koch & Kellner in Essen"

    def ready(self) -> bool:
        return True


@contextmanager
def running_bot(advisor: Advisor, server: BotApiServer) -> Iterator[threading.Thread]:
    """The whole bot, polling the server from a thread with an event loop of its own; what ends it is raised here."""
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    outcome: list[BaseException] = []

    def run() -> None:
        asyncio.set_event_loop(loop)
        try:
            application = build_application(advisor, token=server.token, base_url=server.url)
            loop.run_until_complete(poll(application, stop))
        except BaseException as error:
            outcome.append(error)
        finally:
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield thread
    finally:
        if not loop.is_closed():
            loop.call_soon_threadsafe(stop.set)
        thread.join(PATIENCE)
    assert not thread.is_alive(), "the bot did not stop"
    if outcome:
        raise outcome[0]
