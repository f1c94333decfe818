"""The knowledge base's four settings, read from a mapping of variables such as `os.environ`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

from knowledge.embedder import open_embedder
from knowledge.errors import KnowledgeError
from knowledge.ingest import Progress
from knowledge.knowledge_base import KnowledgeBase

_YES, _NO = ("true", "1", "yes", "on", "ja"), ("false", "0", "no", "off", "nein")


@dataclass(frozen=True, slots=True)
class KnowledgeSettings:
    """Where the data lies, whether the shipped texts are used, which model embeds ("" is the shipped one).

    `chroma_url` is the Chroma server that holds the vectors, "" where the folder does.
    """

    data_dir: Path
    shipped_texts: bool = True
    embedding_model: str = ""
    chroma_url: str = field(default="", repr=False)  # may hold a password

    @classmethod
    def from_environment(cls, variables: Mapping[str, str]) -> "KnowledgeSettings":
        """Read REVIERLOTSE_DATA_DIR, _SHIPPED_TEXTS and _EMBEDDING_MODEL, and CHROMA_URL; empty counts as unset.

        Raises:
            KnowledgeError: A value is not of its kind.
        """
        folder = variables.get("REVIERLOTSE_DATA_DIR", "").strip()
        return cls(
            data_dir=Path(folder).expanduser() if folder else user_data_path("revierlotse"),
            shipped_texts=_truth(variables, "REVIERLOTSE_SHIPPED_TEXTS", default=True),
            embedding_model=variables.get("REVIERLOTSE_EMBEDDING_MODEL", "").strip(),
            chroma_url=_chroma(variables.get("CHROMA_URL", "").strip()),
        )

    def open(self, progress: Progress | None = None, *, rebuild: bool = False) -> KnowledgeBase:
        """Open the knowledge base; errors as for `KnowledgeBase.open` and `open_embedder`."""
        return KnowledgeBase.open(
            self.data_dir,
            embedder=open_embedder(self.embedding_model),
            shipped_texts=self.shipped_texts,
            progress=progress,
            rebuild=rebuild,
            chroma_url=self.chroma_url,
        )


def _chroma(url: str) -> str:
    if url and not re.fullmatch(r"https?://[^\s/?#]+/?", url):
        raise KnowledgeError("CHROMA_URL must be the address of a Chroma server, such as http://chroma:8000")
    return url


def _truth(variables: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = variables.get(name, "").strip().lower()
    if not value:
        return default
    if value not in (*_YES, *_NO):
        raise KnowledgeError(f"{name} is {variables[name]!r}; it must be true or false")
    return value in _YES
