"""All texts of a data folder as one file for replicas with disks of their own: `export` writes it, `import` follows it.

The file holds texts, passages and vectors, so a replica embeds nothing: it only builds its keyword index.
"""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from knowledge.copies import copy_texts, has_texts, put_texts
from knowledge.errors import IndexUnavailable, KnowledgeError
from knowledge.ingest import EMBEDDER, STORE_FILE, UNBUILT, VECTORS
from knowledge.passage_store import ADDED

_TEXTS = "SELECT id, origin, fingerprint FROM texts WHERE kind = ? ORDER BY id"
_MODEL = "SELECT value FROM meta WHERE name = ?"


def export_texts(folder: Path, target: Path, *, force: bool = False) -> int:
    """Write all texts to a file, in one step that nobody sees half; returns how many.

    Raises:
        KnowledgeError: The file exists and is not to be overwritten, or there are no texts.
    """
    if target.exists() and not force:
        raise KnowledgeError(f"{target} exists; --force overwrites it")
    try:
        with tempfile.TemporaryDirectory(prefix=".export-", dir=target.absolute().parent) as work:
            count = copy_texts(folder, Path(work) / target.name)
            (Path(work) / target.name).replace(target)
    except OSError as error:
        raise KnowledgeError(f"{target}: cannot be written: {error.strerror or error}") from error
    return count


def import_texts(folder: Path, source: Path) -> int | None:
    """Put the texts of a file in the place of those of the folder; returns how many, None where they are the same.

    Shipped texts are not compared: each replica takes in those of its own program. The indexes must be built anew
    afterwards; a folder that is opened before is built then.

    Raises:
        KnowledgeError: The file is missing, damaged or none, or the folder cannot be written; nothing is changed then.
    """
    if not source.is_file():
        raise IndexUnavailable(f"{source}: no such file; python -m knowledge export writes one")
    wanted = _content(source)
    if has_texts(folder) and _content(folder / STORE_FILE) == wanted:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".import-", dir=folder) as work:  # for the file itself may be read-only
            copy = Path(work) / source.name
            shutil.copyfile(source, copy)
            return put_texts(folder, copy)
    except OSError as error:
        raise IndexUnavailable(f"{folder}: cannot be written: {error.strerror or error}") from error


def _content(store: Path) -> tuple[object, ...]:
    """What makes two stores the same: their added texts, the model of their vectors, and that their indexes are built."""
    try:
        with closing(sqlite3.connect(f"{store.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            texts = connection.execute(_TEXTS, (ADDED,)).fetchall()
            model, place = (connection.execute(_MODEL, (name,)).fetchone() for name in (EMBEDDER, VECTORS))
            return texts, model, place == (UNBUILT,)
    except sqlite3.Error as error:
        raise IndexUnavailable(f"{store}: no file of texts: {error}") from error
