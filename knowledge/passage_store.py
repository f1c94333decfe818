"""Texts and passages in SQLite: the source of truth. The two indexes can always be rebuilt from it.

One transaction is the switch from one state to the next: it carries the texts, the passages and the number of the
index generation that holds them (see generations.py).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from knowledge.errors import IndexUnavailable
from knowledge.passage import Passage, SourceText, TextEntry
from knowledge.passage_rows import COLUMNS, from_date, from_passage, to_passage, to_text_entry
from knowledge.passage_terms import COLUMNS_OF_TERMS, MANY, filtered, marks, where
from knowledge.sqlite_file import Row, SqliteFile
from knowledge.stored_sketches import StoredSketches
from knowledge.stored_vectors import StoredVectors
from knowledge.training_entry import Training
from knowledge.training_rows import from_training, to_training
from knowledge.vector_changes import VectorChanges

SHIPPED, ADDED = "shipped", "added"  # the two kinds of texts
# The indexes hold all columns that their questions ask for: looking each passage up takes ten times as long.
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
DROP INDEX IF EXISTS passages_by_facet;
DROP INDEX IF EXISTS passages_by_city;
CREATE INDEX IF NOT EXISTS passages_by_topic ON passages (topic, profession_key, city_key);
CREATE INDEX IF NOT EXISTS passages_in_city ON passages (city_key, city, language, kind, topic, id);
CREATE INDEX IF NOT EXISTS passages_by_job ON passages (profession_key, profession, kind);
CREATE INDEX IF NOT EXISTS passages_by_facets ON passages (profession_key, city_key, language, kind, topic, id);
CREATE INDEX IF NOT EXISTS passages_by_language ON passages (language, kind);
CREATE TABLE IF NOT EXISTS contents (
    text_id TEXT NOT NULL, position INTEGER NOT NULL, passage_id TEXT NOT NULL, PRIMARY KEY (text_id, position));
CREATE INDEX IF NOT EXISTS contents_by_passage ON contents (passage_id);
CREATE TABLE IF NOT EXISTS sketches (
    text_id TEXT PRIMARY KEY, about TEXT NOT NULL, content TEXT NOT NULL, minima BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS sketches_by_about ON sketches (about);
CREATE TABLE IF NOT EXISTS vectors (passage_id TEXT PRIMARY KEY, vector BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS vector_changes (passage_id TEXT PRIMARY KEY, is_added INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS trainings (
    text_id TEXT NOT NULL, position INTEGER NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (text_id, position));
"""
_ORPHAN = "NOT EXISTS (SELECT 1 FROM contents WHERE passage_id = passages.id)"


class TextRecord(NamedTuple):
    """A text as it is stored: which it is, and whether it has changed since."""

    id: str
    kind: str
    origin: str
    fingerprint: str
    title: str


