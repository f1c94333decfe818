"""Asks a question set and scores the answers; `python -m tests.question_set FILE [--misses]` prints the table."""

import argparse
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.answer_evaluation import Line, Result, ask_all, by_category, judge, judge_text, read_questions
from bot.conversation import Advisor
from bot.memory import Memory

__all__ = ["FOLDER", "Line", "Result", "ask_all", "by_category", "judge", "judge_text", "read_questions"]

FOLDER = Path(__file__).with_name("questions")


def main() -> None:
    """Asks a set with the environment's knowledge base and prints the shares, and the misses where wanted."""
    import os

    from bot.settings import Settings

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--misses", action="store_true", help="print each wrong answer (never for a set that is held out)"
    )
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
