"""How long an answer takes: `python -m tests.benchmarks.latency` asks the tuning set and starts cold processes.

Beside the time on the clock it prints processor time, which other programs on the same machine hardly change.
"""

import os
import resource
import statistics
import subprocess
import sys
import time
from typing import NamedTuple

from bot.conversation import Advisor
from bot.memory import Memory
from bot.settings import Settings
from tests.question_set import FOLDER, read_questions

COLD_STARTS = 5
WARM_UP = 20  # questions before the clock runs


class Taken(NamedTuple):
    """Seconds on the clock, and of the processor."""

    clock: float
    processor: float


def main() -> None:
    """Prints the latency of warm answers, and time and memory of cold `python -m bot ask` processes."""
    settings = Settings.from_environment(os.environ).knowledge
    settings.open().close()  # the texts are indexed once
    # The cold ones come first: Linux counts the memory of this process as a child's, from when it is forked.
    cold = [_cold() for _ in range(COLD_STARTS)]
    for name, seconds in (("clock", [t.clock for t in cold]), ("processor", [t.processor for t in cold])):
        print(
            f"cold ask, {len(cold)} times, {name}: median {statistics.median(seconds):.2f} s, most {max(seconds):.2f} s"
        )
    print(f"cold ask: peak {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")
    advisor = Advisor(settings.open(), settings.data_dir, Memory.in_process())
    asked = [turn for line in read_questions(FOLDER / "tune.jsonl") for turn in line.turns]
    for text in asked[:WARM_UP]:
        advisor.reply("warm-up", text)
    warm = [_answered(advisor, number, text) for number, text in enumerate(asked)]
    for name, seconds in (("clock", [t.clock for t in warm]), ("processor", [t.processor for t in warm])):
        share = [1000 * cut for cut in statistics.quantiles(seconds, n=100)]
        print(
            f"{len(warm)} answers, {name}: median {share[49]:.1f} ms, 95th percentile {share[94]:.1f} ms, 99th {share[98]:.1f} ms"
        )


def _answered(advisor: Advisor, number: int, text: str) -> Taken:
    started, spent = time.perf_counter(), time.process_time()
    advisor.reply(f"benchmark-{number}", text)
    return Taken(time.perf_counter() - started, time.process_time() - spent)


def _cold() -> Taken:
    started, spent = time.perf_counter(), _spent_by_children()
    subprocess.run([sys.executable, "-m", "bot", "ask", "Was verdient man am Anfang?"], check=True, capture_output=True)
    return Taken(time.perf_counter() - started, _spent_by_children() - spent)


def _spent_by_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
