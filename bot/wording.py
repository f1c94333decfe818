"""The words of a message in one spelling each. Leaf module but for the knowledge base's own folding, which it shares."""

import re
from functools import lru_cache

from knowledge import fold

__all__ = ["fold", "words"]

REMEMBERED = 4096  # texts, mostly parts of messages, which are looked at several times over, and words; about 4 MB
_WORD = re.compile(r"[a-z0-9§%€$]+(?:[.,]\d+)*")
_CODE = re.compile(
    r"\b([a-z]|§+|ps[mp]o?|acp|prince|level) ?-?(?=\d)"
)  # "E 11", "§ 82", "ACP-120": one word however typed
_PARAGRAPH = re.compile(r"\bparagra(?:f|ph) ?(?=\d)")


def words(text: str) -> list[str]:
    """The folded words of a text without punctuation; figures such as 3.200 stay whole."""
    return list(_words(text))


@lru_cache(maxsize=REMEMBERED)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_CODE.sub(r"\1", _PARAGRAPH.sub("§", fold(text)))))
