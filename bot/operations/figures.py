"""The figures of the operator's report: counts by day and topic, latency, feedback, gaps, stale texts, coverage."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

from bot.answer import Outcome
from bot.feedback import SLOWER, Feedback
from bot.operations.gap_clusters import Gaps, cluster_gaps
from bot.topics import Topic
from knowledge import Facets, KnowledgeBase, TextEntry, facet_key, fold

OUTCOMES: tuple[str, ...] = get_args(Outcome)
DAYS_A_MONTH = 30.44  # mean of the Gregorian calendar
MOST_LISTED = 200  # stale texts and places named one by one; the rest is a number

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Period:
    """What a report covers: days until today, the size of the groups shown, and the age at which a text is stale."""

    days: int
    at_least: int
    stale_months: int
    today: date

    @property
    def since(self) -> date:
        """The first day."""
        return self.today - timedelta(days=self.days - 1)


@dataclass(frozen=True, slots=True)
class Latency:
    """Upper bounds in milliseconds, as answers are counted in classes; None where it took longer than any class."""

    median: int | None
    percentile_95: int | None
    classes: dict[int, int]


@dataclass(frozen=True, slots=True)
class Votes:
    """Feedback: how many of each kind, and why answers did not help."""

    up: int
    down: int
    reasons: dict[str, int]
    by_topic: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class StaleTexts:
    """Texts reviewed longer ago than wanted, oldest first; those that nobody dated come first of all."""

    texts: int
    stale: int
    undated: int
    listed: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which themes have texts, by profession and city, the thinnest first."""

    themes: list[str]
    places: int
    listed: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a report."""

    made: str
    version: str
    since: date
    until: date
    at_least: int
    stale_months: int
    answers: int
    by_day: dict[str, dict[str, int]]
    by_topic: dict[str, dict[str, int]]
    by_outcome: dict[str, int]
    by_language: dict[str, int]
    latency: Latency
    votes: Votes
    gaps: Gaps
    stale: StaleTexts
    coverage: Coverage

    def to_json(self) -> dict[str, Any]:
        """The figures as JSON can say them."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain


def gather(
    feedback: Feedback, knowledge: KnowledgeBase, topics: Sequence[Topic], period: Period, version: str
) -> Figures:
    """Reads all figures. Raises `MemoryUnavailable` or `KnowledgeError` where database or texts cannot be read."""
    usage = feedback.usage(period.since)
    texts = knowledge.texts()
    days = [period.since + timedelta(days=number) for number in range(period.days)]
    by_day = {day.isoformat(): dict.fromkeys(OUTCOMES, 0) for day in days}
    by_day |= {key.isoformat(): counts for key, counts in _by(usage, "day").items()}
    by_topic = _by(usage, "topic")
    return Figures(
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        version=version,
        since=period.since,
        until=period.today,
        at_least=period.at_least,
        stale_months=period.stale_months,
        answers=sum(row["answers"] for row in usage),
        by_day=dict(sorted(by_day.items())),
        by_topic=dict(sorted(by_topic.items(), key=lambda entry: -sum(entry[1].values()))),
        by_outcome={outcome: _sum(usage, "outcome", outcome) for outcome in OUTCOMES},
        by_language={
            language: _sum(usage, "language", language) for language in sorted({r["language"] for r in usage})
        },
        latency=_latency(usage),
        votes=_votes(feedback.votes(period.since)),
        gaps=clustered(feedback, knowledge, topics, period),
        stale=_stale(texts, period),
        coverage=_coverage(knowledge, texts, topics),
    )


def clustered(feedback: Feedback, knowledge: KnowledgeBase, topics: Sequence[Topic], period: Period) -> Gaps:
    """The gaps of a period in groups."""
    examples = (example for topic in topics for texts in topic.examples.values() for example in texts)
    public = {word for example in examples for word in fold(example).replace("-", " ").split()}
    return cluster_gaps(feedback.gaps(period.since), knowledge.embedder, at_least=period.at_least, public=public)


def _by(usage: Iterable[Row], column: str) -> dict[Any, dict[str, int]]:
    """Answers by the values of a column, and by outcome within."""
    counts: dict[Any, dict[str, int]] = defaultdict(lambda: dict.fromkeys(OUTCOMES, 0))
    for row in usage:
        counts[row[column]][row["outcome"]] += row["answers"]
    return counts


def _sum(usage: Iterable[Row], column: str, value: str) -> int:
    return sum(row["answers"] for row in usage if row[column] == value)


def _latency(usage: Iterable[Row]) -> Latency:
    classes: Counter[int] = Counter()
    for row in usage:
        classes[row["within_ms"]] += row["answers"]
    return Latency(_quantile(classes, 0.5), _quantile(classes, 0.95), dict(sorted(classes.items())))


def _quantile(classes: Mapping[int, int], share: float) -> int | None:
    """The class in which the nearest-rank quantile lies; None in the open one, or where nothing was counted."""
    rank = math.ceil(share * sum(classes.values()))
    below = 0
    for limit, count in sorted(classes.items()):
        below += count
        if rank and below >= rank:
            return limit if limit != SLOWER else None
    return None


def _votes(rows: Iterable[Row]) -> Votes:
    kinds: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    by_topic: dict[str, dict[str, int]] = defaultdict(lambda: {"up": 0, "down": 0})
    for row in rows:
        kinds[row["vote"]] += row["votes"]
        by_topic[row["topic"]][row["vote"]] += row["votes"]
        if row["reason"]:
            reasons[row["reason"]] += row["votes"]
    return Votes(kinds["up"], kinds["down"], dict(reasons.most_common()), dict(by_topic))


def _stale(texts: Sequence[TextEntry], period: Period) -> StaleTexts:
    before = period.today - timedelta(days=round(period.stale_months * DAYS_A_MONTH))
    stale = [text for text in texts if text.reviewed is None or text.reviewed < before]
    stale.sort(key=lambda text: (text.reviewed or date.min, text.title))
    listed = [
        {"title": t.title, "profession": t.profession, "city": t.city, "language": t.language, "reviewed": t.reviewed}
        for t in stale[:MOST_LISTED]
    ]
    return StaleTexts(len(texts), len(stale), sum(text.reviewed is None for text in stale), listed)


def _coverage(knowledge: KnowledgeBase, texts: Sequence[TextEntry], topics: Sequence[Topic]) -> Coverage:
    theme_of = {topic.id: topic.theme for topic in topics if topic.theme}
    themes = list(dict.fromkeys(theme_of.values()))
    theme_of |= {theme: theme for theme in themes}  # a section that nobody labelled carries its theme alone
    pairs = {(facet_key(text.profession), facet_key(text.city)): (text.profession, text.city) for text in texts}
    places = [_place(knowledge, profession, city, theme_of) for profession, city in list(pairs.values())[:MOST_LISTED]]
    places.sort(key=lambda place: (len(place["themes"]), place["profession"], place["city"]))
    return Coverage(themes, len(pairs), places)


def _place(knowledge: KnowledgeBase, profession: str, city: str, theme_of: Mapping[str, str]) -> dict[str, Any]:
    facets = Facets(profession=profession, city=city)
    present = {theme_of[topic] for topic in knowledge.topics(facets) if topic in theme_of}
    themes = [theme for theme in dict.fromkeys(theme_of.values()) if theme in present]
    return {
        "profession": profession,
        "city": city,
        "languages": knowledge.languages(facets),
        "themes": themes,
    }


def _plain(value: Any) -> Any:
    """The value with days as ISO text and tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    return [_plain(entry) for entry in value] if isinstance(value, list | tuple) else value
