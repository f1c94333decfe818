"""What people type in the place of a command: finds the one that is meant. Answers nothing."""

from collections.abc import Iterable
from difflib import get_close_matches

LIKE = 0.7  # of 1, from which a mistyped command is taken to be meant
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "-": "_"})


def meant_command(text: str, names: Iterable[str]) -> str:
    """The command that a message such as "/löschen" or "/quelle@bot" means, "" where none is near."""
    typed = text.lower().split(maxsplit=1)[0].lstrip("/").partition("@")[0] if text.strip() else ""
    return next(iter(get_close_matches(typed.translate(_WRITTEN_OUT), list(names), n=1, cutoff=LIKE)), "")
