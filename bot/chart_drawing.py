"""Chart -> PNG with matplotlib: a light card of its own, so that it reads the same in a light and a dark chat."""

import math
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.salary_chart import Bar, Chart

WIDTH = 7.2  # inches; with the dots per inch below 1080 pixels, what a phone shows without scaling up
DOTS = 150  # per inch
HEAD, FOOT, ROW, GROUP = 1.45, 0.55, 0.95, 0.5  # inches: title, axis, a bar, the name of a group
TITLE_SIZE, TEXT_SIZE, FIGURE_SIZE, SMALL_SIZE = 21, 16, 18, 13  # points; readable at the width of a phone
TITLE_CHARACTERS = 34  # of a line of the title
THICKNESS = 0.3  # of a bar, in rows
THINNEST = 0.012  # of the axis: a single figure is drawn as a mark
PAPER, INK, PALE, TRACK = "#FBF8F1", "#1D2733", "#5B6774", "#E7E1D3"
COLOURS = {False: "#1F6F8B", True: "#C8602B"}  # entry or without a level; experienced
MARGIN = 0.06  # of the width, left and right


def draw(chart: Chart) -> bytes:
    """The chart as a PNG, 1080 pixels wide."""
    rows = list(_rows(chart.bars))
    height = HEAD + FOOT + sum(GROUP if isinstance(row, str) else ROW for row in rows)
    figure = Figure(figsize=(WIDTH, height), dpi=DOTS, facecolor=PAPER)
    FigureCanvasAgg(figure)
    title = "\n".join(wrap(chart.title, TITLE_CHARACTERS, max_lines=2, placeholder=" …"))
    figure.text(MARGIN, 1 - 0.28 / height, title, size=TITLE_SIZE, weight="bold", color=INK, va="top", linespacing=1.15)
    figure.text(MARGIN, 1 - (HEAD - 0.28) / height, chart.unit, size=SMALL_SIZE, color=PALE, va="center")
    axes = figure.add_axes((MARGIN, FOOT / height, 1 - 2 * MARGIN, (height - HEAD - FOOT) / height))
    _draw_rows(axes, rows, chart)
    png = BytesIO()
    figure.savefig(png, format="png", facecolor=PAPER)
    return png.getvalue()


def _rows(bars: Sequence[Bar]) -> Iterator[Bar | str]:
    """The bars, each group under its name."""
    for group, members in groupby(bars, key=lambda bar: bar.group):
        if group:
            yield group
        yield from members


def _draw_rows(axes: Axes, rows: Sequence[Bar | str], chart: Chart) -> None:
    most = _end(max(float(bar.high) for bar in chart.bars))
    total = sum(GROUP if isinstance(row, str) else ROW for row in rows)
    axes.set_xlim(0, most)
    axes.set_ylim(total, 0)
    axes.axis("off")
    labels = list(dict.fromkeys(bar.label for bar in chart.bars))
    top = 0.0
    for row in rows:
        if isinstance(row, str):
            axes.text(0, top + GROUP * 0.55, row, size=TEXT_SIZE, weight="bold", color=INK, va="center")
            top += GROUP
            continue
        _draw_bar(axes, row, top, most, chart.language, COLOURS[labels.index(row.label) > 0])
        top += ROW
    axes.text(0, total + 0.1, "0 €", size=SMALL_SIZE, color=PALE, va="top")
    axes.text(most, total + 0.1, _euros(most, chart.language), size=SMALL_SIZE, color=PALE, va="top", ha="right")


def _draw_bar(axes: Axes, bar: Bar, top: float, most: float, language: str, colour: str) -> None:
    """A track from zero with the range on it, its label and amounts above."""
    axes.text(0, top + 0.26, bar.label, size=TEXT_SIZE, color=INK, va="center")
    axes.text(
        most, top + 0.26, bar.amounts(language), size=FIGURE_SIZE, weight="bold", color=colour, va="center", ha="right"
    )
    low, high = float(bar.low), float(bar.high)
    middle = top + 0.5 + THICKNESS / 2
    axes.barh(middle, most, THICKNESS, color=TRACK)
    axes.barh(middle, max(high - low, most * THINNEST), THICKNESS, left=low, color=colour)


def _end(highest: float) -> float:
    """The end of the axis: the next multiple of half the power of ten below."""
    step = 10.0 ** math.floor(math.log10(highest)) / 2
    return float(math.ceil(highest / step + 0.1) * step)


def _euros(amount: float, language: str) -> str:
    """A round figure at the end of the axis."""
    text = f"{amount:,.0f}"
    return f"€{text}" if language == "en" else f"{text.replace(',', '.')} €"
