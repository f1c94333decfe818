"""Finds the part of a long message that asks: people tell their story first. Knows no conversation."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.topic_model import TopicModel, TopicRanking
from bot.wording import words
from knowledge import split_sentences

LONG = 12  # words from which a message may hold more than its question
SHORTEST = 3  # words that a clause needs to ask something
LONGEST_QUESTION = 25  # words of a sentence that is searched for as a whole
ENOUGH = 0.3  # sureness from which a part is taken to be what is asked
_COURTESY = re.compile(
    r"\s*(?:hallo|hi|hey|huhu|moin(?: moin)?|servus|gl(?:ü|ue)ck ?auf|gr(?:ü|ue)(?:ß|ss) (?:dich|gott)|"
    r"guten? (?:tag|morgen|abend)|"
    r"vielen dank|danke(?: sch(?:ö|oe)n| dir| ihnen)?|sorry|entschuldig(?:ung|e)|ok(?:ay)?|super|prima|alles klar|"
    r"hello|good (?:morning|evening|day)|thanks?(?: you)?|excuse me)(?: (?:zusammen|bot|there|sorry))?[\s,.!;:–-]+",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[,;:–]\s+|\s-\s")


def focus(text: str, topics: TopicModel) -> tuple[str, TopicRanking]:
    """The part of a message that asks, with its topics; a short message as a whole.

    That is the question, or a clause of it. Where the question alone is about nothing ("Ist das in Ordnung?"), it is taken
    together with the sentence before it, or the whole message is.
    """
    rest = without_courtesy(text)
    if rest != text and sureness(ranking := topics.rank(rest)) >= ENOUGH:
        return rest, ranking
    if len(words(text)) < LONG:
        return text, topics.rank(text)
    sentences = split_sentences(text)
    asking = [sentence for sentence in sentences if sentence.rstrip().endswith("?")]
    found = _surest([*asking, *_clauses(asking or [text])] or [text], topics)
    if sureness(found[1]) >= ENOUGH:
        return found
    together = [f"{before} {sentence}" for before, sentence in pairwise(sentences) if sentence in asking]
    return _surest([found[0], *together, text], topics)


def asking_sentence(text: str, part: str) -> str:
    """The sentence of a message that its asking part stands in: a clause may be surely about a topic, and yet not all that
    is asked of it ("Wie früh melde ich das, wenn ich Bildungsurlaub will?").
    """
    found = next((sentence for sentence in split_sentences(text) if part in sentence), part)
    return found if len(words(found)) <= LONGEST_QUESTION else part


def without_courtesy(text: str) -> str:
    """The message without a greeting, thanks or excuse at its beginning, where more follows."""
    rest = text
    while (match := _COURTESY.match(rest)) and len(words(rest[match.end() :])) >= SHORTEST - 1:
        rest = rest[match.end() :]
    return rest


def _surest(parts: Sequence[str], topics: TopicModel) -> tuple[str, TopicRanking]:
    return max([(part, topics.rank(part)) for part in parts], key=lambda entry: sureness(entry[1]))


def sureness(ranking: TopicRanking) -> float:
    """By how much the surest topic leads over what lies outside, and over small talk."""
    best = max(entry.score for entry in ranking.scores if entry.topic.kind == "topic")
    others = max(entry.score for entry in ranking.scores if entry.topic.kind != "topic")
    return best - max(0.0, others)


def _clauses(sentences: Sequence[str]) -> list[str]:
    clauses = [clause for sentence in sentences for clause in _CLAUSES.split(sentence)]
    return [clause for clause in dict.fromkeys(clauses) if len(words(clause)) >= SHORTEST]
