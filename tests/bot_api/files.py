"""Files that the bot uploaded or people sent: kept in memory, found by file id, downloaded by path."""

import hashlib
import threading
from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.bot_api.errors import bad_request

MAX_DOWNLOAD = 20 * 1024 * 1024  # bytes that getFile gives access to


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it comes in a multipart request."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the server."""

    id: str
    path: str
    name: str
    content: bytes

    def as_json(self) -> dict[str, Any]:
        """The fields that every kind of file has in the Bot API."""
        unique = hashlib.sha256(self.content).hexdigest()[:16]
        return {"file_id": self.id, "file_unique_id": unique, "file_size": len(self.content)}


class FileStore:
    """All files behind one token."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._numbers = count(1)
        self._lock = threading.Lock()

    def keep(self, folder: str, upload: Upload) -> StoredFile:
        """Takes a file in; `folder` is its kind, as in photos, documents, voice."""
        with self._lock:
            number = next(self._numbers)
            stored = StoredFile(f"{folder}-{number:06}", f"{folder}/file_{number}", upload.name, upload.content)
            self._by_id[stored.id] = self._by_path[stored.path] = stored
            return stored

    def by_id(self, file_id: str) -> StoredFile:
        """Finds a file.

        Raises:
            Refusal: No file has this id.
        """
        try:
            return self._by_id[file_id]
        except KeyError:
            raise bad_request("wrong file identifier/HTTP URL specified") from None

    def by_path(self, path: str) -> StoredFile | None:
        """The file that a download address names."""
        return self._by_path.get(path)

    def get_file(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """The method getFile."""
        stored = self.by_id(arguments["file_id"])
        if len(stored.content) > MAX_DOWNLOAD:
            raise bad_request("file is too big", violation=False)
        return stored.as_json() | {"file_path": stored.path}
