"""Pairs of this project's own domain: example questions and the sections that answer them. Imports no bot."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml

TOPIC_HELD_OUT_EVERY = 5  # every fifth topic stays out of the training: measured on themes never seen
QUESTION_HELD_OUT_EVERY = 6  # every sixth question of the others stays out: measured on phrasings never seen
OTHER_QUESTIONS = 3  # partners per question among the questions of the same topic
_SECTION = re.compile(
    r"^##+ (?P<heading>.+?) *(?:\{#(?P<topic>\w+)\})?\n(?P<text>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What people ask about one thing and what the shipped texts say about it; `headings` belong to `sections`."""

    name: str
    questions: dict[str, list[str]]
    headings: list[str]
    sections: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Split:
    """What is trained on, the topics kept apart whole, and the other topics with their questions kept apart."""

    trained: list[Topic]
    unseen_topics: list[Topic]
    unseen_questions: list[Topic]


@dataclass(frozen=True, slots=True)
class DomainPair:
    """Two texts of one topic; all other pairs of the topic would be right as well."""

    left: str
    right: str
    topic: str


def read_topics(repository: Path) -> list[Topic]:
    """The topics of bot/topics.yaml with their sections from knowledge/texts, and the small talk without any."""
    content = yaml.safe_load((repository / "bot" / "topics.yaml").read_text("utf-8"))
    headings: dict[str, list[str]] = defaultdict(list)
    sections: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"de": [], "en": []})
    for path in sorted((repository / "knowledge" / "texts").glob("*/*.md")):
        for match in _SECTION.finditer(path.read_text("utf-8")):
            if topic := match["topic"]:
                headings[topic].append(match["heading"])
                sections[topic][path.parent.name].append(f"{match['heading']}. {match['text'].strip()}")
    return [
        Topic(name, entry["examples"], headings[name], sections[name])
        for group in ("topics", "social", "outside")
        for name, entry in content[group].items()
    ]


def split(topics: Sequence[Topic]) -> Split:
    """Keeps whole topics and single questions apart; small talk has no sections and is all trained on."""
    spoken = [topic for topic in topics if topic.headings]
    unseen = spoken[::TOPIC_HELD_OUT_EVERY]
    seen = [topic for topic in spoken if topic not in unseen]
    trained = [_with_questions(topic, lambda number: number % QUESTION_HELD_OUT_EVERY != 0) for topic in seen]
    asked = [_with_questions(topic, lambda number: number % QUESTION_HELD_OUT_EVERY == 0) for topic in seen]
    return Split([*trained, *(topic for topic in topics if not topic.headings)], unseen, asked)


def _with_questions(topic: Topic, wanted: Callable[[int], bool]) -> Topic:
    questions = {
        language: [question for number, question in enumerate(questions) if wanted(number)]
        for language, questions in topic.questions.items()
    }
    return replace(topic, questions=questions)


def domain_pairs(topics: Sequence[Topic], seed: int) -> list[DomainPair]:
    """Question -> section, question -> other question, heading -> section, English section -> German section."""
    rng = np.random.default_rng([seed, 3])
    pairs = []
    for topic in topics:
        sections = topic.sections["de"] + topic.sections["en"]
        questions = topic.questions["de"] + topic.questions["en"]
        partners = [(question, section) for question in questions for section in sections]
        partners += [(heading, section) for heading in topic.headings for section in sections]
        partners += [(english, german) for english in topic.sections["en"] for german in topic.sections["de"]]
        for question in questions:
            others = rng.choice(len(questions), size=OTHER_QUESTIONS)
            partners += [(question, questions[other]) for other in others if questions[other] != question]
        pairs += [DomainPair(left, right, topic.name) for left, right in partners]
    return pairs
