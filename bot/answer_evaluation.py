"""Measures answers on question sets: right, wrongly declined, wrongly answered, and with a language model how true it stays.

tests/questions/README.md explains the sets. `python -m knowledge evaluate --answers` finds `evaluate_answers` as an entry point.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answer import Answer
from bot.checks import Checker, DraftSentence, Evidence
from bot.conversation import Advisor
from bot.errors import BotError
from bot.facets import read_level
from bot.language_model import open_configured
from bot.memory import Memory
from bot.settings import Settings
from knowledge import KnowledgeBase, KnowledgeError

MILLION = 1_000_000  # tokens, for which prices are given
FACTS = frozenset({"citation", "contact", "figure", "link", "name", "pay"})  # faults by which an answer is not grounded


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a question set; tests/questions/README.md explains the fields."""

    id: str
    category: str
    turns: list[str]
    expect: list[str]
    facts: list[list[str]]
    forbidden: list[str]


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to the last turn of a line, and what is wrong with it ("" where nothing is)."""

    line: Line
    answer: Answer
    miss: str


def read_questions(path: Path) -> list[Line]:
    """The lines of a question set.

    Raises:
        KnowledgeError: The file cannot be read, or a line of it is none of a question set.
    """
    try:
        texts = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise KnowledgeError(f"{path}: the file cannot be read ({type(error).__name__})") from error
    lines = []
    for number, text in enumerate(texts, start=1):
        if text.strip():
            try:
                lines.append(_line(json.loads(text)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise KnowledgeError(f"{path}, line {number}: no line of a question set with answers") from error
    return lines


def _line(entry: Mapping[str, Any]) -> Line:
    expect = entry["expect"]
    return Line(
        id=str(entry["id"]),
        category=str(entry["category"]),
        turns=[str(turn) for turn in entry["turns"]],
        expect=[expect] if isinstance(expect, str) else [str(outcome) for outcome in expect],
        facts=[[str(fact) for fact in group] for group in entry["facts"]],
        forbidden=[str(word) for word in entry["not"]],
    )


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold()


def judge(line: Line, answer: Answer) -> str:
    """What is wrong with an answer, "" where it is right."""
    if answer.outcome not in line.expect:
        return f"{answer.outcome} instead of {'/'.join(line.expect)}"
    return judge_text(line, answer.text)


def judge_text(line: Line, answer: str) -> str:
    """What is wrong with the text of an answer, "" where it is right."""
    text = _plain(answer)
    if spoken := next((word for word in line.forbidden if _plain(word) in text), None):
        return f"says {spoken!r}"
    missing = next((group for group in line.facts if not any(_plain(fact) in text for fact in group)), None)
    return f"lacks {missing}" if missing else ""


def ask_all(advisor: Advisor, lines: Iterable[Line]) -> Iterator[Result]:
    """Asks each line in a conversation of its own."""
    for line in lines:
        answers = [advisor.reply(line.id, turn) for turn in line.turns]
        yield Result(line, answers[-1], judge(line, answers[-1]))


def by_category(results: Iterable[Result]) -> dict[str, tuple[int, int]]:
    """Right and asked, for each category and for "all"."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for result in results:
        for name in (result.line.category, "all"):
            counts[name][0] += not result.miss
            counts[name][1] += 1
    return {name: (right, asked) for name, (right, asked) in counts.items()}


