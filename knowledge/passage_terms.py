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


def where(terms: Mapping[str, str]) -> str:
    """The condition that all terms hold; its values are those of `terms` in order."""
    return " AND ".join(f"passages.{COLUMNS_OF_TERMS[name]} = ?" for name in terms) or "TRUE"


def marks(values: Sequence[object]) -> str:
    """A question mark for each value."""
    return ", ".join("?" * len(values))
