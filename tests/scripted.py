"""An advisor that answers by script and a surface without charts. Does not load the server, which takes seconds."""

import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.answer import Answer, Sentence
from bot.catalogue import Offer
from bot.chart_files import ChartFiles
from bot.facets import Period
from bot.feedback import Feedback
from bot.notes import Notes
from bot.salary_chart import Chart
from bot.telegram import Surface

PATIENCE = 15.0  # seconds a held answer waits for its event


def said(text: str, **fields: Any) -> Answer:
    """An answer of one sentence."""
    return Answer((Sentence(text),), "answered", **fields)


class NoCharts:
    """No texts, and nothing to draw."""

    def offers(self) -> list[Offer]:
        return []

    def for_answer(self, answer: Answer) -> Chart | None:
        return None

    def key_for(self, answer: Answer) -> str:
        return ""

    def compared(self, offers: Sequence[Offer], period: Period, language: str) -> Chart | None:
        return None

    def by_key(self, key: str) -> Chart | None:
        return None


def plain_surface() -> Surface:
    """Feedback in this process, and no charts."""
    return Surface(Feedback.in_process(), NoCharts(), ChartFiles(Path(tempfile.mkdtemp())))


class ScriptedAdvisor:
    """Answers by script, "Antwort auf: …" to everything else, and remembers what it was asked.

    A text in `held` is not answered before its event is set; a scripted exception is raised.
    """

    name = "memory"
    is_slow = False
    has_all_vectors: bool | None = None

    def __init__(self, script: Mapping[str, Answer | Exception] | None = None) -> None:
        self.script = dict(script or {})
        self.held: dict[str, threading.Event] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.forgotten: list[str] = []
        self.languages: dict[str, str] = {}
        self.noted: dict[str, Notes] = {}
        self._last: dict[str, Answer] = {}

    @property
    def texts(self) -> list[str]:
        """The questions alone, in the order they were asked."""
        return [text for _, text, _ in self.asked]

    def reply(
        self,
        conversation: str,
        text: str,
        *,
        language_hint: str = "",
        on_text: Callable[[str], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> Answer:
        self.asked.append((conversation, text, language_hint))
        if text in self.held:
            assert self.held[text].wait(PATIENCE)
        answer = self.script.get(text, said(f"Antwort auf: {text}"))
        if isinstance(answer, Exception):
            raise answer
        self._last[conversation] = answer
        return answer

    def answer_alone(self, text: str, *, language_hint: str = "") -> Answer:
        answer = self.script.get(text, said(f"Antwort auf: {text}"))
        assert isinstance(answer, Answer)
        return answer

    def speak(self, conversation: str, language: str) -> Answer | None:
        self.languages[conversation] = language
        last = self._last.get(conversation)
        return said(f"{language}: {last.text}", language=language) if last else None

    def chosen_language(self, conversation: str) -> str:
        return self.languages.get(conversation, "")

    def notes(self, conversation: str) -> Notes:
        return self.noted.get(conversation, Notes())

    def note(self, conversation: str, change: Callable[[Notes], Notes]) -> None:
        self.noted[conversation] = change(self.notes(conversation))

    def export(self, conversation: str) -> dict[str, Any]:
        return {"notes": self.notes(conversation).to_json()}

    def last_answer(self, conversation: str) -> Answer | None:
        return self._last.get(conversation)

    def forget(self, conversation: str) -> None:
        self.forgotten.append(conversation)
        for kept in (self._last, self.languages, self.noted):
            kept.pop(conversation, None)

    def offer(self, language: str) -> str:
        return "Koch & Kellner in Essen"

    def ready(self) -> bool:
        return True
