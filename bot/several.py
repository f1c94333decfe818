"""A message that asks two things: its parts, and one answer made of theirs. Understands and retrieves nothing itself."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Answer, Citation, Sentence
from bot.topic_model import TopicModel
from bot.wording import words
from knowledge import split_sentences

SURE = 0.5  # score from which a part asks something of its own
SHORTEST = 2  # words of a part
MOST_PARTS = 2  # a third question is asked again more easily than three answers are read
MOST_SENTENCES = 3  # of each answer, so that both together can be read on a phone
_NEXT_QUESTION = re.compile(
    r"(?:\s*[,;]\s*|\s+)(?:und|sowie|and)\s+(?=(?:wie|was|wat|wer|wo|welche\w*|wann|warum|wofür|womit|muss|kann|gibt|gibts|brauch\w*|"
    r"how|what|which|who|where|when|why|do|does|can|is|are)\b)",
    re.IGNORECASE,
)


def asked_parts(text: str, topics: TopicModel) -> list[str]:
    """The questions of a message, where it surely asks about two topics; else the message as a whole."""
    parts = [part for sentence in split_sentences(text) for part in _NEXT_QUESTION.split(sentence)]
    if len(parts) < MOST_PARTS:
        return [text]
    asked: dict[str, str] = {}
    for part in parts:
        best = topics.rank(part).scores[0]
        if len(words(part)) >= SHORTEST and best.topic.kind == "topic" and best.score >= SURE:
            asked.setdefault(best.topic.id, part)
    return list(asked.values())[:MOST_PARTS] if len(asked) >= MOST_PARTS else [text]


def joined(answers: Sequence[Answer]) -> Answer:
    """One answer from several: the first sentences of each, citations numbered through, the last one's suggestions."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for answer in answers:
        kept = answer.sentences[:MOST_SENTENCES]
        cited = {number for sentence in kept for number in sentence.citations}
        numbers = {entry.number: _number(entry, citations) for entry in answer.citations if entry.number in cited}
        sentences += [replace(s, citations=tuple(numbers[number] for number in s.citations)) for s in kept]
    return replace(
        answers[-1],
        sentences=tuple(sentences),
        citations=tuple(citations),
        passages=tuple({entry.id: entry for answer in answers for entry in answer.passages}.values()),
    )


def _number(entry: Citation, citations: list[Citation]) -> int:
    """The number of a passage among all that are cited, which it joins where it is new."""
    known = next((other.number for other in citations if other.passage_id == entry.passage_id), 0)
    if not known:
        citations.append(replace(entry, number=len(citations) + 1))
    return known or len(citations)
