"""`python -m bot report`: gathers the figures of some days and writes them as a page or as JSON."""

import json
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import BotError
from bot.feedback import Feedback
from bot.operations.figures import Figures, Period, gather
from bot.operations.report_page import render_report
from bot.settings import Settings
from bot.topics import load_topics
from bot.version import version
from knowledge import KnowledgeBase


def report_figures(settings: Settings, knowledge: KnowledgeBase, *, days: int, at_least: int) -> Figures:
    """The figures of the last days. Raises `MemoryUnavailable` where the database fails."""
    period = Period(days, at_least, settings.operator.review_months, datetime.now(UTC).date())
    feedback = Feedback.open(settings.conversations)
    try:
        return gather(feedback, knowledge, load_topics(), period, version())
    finally:
        feedback.close()


def report_text(figures: Figures, *, as_json: bool, language: str) -> str:
    """The figures as JSON or as a page."""
    if as_json:
        return json.dumps(figures.to_json(), ensure_ascii=False, indent=2) + "\n"
    return render_report(figures, load_topics(), language)


def write_report(text: str, path: Path) -> None:
    """Writes a report so that only the operator's account can read it.

    Raises:
        BotError: The file cannot be written.
    """
    try:
        path.touch(mode=0o600)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise BotError(f"{path}: cannot be written: {error.strerror or error}") from error
