"""Terms that passages must match, as conditions in SQL. Names: profession, city, language, kind, topic."""

from collections.abc import Mapping, Sequence

COLUMNS_OF_TERMS = {
    "profession": "profession_key",
    "city": "city_key",
    "language": "language",
    "kind": "kind",
    "topic": "topic",
}
MANY = 500  # names bound to one statement, below SQLite's oldest limit of 999


_BROAD = ("language", "kind")  # terms that most passages match


def where(terms: Mapping[str, str]) -> str:
    """The condition that all terms hold; its values are those of `terms` in order.

    Beside other terms, broad ones are marked with a plus, which keeps SQLite from looking them up first: at 200,000
    passages that takes 130 ms in place of 1.
    """
    is_narrow = any(name not in _BROAD for name in terms)
    return " AND ".join(_condition(name, is_narrow and name in _BROAD) for name in terms) or "TRUE"


def filtered(terms: Mapping[str, str]) -> str:
    """The same for passages that have been looked up already."""
    return " AND ".join(_condition(name, True) for name in terms) or "TRUE"


def _condition(name: str, is_filter: bool) -> str:
    return f"{'+' if is_filter else ''}passages.{COLUMNS_OF_TERMS[name]} = ?"


def marks(values: Sequence[object]) -> str:
    """A question mark for each value."""
    return ", ".join("?" * len(values))
