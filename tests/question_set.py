"""Asks a question set and scores the answers; `python -m tests.question_set FILE [--misses]` prints the table."""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.answer import Answer
from bot.conversation import Advisor
from bot.memory import Memory

FOLDER = Path(__file__).with_name("questions")


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
    """The lines of a question set."""
    return [_line(json.loads(text)) for text in path.read_text(encoding="utf-8").splitlines() if text.strip()]


def _line(entry: dict[str, object]) -> Line:
    expect = entry["expect"]
    return Line(
        id=str(entry["id"]),
        category=str(entry["category"]),
        turns=list(entry["turns"]),  # type: ignore[call-overload]
        expect=[expect] if isinstance(expect, str) else list(expect),  # type: ignore[call-overload]
        facts=list(entry["facts"]),  # type: ignore[call-overload]
        forbidden=list(entry["not"]),  # type: ignore[call-overload]
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


def ask_all(advisor: Advisor, lines: list[Line]) -> Iterator[Result]:
    """Asks each line in a conversation of its own."""
    for line in lines:
        answers = [advisor.reply(line.id, turn) for turn in line.turns]
        yield Result(line, answers[-1], judge(line, answers[-1]))


def by_category(results: list[Result]) -> dict[str, tuple[int, int]]:
    """Right and asked, for each category and for "all"."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for result in results:
        for name in (result.line.category, "all"):
            counts[name][0] += not result.miss
            counts[name][1] += 1
    return {name: (right, asked) for name, (right, asked) in counts.items()}


def main() -> None:
    """Asks a set with the environment's knowledge base and prints the shares, and the misses where wanted."""
    import os

    from bot.settings import Settings

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", action="store_true", help="print each wrong answer (never for judge.jsonl)")
    parsed = parser.parse_args()
    settings = Settings.from_environment(os.environ).knowledge
    advisor = Advisor(settings.open(), settings.data_dir, Memory.in_process())
    results = list(ask_all(advisor, read_questions(parsed.file)))
    console = Console()
    if parsed.misses:
        for result in (r for r in results if r.miss):
            console.print(
                f"[b]{result.line.id}[/b] {result.line.turns} → {result.miss} ({result.answer.topic})", highlight=False
            )
            console.print(f"   {result.answer.text}", style="dim", highlight=False, markup=False)
    table = Table("category", "right", "asked", "share")
    for name, (right, asked) in by_category(results).items():
        table.add_row(name, str(right), str(asked), f"{right / asked:.0%}")
    console.print(table)


if __name__ == "__main__":
    main()
