"""Markdown with YAML front matter: headings become sections, `{#topic}` anchors name what they are about."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, cast

import yaml

from knowledge.errors import TextRefused
from knowledge.language import detect_language
from knowledge.page_title import Title, read_title
from knowledge.passage import LANGUAGES, Language, Section, Source, SourceText
from knowledge.table_rows import rows_as_items
from knowledge.trainings import read_trainings

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the compiled one, where there is one, is 8 times as fast
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(?P<yaml>.*?)(?:^---[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^(?P<level>#{1,6})\s+(?P<name>.+?)\s*#*\s*(?:\{#(?P<topic>[\w-]+)\}\s*)?$")
_LIST_ITEM = re.compile(r"^(?:[-*+]|\d{1,2}[.)])\s+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKS = (  # what readers of plain text should not see
    (re.compile(r"!?\[([^\]]+)\]\([^)\s]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
)


def read_markdown(text: str, name: str) -> SourceText:
    """Understand a Markdown text; `name` is its title where neither front matter nor a heading says one.

    Raises:
        TextRefused: The front matter is no YAML mapping, or a field in it is not of its kind.
    """
    fields, body = _front_matter(text)
    sections = list(_sections(_COMMENT.sub("", body)))
    heading = next((section.heading for section in sections if section.heading or section.text), "") or name
    title = _string(fields, "title") or heading
    guess = read_title(title) or Title("", "")
    return SourceText(
        title=title,
        profession=_string(fields, "profession") or guess.profession,
        city=_string(fields, "city") or guess.city,
        language=_language(fields) or detect_language(body),
        sections=tuple(_labelled(section, title, _string(fields, "topic")) for section in sections if section.text),
        sources=_sources(fields.get("sources")),
        reviewed=_date(fields, "reviewed"),
        trainings=tuple(read_trainings(fields.get("trainings"), reviewed=_date(fields, "reviewed"))),
    )


def _labelled(section: Section, title: str, topic: str) -> Section:
    return Section(section.heading or title, section.text, section.topic or topic)


def _front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        fields = yaml.load(match["yaml"], _Loader)
    except (yaml.YAMLError, ValueError) as error:
        problem = " ".join(str(getattr(error, "problem", None) or error).split())
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        raise TextRefused(f"the front matter is no YAML: {problem}{where}") from error
    if not isinstance(fields, dict):
        raise TextRefused("the front matter is no mapping of names to values")
    return fields, text[match.end() :]


def _sections(body: str) -> Iterator[Section]:
    heading, topic = "", ""
    lines: list[str] = []
    for line in rows_as_items(body.split("\n")):
        if match := _HEADING.match(line):
            yield Section(heading, _plain(lines), topic)
            heading, topic, lines = _without_marks(match["name"]), match["topic"] or "", []
        else:
            lines.append(line.strip())
    yield Section(heading, _plain(lines), topic)


def _plain(lines: list[str]) -> str:
    """The text without marks: wrapped lines joined, a blank line between paragraphs, list items on their own lines."""
    text = ""
    for line in lines:
        if not line:
            text = text.rstrip() + "\n\n"
        else:
            separator = "\n" if _LIST_ITEM.match(line) else " "
            text += line if not text or text.endswith("\n") else separator + line
    return _without_marks(text.strip())


def _without_marks(text: str) -> str:
    for pattern, replacement in _MARKS:
        text = pattern.sub(replacement, text)
    return text


def _string(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if isinstance(value, list | dict):
        raise TextRefused(f"the front matter's {name} is no single value")
    return "" if value is None else " ".join(str(value).split())


def _language(fields: Mapping[str, Any]) -> Language | None:
    language = _string(fields, "language")
    if language and language not in LANGUAGES:
        raise TextRefused(f"the front matter's language is {language!r}; known are {', '.join(LANGUAGES)}")
    return cast("Language", language) or None


def _date(fields: Mapping[str, Any], name: str) -> date | None:
    value = fields.get(name)
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as error:
        raise TextRefused(f"the front matter's {name} is {value!r}, no date like 2026-05-31") from error


def _sources(value: object) -> tuple[Source, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise TextRefused("the front matter's sources are no list")
    return tuple(_source(item) for item in value)


def _source(item: object) -> Source:
    if isinstance(item, str):
        return Source(title=item)
    if not isinstance(item, dict) or not item.get("title"):
        raise TextRefused("a source in the front matter has no title")
    topics = item.get("topics") or []
    if not isinstance(topics, list):
        raise TextRefused("a source's topics in the front matter are no list")
    title, address, day, mark = (_string(item, name) for name in ("title", "address", "date", "mark"))
    return Source(title, address, day, mark, tuple(str(topic) for topic in topics))
