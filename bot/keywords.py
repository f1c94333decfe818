"""The stems of a text's telling words, and which of them are a passage's subject. Leaf module."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from bot.wording import words

STOP_WORDS = frozenset(
    """
    der die das den dem des ein eine einen einem einer eines und oder aber ist sind war waren bin bist sein hat habe
    haben hatte ich du er sie es wir ihr man mir mich dir dich uns euch sich mein meine dein ihre ihren was wat wie
    wo wer wen wem wann warum welche welcher welches welchen nicht kein keine auch noch mit fur von vom zum zur zu
    bei im in am an auf aus nach uber als wenn dass denn doch mal so da dort hier gibt gibts kann kannst konnen
    konnte muss mussen soll sollte darf will wird werden wurde viel viele mehr sehr schon nur etwas bitte jetzt dann
    also um ohne bis ab pro je eigentlich uberhaupt denn ja nein the a an and or is are was were be been have has
    had i you he she it we they my your what how where who when why which do does did can could must should would
    will to of in on at for from with by about as if than that this there please some any not no
    """.split()
)
REMEMBERED = 16_384  # texts, mostly sentences and words of passages that are asked for again
PASSAGES_REMEMBERED = 1024  # passages, those that are asked for most; about 3 MB
STEM = 6  # letters that two forms of a word share: "pruefung", "pruefungen"


@lru_cache(maxsize=REMEMBERED)
def stems(text: str) -> frozenset[str]:
    """The words of a text, cut to their first letters; codes and figures stay whole."""
    found = (word for word in words(text) if word not in STOP_WORDS)
    return frozenset(word if any(letter.isdigit() for letter in word) else word[:STEM] for word in found)


def subject_stems(heading: str, sentences: Sequence[str]) -> frozenset[str]:
    """The stems of what a passage is about: those of its heading and those that half of its sentences hold."""
    counts = Counter(stem for sentence in sentences for stem in stems(sentence))
    return stems(heading) | {stem for stem, count in counts.items() if count * 2 >= len(sentences) > 1}


@lru_cache(maxsize=PASSAGES_REMEMBERED)
def beyond_subject(heading: str, sentences: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The stems of what a passage is about, and its sentences without the words of these stems."""
    subject = subject_stems(heading, sentences)
    return subject, tuple(without(sentence, subject) for sentence in sentences)


def without(text: str, left_out: frozenset[str]) -> str:
    """The words of a text whose stems are not left out."""
    return " ".join(word for word in text.split() if not (found := stems(word)) or not found <= left_out)
