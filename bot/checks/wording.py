"""Whether a generated sentence is written as asked: letters and signs, language, register. Reads no facts."""

import re
from collections.abc import Iterator, Sequence

from bot.checks.draft import DraftSentence, Fault
from bot.checks.evidence import Evidence, Grounds
from bot.checks.figures import plain
from bot.language import detect_language

LONGEST_SENTENCE = 420  # characters; nobody reads more at a stretch on a phone
# Latin letters with the accents of European names, digits, and the signs of plain prose; no markup, no invisible characters.
_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-ſ0-9 .,;:!?()'\"„“”‚‘’»«…–—‑/%€&§+×÷=·\u00a0\u202f-]*")
_INFORMAL = re.compile(r"\b(?:du|dich|dir|dein\w*)\b", re.IGNORECASE)
_FORMAL = re.compile(r"(?<=[a-zäöüß,] )(?:Sie|Ihnen|Ihre?[rnms]?)\b")
_LEVEL_ONE = re.compile(r"(?<=\w )I\b")  # "PSM I" is no English "I"
_DOUBLE = re.compile(r"--|==|\+\+\+|//|&\w+;|/{2}")


def wording_faults(sentence: DraftSentence, cited: Sequence[Grounds], evidence: Evidence) -> Iterator[Fault]:
    """Characters that are no plain prose, another language, another register than the asker's, too much at a stretch."""
    if not any(letter.isalpha() for letter in sentence.text):
        yield Fault("support", sentence.text)
    if len(sentence.text) > LONGEST_SENTENCE:
        yield Fault("length", str(LONGEST_SENTENCE))
    held = "".join(grounds.passage.text for grounds in cited)
    words = [word for word in sentence.text.split() if not _PLAIN.fullmatch(word) and word.strip(".,;:!?") not in held]
    if words or "\n" in sentence.text or (_DOUBLE.search(sentence.text) and not _DOUBLE.search(held)):
        yield Fault("characters", " ".join(words))
    if detect_language(_LEVEL_ONE.sub("", plain(sentence.text))) not in ("", evidence.language):
        yield Fault("language", evidence.language)
    if evidence.language == "de" and (_INFORMAL if evidence.is_formal else _FORMAL).search(sentence.text):
        yield Fault("register", "Sie" if evidence.is_formal else "du")
