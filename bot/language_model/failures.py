"""Why a model did not help, and whether asking again may. Reads no error's words: they may hold a key or a message."""

from typing import Literal

Reason = Literal["budget", "busy", "checks", "error", "stopped", "timeout"]
_MAY_PASS = frozenset({408, 409, 425, 429})  # besides all from 500
_SERVER_ERROR = 500
_OURS = (TypeError, ValueError, KeyError, AttributeError, NotImplementedError, ImportError)


class ModelFailed(Exception):
    """The model gave no answer; `reason` says why in one word."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


def may_pass(error: Exception) -> bool:
    """Whether the same call may succeed a little later: the connection broke, or the server is overloaded."""
    status = status_of(error)
    if status is not None:
        return status in _MAY_PASS or status >= _SERVER_ERROR
    return not isinstance(error, _OURS)


def status_of(error: Exception) -> int | None:
    """The HTTP status that an error of any provider's client tells of."""
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int):
            return status
    return None


def retry_after(error: Exception) -> float:
    """The seconds that a server asks to wait, 0 where it does not say."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after", 0)))
    except (TypeError, ValueError):  # a date, which no model server sends
        return 0.0
