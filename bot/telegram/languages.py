"""From a language code to the phrases in it."""

from bot.telegram.english import ENGLISH
from bot.telegram.german import GERMAN
from bot.telegram.phrases import Phrases


def phrases_in(language: str) -> Phrases:
    """German for "de", English for everything else."""
    return GERMAN if language == "de" else ENGLISH
