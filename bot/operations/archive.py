"""A backup as a file: files in a compressed tar archive, with a manifest of versions and checksums beside them."""

import hashlib
import json
import tarfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.errors import BackupRefused

MANIFEST = "manifest.json"
FORMAT = 1  # of the archive; a later one may say what this version does not know
LARGEST_MANIFEST = 1 << 20  # bytes
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself; `files` gives the SHA-256 of each."""

    made: str
    version: str
    database: str
    texts: int
    files: dict[str, str]
    format: int = FORMAT


def pack(path: Path, folder: Path, names: Sequence[str], **about: Any) -> Manifest:
    """Writes the named files of a folder into an archive that only this account can read.

    Raises:
        BackupRefused: The archive cannot be written.
    """
    manifest = Manifest(files={name: checksum(folder / name) for name in names}, **about)
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=2), "utf-8")
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        with tarfile.open(unfinished, "w:gz") as archive:
            for name in (MANIFEST, *names):
                archive.add(folder / name, name)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise BackupRefused(f"{path}: cannot be written: {error.strerror or error}") from error
    return manifest


def unpack(path: Path, folder: Path, known: Sequence[str]) -> Manifest:
    """Reads an archive into a folder and checks every byte of it.

    Args:
        path: The archive.
        folder: An empty folder.
        known: The names of files that an archive may hold; others are refused, whatever their path.

    Raises:
        BackupRefused: It is no archive of this kind, is of a later version, or damaged.
    """
    try:
        with tarfile.open(path, "r:gz") as archive:
            manifest = _manifest(archive)
            if not set(manifest.files) <= set(known):
                raise BackupRefused(f"{path}: the backup holds files that this version does not know")
            for name, expected in manifest.files.items():
                _extract(archive, name, folder / name)
                if checksum(folder / name) != expected:
                    raise BackupRefused(f"{path}: {name} is damaged: its checksum is another one")
    except (tarfile.TarError, EOFError, KeyError, TypeError, ValueError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is no backup, or damaged"
        raise BackupRefused(f"{path}: cannot be read: {reason}") from error
    return manifest


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(archive: tarfile.TarFile) -> Manifest:
    file = archive.extractfile(MANIFEST)
    if file is None:
        raise ValueError
    said = json.loads(file.read(LARGEST_MANIFEST))
    if said["format"] != FORMAT:
        raise BackupRefused(f"the backup is of format {said['format']}, this version reads {FORMAT}")
    return Manifest(**said)


def _extract(archive: tarfile.TarFile, name: str, target: Path) -> None:
    file = archive.extractfile(name)
    if file is None:
        raise ValueError
    with file, target.open("wb") as written:
        while block := file.read(_BLOCK):
            written.write(block)
