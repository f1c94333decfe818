"""The operator's report: figures, gaps that too few share, the page as a browser shows it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.answer import Answer, Outcome, Sentence
from bot.feedback import Feedback
from bot.notes import Exchange
from bot.operations.figures import Figures, Period, gather
from bot.operations.gap_clusters import Gap, cluster_gaps
from bot.operations.report_page import render_report
from bot.operations.report_phrases import REPORT_PHRASES
from bot.topics import load_topics
from knowledge import KnowledgeBase, open_embedder
from tests.chromium import CHROMIUM, dom_of, screenshot

EVIL = "<script>alert(1)</script> & „Hund“ im Büro?"
DOGS = (
    "Hund im Büro erlaubt?",
    "darf man einen Hund ins Büro mitnehmen",
    "Hund mit ins Büro nehmen, Familie Kowalczyk",
)
TODAY = datetime.now(UTC).date()
TOPICS = load_topics()


def answered(outcome: Outcome, topic: str) -> Answer:
    return Answer((Sentence("Satz."),), outcome, "de", topic)


def gap(question: str, day: date = TODAY, kind: str = "declined", topic: str = "other_domain") -> Gap:
    return {"question": question, "day": day, "kind": kind, "topic": topic}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Forty answers of today, three of them gaps that mean the same, with votes on two."""
    path = tmp_path / "conversations.sqlite3"
    feedback = Feedback.open(path)
    for _ in range(36):
        feedback.answered("Was verdient man?", answered("answered", "salary_entry"), 0.04)
    for question in (*DOGS, EVIL):
        feedback.answered(question, answered("declined", "other_domain"), 3.0)
    feedback.rate("telegram:1", Exchange(1, (2,), "Was kostet PMP?", "answered", "training_pmp", "de"), "up")
    bad = Exchange(3, (4,), "Was ist mit Frau Szymaniak?", "answered", "training_pmp", "de")
    feedback.rate("telegram:1", bad, "down")
    feedback.explain("telegram:1", bad, "outdated")
    feedback.close()
    return path


@pytest.fixture
def figures(database: Path, shipped_folder: Path) -> Figures:
    with KnowledgeBase.open(shipped_folder, embedder=open_embedder()) as base:
        return gather(Feedback.open(database), base, TOPICS, Period(7, 3, 12, TODAY), "1.2.3")


def test_figures_count_answers_latency_votes_and_texts(figures: Figures) -> None:
    assert figures.answers == 40 and figures.by_outcome == {"answered": 36, "clarify": 0, "declined": 4, "social": 0}
    assert len(figures.by_day) == 7 and sum(figures.by_day[TODAY.isoformat()].values()) == 40
    assert next(iter(figures.by_topic)) == "salary_entry" and figures.by_language == {"de": 40}
    assert (figures.latency.median, figures.latency.percentile_95) == (50, 5000)
    assert (figures.votes.up, figures.votes.down, figures.votes.reasons) == (1, 1, {"outdated": 1})
    assert figures.stale.stale == 0 and figures.stale.texts > 10
    (place,) = figures.coverage.listed
    assert (
        place["city"] == "Duisburg"
        and place["themes"] == figures.coverage.themes
        and place["languages"] == ["de", "en"]
    )
    assert json.loads(json.dumps(figures.to_json()))["gaps"]["total"] == 5


def test_texts_reviewed_too_long_ago_or_never_are_named(base: KnowledgeBase, write_text: Callable[..., Path]) -> None:
    old, new, undated = (TODAY - timedelta(days=500)).isoformat(), TODAY.isoformat(), ""
    for name, reviewed in (("alt", old), ("neu", new), ("ohne", undated)):
        fields = {"reviewed": reviewed} if reviewed else {}
        base.add([write_text(name, f"## Lohn {{#salary_entry}}\n\nDer Lohn von {name} ist hoch.", **fields)])
    found = gather(Feedback.in_process(), base, TOPICS, Period(7, 3, 12, TODAY), "1")
    assert (found.stale.stale, found.stale.undated) == (2, 1)
    assert [text["title"] for text in found.stale.listed] == ["ohne", "alt"]
    assert found.coverage.listed[0]["themes"] == ["salary"] and len(found.coverage.themes) > 5
    assert found.latency.median is None and found.gaps.shown == ()


