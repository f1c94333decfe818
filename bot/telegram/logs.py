"""Keeps tokens and messages out of the log: quiet libraries, and tracebacks without the words of an exception."""

import logging
import traceback
import warnings
from types import NoneType

import httpx
from telegram.error import TelegramError
from telegram.warnings import PTBDeprecationWarning

QUIET = {
    "httpx": logging.WARNING,  # INFO names every URL, and the token stands in it
    "httpcore": logging.WARNING,  # DEBUG names the URL too
    "telegram": logging.INFO,  # DEBUG prints whole updates and requests
}
LONGEST_WORDS = 300  # characters of an error's text; a proxy in between may answer with a whole page


def quiet_libraries() -> None:
    """Raises the level of libraries that would log tokens or messages; stricter settings stay."""
    # PTB warns of its own coming change whenever it meets a flood limit; `sending` reads both forms
    warnings.filterwarnings("ignore", ".*`retry_after`", PTBDeprecationWarning)
    for name, level in QUIET.items():
        logger = logging.getLogger(name)
        logger.setLevel(max(level, logger.getEffectiveLevel()))


def masked(text: str, token: str) -> str:
    """The text without the token."""
    return text.replace(token, "***") if token else text


def trace(error: BaseException, token: str) -> str:
    """What failed and where, through all causes, without the exceptions' own words: they may quote a message.

    Only what Telegram and the connection say is kept.
    """
    frames = "".join(traceback.format_tb(error.__traceback__))
    public = isinstance(error, TelegramError) and isinstance(error.__cause__, httpx.HTTPError | NoneType)
    words = f": {masked(str(error), token)[:LONGEST_WORDS]}" if public else ""
    own = f"{type(error).__module__}.{type(error).__qualname__}{words}\n{frames}".rstrip()
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{own}\ncaused by {trace(cause, token)}" if cause else own
