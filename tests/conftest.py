"""Fixtures that all tests share. No test can reach the network: sockets connect to this machine only."""

import hashlib
import ipaddress
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from knowledge import KnowledgeBase
from knowledge.embedder import Vectors
from knowledge.folding import folded_words

pytest_plugins = ["tests.advisors", "tests.chroma", "tests.postgres"]

PAGE = Path(__file__).parent / "pages" / "logistikplaner.txt"


class NetworkReachedError(AssertionError):
    """A test tried to leave this machine."""


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Sockets refuse every address but loopback, and names are looked up for this machine only."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, _only_here(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _lookup_only_here(socket.getaddrinfo))
        yield


def _only_here(method: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]
        if isinstance(address, tuple) and not _is_here(str(address[0])):
            raise NetworkReachedError(f"a test tried to reach {address[0]}")
        return method(self, *arguments)

    return guarded


def _lookup_only_here(look_up: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: Any, *arguments: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name and not _is_here(name):
            raise NetworkReachedError(f"a test tried to look up {name}")
        return look_up(host, *arguments, **options)

    return guarded


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback or ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return host in ("", "localhost", socket.gethostname())


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The environment of whoever runs the tests says nothing; data goes to the test's own folder."""
    for name in ("EMBEDDING_MODEL", "SHIPPED_TEXTS"):
        monkeypatch.delenv(f"REVIERLOTSE_{name}", raising=False)
    for name in ("DATABASE_URL", "CHROMA_URL", "WEBHOOK_URL", "WEBHOOK_SECRET", "WEBHOOK_LISTEN"):
        monkeypatch.delenv(name, raising=False)
    for name in [*os.environ]:  # no model is configured, and no key of anybody is at hand
        if name.startswith(
            ("REVIERLOTSE_LLM", "OPENAI_", "ANTHROPIC_", "MISTRAL_", "OLLAMA_", "LANGSMITH_", "LANGCHAIN_")
        ):
            monkeypatch.delenv(name)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")  # nobody listens there
    monkeypatch.setenv(
        "NO_PROXY", "127.0.0.1"
    )  # no proxy of the environment stands between the tests and their servers
    monkeypatch.setenv("REVIERLOTSE_DATA_DIR", str(tmp_path / "data"))


class HashingEmbedder:
    """Texts that share runs of four letters get similar vectors; the same text always the same one."""

    def __init__(self, name: str = "hashing", dimensions: int = 128) -> None:
        self.name = name
        self.dimensions = dimensions
        self.embedded: list[str] = []

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vector(text) for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded.extend(texts)
        return self.embed_queries(texts)

    def _vector(self, text: str) -> Vectors:
        vector = np.zeros(self.dimensions, dtype=np.float32)
        for word in folded_words(text):
            for start in range(max(1, len(word) - 3)):
                digest = hashlib.md5(word[start : start + 4].encode()).digest()
                vector[int.from_bytes(digest[:4]) % self.dimensions] += 1
        length = float(np.linalg.norm(vector))
        return vector / np.float32(length or 1.0)


@pytest.fixture
def embedder() -> HashingEmbedder:
    return HashingEmbedder()


@pytest.fixture
def page() -> Path:
    """A job-portal page without markup: two title lines, then six headings with a paragraph each."""
    return PAGE


@pytest.fixture
def base(tmp_path: Path, embedder: HashingEmbedder) -> Iterator[KnowledgeBase]:
    """An empty knowledge base without the shipped texts."""
    with KnowledgeBase.open(tmp_path / "data", embedder=embedder, shipped_texts=False) as opened:
        yield opened


@pytest.fixture
def write_text(tmp_path: Path) -> Callable[..., Path]:
    """Writes a Markdown text with front matter and returns its path."""

    def write(name: str, *sections: str, **fields: str) -> Path:
        about = {"title": name, "profession": "Koch", "city": "Essen", "language": "de"} | fields
        front = "\n".join(f"{field}: {value}" for field, value in about.items())
        path = tmp_path / "texts" / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\n{front}\n---\n\n" + "\n\n".join(sections) + "\n", "utf-8")
        return path

    return write