class PassageStore:
    """Reads and writes one SQLite file. May be used from several threads."""

    def __init__(self, file: SqliteFile) -> None:
        self._file = file
        self._rows = file.rows
        self._loosened: set[str] = set()
        self.vectors = StoredVectors(file)
        self.vector_changes = VectorChanges(file, self.vectors)
        self.sketches = StoredSketches(file)

    @classmethod
    def open(cls, path: Path) -> "PassageStore":
        """Open or create the file.

        Raises:
            IndexUnavailable: It cannot be opened, written, or is no such file.
        """
        return cls(SqliteFile.open(path, _SCHEMA))

    def close(self) -> None:
        """Release the file."""
        self._file.close()

    def reading(self) -> AbstractContextManager[None]:
        """One state for all that is read inside, whatever others write meanwhile."""
        return self._file.reading()

    def writing(self) -> AbstractContextManager[None]:
        """One transaction: all that is written inside becomes visible at once, or nothing of it."""
        return self._file.writing()

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
            f"WHERE kind IN ({marks(kinds)}) ORDER BY kind DESC, origin",
            kinds,
        )
        return [to_text_entry(row) for row in rows]

    def pairs(self, kinds: Sequence[str]) -> list[tuple[str, str]]:
        """The professions and cities of the texts of some kinds, each pair once, in the order of the texts."""
        rows = self._rows(
            f"SELECT profession, city FROM texts WHERE kind IN ({marks(kinds)}) "
            "GROUP BY profession, city ORDER BY max(kind) DESC, min(origin)",
            kinds,
        )
        return [(str(profession), str(city)) for profession, city in rows]

    def put(self, record: TextRecord, source: SourceText, passages: Sequence[Passage]) -> None:
        """Store a text with its passages, in place of an earlier version of it. Call `drop_orphans` afterwards."""
        about = (record.title, source.profession, source.city, source.language, from_date(source.reviewed))
        self._rows("INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*record[:4], *about))
        self._forget_contents(record.id)
        trainings = [(record.id, position, from_training(entry)) for position, entry in enumerate(source.trainings)]
        self._file.many("INSERT INTO trainings VALUES (?, ?, ?)", trainings)
        places = [(record.id, position, passage.id) for position, passage in enumerate(passages)]
        self._file.many("INSERT INTO contents VALUES (?, ?, ?)", places)
        rows = [from_passage(record.kind, passage) for passage in passages]
        self._file.many(f"INSERT OR IGNORE INTO passages VALUES ({marks(range(13))})", rows)

    def drop(self, text_id: str) -> None:
        """Forget a text. Call `drop_orphans` afterwards."""
        self._rows("DELETE FROM texts WHERE id = ?", (text_id,))
        self.sketches.drop(text_id)
        self._forget_contents(text_id)

    def _forget_contents(self, text_id: str) -> None:
        gone = self._rows("DELETE FROM contents WHERE text_id = ? RETURNING passage_id", (text_id,))
        self._loosened.update(str(row[0]) for row in gone)
        self._rows("DELETE FROM trainings WHERE text_id = ?", (text_id,))

    def trainings(self) -> list[Training]:
        """The catalogue entries that texts brought along, in the order of the texts."""
        rows = self._rows("SELECT entry FROM trainings JOIN texts ON id = text_id ORDER BY origin, position")
        return [to_training(str(row[0])) for row in rows]

    def drop_orphans(self) -> list[str]:
        """Forget the passages that belong to no text any more since texts were put and dropped here, and say which."""
        loosened, gone = [*self._loosened], list[Row]()
        for start in range(0, len(loosened), MANY):
            some = loosened[start : start + MANY]
            gone += self._rows(f"DELETE FROM passages WHERE {_ORPHAN} AND id IN ({marks(some)}) RETURNING id", some)
        self._loosened.clear()
        return self._without_vectors(gone)

    def drop_all_orphans(self) -> list[str]:
        """The same, whoever left them; reads all passages."""
        return self._without_vectors(self._rows(f"DELETE FROM passages WHERE {_ORPHAN} RETURNING id"))

    def _without_vectors(self, gone: Sequence[Row]) -> list[str]:
        self._file.many("DELETE FROM vectors WHERE passage_id = ?", gone)
        return [str(row[0]) for row in gone]

    def all_passages(self) -> Iterator[tuple[str, Passage]]:
        """Every passage with its kind."""
        for row in self._file.each(f"SELECT kind, {COLUMNS} FROM passages ORDER BY rowid"):
            yield str(row[0]), to_passage(row[1:])

    def check_file(self) -> None:
        """Check SQLite's own structures.

        Raises:
            IndexUnavailable: The file is damaged.
        """
        found = self._rows("PRAGMA quick_check(1)")[0][0]
        if found != "ok":
            raise IndexUnavailable(
                f"the passage store is damaged ({found}); move its folder away and add the texts anew"
            )

    def ids(self) -> list[str]:
        """The ids of all passages."""
        return [str(row[0]) for row in self._rows("SELECT id FROM passages")]

    def texts_with(self, passage_ids: Iterable[str]) -> dict[str, str]:
        """The texts, by id with their origin, that hold one of the passages, one that is missing, or none at all."""
        damaged = set(passage_ids)
        rows = self._rows(
            "SELECT texts.id, origin, passage_id, passages.id IS NULL FROM texts "
            "LEFT JOIN contents ON text_id = texts.id LEFT JOIN passages ON passages.id = passage_id"
        )
        return {str(id_): str(origin) for id_, origin, passage, missing in rows if missing or passage in damaged}

    def count_passages(self) -> int:
        """How many passages there are."""
        return int(self._rows("SELECT count(*) FROM passages")[0][0])

    def matching(self, ids: Iterable[str], terms: Mapping[str, str]) -> list[str]:
        """Those of the ids whose passages exist and match all terms, in their order."""
        wanted = list(ids)
        found: set[str] = set()
        for start in range(0, len(wanted), MANY):
            some = wanted[start : start + MANY]
            condition = f"{filtered(terms)} AND id IN ({marks(some)})"
            found.update(
                row[0] for row in self._rows(f"SELECT id FROM passages WHERE {condition}", [*terms.values(), *some])
            )
        return [id_ for id_ in wanted if id_ in found]

    def get(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages of these ids that exist, by id."""
        wanted = list(ids)
        found: dict[str, Passage] = {}
        for start in range(0, len(wanted), MANY):
            some = wanted[start : start + MANY]
            rows = self._rows(f"SELECT {COLUMNS} FROM passages WHERE id IN ({marks(some)})", some)
            found.update((str(row[0]), to_passage(row)) for row in rows)
        return found

    def select(self, terms: Mapping[str, str]) -> list[Passage]:
        """The passages that match all terms, in reading order. Names: profession, city, language, kind, topic."""
        rows = self._rows(
            f"SELECT DISTINCT {COLUMNS} FROM passages JOIN contents ON passage_id = passages.id "
            f"WHERE {where(terms)} ORDER BY text_id, position",
            [*terms.values()],
        )
        return list({str(row[0]): to_passage(row) for row in rows}.values())

    def select_ids(self, terms: Mapping[str, str], limit: int) -> list[str]:
        """The ids of some passages that match all terms."""
        rows = self._rows(f"SELECT id FROM passages WHERE {where(terms)} LIMIT ?", [*terms.values(), limit])
        return [str(row[0]) for row in rows]

    def values(self, column: str, terms: Mapping[str, str]) -> list[str]:
        """The values of a column among the passages that match all terms; spellings of one facet count once."""
        rows = self._rows(
            f"SELECT {COLUMNS_OF_TERMS[column]}, {column}, count(*) FROM passages WHERE {where(terms)} "
            "GROUP BY 1, 2 ORDER BY 1, 3",
            [*terms.values()],
        )
        return [value for value in {row[0]: str(row[1]) for row in rows}.values() if value]
