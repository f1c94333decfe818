"""Searches the weights of bot/sentence_scores.py: `python -m tests.tune_selection [FILE…]`, minutes on one core.

Without files on the tuning set; with files on those question sets.
"""

import os
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.conversation import Advisor
from bot.memory import Memory
from bot.selection import Evidence, gather, pick
from bot.sentence_scores import WEIGHTS
from bot.settings import Settings
from tests.question_set import FOLDER, Line, judge_text, read_questions

TRIALS = 1500
SEED = 7
STEP = 0.25  # standard deviation of a change, in the weights' own unit


def right(cases: list[tuple[Line, Evidence]], weights: tuple[float, ...]) -> float:
    """How many answers hold their facts; a little less for long ones."""
    total = 0.0
    for line, evidence in cases:
        text = " ".join(entry.text for entry in pick(evidence, weights))
        total += (not judge_text(line, text)) - len(text) / 100_000
    return total


def cases_of(advisor: Advisor, files: Sequence[Path]) -> list[tuple[Line, Evidence]]:
    """The evidence for each line of the sets that has an answer in one turn."""
    found = []
    for line in (line for file in files for line in read_questions(file)):
        if line.expect == ["answered"] and line.facts and len(line.turns) == 1:
            question, hits = advisor.understood(line.turns[0])
            found.append((line, gather(question, hits, advisor.embedder)))
    return [(line, evidence) for line, evidence in found if evidence.candidates]


def main() -> None:
    """Hill climbing from the present weights."""
    settings = Settings.from_environment(os.environ).knowledge
    files = [Path(name) for name in sys.argv[1:]] or [FOLDER / "tune.jsonl"]
    cases = cases_of(Advisor(settings.open(), settings.data_dir, Memory.in_process()), files)
    dice = random.Random(SEED)
    best, reached = WEIGHTS, right(cases, WEIGHTS)
    print(f"{len(cases)} questions, {reached:.2f} right with {best}")
    for trial in range(TRIALS):
        tried = tuple(max(0.0, weight + dice.gauss(0, STEP) * (dice.random() < 0.4)) for weight in best)
        if (score := right(cases, tried)) > reached:
            best, reached = tried, score
            print(trial, f"{reached:.2f}", tuple(round(weight, 2) for weight in best), flush=True)


if __name__ == "__main__":
    main()
