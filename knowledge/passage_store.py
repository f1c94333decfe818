"""Texts, passages and their vectors in SQLite: the source of truth. The two indexes can always be rebuilt from it.

One transaction is the switch from one state to the next: it carries the texts, the passages and the number of the
index generation that holds them (see generations.py).
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from knowledge.embedder import Vectors
from knowledge.errors import IndexUnavailable
from knowledge.passage import Passage, SourceText, TextEntry
from knowledge.passage_rows import (
    COLUMNS,
    from_date,
    from_passage,
    from_vector,
    to_passage,
    to_text_entry,
    to_vector,
)
from knowledge.training_entry import Training
from knowledge.training_rows import from_training, to_training

SHIPPED, ADDED = "shipped", "added"  # the two kinds of texts
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS texts (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, origin TEXT NOT NULL, fingerprint TEXT NOT NULL, title TEXT NOT NULL,
    profession TEXT NOT NULL, city TEXT NOT NULL, language TEXT NOT NULL, reviewed TEXT NOT NULL,
    UNIQUE (kind, origin));
CREATE TABLE IF NOT EXISTS passages (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, profession_key TEXT NOT NULL, city_key TEXT NOT NULL,
    profession TEXT NOT NULL, city TEXT NOT NULL, topic TEXT NOT NULL, language TEXT NOT NULL, title TEXT NOT NULL,
    section TEXT NOT NULL, text TEXT NOT NULL, sources TEXT NOT NULL, reviewed TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS passages_by_topic ON passages (topic, profession_key, city_key);
CREATE INDEX IF NOT EXISTS passages_by_facet ON passages (profession_key, city_key);
CREATE TABLE IF NOT EXISTS contents (
    text_id TEXT NOT NULL, position INTEGER NOT NULL, passage_id TEXT NOT NULL, PRIMARY KEY (text_id, position));
CREATE INDEX IF NOT EXISTS contents_by_passage ON contents (passage_id);
CREATE TABLE IF NOT EXISTS vectors (passage_id TEXT PRIMARY KEY, vector BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS trainings (
    text_id TEXT NOT NULL, position INTEGER NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (text_id, position));
"""
_ORPHANS = "SELECT id FROM passages WHERE id NOT IN (SELECT passage_id FROM contents)"
_FACETS = {"profession": "profession_key", "city": "city_key", "language": "language", "kind": "kind", "topic": "topic"}
_MANY = 500  # names bound to one statement, below SQLite's oldest limit of 999
_PATIENCE = 30.0  # seconds to wait for another process's transaction


Row = tuple[Any, ...]


class TextRecord(NamedTuple):
    """A text as it is stored: which it is, and whether it has changed since."""

    id: str
    kind: str
    origin: str
    fingerprint: str
    title: str


