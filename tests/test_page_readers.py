"""Web pages and PDF files -> texts with sections."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from knowledge import KnowledgeBase, Source, TextRefused
from knowledge.passage import SourceText
from knowledge.pdf_reader import read_pdf
from knowledge.reader import load, read_text

PAGES = Path(__file__).parent / "pages"
LONG = "Dieser Absatz ist lang genug, um unter einer Überschrift zu stehen, denn er hat mehrere Teile. " * 3


def read(path: Path) -> SourceText:
    return read_text(path, load(path))


@pytest.fixture
def save(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def save(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return save


def test_web_page() -> None:
    text = read(PAGES / "koch.html")
    assert (text.title, text.profession, text.city, text.language) == (
        "Koch in Essen: Beruf und Gehalt",
        "Koch",
        "Essen",
        "de",
    )
    assert text.sources == (Source("Jobportal Muster", "https://jobs.example.org/koch/essen", "2026-03-04"),)
    headings = [section.heading for section in text.sections]
    assert headings == [text.title, "Was verdient ein Koch?", "Aufgaben in der Küche", "Beruf Bäcker in Bochum"]
    written = "\n".join(section.text for section in text.sections)
    assert "Erfahren – 3.300 €" in written
    assert "- Speisen zubereiten\n- Die Küche" in written
    assert not any(word in written for word in ("Cookies", "Alle Jobs", "Impressum"))


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-15"])
def test_declared_encodings(save: Callable[[str, bytes], Path], encoding: str) -> None:
    page = (PAGES / "koch.html").read_text("utf-8").replace('charset="utf-8"', f'charset="{encoding}"')
    assert read(save("koch.html", page.encode(encoding))).sections == read(PAGES / "koch.html").sections


def test_printed_page() -> None:
    text = read(PAGES / "koch.pdf")
    assert (text.title, text.profession, text.city, text.language) == ("Koch Jobs in Essen", "Koch", "Essen", "de")
    by_heading = {section.heading: section.text for section in text.sections}
    assert by_heading["Was verdient ein Koch?"].startswith(
        "Zum Einstieg verdient ein Koch in Essen zwischen 2.400 € und 2.700 € brutto im Monat, mit Erfahrung sind es"
    )
    assert "bis in die Nacht im Saal nebenan zu versorgen ist." in by_heading["Aufgaben in der Küche"]
    assert "\n" not in by_heading["Koch in Essen: Beruf und Gehalt"]


def pdf(*, encrypted: bool = False) -> bytes:
    writer, written = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    if encrypted:
        writer.encrypt("geheim", algorithm="RC4-128")
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("scan.pdf", pdf(), "no text in this PDF; scanned pages need text recognition first"),
        ("locked.pdf", pdf(encrypted=True), "this PDF is encrypted"),
        ("broken.pdf", b"%PDF-1.7 broken", "this PDF cannot be read: "),
        ("empty.pdf", b"", "empty"),
        ("menu.html", b"<html><body><nav><a href='/'>Start</a></nav></body></html>", "no article found"),
        ("empty.html", b" ", "empty"),
        ("image.html", b"\x89PNG\x00\x00", "a binary file"),
    ],
)
def test_refused(save: Callable[[str, bytes], Path], name: str, content: bytes, reason: str) -> None:
    path = save(name, content)
    with pytest.raises(TextRefused) as refusal:
        read(path)
    assert str(refusal.value).startswith(f"{path}: {reason}")
    assert "\n" not in str(refusal.value)


def test_lines_that_run_through_all_pages_are_dropped() -> None:
    writer, written = pypdf.PdfWriter(), io.BytesIO()
    for _ in range(4):
        writer.append(PAGES / "koch.pdf")
    writer.write(written)
    once, often = read(PAGES / "koch.pdf"), read_pdf(written.getvalue(), "koch")
    assert len(once.sections) > 1
    assert "Koch in Essen: Beruf und Gehalt" not in {section.heading for section in often.sections}


@pytest.mark.parametrize("name", ["page.txt", "page.md"])
def test_a_heading_in_the_middle_is_no_title(save: Callable[[str, bytes], Path], name: str) -> None:
    mark = "## " if name.endswith(".md") else ""
    page = f"{LONG}\n\n{mark}Beruf Bäcker in Bochum\n\n{LONG}\n"
    with pytest.raises(TextRefused, match="no profession and no city recognised"):
        read(save(name, page.encode()))
    titled = read(save(name, f"{mark[1:]}Beruf Koch in Essen\n\n{page}".encode()))
    assert (titled.profession, titled.city) == ("Koch", "Essen")
    assert "Beruf Bäcker in Bochum" in [section.heading for section in titled.sections]


def test_all_kinds_of_a_folder_are_taken_in(base: KnowledgeBase, page: Path, tmp_path: Path) -> None:
    for path in (PAGES / "koch.html", PAGES / "koch.pdf", page):
        shutil.copy(path, tmp_path)
    report = base.add([tmp_path])
    assert report.refused == []
    assert len(report.added) == 3
    found = base.search("Was verdient ein Koch zum Einstieg?")[0].passage
    assert (found.profession, found.section) == ("Koch", "Was verdient ein Koch?")
