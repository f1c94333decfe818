"""Nouns as what JSON can say. Leaf module: `dataclasses.asdict` copies every value on its way, which takes ten times as long."""

from dataclasses import fields
from typing import Any

_PLAIN = frozenset({str, int, float, bool, type(None)})


def plain(value: object) -> Any:
    """A dataclass as a dictionary of its fields, tuples and lists as lists, each entry likewise; other values as they are."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, tuple | list):
        return [plain(entry) for entry in value]
    return {name: plain(getattr(value, name)) for name in _NAMES[kind]}


class _Names(dict[type[Any], tuple[str, ...]]):
    """The names of a dataclass's fields; looked up once for each."""

    def __missing__(self, kind: type[Any]) -> tuple[str, ...]:
        self[kind] = names = tuple(field.name for field in fields(kind))
        return names


_NAMES = _Names()