class PassageStore:
    """Reads and writes one SQLite file. May be used from several threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.RLock()

    @classmethod
    def open(cls, path: Path) -> "PassageStore":
        """Open or create the file.

        Raises:
            IndexUnavailable: It cannot be opened, written, or is no such file.
        """
        with _translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)
            return cls(connection)

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all that is written inside becomes visible at once, or nothing of it."""
        with self._lock:
            self._rows("BEGIN IMMEDIATE")
            try:
                yield
                self._rows("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._rows("ROLLBACK")
                raise

    def meta(self, name: str) -> str:
        """A remembered value, "" where there is none."""
        rows = self._rows("SELECT value FROM meta WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else ""

    def set_meta(self, name: str, value: str) -> None:
        """Remember a value."""
        self._rows("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def records(self) -> list[TextRecord]:
        """All texts, in the order of their origin."""
        rows = self._rows("SELECT id, kind, origin, fingerprint, title FROM texts ORDER BY kind DESC, origin")
        return [TextRecord(*row) for row in rows]

    def holds(self, kind: str) -> bool:
        """Whether there is any text of a kind."""
        return bool(self._rows("SELECT 1 FROM texts WHERE kind = ? LIMIT 1", (kind,)))

    def entries(self, kinds: Sequence[str]) -> list[TextEntry]:
        """The texts of some kinds as `knowledge list` shows them."""
        rows = self._rows(
            "SELECT id, title, profession, city, language, (SELECT count(*) FROM contents WHERE text_id = texts.id), "
            f"CASE kind WHEN '{SHIPPED}' THEN kind ELSE origin END, reviewed FROM texts "
            f"WHERE kind IN ({_marks(kinds)}) ORDER BY kind DESC, origin",
            kinds,
        )
        return [to_text_entry(row) for row in rows]

    def put(self, record: TextRecord, source: SourceText, passages: Sequence[Passage]) -> None:
        """Store a text with its passages, in place of an earlier version of it. Call `drop_orphans` afterwards."""
        about = (record.title, source.profession, source.city, source.language, from_date(source.reviewed))
        self._rows("INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*record[:4], *about))
        self._forget_contents(record.id)
        for position, training in enumerate(source.trainings):
            self._rows("INSERT INTO trainings VALUES (?, ?, ?)", (record.id, position, from_training(training)))
        for position, passage in enumerate(passages):
            self._rows("INSERT INTO contents VALUES (?, ?, ?)", (record.id, position, passage.id))
            self._rows(
                f"INSERT OR IGNORE INTO passages VALUES ({_marks(range(13))})", from_passage(record.kind, passage)
            )

    def drop(self, text_id: str) -> None:
        """Forget a text. Call `drop_orphans` afterwards."""
        self._rows("DELETE FROM texts WHERE id = ?", (text_id,))
        self._forget_contents(text_id)

    def _forget_contents(self, text_id: str) -> None:
        self._rows("DELETE FROM contents WHERE text_id = ?", (text_id,))
        self._rows("DELETE FROM trainings WHERE text_id = ?", (text_id,))

    def trainings(self) -> list[Training]:
        """The catalogue entries that texts brought along, in the order of the texts."""
        rows = self._rows("SELECT entry FROM trainings JOIN texts ON id = text_id ORDER BY origin, position")
        return [to_training(str(row[0])) for row in rows]

    def drop_orphans(self) -> list[str]:
        """Forget the passages that belong to no text any more, and say which."""
        rows = self._rows(_ORPHANS)
        self._rows(f"DELETE FROM vectors WHERE passage_id IN ({_ORPHANS})")
        self._rows(f"DELETE FROM passages WHERE id IN ({_ORPHANS})")
        return [str(row[0]) for row in rows]

    def put_vectors(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Store the vectors of passages, shape (len(ids), dimensions), in place of earlier ones."""
        rows = [(id_, from_vector(vector)) for id_, vector in zip(ids, vectors, strict=True)]
        with self._lock, _translated("the passage store"):
            self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def vectors(self, ids: Iterable[str]) -> dict[str, Vectors]:
        """The vectors of these passages that exist, by id."""
        return {str(row[0]): to_vector(row[1]) for row in self._by_id("passage_id, vector", "vectors", ids)}

    def all_passages(self) -> Iterator[tuple[str, Passage]]:
        """Every passage with its kind."""
        for row in self._rows(f"SELECT kind, {COLUMNS} FROM passages ORDER BY rowid"):
            yield str(row[0]), to_passage(row[1:])

    def get(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages of these ids that exist, by id."""
        return {str(row[0]): to_passage(row) for row in self._by_id(COLUMNS, "passages", ids)}

    def select(self, terms: Mapping[str, str]) -> list[Passage]:
        """The passages that match all terms, in reading order. Names: profession, city, language, kind, topic."""
        rows = self._rows(
            f"SELECT DISTINCT {COLUMNS} FROM passages JOIN contents ON passage_id = passages.id "
            f"WHERE {_where(terms)} ORDER BY text_id, position",
            [*terms.values()],
        )
        return list({str(row[0]): to_passage(row) for row in rows}.values())

    def select_ids(self, terms: Mapping[str, str], limit: int = -1) -> list[str]:
        """The ids of the passages that match all terms, all or some of them."""
        rows = self._rows(f"SELECT id FROM passages WHERE {_where(terms)} LIMIT ?", [*terms.values(), limit])
        return [str(row[0]) for row in rows]

    def values(self, column: str, terms: Mapping[str, str]) -> list[str]:
        """The values of a column among the passages that match all terms; spellings of one facet count once."""
        rows = self._rows(
            f"SELECT {_FACETS[column]}, {column}, count(*) FROM passages WHERE {_where(terms)} "
            "GROUP BY 1, 2 ORDER BY 1, 3",
            [*terms.values()],
        )
        return [value for value in {row[0]: str(row[1]) for row in rows}.values() if value]

    def _by_id(self, columns: str, table: str, ids: Iterable[str]) -> Iterator[Row]:
        """Some columns of the rows of these ids; the first column is the id."""
        wanted, name = list(ids), columns.partition(",")[0]
        for start in range(0, len(wanted), _MANY):
            some = wanted[start : start + _MANY]
            yield from self._rows(f"SELECT {columns} FROM {table} WHERE {name} IN ({_marks(some)})", some)

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        with self._lock, _translated("the passage store"):
            return self._connection.execute(statement, tuple(values)).fetchall()


def _where(terms: Mapping[str, str]) -> str:
    return " AND ".join(f"passages.{_FACETS[name]} = ?" for name in terms) or "TRUE"


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)


@contextmanager
def _translated(what: object) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise IndexUnavailable(f"{what}: cannot be opened or written: {error}") from error
