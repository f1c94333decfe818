"""Copies of all texts of a data folder as one file, taken while others read and write, and put back in one step."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.errors import IndexUnavailable
from knowledge.ingest import GENERATION, STORE_FILE, UNBUILT, VECTORS, VECTORS_GENERATION

_PATIENCE = 60.0  # seconds to wait for another process's ingest


def has_texts(folder: Path) -> bool:
    """Whether a data folder holds any store of texts."""
    return (folder / STORE_FILE).exists()


def copy_texts(folder: Path, target: Path) -> int:
    """Write the texts with their passages and vectors to a new SQLite file; returns how many texts.

    Raises:
        IndexUnavailable: There are none, or a file cannot be read or written.
    """
    if not has_texts(folder):
        raise IndexUnavailable(f"{folder}: no texts lie there yet")
    with (
        _translated(target),
        closing(sqlite3.connect(folder / STORE_FILE)) as store,
        closing(sqlite3.connect(target)) as copy,
    ):
        store.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # otherwise it could not be read where nothing can be written
        return _count(copy)


def put_texts(folder: Path, source: Path) -> int:
    """Put a copy in the place of the texts; returns how many texts. The indexes must be built anew
    afterwards; where that is cut short, the next process that opens the folder does it.

    Raises:
        IndexUnavailable: The copy is damaged or is none, or the folder cannot be written.
    """
    with _translated(folder), closing(sqlite3.connect(source)) as copy:
        if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise IndexUnavailable(f"{source.name}: the copy of the texts is damaged")
        folder.mkdir(parents=True, exist_ok=True)
        with (
            FileLock(folder / "ingest.lock", timeout=_PATIENCE),
            closing(sqlite3.connect(folder / STORE_FILE)) as store,
        ):
            kept = [(name, _remembered(store, name)) for name in (GENERATION, VECTORS_GENERATION)]
            copy.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", [*kept, (VECTORS, UNBUILT)])
            copy.commit()  # a reader that runs goes on with the indexes it has, until the new ones are built
            copy.backup(store)
        return _count(copy)


def _remembered(store: sqlite3.Connection, name: str) -> str:
    known = store.execute("SELECT name FROM sqlite_master WHERE name = 'meta'").fetchone()
    row = store.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone() if known else None
    return str(row[0]) if row else ""


def _count(store: sqlite3.Connection) -> int:
    return int(store.execute("SELECT count(*) FROM texts").fetchone()[0])


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except Timeout as error:
        raise IndexUnavailable(f"{path}: another process has been writing there for too long") from error
    except (sqlite3.Error, OSError) as error:
        raise IndexUnavailable(f"{path}: the texts cannot be copied: {error}") from error
