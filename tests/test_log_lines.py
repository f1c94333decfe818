"""The log, as text and JSON: what happened is said, who wrote and what they wrote is not."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.log_lines import start_logging
from bot.operator_settings import LogForm
from tests.bot_api import BotApiServer
from tests.bot_api.fixtures import running_bot
from tests.scripted import ScriptedAdvisor

KIM = 771_234_567
SECRET = "Meine Chefin Frau Szymaniak mobbt mich"


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


def logged(form: LogForm, *secrets: str) -> io.StringIO:
    stream = io.StringIO()
    start_logging(form, stream, secrets=secrets)
    return stream


def rows(stream: io.StringIO) -> list[dict[str, str]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_record_is_one_json_object() -> None:
    stream = logged("json")
    logging.getLogger("bot.inbox").warning("update %s: %s", 17, "late\nand long")
    (row,) = rows(stream)
    assert row.pop("time").endswith("+00:00")
    assert row == {"level": "WARNING", "logger": "bot.inbox", "event": "update 17: late\nand long"}


def test_a_line_for_people() -> None:
    stream = logged("text")
    logging.getLogger("bot.telegram").info("listening as @%s", "lotse")
    assert stream.getvalue().endswith(" UTC INFO bot.telegram: listening as @lotse\n")


@pytest.mark.parametrize("form", ["json", "text"])
def test_an_exception_shows_its_class_and_place_and_not_its_words(form: LogForm) -> None:
    stream = logged(form)
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("bot.x").exception("update 5 failed")
    assert "ValueError" in stream.getvalue() and "test_log_lines.py" in stream.getvalue()
    assert "Szymaniak" not in stream.getvalue()


@pytest.mark.parametrize("form", ["json", "text"])
def test_libraries_cannot_leak_what_they_were_given(form: LogForm) -> None:
    stream = logged(form, "another-secret")
    library = logging.getLogger("telegram.ext")
    library.error("cannot process %s", SECRET)
    library.error(f"update of chat {KIM} with text '{SECRET}' is bad")
    library.info("sent to https://api.telegram.org/bot123456:ABCDEFGHIJKLMNOPQRSTUVWXYZ/sendMessage")
    library.warning("refused: 123456:ABCDEFGHIJKLMNOPQRSTUVWXYZ and another-secret")
    assert "cannot process %s" in stream.getvalue() and "is bad" in stream.getvalue()
    for leak in ("Szymaniak", str(KIM), "ABCDEFG", "another-secret", "sendMessage"):
        assert leak not in stream.getvalue()


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_bot_at_work_names_nobody(form: LogForm) -> None:
    stream = logged(form)
    advisor = ScriptedAdvisor({SECRET: RuntimeError(f"over {SECRET} of {KIM}")})
    with BotApiServer() as server:
        with running_bot(advisor, server):
            server.send_text(KIM, SECRET)
            server.send_text(KIM, "Gehalt?")
            server.messages(KIM, 2)
        token = server.token
    said = stream.getvalue()
    assert "RuntimeError" in said and "listening" in said
    for leak in ("Szymaniak", "mobbt", str(KIM), token, "Gehalt?"):
        assert leak not in said
    if form == "json":
        assert all(set(row) <= {"time", "level", "logger", "event", "error", "trace"} for row in rows(stream))
