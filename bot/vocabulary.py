"""Which words of a message nothing here has ever used, not even misspelt. Knows no topics and no passages."""

from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from bot.keywords import STOP_WORDS
from bot.sentence_questions import sentence_questions
from bot.wording import words

MISSPELT = 80.0  # rapidfuzz ratio from which a word is a known one with a typo
REMEMBERED = 4096  # words that were looked up


@cache
def known_words() -> tuple[str, ...]:
    """The folded words of the shipped sentences and of the questions written for them."""
    texts = (text for sentence, questions in sentence_questions().items() for text in (sentence, *questions))
    return tuple(dict.fromkeys(word for text in texts for word in words(text)))


def unknown_words(text: str, misspelt: float = MISSPELT) -> list[str]:
    """The telling words of a text, folded, that are used nowhere, in their order; figures do not count.

    Args:
        text: A message, best without names of professions and cities.
        misspelt: rapidfuzz ratio, 0..100, from which a word is a known one with a typo.
    """
    telling = (word for word in words(text) if word not in STOP_WORDS and word.isalpha())
    return [word for word in telling if not _in_use(word, misspelt)]


@lru_cache(maxsize=REMEMBERED)
def _in_use(word: str, misspelt: float) -> bool:
    return process.extractOne(word, known_words(), scorer=fuzz.ratio, score_cutoff=misspelt) is not None
