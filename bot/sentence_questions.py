"""Questions that the sentences of the shipped texts answer, and how near a message comes to them. Picks no sentence.

A person who asks "muss ich das verlängern" shares no word with "PRINCE2 gilt drei Jahre"; a question written for that
sentence does. Sentences of other texts have none, and are found by their own words.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.gram_counts import similarities
from knowledge import Embedder

SHIPPED_QUESTIONS = Path(__file__).with_name("sentence_questions.jsonl")
MEANING_SHARE = 0.6  # of the likeness of two questions; the rest is likeness of characters, as for topics


@cache
def sentence_questions(path: Path = SHIPPED_QUESTIONS) -> Mapping[str, tuple[str, ...]]:
    """The questions that each sentence answers, by the sentence's text."""
    entries = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {entry["sentence"]: tuple(entry["questions"]) for entry in entries}


def asked_likeness(asked: Sequence[str], sentences: Sequence[str], embedder: Embedder) -> NDArray[np.float32]:
    """How near the wordings of a question come to the nearest question of each sentence, 0..1, shape (sentences,).

    Args:
        asked: The question, in one or more wordings; the nearest counts.
        sentences: The sentences that may answer.
        embedder: Measures how near two questions are.
    """
    known = sentence_questions()
    owners = [row for row, sentence in enumerate(sentences) for _ in known.get(sentence, ())]
    nearest = np.zeros(len(sentences), dtype=np.float32)
    if owners:
        texts = [question for sentence in sentences for question in known.get(sentence, ())]
        vectors = embedder.embed_queries(texts)
        for wording in asked:
            meaning = np.clip(vectors @ embedder.embed_queries([wording])[0], 0, 1)
            alike = MEANING_SHARE * meaning + (1 - MEANING_SHARE) * similarities(wording, texts)
            np.maximum.at(nearest, owners, alike.astype(np.float32))
    return nearest
