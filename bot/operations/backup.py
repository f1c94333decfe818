"""`python -m bot backup FILE` and `restore FILE`: texts and the SQLite database, copied while the bot runs."""

import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from bot.database import parse_url
from bot.errors import BackupRefused
from bot.operations.archive import Manifest, pack, unpack
from bot.settings import Settings
from bot.version import version
from knowledge import copy_texts, has_texts, put_texts

TEXTS, DATABASE = "texts.sqlite3", "database.sqlite3"  # names in the archive
_PATIENCE = 30.0  # seconds to wait for a transaction of the running bot


def write_backup(settings: Settings, path: Path, *, force: bool = False) -> list[str]:
    """Writes a backup; returns what to tell the operator.

    Raises:
        BackupRefused: The file exists, or cannot be written; or the database cannot be read.
        IndexUnavailable: There are no texts.
    """
    if path.exists() and not force:
        raise BackupRefused(f"{path} exists; --force overwrites it")
    database = _database_file(settings)
    with _work_folder(path.absolute().parent) as name:
        folder = Path(name)
        texts = copy_texts(settings.knowledge.data_dir, folder / TEXTS)
        names = [TEXTS]
        if database and database.exists():
            _copy(database, folder / DATABASE)
            names.append(DATABASE)
        made = datetime.now(UTC).isoformat(timespec="seconds")
        kind = "sqlite" if database else "server"
        pack(path, folder, names, made=made, version=version(), database=kind, texts=texts)
    said = [f"{path}: {texts} texts{', conversations, feedback and inbox' if DATABASE in names else ''}"]
    return (
        said
        if database
        else [*said, f"the database is on a server and not in this file; save it with: {_dump(settings)}"]
    )


def restore_backup(settings: Settings, path: Path, *, force: bool = False) -> list[str]:
    """Puts a backup in the place of texts and database, and builds the indexes anew; returns what to tell the operator.

    Raises:
        BackupRefused: It is damaged, or there is something already and `force` was not said; nothing is changed then.
        KnowledgeError: The texts cannot be written or indexed.
    """
    folder, database = settings.knowledge.data_dir, _database_file(settings)
    present = [
        str(place)
        for place, there in ((folder, has_texts(folder)), (database, database and database.exists()))
        if there
    ]
    if present and not force:
        raise BackupRefused(f"{' and '.join(present)} would be overwritten; --force does it")
    with _work_folder(folder) as name:
        work = Path(name)
        manifest = unpack(path, work, (TEXTS, DATABASE))
        texts = put_texts(folder, work / TEXTS)
        said = [_put_database(work, manifest, database)]
    settings.knowledge.open(rebuild=True).close()
    return [f"{path} of {manifest.made}, version {manifest.version}: {texts} texts are back, indexes are built", *said]


def _put_database(work: Path, manifest: Manifest, database: Path | None) -> str:
    if DATABASE not in manifest.files:
        return "conversations were not in the backup" + (
            "; restore them with pg_restore" if manifest.database == "server" else ""
        )
    if database is None:
        return "its conversations are left out, because DATABASE_URL names a server"
    _settle(work / DATABASE)
    database.parent.mkdir(parents=True, exist_ok=True)
    database.touch(mode=0o600)
    _copy(work / DATABASE, database)
    return "conversations, feedback and inbox are back"


def _settle(database: Path) -> None:
    """Ends the updates that were in work: they were answered since, or are too old to be."""
    with closing(_connected(database)) as connection, connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "updates" in tables:
            ended = "UPDATE updates SET state = 'done', owner = '', lane = '', payload = '' WHERE state IN ('waiting', 'leased')"
            connection.execute(ended)
        if "workers" in tables:
            connection.execute("DELETE FROM workers")


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(_connected(source)) as read, closing(_connected(target)) as written:
            if read.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise BackupRefused(f"{source}: the database is damaged")
            read.backup(written)
    except sqlite3.Error as error:
        raise BackupRefused(f"{source}: the database cannot be copied: {error}") from error


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_PATIENCE)


def _work_folder(beside: Path) -> "tempfile.TemporaryDirectory[str]":
    """A folder on the disk where the result goes, for the system's own may be small."""
    try:
        beside.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(prefix=".backup-", dir=beside)
    except OSError as error:
        raise BackupRefused(f"{beside}: cannot be written: {error.strerror or error}") from error


def _database_file(settings: Settings) -> Path | None:
    """The SQLite file of conversations; None where they are on a server."""
    address = settings.conversations
    if isinstance(address, Path):
        return address
    url = parse_url(address)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _dump(settings: Settings) -> str:
    url: sa.URL = parse_url(str(settings.conversations))
    plain = sa.URL.create(url.get_backend_name(), url.username, None, url.host, url.port, url.database)
    return f'pg_dump --format=custom --file=revierlotse.dump "{plain.render_as_string()}"'
