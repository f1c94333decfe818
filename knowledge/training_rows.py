"""Catalogue entries as rows of the passage store and back. Knows no SQL."""

import json
from dataclasses import asdict, fields
from typing import Any

from knowledge.passage_rows import from_date, to_date
from knowledge.source import Source
from knowledge.training_entry import Training


def from_training(training: Training) -> str:
    """The entry as JSON."""
    return json.dumps(asdict(training) | {"reviewed": from_date(training.reviewed)}, ensure_ascii=False)


def to_training(row: str) -> Training:
    """An entry from the JSON of `from_training`."""
    stored: dict[str, Any] = json.loads(row)
    values = {entry.name: stored[entry.name] for entry in fields(Training) if entry.name in stored}
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    sources = tuple(Source(**{**source, "topics": tuple(source["topics"])}) for source in stored["sources"])
    return Training(**{**values, **lists, "sources": sources, "reviewed": to_date(stored["reviewed"])})
