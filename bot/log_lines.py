"""How the log looks: a line for a person, or a JSON object for a machine. Neither shows who wrote, or what.

Our own messages name updates by number and errors by class. Libraries may put anything into theirs, so only the unfilled
form of their messages is shown, and of exceptions the class and the place, never the words.
"""

import json
import logging
import re
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TextIO

from bot.last_error import LastError
from bot.operator_settings import LogForm

OWN = ("bot", "knowledge", "__main__")
FOREIGN_LEVEL = logging.WARNING  # below it, libraries tell of requests and updates
_TOKEN = re.compile(r"\b\d{3,18}:[A-Za-z0-9_-]{20,}")
_LONG_NUMBER = re.compile(r"(?<![\w.])-?\d{5,}(?![\w.])")  # in a library's words it may be a chat's or user's id
_QUOTED = re.compile(r"(['\"]).*\1", re.DOTALL)


def start_logging(form: LogForm, stream: TextIO | None = None, *, secrets: Iterable[str] = ()) -> LastError:
    """Sends all log records to a stream, standard error where none is named, in the form that the operator chose.

    `secrets` never appear in it. Returns what remembers the last error.
    """
    secrets, last_error = tuple(filter(None, secrets)), LastError()
    handler = logging.StreamHandler(stream)  # standard error, where it is None
    handler.setFormatter(JsonLines(secrets) if form == "json" else PlainLines(secrets))
    handler.addFilter(_is_wanted)
    logging.basicConfig(handlers=[handler, last_error], level=logging.INFO, force=True)
    return last_error


class PlainLines(logging.Formatter):
    """ "2026-11-22 16:30:00 UTC WARNING bot.inbox: what happened", the trace of an exception below it."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The record as lines of text."""
        said = described(record, self._secrets)
        trace = "".join(f"\n    {line}" for line in [said.get("error", ""), *said.get("trace", [])] if line)
        moment = datetime.fromisoformat(said["time"])
        return f"{moment:%Y-%m-%d %H:%M:%S} UTC {said['level']} {said['logger']}: {said['event']}{trace}"


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, event, and of an exception error and trace."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        return json.dumps(described(record, self._secrets), ensure_ascii=False)


def described(record: logging.LogRecord, secrets: Iterable[str]) -> dict[str, Any]:
    """What may be said of a record."""
    said: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "event": _event(record, secrets),
    }
    if record.exc_info and (error := record.exc_info[1]):
        said["error"] = f"{type(error).__module__}.{type(error).__qualname__}"
        said["trace"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
    return said


def _event(record: logging.LogRecord, secrets: Iterable[str]) -> str:
    event = record.getMessage() if _is_own(record) else str(record.msg)
    for secret in secrets:
        event = event.replace(secret, "***")
    event = _TOKEN.sub("***", event)
    return event if _is_own(record) else _LONG_NUMBER.sub("#", _QUOTED.sub("'…'", event))


def _is_wanted(record: logging.LogRecord) -> bool:
    return record.levelno >= FOREIGN_LEVEL or _is_own(record)


def _is_own(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] in OWN
