"""Salary charts: the figures of the passages and no others, drawn readably, kept by content, from the command line too."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.__main__ import main
from bot.answer import Answer, Citation, Sentence
from bot.catalogue import Offer
from bot.chart_drawing import COLOURS, PAPER, draw
from bot.chart_files import MOST_FILES, ChartFiles
from bot.salary_chart import Bar, Chart, SalaryCharts, offer_key
from bot.telegram.format import units
from bot.telegram.pictures import caption
from knowledge import KnowledgeBase
from tests.bot_api.markup import parse_html

ESSEN, KOELN, MALER = Offer("Koch", "Essen"), Offer("Koch", "Köln"), Offer("Maler", "Essen")
PAY = (
    "## Gehalt\n\nZum Einstieg verdient ein {0} in {1} {2} € bis {3} € im Monat. Mit Erfahrung sind es {4} € im Monat."
)
PNG = b"\x89PNG"


@pytest.fixture
def charts(base: KnowledgeBase, write_text: Callable[..., Path]) -> SalaryCharts:
    texts = [
        write_text("a", PAY.format("Koch", "Essen", "2.400", "2.800", "3.300"), city="Essen"),
        write_text("b", PAY.format("Koch", "Köln", "2.600", "3.000", "3.500"), city="Köln"),
        write_text("c", PAY.format("Maler", "Essen", "2.500", "2.700", "3.100"), profession="Maler"),
        write_text("d", "## Alltag\n\nEin Arzt in Bonn hat viel zu tun.", profession="Arzt", city="Bonn"),
    ]
    assert not base.add(texts).refused
    return SalaryCharts(base)


def ranges(chart: Chart | None) -> list[tuple[str, str, str]]:
    assert chart is not None
    return [(bar.group, bar.label, bar.amounts(chart.language)) for bar in chart.bars]


def test_levels_of_one_profession(charts: SalaryCharts) -> None:
    chart = charts.compared([ESSEN], "month", "de")
    assert ranges(chart) == [("", "Einstieg", "2.400 € bis 2.800 €"), ("", "Mit Erfahrung", "3.300 €")]
    assert chart is not None and (chart.title, chart.unit) == ("Gehalt als Koch in Essen", "Euro im Monat")
    assert chart.citations[0].quote.startswith("Zum Einstieg verdient ein Koch in Essen")


def test_a_year_shows_its_formula(charts: SalaryCharts) -> None:
    chart = charts.compared([ESSEN], "year", "en")
    assert ranges(chart) == [("", "Entry level", "€28,800 to €33,600"), ("", "Experienced", "€39,600")]
    assert chart is not None and chart.unit == "euros a year, computed as month × 12"


@pytest.mark.parametrize(
    ("offers", "groups", "title"),
    [
        ([ESSEN, KOELN], ["Essen", "Köln"], "Gehalt als Koch nach Stadt"),
        ([ESSEN, MALER], ["Koch", "Maler"], "Gehalt in Essen nach Beruf"),
        ([KOELN, MALER], ["Koch in Köln", "Maler in Essen"], "Gehalt im Vergleich"),
    ],
)
def test_by_city_and_by_profession(charts: SalaryCharts, offers: list[Offer], groups: list[str], title: str) -> None:
    chart = charts.compared(offers, "month", "de")
    assert chart is not None and chart.title == title
    assert list(dict.fromkeys(bar.group for bar in chart.bars)) == groups
    assert charts.by_key(chart.key) == chart
    assert len(chart.key.encode()) < 58


def test_what_cannot_be_drawn(charts: SalaryCharts) -> None:
    assert charts.compared([Offer("Arzt", "Bonn")], "month", "de") is None
    assert charts.compared([], "month", "de") is None
    for key in ("", "de", "de:month:", "xx:month:" + offer_key(ESSEN), "de:month:ffffffff"):
        assert charts.by_key(key) is None


def test_the_chart_of_an_answer(charts: SalaryCharts, base: KnowledgeBase) -> None:
    passage = next(entry for entry in base.passages() if entry.city == "Köln")
    answer = Answer(
        (Sentence("Zum Einstieg 2.600 € im Monat.", (1,)),),
        "answered",
        topic="salary_entry",
        citations=(Citation(1, "b", "Gehalt", passage_id=passage.id),),
    )
    chart = charts.compared([KOELN], "month", "de")
    assert charts.for_answer(answer) == chart is not None and charts.key_for(answer) == chart.key
    assert charts.for_answer(replace(answer, topic="role_tasks")) is None
    assert charts.for_answer(replace(answer, outcome="declined")) is None


def test_texts_that_contradict_each_other_are_told_apart(
    charts: SalaryCharts, base: KnowledgeBase, write_text: Callable[..., Path]
) -> None:
    base.add([write_text("e", "## Gehalt\n\nZum Einstieg verdient ein Koch in Essen 2.900 € im Monat.")])
    assert ranges(charts.compared([ESSEN], "month", "de"))[:2] == [
        ("", "Einstieg [1]", "2.400 € bis 2.800 €"),
        ("", "Einstieg [2]", "2.900 €"),
    ]


def test_the_caption_has_the_facts_and_their_sources(charts: SalaryCharts) -> None:
    chart = charts.compared([ESSEN, KOELN], "month", "de")
    assert chart is not None
    text = parse_html(caption(chart))[0]
    for line in ("Essen", "Einstieg: 2.400 € bis 2.800 € [1]", "Köln", "Mit Erfahrung: 3.500 € [2]", "[2] b · Gehalt"):
        assert line in text
    assert units(text) <= 1024


# Drawing


def test_a_drawing_is_a_card_of_its_own_with_both_colours(charts: SalaryCharts) -> None:
    chart = charts.compared([ESSEN], "month", "de")
    assert chart is not None
    image = Image.open(BytesIO(draw(chart))).convert("RGB")
    assert image.width == 1080 and 400 < image.height < 1000
    colours = {colour for _, colour in image.getcolors(image.width * image.height) or ()}
    for wanted in (PAPER, *COLOURS.values()):
        assert tuple(bytes.fromhex(wanted[1:])) in colours
    assert {image.getpixel((x, y)) for x in (0, 1079) for y in (0, image.height - 1)} == {(251, 248, 241)}


def test_a_bar_lies_where_its_amounts_say() -> None:
    bar = Bar("", "Gehalt", Decimal(2000), Decimal(3000), 1)
    image = Image.open(BytesIO(draw(Chart("", "de", "Titel", "Euro", (bar,), ())))).convert("RGB")
    colour = tuple(bytes.fromhex(COLOURS[False][1:]))
    rows = [[x for x in range(image.width) if image.getpixel((x, y)) == colour] for y in range(image.height)]
    widest = max(rows, key=len)  # of the axis, which ends at 3.500 €
    left, right = 1080 * 0.06, 1080 * 0.94
    assert abs(widest[0] - (left + (right - left) * 2000 / 3500)) < 3
    assert abs(widest[-1] - (left + (right - left) * 3000 / 3500)) < 3


@pytest.mark.parametrize("title", ["x", "Gehalt als " + "Donaudampfschifffahrtsgesellschaftskapitän " * 3, "$1_a {b}"])
def test_any_title_can_be_drawn(title: str) -> None:
    bar = Bar("Gruppe", "Gehalt", Decimal("12.5"), Decimal("12.5"), 1)
    assert draw(Chart("", "de", title, "Euro in der Stunde", (bar,), ())).startswith(PNG)


# Files


def test_a_chart_is_drawn_once(charts: SalaryCharts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chart = charts.compared([ESSEN], "month", "de")
    assert chart is not None
    files = ChartFiles(tmp_path / "charts")
    first = files.png(chart)
    monkeypatch.setattr("bot.chart_drawing.draw", lambda _: b"again")
    assert ChartFiles(tmp_path / "charts").png(chart) == first
    other = replace(chart, bars=chart.bars[:1])
    assert files.png(other) == b"again"


def test_uploads_are_remembered_by_bot(charts: SalaryCharts, tmp_path: Path) -> None:
    chart = charts.compared([ESSEN], "month", "de")
    assert chart is not None
    files = ChartFiles(tmp_path)
    assert files.uploaded(chart, "4242") == ""
    files.remember_upload(chart, "4242", "photo-7")
    assert (files.uploaded(chart, "4242"), files.uploaded(chart, "99")) == ("photo-7", "")
    files.forget_upload(chart, "4242")
    files.forget_upload(chart, "4242")
    assert files.uploaded(chart, "4242") == ""


def test_the_folder_stays_bounded_and_may_be_unwritable(charts: SalaryCharts, tmp_path: Path) -> None:
    chart = charts.compared([ESSEN], "month", "de")
    assert chart is not None
    files = ChartFiles(tmp_path / "charts")
    for number in range(MOST_FILES + 5):
        files.remember_upload(replace(chart, title=str(number)), "1", "name")
    assert len(list((tmp_path / "charts").iterdir())) == MOST_FILES
    (tmp_path / "file").write_text("in the way", "utf-8")
    assert ChartFiles(tmp_path / "file" / "charts").png(chart).startswith(PNG)


# The command line


def test_ask_writes_the_chart(shipped_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "gehalt.png"
    code = (
        "import sys; from bot.__main__ import main; assert main(['ask', 'Was ist PRINCE2?']) == 0;"
        "assert 'matplotlib' not in sys.modules;"
        f"sys.exit(main(['ask', '--chart', {str(path)!r}, 'Was verdient man am Anfang?']))"
    )
    environment = {**os.environ, "REVIERLOTSE_DATA_DIR": str(shipped_folder)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "") and "3.200 €" in done.stdout
    assert path.read_bytes().startswith(PNG)


@pytest.mark.parametrize(
    ("question", "file", "said"),
    [
        ("Was ist PRINCE2?", "chart.png", "nichts zu zeichnen"),
        ("What does one do in this job?", "chart.png", "nothing to draw"),
        ("Was verdient man am Anfang?", "missing/chart.png", "No such file"),
    ],
)
def test_a_chart_that_cannot_be_written_is_one_line(
    question: str, file: str, said: str, shipped_folder: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("REVIERLOTSE_DATA_DIR", str(shipped_folder))
    assert main(["ask", "--chart", str(tmp_path / file), question]) == 2
    complaint = capsys.readouterr().err
    assert said in complaint and complaint.count("\n") == 1
    assert not (tmp_path / file).exists()
