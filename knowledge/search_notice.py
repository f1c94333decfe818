"""Notices searches that found less than they should, deep inside an answer, for whoever asked for the answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class SearchNotice:
    """Whether a search went without the vectors of a server, or some of them: by words, and exactly among few passages."""

    is_degraded: bool = False


_CURRENT: ContextVar[SearchNotice | None] = ContextVar("search_notice", default=None)


@contextmanager
def noticing() -> Iterator[SearchNotice]:
    """Notices the searches of this thread inside the block."""
    notice = SearchNotice()
    token = _CURRENT.set(notice)
    try:
        yield notice
    finally:
        _CURRENT.reset(token)


def notice_degraded() -> None:
    """Tells whoever notices that a search went without vectors."""
    if notice := _CURRENT.get():
        notice.is_degraded = True
