"""Passages and texts as rows of the passage store and back. Knows no SQL."""

import json
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from functools import lru_cache
from typing import Any, cast

from knowledge.facets import facet_key
from knowledge.passage import Language, Passage, Source, TextEntry

REMEMBERED = 4096  # passages, those that are found most; about 12 MB
COLUMNS = "passages.id, profession, city, topic, language, title, section, text, sources, reviewed"  # of `to_passage`


def from_passage(kind: str, passage: Passage) -> tuple[str, ...]:
    """The row of table `passages`."""
    keys = (facet_key(passage.profession), facet_key(passage.city))
    sources = json.dumps([astuple(source)[:4] for source in passage.sources], ensure_ascii=False)
    about = (passage.profession, passage.city, passage.topic, passage.language, passage.title, passage.section)
    return (passage.id, kind, *keys, *about, passage.text, sources, from_date(passage.reviewed))


@lru_cache(REMEMBERED)
def to_passage(row: tuple[str, ...]) -> Passage:
    """A passage from a row of `COLUMNS`; equal rows give one and the same."""
    id_, profession, city, topic, language, title, section, text, sources, reviewed = row
    found = tuple(Source(*fields) for fields in json.loads(sources))
    about = (profession, city, topic, cast("Language", language), title, section, text)
    return Passage(id_, *about, sources=found, reviewed=to_date(reviewed))


def to_text_entry(row: Sequence[Any]) -> TextEntry:
    """A text from a row of its fields in order."""
    id_, title, profession, city, language, passages, origin, reviewed = row
    return TextEntry(id_, title, profession, city, language, passages, origin, to_date(reviewed))


def from_date(day: date | None) -> str:
    """ISO format, "" for no date."""
    return day.isoformat() if day else ""


def to_date(text: str) -> date | None:
    """The date in ISO format, None for ""."""
    return date.fromisoformat(text) if text else None
