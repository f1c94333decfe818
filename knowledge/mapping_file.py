"""A table of saved pages: which file is about which profession and city, and which address it was saved from."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Any, cast

import yaml

from knowledge.errors import KnowledgeError
from knowledge.passage import LANGUAGES, Language, Source, SourceText

_LISTS = (".yaml", ".yml")
_PATH = "path"


@dataclass(frozen=True, slots=True)
class Given:
    """What is said of a text from outside, each empty where nothing is; it wins over what the text says itself.

    `source` is the title of the source that citations name, `address` its address, `date` its date.
    """

    profession: str = ""
    city: str = ""
    language: str = ""
    title: str = ""
    source: str = ""
    address: str = ""
    date: str = ""

    def applied(self, text: SourceText) -> SourceText:
        """The text with what is given in place of its own."""
        title = self.title or text.title
        own = text.sources[0] if len(text.sources) == 1 else Source("")
        source = Source(self.source or own.title or title, self.address or own.address, self.date or own.date)
        return replace(
            text,
            title=title,
            profession=self.profession or text.profession,
            city=self.city or text.city,
            language=cast("Language", self.language) or text.language,
            sources=(source,) if self.source or self.address else text.sources,
        )

    def over(self, other: "Given") -> "Given":
        """This, and the other where this says nothing."""
        return (
            self
            if self is other
            else Given(*(mine or theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))
        )


NOTHING_GIVEN = Given()
_COLUMNS = (_PATH, *(field.name for field in fields(Given)))


def read_mapping(file: Path) -> dict[Path, Given]:
    """What a mapping file says of each text, by absolute path; paths in it count from its own folder.

    Args:
        file: CSV with a header line, or YAML with a list of mappings or a mapping of paths. Columns: path, and the
            fields of `Given`; a CSV may be separated by commas, semicolons or tabs.

    Raises:
        KnowledgeError: The file cannot be read, or a row of it is not understood.
    """
    try:
        text = file.read_text("utf-8-sig")
        rows = _from_yaml(text) if file.suffix.lower() in _LISTS else _from_csv(text)
        return {(file.parent / row[_PATH]).resolve(): _given(row) for row in map(_checked, rows)}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, csv.Error, ValueError) as error:
        raise KnowledgeError(f"{file}: {' '.join(str(error).split())}") from error


def _from_csv(text: str) -> Iterator[Mapping[str, Any]]:
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    yield from csv.DictReader(io.StringIO(text), delimiter=separator, restkey="a column too many")


def _from_yaml(text: str) -> Iterator[Mapping[str, Any]]:
    rows = yaml.safe_load(text) or []
    if isinstance(rows, dict):
        rows = [{_PATH: path, **(values or {})} for path, values in rows.items()]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("neither a list of mappings nor a mapping of paths")
    yield from rows


def _checked(row: Mapping[str, Any]) -> dict[str, str]:
    """The row as text.

    Raises:
        ValueError: A column is unknown, there is no path, or the language is none of ours.
    """
    found = {str(name).strip().lower(): " ".join(str(value or "").split()) for name, value in row.items()}
    if unknown := sorted(found.keys() - set(_COLUMNS)):
        raise ValueError(f"unknown column {', '.join(unknown)}; known are {', '.join(_COLUMNS)}")
    if not found.get(_PATH):
        raise ValueError("a row without a path")
    if (language := found.get("language")) and language not in LANGUAGES:
        raise ValueError(f"language {language!r} of {found[_PATH]}; known are {', '.join(LANGUAGES)}")
    return found


def _given(row: Mapping[str, str]) -> Given:
    return Given(**{name: value for name, value in row.items() if name != _PATH})
