"""Job-portal pages in plain text, without any markup: title lines, headings and paragraphs told by their shape."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from knowledge.language import detect_language
from knowledge.page_title import Title, read_title
from knowledge.passage import Section, SourceText

_MAX_HEADING = 120  # characters; the longest heading of the source text has 93
_MIN_PARAGRAPH = 120  # characters that must follow a heading
_SHORT_HEADING, _SHORT_PARAGRAPH = 60, 60  # characters: a title of few words may stand above a sentence or two
_WRAPPED = 140  # where no line is longer, the lines are taken for the lines of wrapped paragraphs
_FULL_LINE = 95  # characters of a line that broke because no more fitted on it; headings are shorter
_TITLE_LINES = 5  # title lines stand at the top
_CLOSED = re.compile(r"[.!:;,…]['\"”“»)]*$")
_FULL_STOP = re.compile(r"\w{3}[.!]$")
_LIST_ITEM = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s")


def read_page(text: str, name: str) -> SourceText:
    """Understand a page; `name` is its title where no title line says one. Profession and city may stay empty."""
    lines = list(_paragraphs(text))
    titles = _titles(lines)
    profession, city = next(iter(titles.values()), Title("", ""))
    title = next(iter(titles), name)
    return SourceText(
        title=title,
        profession=profession,
        city=city,
        language=detect_language(text),
        sections=tuple(_sections([line for line in lines if line not in titles], title)),
    )


def _titles(lines: Sequence[str]) -> dict[str, Title]:
    """The title lines: they stand above the first paragraph, and all speak of one profession in one city."""
    above = takewhile(lambda line: len(line) < _MIN_PARAGRAPH, lines[:_TITLE_LINES])
    titles = {line: found for line in above if (found := read_title(line))}
    first = next(iter(titles.values()), None)
    return {line: found for line, found in titles.items() if found == first}


def _paragraphs(text: str) -> Iterator[str]:
    """One string for each paragraph and heading: single lines, or blocks between blank lines in wrapped texts."""
    blocks = [block.split("\n") for block in re.split(r"\n\s*\n", text.strip())]
    is_narrow = max(map(len, text.split("\n"))) <= _WRAPPED
    for block in blocks:
        lines = [" ".join(line.split()) for line in block if line.strip()]
        if is_narrow:
            yield from _unwrapped(lines) if len(blocks) > 1 else _rejoined(lines)
        else:
            yield from lines


def _rejoined(lines: list[str]) -> Iterator[str]:
    """The lines of a text without blank ones, as it is copied from a PDF: a full line goes on in the next one."""
    joined = ""
    for line in lines:
        joined += line
        if len(line) < _FULL_LINE or _FULL_STOP.search(line) or read_title(line):
            yield joined
            joined = ""
        else:
            joined += " "
    if joined:
        yield joined.strip()


def _unwrapped(lines: list[str]) -> Iterator[str]:
    """The lines of one block joined; title lines, a heading above its paragraph, and list items stay on their own."""
    joined: list[str] = []
    for number, line in enumerate(lines):
        starts_anew = bool(_LIST_ITEM.match(line) or read_title(line))
        if joined and starts_anew:
            yield " ".join(joined)
            joined = []
        joined.append(line)
        if read_title(line) or (number == 0 and line.endswith("?") and len(lines) > 1):
            yield " ".join(joined)
            joined = []
    if joined:
        yield " ".join(joined)


def _sections(lines: list[str], title: str) -> Iterator[Section]:
    """Headings with the paragraphs below; text before the first heading goes under the page's title."""
    heading, paragraphs = title, list[str]()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if _is_heading(line, following):
            if paragraphs:
                yield Section(heading, "\n\n".join(paragraphs))
            heading, paragraphs = line, []
        else:
            paragraphs.append(line)
    if paragraphs:
        yield Section(heading, "\n\n".join(paragraphs))


def _is_heading(line: str, following: str) -> bool:
    if _LIST_ITEM.match(following):
        return len(line) <= _SHORT_HEADING and not _CLOSED.search(line) and not _LIST_ITEM.match(line)
    is_short = len(line) <= _MAX_HEADING and len(line) < len(following)
    stands_above = len(following) >= _MIN_PARAGRAPH or (
        len(line) <= _SHORT_HEADING and len(following) >= _SHORT_PARAGRAPH and _FULL_STOP.search(following)
    )
    return bool(is_short and stands_above) and not _CLOSED.search(line) and not _LIST_ITEM.match(line)