def test_gaps_are_grouped_by_meaning_and_names_stay_unseen() -> None:
    gaps = [*map(gap, DOGS), gap(DOGS[0].upper(), TODAY - timedelta(days=2)), gap("Wird es morgen regnen?")]
    found = cluster_gaps(gaps, open_embedder(), at_least=3, public={"mit", "ins", "im"})
    (cluster,) = found.shown
    assert (cluster.wordings, cluster.times, cluster.days, found.further, found.total) == (3, 4, 2, 1, 5)
    assert cluster.first == TODAY - timedelta(days=2) and cluster.declined == 4
    assert "Hund" in cluster.question and "Kowalczyk" not in cluster.question


def test_the_same_words_again_are_no_group() -> None:
    found = cluster_gaps([gap("Hund im Büro?")] * 9, open_embedder(), at_least=2, public={"hund", "im", "buro"})
    assert found.shown == () and found.further == 9


def test_a_word_of_one_question_is_hidden() -> None:
    asked = [gap(f"Darf {name} den Hund ins Büro mitnehmen?") for name in ("Kowalczyk", "Szymaniak", "Grabowski")]
    (cluster,) = cluster_gaps(asked, open_embedder(), at_least=3, public=set()).shown
    assert cluster.question == "Darf … den Hund ins Büro mitnehmen?"


class Outline(HTMLParser):
    """Tags, addresses and headings of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action")]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_loads_nothing_and_escapes_what_people_wrote(figures: Figures, language: str) -> None:
    shown = cluster_gaps([gap(f"{EVIL} {n}") for n in "abc"], open_embedder(), at_least=1, public=set()).shown
    page = render_report(replace(figures, gaps=replace(figures.gaps, shown=shown)), TOPICS, language)
    outline = Outline(page)
    assert not outline.tags & {"script", "link", "img", "iframe", "object"} and outline.addresses == []
    assert "&lt;script&gt;" in page and "url(" not in page and "@import" not in page
    assert all(REPORT_PHRASES[language][name] in page for name in ("by_day", "gaps", "coverage", "stale"))


def test_both_languages_have_the_same_words() -> None:
    assert REPORT_PHRASES["de"].keys() == REPORT_PHRASES["en"].keys()


@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no {CHROMIUM} on this machine")
def test_a_browser_shows_the_page(figures: Figures, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(render_report(figures, TOPICS, "de"), "utf-8")
    dom = dom_of(page, tmp_path / "profile")
    for name in ("title", "by_day", "gaps", "by_topic", "latency", "feedback", "stale", "coverage"):
        assert REPORT_PHRASES["de"][name] in dom
    brightness = []
    for width, dark in ((500, True), (1200, False)):
        picture = tmp_path / f"{width}.png"
        screenshot(page, picture, tmp_path / "profile", width=width, dark=dark)
        pixels = np.asarray(Image.open(picture).convert("RGB"))
        assert pixels.shape[1] == width and len(np.unique(pixels.reshape(-1, 3), axis=0)) > 50
        brightness.append(float(np.median(pixels)))
    assert brightness[0] < 80 < 200 < brightness[1]


def test_the_command_writes_a_page_and_prints_figures(database: Path, shipped_folder: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "REVIERLOTSE_DATA_DIR": str(shipped_folder), "DATABASE_URL": f"sqlite:///{database}"}
    command = [sys.executable, "-m", "bot", "report"]
    done = subprocess.run([*command, "--json"], env=environment, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["answers"] == 40
    path = tmp_path / "out.html"
    subprocess.run([*command, "--output", str(path), "--language", "en"], env=environment, check=True)
    assert "Answers a day" in path.read_text("utf-8") and path.stat().st_mode & 0o077 == 0
    for wrong in (["--output", str(tmp_path / "no" / "x.html")], ["--days", "0"], ["--at-least", "many"]):
        done = subprocess.run([*command, *wrong], env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 2 and "Traceback" not in done.stderr
