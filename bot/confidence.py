"""Whether the passages found answer the question at all. Decides between an answer and an honest refusal; writes neither."""

import math
import re
from collections.abc import Sequence

from bot.question import Question
from bot.selection import sentences_of
from bot.sentence_questions import asked_likeness
from knowledge import Embedder, Hit

# Weights and threshold of a logistic model, fitted on tests/questions/tune.jsonl with an early model and rounded by hand.
TOPIC, OUTSIDE, MEANING, BIAS = 3.5, -5.5, 1.7, 0.0
ENOUGH = 0.57
KNOWN = 0.72  # likeness to a question written for a sentence from which that question is asked; foreign ones reach 0.70
HITS_READ = 4  # passages whose sentences' questions are looked at


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _speaks_of_unknown_year(text: str, hits: Sequence[Hit]) -> bool:
    """Whether a year is asked about that none of the passages knows: 2050, or a year before the records."""
    asked = set(_YEAR.findall(text))
    return bool(asked) and not any(asked & set(_YEAR.findall(hit.passage.text)) for hit in hits)


def confidence(question: Question, hits: Sequence[Hit]) -> float:
    """Probability that the best passages answer the question, 0..1."""
    if not hits or _speaks_of_unknown_year(question.text, hits):
        return 0.0
    meaning = max(hit.meaning for hit in hits)
    total = TOPIC * question.topic_score + OUTSIDE * question.outside_score + MEANING * meaning + BIAS
    return 1 / (1 + math.exp(-total))


def is_known_question(question: Question, hits: Sequence[Hit], embedder: Embedder) -> bool:
    """Whether the message is, in nearly the same words, a question written for a sentence of the best passages."""
    sentences = [sentence for hit in hits[:HITS_READ] for sentence in sentences_of(hit.passage.text)]
    return bool(sentences) and float(asked_likeness([question.focus], sentences, embedder).max()) >= KNOWN
