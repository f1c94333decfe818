"""Questions from the command line: one as text for a person, many as JSON Lines for a program (the ask contract)."""

import json
import time
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console

from bot.answer import Answer
from bot.chart_files import png_of
from bot.chart_phrases import chart_phrase
from bot.conversation import Advisor
from bot.errors import ChartRefused
from bot.render import render_answer
from bot.salary_chart import SalaryCharts


def ask_once(advisor: Advisor, text: str, console: Console) -> Answer:
    """Prints the answer to one question with its sources, and returns it."""
    answer = advisor.reply("ask", text)
    render_answer(answer, console)
    return answer


def write_chart(charts: SalaryCharts, answer: Answer, path: Path) -> None:
    """Draws the salaries of an answer into a PNG file.

    Raises:
        ChartRefused: The answer has none, or the file cannot be written.
    """
    chart = charts.for_answer(answer)
    if chart is None:
        raise ChartRefused(chart_phrase("nothing", answer.language))
    try:
        path.write_bytes(png_of(chart))
    except OSError as error:
        raise ChartRefused(f"{path}: {error.strerror}") from error


def ask_lines(advisor: Advisor, lines: Iterable[str], out: TextIO) -> None:
    """Answers JSON Lines `{"conversation": str, "text": str}` with one JSON object each, in order, flushed.

    A line that is no such object gets `{"error": …}` in its place; blank lines are passed over.
    """
    for line in lines:
        if line.strip():
            written = json.dumps(_answered(advisor, line), ensure_ascii=False)
            out.write(
                written.encode("utf-8", "replace").decode() + "\n"
            )  # half an emoji of the question cannot be written
            out.flush()


def _answered(advisor: Advisor, line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError:
        return {"error": "the line is no valid JSON"}
    except RecursionError:
        return {"error": "the line is nested too deeply"}
    if not isinstance(entry, dict):
        return {"error": "the line is no JSON object"}
    conversation, text = entry.get("conversation"), entry.get("text")
    if not isinstance(conversation, str) or not isinstance(text, str):
        return {"error": '"conversation" and "text" must both be given as strings'}
    started = time.perf_counter()
    answer = advisor.reply(conversation, text)
    return _record(conversation, text, answer, latency_ms=(time.perf_counter() - started) * 1000)


def _record(conversation: str, text: str, answer: Answer, latency_ms: float) -> dict[str, Any]:
    return {
        "conversation": conversation,
        "text": text,
        "answer": answer.text,
        "outcome": answer.outcome,
        "topic": answer.topic,
        "language": answer.language,
        "passages": [asdict(entry) for entry in answer.passages],
        "latency_ms": round(latency_ms, 2),
    }