def evaluate_answers(path: Path, environment: Mapping[str, str], *, with_model: bool) -> dict[str, Any]:
    """The figures of a question set asked of the bot, as JSON can say them.

    Args:
        path: The question set, JSON Lines.
        environment: The settings' variables.
        with_model: Whether the configured language model is asked.

    Raises:
        KnowledgeError: The set, a setting or the model cannot be used.
    """
    lines = read_questions(path)
    try:
        settings = Settings.from_environment(environment)
        if with_model and settings.model is None:
            raise BotError("--llm needs a model; set REVIERLOTSE_LLM")
        with settings.knowledge.open() as base:
            assistant = open_configured(settings, base) if with_model else None
            advisor = Advisor(base, settings.knowledge.data_dir, Memory.in_process(), assistant)
            results = list(ask_all(advisor, lines))
            figures = {"set": path.stem, **_outcomes(results)}
            if settings.model is None or not with_model:
                return figures
            prices = (settings.model.price_in, settings.model.price_out)
            return figures | _faithfulness(results, base, advisor.counts) | _costs(advisor.counts, prices)
    except BotError as error:
        raise KnowledgeError(str(error)) from error


def _outcomes(results: Sequence[Result]) -> dict[str, Any]:
    answerable = [result for result in results if "answered" in result.line.expect]
    others = [result for result in results if "answered" not in result.line.expect]
    declined = sum(result.answer.outcome != "answered" for result in answerable if result.miss)
    answered = sum(result.answer.outcome == "answered" for result in others)
    return {
        "asked": len(results),
        "right": sum(not result.miss for result in results),
        "right_share": _share(sum(not result.miss for result in results), len(results)),
        "wrongly_declined": declined,
        "wrongly_declined_share": _share(declined, len(answerable)),
        "wrongly_answered": answered,
        "wrongly_answered_share": _share(answered, len(others)),
        "categories": {name: list(counts) for name, counts in sorted(by_category(results).items()) if name != "all"},
    }


def _faithfulness(results: Sequence[Result], base: KnowledgeBase, counts: Mapping[str, int]) -> dict[str, Any]:
    answered = [result for result in results if result.answer.outcome == "answered"]
    checker = Checker(base.embedder)
    grounded = sum(is_grounded(result.answer, " ".join(result.line.turns), base, checker) for result in answered)
    asked = counts.get("model_answers_asked", 0)
    return {
        "grounded_share": _share(grounded, len(answered)),
        "model_asked": asked,
        "model_answered_share": _share(counts.get("model_answered", 0), asked),
        "repaired_share": _share(counts.get("model_repaired", 0), asked),
        "fallen_back_share": _share(counts.get("model_fell_back", 0), asked),
        "withheld": {name.removeprefix("model_withheld_"): count for name, count in _withheld(counts)},
    }


def is_grounded(answer: Answer, asked: str, base: KnowledgeBase, checker: Checker) -> bool:
    """Whether every fact of an answer stands in a passage that it cites; sums of the bot's own show their formula."""
    cited = [base.passage(citation.passage_id) for citation in answer.citations]
    passages = [passage for passage in cited if passage is not None]
    if len(passages) < len(cited):
        return False
    evidence = Evidence.of(passages, answer.language, read_level(asked))
    drafts = [
        DraftSentence(sentence.text, sentence.citations)
        for sentence in answer.sentences
        if sentence.citations and not sentence.computed
    ]
    return not any(fault.kind in FACTS for draft in drafts for fault in checker.faults(draft, evidence))


def _withheld(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted((name, count) for name, count in counts.items() if name.startswith("model_withheld_"))


def _costs(counts: Mapping[str, int], prices: tuple[Any, Any]) -> dict[str, Any]:
    """Tokens per answer that the model was asked for, and what they cost where prices are known."""
    asked = counts.get("model_answers_asked", 0) or 1
    tokens = [counts.get(f"model_tokens_{way}", 0) for way in ("in", "out")]
    found = {"tokens_in_per_answer": round(tokens[0] / asked), "tokens_out_per_answer": round(tokens[1] / asked)}
    if None in prices:
        return found
    cost = sum(count * float(price) for count, price in zip(tokens, prices, strict=True)) / MILLION
    return found | {"cost_per_answer": round(cost / asked, 6)}


def _share(part: int, whole: int) -> float | None:
    """A share with three decimals, None of nothing."""
    return round(part / whole, 3) if whole else None
