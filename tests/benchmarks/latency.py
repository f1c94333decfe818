"""How long an answer takes: `python -m tests.benchmarks.latency` asks the tuning set and starts cold processes."""

import os
import resource
import statistics
import subprocess
import sys
import time

from bot.conversation import Advisor
from bot.memory import Memory
from bot.settings import Settings
from tests.question_set import FOLDER, read_questions

COLD_STARTS = 5
WARM_UP = 20  # questions before the clock runs


def main() -> None:
    """Prints the latency of warm answers, and time and memory of cold `python -m bot ask` processes."""
    settings = Settings.from_environment(os.environ).knowledge
    advisor = Advisor(settings.open(), settings.data_dir, Memory.in_process())
    asked = [turn for line in read_questions(FOLDER / "tune.jsonl") for turn in line.turns]
    for text in asked[:WARM_UP]:
        advisor.reply("warm-up", text)
    taken = sorted(_seconds(advisor, number, text) * 1000 for number, text in enumerate(asked))
    share = statistics.quantiles(taken, n=100)
    print(
        f"{len(taken)} answers: median {share[49]:.1f} ms, 95th percentile {share[94]:.1f} ms, 99th {share[98]:.1f} ms"
    )
    cold = [_cold() for _ in range(COLD_STARTS)]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"cold ask, {COLD_STARTS} times: median {statistics.median(cold):.2f} s, most {max(cold):.2f} s, peak {peak:.0f} MB"
    )


def _seconds(advisor: Advisor, number: int, text: str) -> float:
    started = time.perf_counter()
    advisor.reply(f"benchmark-{number}", text)
    return time.perf_counter() - started


def _cold() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "bot", "ask", "Was verdient man am Anfang?"], check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
