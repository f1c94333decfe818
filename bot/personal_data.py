"""Masks obvious personal data in a text that is kept without its sender: addresses, numbers, names told. Leaf module."""

import re

MASK = "…"
_PATTERNS = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),  # e-mail
    re.compile(r"(?:https?://|www\.|t\.me/)\S+", re.IGNORECASE),
    re.compile(r"(?<!\w)@\w{4,}"),  # a name on Telegram
    re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b"),  # an IBAN
    re.compile(r"(?<!\w)(?:\+|00?)[1-9](?:[ /().-]{0,3}\d){5,14}(?!\w)"),  # a telephone number
    re.compile(r"(?<![\w.,])\d(?:[ -]?\d){8,}(?!\w)"),  # any other long number: a mobile, a membership
    re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d\b"),  # a day, such as that of birth
)
_NAME = re.compile(
    r"\b((?i:ich hei(?:ß|ss)e|mein name ist|my name is|i am called)) +[^\W\d_][\w'-]*(?: +[A-ZÄÖÜ][\w'-]*)*"
)


def masked(text: str) -> str:
    """The text with e-mail and web addresses, telephone and other long numbers, days and told names as "…"."""
    for pattern in _PATTERNS:
        text = pattern.sub(MASK, text)
    return _NAME.sub(rf"\1 {MASK}", text)
