"""Web pages saved as HTML: trafilatura finds the article among menus and banners; its headings become sections."""

import logging
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from knowledge.errors import TextRefused
from knowledge.language import detect_language
from knowledge.page_title import Title, read_title
from knowledge.passage import Section, Source, SourceText

_TITLE_TAG = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_ENTRIES = {"item": "- {}", "row": "{}"}  # what stands on a line of its own
_CONTAINERS = frozenset({"list", "table", "quote", "div"})


def read_html(text: str, name: str) -> SourceText:
    """Understand a page; its own address, name and date, where it tells them, become its source.

    Raises:
        TextRefused: There is no article in it.
    """
    article = _article(text)
    names = [article.title or "", *(_plain(unescape(found)) for found in _TITLE_TAG.findall(text))]
    titles = {line: found for line in names if (found := read_title(line))}
    profession, city = next(iter(titles.values()), Title("", ""))
    title = article.title or next(iter(titles), name)
    sections = tuple(_sections(article.body, title))
    return SourceText(
        title=title,
        profession=profession,
        city=city,
        language=detect_language("\n".join(section.text for section in sections)),
        sections=sections,
        sources=_sources(article, title),
    )


def _article(text: str) -> Any:
    """What trafilatura makes of a page; it is imported late because that takes more than a second."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    for recall in (False, True):
        article = trafilatura.bare_extraction(
            text, with_metadata=True, include_comments=False, include_tables=True, favor_recall=recall
        )
        if article is not None and not isinstance(article, dict) and article.body is not None and len(article.body):
            return article
    raise TextRefused("no article found in this page")


def _sections(body: Any, title: str) -> Iterator[Section]:
    heading, lines = title, list[str]()
    for element in body:
        if element.tag == "head":
            if lines:
                yield Section(heading, "\n\n".join(lines))
            heading, lines = _plain("".join(element.itertext())) or title, []
        elif block := "\n".join(_lines(element)):
            lines.append(block)
    if lines:
        yield Section(heading, "\n\n".join(lines))


def _lines(element: Any) -> Iterator[str]:
    """The text of a paragraph, or of each entry of a list and each row of a table."""
    if element.tag in _CONTAINERS and len(element):
        for child in element:
            yield from _lines(child)
        return
    between = " – " if element.tag == "row" else " "
    parts = element if element.tag == "row" else [element]
    written = between.join(filter(None, (_plain(" ".join(part.itertext())) for part in parts)))
    if written:
        yield _ENTRIES.get(element.tag, "{}").format(written)


def _sources(article: Any, title: str) -> tuple[Source, ...]:
    if not (article.url or article.sitename):
        return ()
    return (Source(article.sitename or title, article.url or "", article.date or ""),)


def _plain(text: str) -> str:
    return " ".join(text.split())
