"""The report as one HTML page without anything from outside: figures in, text out. Jinja escapes whatever people wrote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.feedback import LATENCIES, SLOWER
from bot.operations.figures import OUTCOMES, Figures
from bot.operations.report_phrases import REPORT_PHRASES
from bot.topics import Topic

MOST_TOPICS = 15  # bars; the table below them has all
CHART_HEIGHT = 100.0  # units of the daily chart


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a stacked bar in units of the chart: its left edge, top, width and height."""

    series: str
    left: float
    top: float
    width: float
    height: float
    label: str


def render_report(figures: Figures, topics: Sequence[Topic], language: str) -> str:
    """The page in "de" or "en"."""
    words = REPORT_PHRASES[language]
    page = Environment(
        loader=PackageLoader("bot.operations", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    ).get_template("report.html")
    by_topic = _named_topics(figures.by_topic, topics, words, language)
    return page.render(
        f=figures,
        w=words,
        language=language,
        outcomes=OUTCOMES,
        slower=SLOWER,
        slowest=LATENCIES[-1],
        bars=_daily_bars(figures.by_day, words, language),
        peak=_peak(figures.by_day),
        by_topic=by_topic,
        most_topics=MOST_TOPICS,
        largest_topic=max((sum(counts.values()) for counts in by_topic.values()), default=0),
        largest_class=max(figures.latency.classes.values(), default=0),
        topic_names={
            topic: _topic_name(topic, topics, words, language) for gap in figures.gaps.shown for topic in gap.topics
        },
        themes={theme: words.get(f"theme_{theme}", theme) for theme in figures.coverage.themes},
        number=lambda value: _number(value, language),
        percent=lambda part, whole: f"{round(100 * part / whole)} %" if whole else "–",
        day=lambda value: _day(value, language),
    )


def _daily_bars(by_day: Mapping[str, Mapping[str, int]], words: Mapping[str, str], language: str) -> list[Bar]:
    """The stacked bars of every day, outcomes from the bottom up."""
    peak = _peak(by_day)
    bars = []
    for index, (day, counts) in enumerate(by_day.items()):
        bottom = CHART_HEIGHT
        for outcome in OUTCOMES:
            height = CHART_HEIGHT * counts.get(outcome, 0) / peak if peak else 0.0
            if height:
                bottom -= height
                label = f"{_day(day, language)}: {_number(counts[outcome], language)} {words[f'outcome_{outcome}']}"
                bars.append(Bar(outcome, index + 0.1, round(bottom, 3), 0.8, round(height, 3), label))
    return bars


def _peak(by_day: Mapping[str, Mapping[str, int]]) -> int:
    return max((sum(counts.values()) for counts in by_day.values()), default=0)


def _named_topics(
    by_topic: Mapping[str, Mapping[str, int]], topics: Sequence[Topic], words: Mapping[str, str], language: str
) -> dict[str, dict[str, int]]:
    """The counts by the topics' names; all kinds of small talk under one."""
    named: dict[str, dict[str, int]] = {}
    for topic, counts in by_topic.items():
        row = named.setdefault(_topic_name(topic, topics, words, language), dict.fromkeys(OUTCOMES, 0))
        for outcome, count in counts.items():
            row[outcome] += count
    return dict(sorted(named.items(), key=lambda entry: -sum(entry[1].values())))


def _topic_name(id_: str, topics: Sequence[Topic], words: Mapping[str, str], language: str) -> str:
    topic = next((topic for topic in topics if topic.id == id_), None)
    if topic is None or topic.kind == "outside":
        return words.get(f"topic_{id_}", id_)
    return words["topic_social"] if topic.kind == "social" else topic.name[language]


def _number(value: int, language: str) -> str:
    """ "12,345" in English, "12.345" in German."""
    return f"{value:,}" if language == "en" else f"{value:,}".replace(",", ".")


def _day(value: Any, language: str) -> str:
    day = value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    return f"{day:%d.%m.%Y}" if language == "de" else f"{day.day} {day:%b %Y}"
