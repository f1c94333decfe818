"""The terminal chat by whole transcript, with a scripted reader in place of the keyboard."""

import io
from collections.abc import Callable, Iterator

import pytest
from rich.console import Console

from bot.conversation import Advisor
from bot.terminal import chat


def typed(*lines: str) -> Callable[[str], str]:
    waiting: Iterator[str] = iter(lines)

    def read(prompt: str) -> str:
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    return read


def transcript(advisor: Advisor, *lines: str) -> str:
    out = io.StringIO()
    chat(advisor, Console(file=out, width=200), typed(*lines))
    return out.getvalue()


def test_a_conversation_as_it_is_seen(shipped: Advisor) -> None:
    seen = transcript(shipped, "Was verdient man am Anfang?", "", "1", "/ende")
    welcome, rest = seen.split("\n", 1)
    assert "automatischer Assistent" in welcome
    assert "3.200 €" in rest and "[1]" in rest
    assert "Quellen:" in rest and "https://" in rest
    assert "Weiterfragen:" in rest
    assert rest.rstrip().endswith("Glück auf!")


@pytest.mark.parametrize("ending", [(), ("/ende",), ("quit",)])
def test_it_ends_cleanly(shipped: Advisor, ending: tuple[str, ...]) -> None:
    assert "Tschüss" in transcript(shipped, *ending)


def test_ctrl_c_ends_it_too(shipped: Advisor) -> None:
    def interrupted(prompt: str) -> str:
        raise KeyboardInterrupt

    out = io.StringIO()
    chat(shipped, Console(file=out), interrupted)
    assert "Tschüss" in out.getvalue()


def test_markup_in_a_message_stays_text(shipped: Advisor) -> None:
    assert "Traceback" not in transcript(shipped, "[bold]hallo[/wrong]", "[/]")
