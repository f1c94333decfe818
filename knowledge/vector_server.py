"""A collection on a Chroma server, over its HTTP interface (v2): what several replicas share in place of a folder.

Not through chromadb's own client, which waits for a server without any limit and takes half a second to import.
"""

import base64
import json
import threading
from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.embedder import Vectors
from knowledge.errors import VectorsAway

if TYPE_CHECKING:
    import httpx

_COLLECTIONS = "/api/v2/tenants/default_tenant/databases/default_database/collections"
_CONFIGURATION = {"hnsw": {"space": "cosine", "ef_construction": 50, "ef_search": 200}}  # as in vector_index.py
_ASKING = 1.0  # seconds that a question may wait for an answer; it takes some milliseconds
_WORKING = 120.0  # seconds for what no question waits for
_BATCH = 1000  # vectors sent at a time: 1.5 MB
_PAGE = 20_000  # ids read at a time
_LONGEST = 200  # characters of a foreign error that are shown


class VectorServer:
    """The vectors of one embedding model, by passage id. May be used from several threads.

    The collection is named after the model, and passage ids are hashes of their content: replicas with the same model
    share it whatever texts they hold, and bringing a vector twice changes nothing. Every method but `close` raises
    `VectorsAway` where the server does not answer in time or as it should.
    """

    def __init__(self, url: str, model: str) -> None:
        self.address = _shown(url)
        self.collection = collection_name(model)
        self._url = url.rstrip("/")
        self._client: httpx.Client | None = None
        self._path = ""  # of the collection, once it is known
        self._lock = threading.Lock()

    def close(self) -> None:
        """Release the connections."""
        with self._lock:
            if self._client:
                self._client.close()
            self._client = None

    def check(self) -> None:
        """Ask whether the server answers and knows the collection, which is made where it is missing."""
        self._find(_ASKING)

    def _find(self, seconds: float) -> None:
        made = {"name": self.collection, "configuration": _CONFIGURATION, "get_or_create": True}
        self._path = f"{_COLLECTIONS}/{self._send('POST', _COLLECTIONS, made, seconds)['id']}"

    def search(self, vector: Vectors, limit: int) -> dict[str, float]:
        """Cosine similarities of the nearest passages, best first."""
        asked = {"query_embeddings": [vector.tolist()], "n_results": limit, "include": ["distances"]}
        found = self._ask("query", asked, _ASKING)
        return {id_: 1.0 - distance for id_, distance in zip(found["ids"][0], found["distances"][0], strict=True)}

    def ids(self) -> set[str]:
        """The ids of all passages there."""
        found: set[str] = set()
        offset = 0
        while page := self._ask("get", {"limit": _PAGE, "offset": offset, "include": []}, _WORKING)["ids"]:
            found.update(page)
            offset += len(page)
        return found

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Bring vectors, in place of those there."""
        packed = [base64.b64encode(vector.tobytes()).decode() for vector in vectors.astype(np.dtype("<f4"))]
        for start in range(0, len(ids), _BATCH):
            some = slice(start, start + _BATCH)
            self._ask("upsert", {"ids": list(ids[some]), "embeddings": packed[some]}, _WORKING)

    def remove(self, ids: Sequence[str]) -> None:
        """Take passages out; unknown ids do no harm."""
        for start in range(0, len(ids), _BATCH):
            self._ask("delete", {"ids": list(ids[start : start + _BATCH])}, _WORKING)

    def drop(self, model: str) -> None:
        """Delete the collection of another model, where there is one."""
        known = [made["name"] for made in self._send("GET", _COLLECTIONS, None, _WORKING)]
        if (name := collection_name(model)) in known and name != self.collection:
            self._send("DELETE", f"{_COLLECTIONS}/{name}", None, _WORKING)

    def _ask(self, what: str, body: object, seconds: float) -> Any:
        if not self._path:
            self._find(seconds)
        return self._send("POST", f"{self._path}/{what}", body, seconds)

    def _send(self, method: str, path: str, body: object, seconds: float) -> Any:
        """The border where errors of HTTP and of its content become ours."""
        import httpx

        try:
            content = None if body is None else json.dumps(body)
            response = self._opened().request(method, path, content=content, timeout=seconds)
            response.raise_for_status()
            return response.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, RuntimeError) as error:  # RuntimeError: closed meanwhile
            self._path = ""  # another server, or an emptied one, knows the collection by another number
            raise VectorsAway(f"the Chroma server at {self.address} cannot be asked: {_reason(error)}") from error

    def _opened(self) -> "httpx.Client":
        import httpx

        with self._lock:
            if self._client is None:  # no proxy stands before a server of one's own
                headers = {"Content-Type": "application/json"}
                self._client = httpx.Client(base_url=self._url, headers=headers, trust_env=False)
            return self._client


def collection_name(model: str) -> str:
    """What the collection of a model is called, whose name may hold anything."""
    return f"revierlotse-{blake2b(model.encode(), digest_size=8).hexdigest()}"


def _reason(error: Exception) -> str:
    """What went wrong, in one line without the address, which may hold a password."""
    if response := getattr(error, "response", None):
        return f"status {response.status_code}"
    return next(iter(str(error).splitlines()), type(error).__name__)[:_LONGEST]


def _shown(url: str) -> str:
    """The address without user and password."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}".rstrip("/")
