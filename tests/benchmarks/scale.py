"""How cost grows with the number of passages: `python -m tests.benchmarks.scale --passages 200000` prints a table.

Beside it stands the tutorial way (LangChain's splitter, an English MiniLM, Chroma), on a sample because it would take
hours. Both need the extras `train` and `test`. `--plot FILE` draws the growth. With `--folder FOLDER`, pages, knowledge
bases and figures are kept there, and a run that was stopped goes on with the step that it was at: on two cores all takes
about a quarter of an hour.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

STEP = 10  # from one size to the next
SMALLEST = 2000  # passages
QUESTIONS = 300  # of each kind
TUTORIAL_SAMPLE = 512  # passages
_FILLING = ("ingest", "tutorial")  # steps that begin with an empty folder
KINDS = {"named": "job and city named", "job": "job alone", "city": "city alone", "unnamed": "none named"}
ROWS = (
    ("passages", "passages", "{:,.0f}"),
    ("pages", "pages", "{:,.0f}"),
    ("ingest, passages a second", "rate", "{:,.0f}"),
    ("one page changed, s", "change_s", "{:.1f}"),
    ("first answer after that, ms", "notice_ms", "{:,.0f}"),
    ("peak memory of the ingest, MB", "ingest_mb", "{:,.0f}"),
    ("on disk, MB", "disk_mb", "{:,.0f}"),
    ("opened after, s", "open_s", "{:.1f}"),
    ("peak memory of the bot, MB", "ask_mb", "{:,.0f}"),
    *(
        (f"{what}, one caller, {percent}th percentile, ms", f"{name}_1_p{percent}", "{:.1f}")
        for name, what in KINDS.items()
        for percent in (50, 95, 99)
    ),
    *(
        row
        for name, what in KINDS.items()
        for row in (
            (f"{what}, eight callers, answers a second (one caller)", f"{name}_rates", "{}"),
            (f"{what}, eight callers, 50th and 95th percentile, ms", f"{name}_8", "{}"),
        )
    ),
    ("made questions answered from the right page", "right", "{:.0%}"),
    ("answered from another page or without the figure", "wrong", "{:.0%}"),
    ("load of the machine while asking", "load", "{:.1f}"),
)

Figures = dict[str, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run all sizes and the tutorial, print the table, draw the plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=200_000, help="the largest size (200000)")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="a PNG file for the growth")
    parser.add_argument("--folder", type=Path, help="where to keep what was made and measured, to go on from there")
    parser.add_argument("--tutorial", type=int, default=TUTORIAL_SAMPLE, help="passages of its sample")
    options = parser.parse_args(arguments)
    with nullcontext(options.folder) if options.folder else tempfile.TemporaryDirectory() as name:
        home = Path(name)
        measured = [_measure(home / str(size), size) for size in sizes(options.passages)]
        pages = home / str(sizes(options.passages)[0]) / "pages"
        other = _kept(home / "tutorial", "tutorial", pages, options.tutorial)
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
    shown = [{**figures, **_pairs(figures)} for figures in measured]
    rows = ((what, [pattern.format(figures[name]) for figures in shown]) for what, name, pattern in ROWS)
    return "\n".join([*lines, *(f"| {what} | {' | '.join(cells)} |" for what, cells in rows)])


def _pairs(figures: Figures) -> dict[str, str]:
    """Figures that stand side by side in one cell."""
    rates = {f"{name}_rates": f"{figures[f'{name}_8_rate']:.0f} ({figures[f'{name}_1_rate']:.0f})" for name in KINDS}
    return rates | {f"{name}_8": f"{figures[f'{name}_8_p50']:.0f}, {figures[f'{name}_8_p95']:.0f}" for name in KINDS}


def draw(measured: Sequence[Figures], tutorial_rate: float, file: Path) -> None:
    """Draw rate, latency, change, memory and disk over the number of passages."""
    from matplotlib.figure import Figure

    percentiles = {f"{name}_1_p{percent}": f"{KINDS[name]}, {percent}th" for percent in (50, 95) for name in KINDS}
    panels = (
        ("Ingest, passages a second", {"rate": "ours"}),
        ("Answer, one caller, ms", percentiles),
        ("One page changed, s", {"change_s": "taken in"}),
        ("Peak memory and disk, MB", {"ingest_mb": "memory, ingest", "ask_mb": "memory, bot", "disk_mb": "disk"}),
    )
    figure = Figure(figsize=(11, 7), layout="constrained")
    axes = figure.subplots(2, 2)
    counts = [figures["passages"] for figures in measured]
    for axis, (title, series) in zip(axes.flat, panels, strict=True):
        for number, (name, label) in enumerate(series.items()):
            style = "--" if name.endswith("_p95") else "-"
            line = [figures[name] for figures in measured]
            axis.plot(counts, line, style, marker="o", label=label, color=f"C{number % len(KINDS)}")
        axis.set(title=title, xscale="log", xlabel="passages")
        axis.set_xticks(counts, [f"{count:,}" for count in counts])
        axis.minorticks_off()
        axis.set_ylim(bottom=0)
        axis.grid(alpha=0.3)
    axes[0][0].axhline(tutorial_rate, color="tab:red", linestyle=":", label="tutorial way")
    for axis in axes.flat:
        axis.legend(fontsize="small")
    figure.savefig(file, dpi=110)


def _measure(folder: Path, size: int) -> Figures:
    """The figures of one size."""
    steps = (("make", size), ("ingest", size), ("ask", QUESTIONS), ("judge", size), ("change", size))
    found = {step: _kept(folder, step, folder / "pages", count) for step, count in steps}
    figures = {name: value for step in found.values() for name, value in step.items()}
    return figures | {"load": found["ask"]["load"]}


def _kept(folder: Path, step: str, pages: Path, count: int) -> Figures:
    """The figures of a step, read from the folder where it was done before."""
    kept, data = folder / f"{step}.json", folder / "data"
    if kept.exists():
        done: Figures = json.loads(kept.read_text("utf-8"))
        return done
    if step in _FILLING:
        shutil.rmtree(data, ignore_errors=True)  # what a stopped run left behind
    figures = _run(step, data, pages, count)
    kept.write_text(json.dumps(figures, indent=1), "utf-8")
    print(f"{folder.name}, {step}: {json.dumps(figures)}", file=sys.stderr, flush=True)
    return figures


def _run(step: str, folder: Path, pages: Path, count: int) -> Figures:
    command = [sys.executable, "-m", "tests.benchmarks.scale_steps", step, str(folder), str(pages), str(count)]
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: Figures = json.loads(ended.stdout.splitlines()[-1])
    return figures


if __name__ == "__main__":
    main()
