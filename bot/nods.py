"""Messages that ask nothing: "ok", a thumb, a row of question marks. Leaf module but for folding."""

import re

from bot.wording import fold

_NOD = re.compile(
    r"(?:(?:ah|oh|ja|yes|na|well) )?(?:ok(?:ay|ey|i)?|k|oki doki|alles klar|verstehe|verstanden|aha|ach so|achso|gut|"
    r"got it|i see|understood|all right|alright|fine)"
)
_PUNCTUATION = re.compile(r"[^\w ]+")
_PLEASED = frozenset("👍❤🙏👏👌🙂😊😀😃😄🥰😍🎉💪🤝")


def is_nod(text: str) -> bool:
    """Whether a message says no more than that it was read: "ok", "alles klar!", a thumb or a smile."""
    said = " ".join(_PUNCTUATION.sub(" ", fold(text)).split())
    return bool(_NOD.fullmatch(said)) or (not said and any(sign in _PLEASED for sign in text))


def is_wordless(text: str) -> bool:
    """Whether a message holds no letter and no digit."""
    return not any(character.isalnum() for character in text)
