"""Made pages answer made questions, and the benchmark's table and plot show what was measured."""

from collections.abc import Callable
from pathlib import Path

from bot.conversation import Advisor
from tests.benchmarks.made_pages import made_pages
from tests.benchmarks.made_questions import NO_FIGURE, OTHER_PAGE, RIGHT, ask_made, counted, made_questions
from tests.benchmarks.scale import KINDS, ROWS, draw, sizes, table

PASSAGES = 480  # on 60 pages
LEAST_RIGHT = 85  # of 100; measured are 89 to 90 at 2,000 to 200,000 passages


def test_the_right_page_answers_and_no_other(on_page: Callable[..., Advisor], tmp_path: Path) -> None:
    pages = list(made_pages(PASSAGES))
    advisor = on_page(*(page.write(tmp_path) for page in pages))
    asked = ask_made(advisor, made_questions(pages))
    verdicts = counted(asked)
    assert verdicts[RIGHT] >= LEAST_RIGHT, [question.text for question, verdict, _ in asked if verdict != RIGHT]
    assert (verdicts[OTHER_PAGE], verdicts[NO_FIGURE]) == (0, 0)


def test_table_and_plot_hold_every_size(tmp_path: Path) -> None:
    rates = [f"{name}_{callers}_rate" for name in KINDS for callers in (1, 8)]
    percentiles = [f"{name}_8_p{percent}" for name in KINDS for percent in (50, 95)]
    names = [name for _, name, _ in ROWS if not name.endswith(("_rates", "_8"))]
    measured = [dict.fromkeys((*names, *rates, *percentiles), 0.25) | {"passages": size} for size in sizes(200_000)]
    lines = table(measured).splitlines()
    assert [cell.strip() for cell in lines[2].split("|")[2:-1]] == ["2,000", "20,000", "200,000"]
    assert len(lines) == len(ROWS) + 2
    draw(measured, 30.0, tmp_path / "growth.png")
    assert (tmp_path / "growth.png").read_bytes().startswith(b"\x89PNG")
