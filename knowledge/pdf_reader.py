"""PDF files: lines with their size and place (pypdf) become headings and paragraphs; running headers are dropped."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.errors import TextRefused
from knowledge.language import detect_language
from knowledge.page_title import Title, read_title
from knowledge.passage import Section, SourceText

_LARGER = 1.12  # times the size of the body text from which a line is a heading
_LONGEST_HEADING = 140  # characters; what is longer is set large, but no heading
_PARAGRAPH_GAP = 1.6  # times the size of a line; a wider step down begins a paragraph
_RUNNING_SHARE = 0.6  # of the pages that show the same first or last line
_FEWEST_PAGES = 3  # from which lines can be told to run through all of them
_HYPHENATED = re.compile(r"(?<=[a-zäöüß])[-\u00ad]$")
_DIGITS = re.compile(r"\d+")
_LIST_MARK = re.compile(r"^[•▪‣·*–-]\s+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line: its text, the size and weight of its letters, and its height on the page, in points."""

    text: str
    size: float
    bold: bool
    height: float


def read_pdf(content: bytes, name: str) -> SourceText:
    """Understand a file; `name` is its title where neither its properties nor a heading say one.

    Raises:
        TextRefused: Broken, encrypted, or without text, as scanned pages are.
    """
    properties, pages = _pages(content)
    lines = _without_running(pages)
    if not lines:
        raise TextRefused("no text in this PDF; scanned pages need text recognition first")
    body = _body_size(lines)
    blocks = list(_blocks(lines, body))
    names = [properties, *(block for block, heading in _leading(blocks) if heading)]
    titles = {line: found for line in names if (found := read_title(line))}
    profession, city = next(iter(titles.values()), Title("", ""))
    title = next(iter(titles), "") or properties or next((block for block, heading in blocks if heading), name)
    sections = tuple(_sections(blocks, title))
    return SourceText(
        title=title,
        profession=profession,
        city=city,
        language=detect_language("\n".join(section.text for section in sections)),
        sections=sections,
    )


def _pages(content: bytes) -> tuple[str, list[list[_Line]]]:
    """The title in the file's properties and the lines of each page; pypdf is imported late, it takes half a second."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise TextRefused("this PDF is encrypted")
        title = " ".join(str((reader.metadata and reader.metadata.title) or "").split())
        return title, [_lines(page) for page in reader.pages]
    except TextRefused:
        raise
    except Exception as error:  # broken files make pypdf raise its own errors and nearly all of Python's
        raise TextRefused(f"this PDF cannot be read: {' '.join(str(error).split()) or type(error).__name__}") from error


def _lines(page: Any) -> list[_Line]:
    """The lines of a page, in the order in which they were set."""
    pieces: list[tuple[str, float, bool, float]] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        name = str(font.get("/BaseFont", "")) if font else ""
        pieces.append((text, size * abs(tm[3] * cm[3]), "Bold" in name, tm[5] * cm[3] + cm[5]))

    page.extract_text(visitor_text=visit)
    found: list[_Line] = []
    text, looks = "", (0.0, False, 0.0)
    for piece, *look in pieces:
        for number, part in enumerate(piece.split("\n")):
            if number and text.strip():
                found.append(_Line(" ".join(text.split()), *looks))
            if number:
                text = ""
            if part.strip() and not text.strip():
                looks = (float(look[0]), bool(look[1]), float(look[2]))
            text += part
    if text.strip():
        found.append(_Line(" ".join(text.split()), *looks))
    return found


def _without_running(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """All lines but those that stand first or last on most pages, whatever page number they hold."""
    edges = Counter(key for page in pages for key in {_key(line) for line in (*page[:2], *page[-2:])})
    running = {key for key, count in edges.items() if count >= max(_FEWEST_PAGES, _RUNNING_SHARE * len(pages))}
    return [line for page in pages for line in page if _key(line) not in running and not line.text.isdigit()]


def _key(line: _Line) -> str:
    return _DIGITS.sub("0", line.text)


def _body_size(lines: Sequence[_Line]) -> float:
    """The size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _blocks(lines: Sequence[_Line], body: float) -> Iterator[tuple[str, bool]]:
    """Paragraphs and headings in order, with whether it is a heading; lines of one are joined, hyphens undone."""
    text, before = "", lines[0]
    for line in lines:
        if text and _begins(before, line, body):
            yield text, _is_heading(before, text, body)
            text = ""
        if _HYPHENATED.search(text) and line.text[:1].islower():
            text = _HYPHENATED.sub("", text) + line.text
        else:
            text = f"{text} {line.text}".strip()
        before = line
    yield text, _is_heading(before, text, body)


def _begins(before: _Line, line: _Line, body: float) -> bool:
    """Whether a line begins a block: it looks unlike the one before, stands apart from it, or is an entry of a list."""
    step = abs(before.height - line.height)
    unlike = _stands_out(before, body) != _stands_out(line, body) or abs(before.size - line.size) > 1
    return unlike or step > _PARAGRAPH_GAP * max(line.size, 1) or bool(_LIST_MARK.match(line.text))


def _stands_out(line: _Line, body: float) -> bool:
    return line.size >= _LARGER * body or line.bold


def _is_heading(line: _Line, text: str, body: float) -> bool:
    return _stands_out(line, body) and len(text) <= _LONGEST_HEADING and not text.endswith((".", ":", ";", ","))


def _leading(blocks: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The headings before the first paragraph."""
    for block in blocks:
        if not block[1]:
            return
        yield block


def _sections(blocks: Sequence[tuple[str, bool]], title: str) -> Iterator[Section]:
    heading, paragraphs = title, list[str]()
    for text, is_heading in blocks:
        if not is_heading:
            paragraphs.append(_LIST_MARK.sub("- ", text))
            continue
        if paragraphs:
            yield Section(heading, "\n\n".join(paragraphs))
        heading, paragraphs = text, []
    if paragraphs:
        yield Section(heading, "\n\n".join(paragraphs))
