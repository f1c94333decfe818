"""Answers shared with a second process: the same answers, and none lost where it dies."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.conversation import Advisor
from bot.memory import Memory
from bot.second_process import SecondProcess
from knowledge import KnowledgeBase, open_embedder

QUESTIONS = ("Was verdient man am Anfang?", "Was ist PRINCE2?", "Welche Tools braucht man?", "Wie sicher ist der Job?")
START_SECONDS = 60.0


def open_advisor(folder: Path) -> Advisor:
    """In the second process."""
    return Advisor(KnowledgeBase.open(folder, embedder=open_embedder()), folder, Memory.in_process())


@pytest.fixture
def shared(shipped_folder: Path) -> Iterator[tuple[Advisor, SecondProcess]]:
    second = SecondProcess(partial(open_advisor, shipped_folder), meetings=1)
    with KnowledgeBase.open(shipped_folder, embedder=open_embedder()) as base:
        yield Advisor(base, shipped_folder, Memory.in_process(), second=second), second
    second.close()


def _ask_at_once(advisor: Advisor, name: str) -> dict[str, str]:
    """Each question from a chat of its own, all at the same moment."""
    answers: dict[str, str] = {}

    def ask(question: str) -> None:
        answers[question] = advisor.reply(f"{name} {question}", question).text

    threads = [threading.Thread(target=ask, args=(question,)) for question in QUESTIONS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _started(advisor: Advisor, second: SecondProcess) -> int:
    """Asks until the second process answers; its id."""
    deadline = time.monotonic() + START_SECONDS
    while not (second.process_id and second.answered) and time.monotonic() < deadline:
        _ask_at_once(advisor, str(deadline - time.monotonic()))
    assert second.process_id and second.answered
    return second.process_id


def test_one_message_after_another_needs_no_second_process(shared: tuple[Advisor, SecondProcess]) -> None:
    advisor, second = shared
    for question in QUESTIONS:
        advisor.reply("alone", question)
    assert second.process_id is None


def test_both_processes_give_the_same_answers_and_remember(
    shared: tuple[Advisor, SecondProcess], shipped: Advisor
) -> None:
    advisor, second = shared
    _started(advisor, second)
    for round_ in range(5):
        assert _ask_at_once(advisor, f"same{round_}") == {
            question: shipped.answer_alone(question).text for question in QUESTIONS
        }
        assert "drei Jahre" in advisor.reply(f"same{round_} Was ist PRINCE2?", "und wie lange gilt das?").text


def test_a_killed_second_process_costs_no_answer(shared: tuple[Advisor, SecondProcess], shipped: Advisor) -> None:
    advisor, second = shared
    os.kill(_started(advisor, second), signal.SIGKILL)
    assert _ask_at_once(advisor, "killed") == {question: shipped.answer_alone(question).text for question in QUESTIONS}


def test_the_second_process_ends_with_the_first(shared: tuple[Advisor, SecondProcess]) -> None:
    advisor, second = shared
    pid = _started(advisor, second)
    second.close()
    assert not Path(f"/proc/{pid}").exists() or "zombie" in Path(f"/proc/{pid}/status").read_text()
