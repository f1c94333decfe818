"""The warm-up: it asks what is suggested, remembers nothing of it, gives way to people, and ends with the bot."""

import logging
import threading
from collections.abc import Callable
from typing import Any, cast

import pytest

from bot import warm_up
from bot.conversation import Advisor
from bot.warm_up import warmed_up
from knowledge import IndexUnavailable

USUAL = [("de", "Was verdient man am Anfang?"), ("en", "What do you earn at the start?")]


class Asked:
    """An advisor that notes what it is asked."""

    usual_questions = USUAL
    is_busy = False

    def __init__(self, answer: Callable[[], Any] = lambda: None) -> None:
        self.asked: list[tuple[str, str]] = []
        self.done = threading.Event()
        self._answer = answer

    def answer_alone(self, text: str, *, language_hint: str = "") -> None:
        self.asked.append((language_hint, text))
        if len(self.asked) == len(USUAL):
            self.done.set()
        self._answer()


def test_what_is_suggested_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm_up, "PAUSE", 0.0)
    advisor = Asked()
    with warmed_up(cast(Advisor, advisor)):
        assert advisor.done.wait(10)
    assert advisor.asked == USUAL


def test_it_ends_with_the_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm_up, "PAUSE", 60.0)
    advisor = Asked()
    with warmed_up(cast(Advisor, advisor)):
        pass
    assert advisor.asked == []
    assert "warm-up" not in [thread.name for thread in threading.enumerate()]


def test_it_gives_way_to_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm_up, "PAUSE", 0.0)
    advisor = Asked()
    advisor.is_busy = True
    with warmed_up(cast(Advisor, advisor)):
        assert not advisor.done.wait(0.2)
        advisor.is_busy = False
        assert advisor.done.wait(10)
    assert advisor.asked == USUAL


def test_texts_that_cannot_be_searched_are_told_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(warm_up, "PAUSE", 0.0)
    broken = threading.Event()

    def fail() -> None:
        broken.set()
        raise IndexUnavailable("the index is gone")

    advisor = Asked(fail)
    with caplog.at_level(logging.WARNING), warmed_up(cast(Advisor, advisor)):
        assert broken.wait(10)
        for thread in threading.enumerate():
            if thread.name == "warm-up":
                thread.join(10)
    assert advisor.asked == USUAL[:1]
    assert [record.getMessage() for record in caplog.records] == ["not warmed up: the index is gone"]
