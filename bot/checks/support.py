"""Whether a generated sentence says what its passages say, in their words or their meaning. Leaves figures and names out."""

from collections.abc import Iterator, Sequence

from bot.checks.draft import DraftSentence, Fault
from bot.checks.evidence import Evidence, Grounds
from bot.keywords import stems
from bot.wording import words
from knowledge import Embedder

# Calibrated on hand-written paraphrases of the shipped texts and on sentences about other things (tests/checks).
WORDS_ENOUGH = 0.5  # share of a sentence's telling words that its passages hold
WORDS_AND_MEANING = 0.25  # the same, where the meaning is near as well
MEANING_NEAR = 0.45  # cosine to the nearest sentence of a cited passage
MEANING_ACROSS_LANGUAGES = 0.4  # the same, where no words can be shared
SHARED_RUN = 6  # words in a row that betray the instructions
_FORM = 5  # letters that two forms of a word share


def support_faults(
    sentence: DraftSentence, cited: Sequence[Grounds], evidence: Evidence, embedder: Embedder
) -> Iterator[Fault]:
    """A fault where a sentence says something else than its passages."""
    share = shared(sentence.text, cited)
    if share >= WORDS_ENOUGH:
        return
    across = any(grounds.passage.language != evidence.language for grounds in cited)
    near_enough = MEANING_ACROSS_LANGUAGES if across else MEANING_NEAR
    is_far = share < WORDS_AND_MEANING and not across
    if is_far or nearness(sentence.text, cited, embedder) < near_enough:
        yield Fault("support", sentence.text)


def shared(text: str, cited: Sequence[Grounds]) -> float:
    """The share of a sentence's telling words that its passages hold, 0..1; 0 where it has none."""
    said = {stem for stem in stems(text) if not stem.isdigit()}
    held = {stem[:_FORM] for grounds in cited for stem in grounds.stems}
    return sum(stem[:_FORM] in held for stem in said) / len(said) if said else 0.0


def nearness(text: str, cited: Sequence[Grounds], embedder: Embedder) -> float:
    """The highest cosine of a sentence to one of its passages', -1..1."""
    sentences = [statement.text for grounds in cited for statement in grounds.statements]
    if not sentences:
        return 0.0
    vectors = embedder.embed_passages([text, *sentences])
    return float((vectors[1:] @ vectors[0]).max())


def leak_faults(sentence: DraftSentence, secret: frozenset[tuple[str, ...]]) -> Iterator[Fault]:
    """A fault where a sentence repeats a run of words from the instructions."""
    if runs(sentence.text) & secret:
        yield Fault("leak")


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of `SHARED_RUN` words of a text."""
    said = words(text)
    return frozenset(tuple(said[start : start + SHARED_RUN]) for start in range(len(said) - SHARED_RUN + 1))
