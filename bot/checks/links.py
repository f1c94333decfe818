"""Whether a generated sentence holds a link, an address or a telephone number that its passages do not hold."""

import re
from collections.abc import Iterator, Sequence

from bot.checks.draft import DraftSentence, Fault
from bot.checks.evidence import Grounds

_LINK = re.compile(r"\b(?:[a-z][a-z0-9+.-]*://|www\.|mailto:|tg:|tel:|javascript:|data:)\S*", re.IGNORECASE)
_DOMAIN = re.compile(r"(?<![\w@.])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_SPELT_OUT = re.compile(
    r"\bh(?:xx|tt)ps?\b|\b(?:punkt|dot|\(dot\)) ?(?:de|com|org|net|io|info|me|ru|example)\b|\b(?:at|ät) \w+ (?:dot|punkt)\b|"
    r"\w ?\. (?:com|net|org|io|ru)\b",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\S+@\S+|@\w+")
_PHONE = re.compile(r"(?:\+|\b00|\b0)\d[\d /()-]{5,}\d")
_NO_DIGIT = re.compile(r"\D")


def link_faults(sentence: DraftSentence, cited: Sequence[Grounds]) -> Iterator[Fault]:
    """What leads out of the chat and stands in no cited passage."""
    allowed = "\n".join(grounds.words for grounds in cited).lower()
    for pattern in (_LINK, _DOMAIN):
        for match in pattern.finditer(sentence.text):
            found = match.group().rstrip(".,;:!?)").lower()
            if not _holds(allowed, found):
                yield Fault("link", found)
    for match in _SPELT_OUT.finditer(sentence.text):
        if match.group().lower() not in allowed:
            yield Fault("link", match.group())
    for match in _MAIL.finditer(sentence.text):
        if match.group().rstrip(".,;:!?)").lower() not in allowed:
            yield Fault("contact", match.group())
    figures = _NO_DIGIT.sub("", allowed)
    for match in _PHONE.finditer(sentence.text):
        if _NO_DIGIT.sub("", match.group()) not in figures:
            yield Fault("contact", match.group())


def _holds(allowed: str, found: str) -> bool:
    """Whether a text holds an address as a whole, not as the beginning of another host or path."""
    return bool(re.search(rf"(?<![\w.-]){re.escape(found)}(?![\w-]|\.\w)", allowed))
