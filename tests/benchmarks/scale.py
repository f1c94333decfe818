"""How cost grows with the number of passages: `python -m tests.benchmarks.scale --passages 200000` prints a table.

Beside it stands the tutorial way (LangChain's splitter, an English MiniLM, Chroma), on a sample because it would take
hours. Both need the extras `train` and `test`. `--plot FILE` draws the growth.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

STEP = 10  # from one size to the next
SMALLEST = 2000  # passages
QUESTIONS = 300  # of each kind
TUTORIAL_SAMPLE = 512  # passages
ROWS = (
    ("passages", "passages", "{:,.0f}"),
    ("ingest, passages a second", "rate", "{:,.0f}"),
    ("one page changed, s", "change_s", "{:.1f}"),
    ("peak memory of the ingest, MB", "ingest_mb", "{:,.0f}"),
    ("on disk, MB", "disk_mb", "{:,.0f}"),
    ("opened after, s", "open_s", "{:.1f}"),
    ("peak memory of the bot, MB", "ask_mb", "{:,.0f}"),
    *(
        (
            f"{what}, {callers} caller{'s' * (callers > 1)}, {percent}th percentile, ms",
            f"{name}_{callers}_p{percent}",
            "{:.1f}",
        )
        for name, what in (("named", "job and city named"), ("unnamed", "none named"))
        for callers in (1, 8)
        for percent in (50, 95, 99)
    ),
    ("load of the machine while asking", "load", "{:.1f}"),
)

Figures = dict[str, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run all sizes and the tutorial, print the table, draw the plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=200_000, help="the largest size (200000)")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="a PNG file for the growth")
    parser.add_argument("--tutorial", type=int, default=TUTORIAL_SAMPLE, help="passages of its sample")
    options = parser.parse_args(arguments)
    measured = []
    with tempfile.TemporaryDirectory() as name:
        for size in sizes(options.passages):
            measured.append(_measure(Path(name) / str(size), size))
            print(json.dumps(measured[-1]), file=sys.stderr)
        pages = Path(name) / str(SMALLEST if options.passages > SMALLEST else options.passages) / "pages"
        other = _run("tutorial", Path(name) / "tutorial", pages, options.tutorial)
    print(table(measured))
    rate, own = other["rate"], measured[-1]["rate"]
    print(
        f"\nthe tutorial way, {other['passages']:.0f} passages: {rate:.0f} passages a second, ours {own / rate:.0f} times that;"
    )
    print(
        f"a search among them {other['search_ms']:.1f} ms at the median without an answer; peak memory {other['mb']:,.0f} MB"
    )
    if options.plot:
        draw(measured, rate, options.plot)


def sizes(largest: int) -> list[int]:
    """The sizes to measure: a tenth each time, down to the smallest."""
    found = [largest]
    while found[-1] // STEP >= SMALLEST:
        found.append(found[-1] // STEP)
    return found[::-1]


def table(measured: Sequence[Figures]) -> str:
    """The figures as a Markdown table, one column for each size."""
    lines = ["| | " + " | ".join("" for _ in measured) + " |", "|---|" + "---:|" * len(measured)]
    rows = ((what, [pattern.format(figures[name]) for figures in measured]) for what, name, pattern in ROWS)
    return "\n".join([*lines, *(f"| {what} | {' | '.join(cells)} |" for what, cells in rows)])


def draw(measured: Sequence[Figures], tutorial_rate: float, file: Path) -> None:
    """Draw rate, latency, memory and disk over the number of passages."""
    from matplotlib.figure import Figure

    panels = (
        ("Ingest, passages a second", ("rate",)),
        ("Answer, one caller, ms", ("named_1_p50", "named_1_p95", "unnamed_1_p50", "unnamed_1_p95")),
        ("Peak memory, MB", ("ingest_mb", "ask_mb")),
        ("On disk, MB", ("disk_mb",)),
    )
    names = {
        "rate": "ours",
        "named_1_p50": "job and city named, median",
        "named_1_p95": "job and city named, 95th",
        "unnamed_1_p50": "none named, median",
        "unnamed_1_p95": "none named, 95th",
        "ingest_mb": "ingest",
        "ask_mb": "bot",
    }
    figure = Figure(figsize=(11, 7), layout="constrained")
    axes = figure.subplots(2, 2)
    counts = [figures["passages"] for figures in measured]
    for axis, (title, series) in zip(axes.flat, panels, strict=True):
        for name in series:
            axis.plot(counts, [figures[name] for figures in measured], marker="o", label=names.get(name))
        axis.set(title=title, xscale="log", xlabel="passages")
        axis.set_ylim(bottom=0)
        axis.grid(alpha=0.3)
    axes[0][0].axhline(tutorial_rate, color="tab:red", linestyle="--", label="tutorial way")
    for axis in axes.flat[:3]:
        axis.legend()
    figure.savefig(file, dpi=110)


def _measure(folder: Path, size: int) -> Figures:
    pages, data = folder / "pages", folder / "data"
    _run("make", data, pages, size)
    return _run("ingest", data, pages, size) | _run("ask", data, pages, QUESTIONS)


def _run(step: str, folder: Path, pages: Path, count: int) -> Figures:
    command = [sys.executable, "-m", "tests.benchmarks.scale_steps", step, str(folder), str(pages), str(count)]
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: Figures = json.loads(ended.stdout.splitlines()[-1])
    return figures


if __name__ == "__main__":
    main()
