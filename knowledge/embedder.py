"""Text -> vectors of length one: the shipped static model or any sentence-transformers model. Knows no index."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from model2vec import StaticModel
from numpy.typing import NDArray
from safetensors.numpy import load
from tokenizers import Tokenizer

from knowledge.errors import EmbeddingUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

SHIPPED_NAME = "revierlotse-static-1"
SHIPPED_FOLDER = Path(__file__).with_name("model")
HASH_DIGITS = 12  # of SHA-256: enough to tell a few models apart, short enough for a message
E5_PROMPTS = ("query: ", "passage: ")  # trained into the e5 family, but not written in its configuration
QUERY_PROMPT_NAMES = ("query",)
PASSAGE_PROMPT_NAMES = ("passage", "document", "corpus")

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into vectors of length one; a text without a known word gives zeros."""

    @property
    def name(self) -> str:
        """What an index remembers: vectors of two names cannot be compared."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of every vector."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embeds questions; shape (len(texts), dimensions)."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embeds texts to be found; shape (len(texts), dimensions)."""
        ...


def open_embedder(
    model: str = "", *, query_prompt: str = "", passage_prompt: str = "", download: bool = False
) -> Embedder:
    """Opens an embedding model.

    Args:
        model: "" for the shipped model, else a folder or the name of a sentence-transformers model.
        query_prompt: Put in front of every question; "" takes the model's own.
        passage_prompt: Put in front of every passage; "" takes the model's own.
        download: Whether a model that is not on this machine may be fetched from the hub.

    Raises:
        EmbeddingUnavailable: The model is missing or broken.
    """
    if not model:
        return _StaticEmbedder.open(SHIPPED_FOLDER, SHIPPED_NAME)
    folder = Path(model).expanduser()
    if _is_static(folder) and not (query_prompt or passage_prompt):
        return _StaticEmbedder.open(folder, folder.resolve().name)
    return _TransformerEmbedder.open(model, query_prompt, passage_prompt, download=download)


@dataclass(frozen=True, slots=True)
class _StaticEmbedder:
    """A mean of token vectors, through model2vec: opens in a fraction of a second and never imports torch."""

    name: str
    model: StaticModel

    @classmethod
    def open(cls, folder: Path, name: str) -> "_StaticEmbedder":
        try:
            model, fingerprint = _read_static(folder)
        except Exception as error:  # tokenizers, safetensors and json raise whatever they like
            raise EmbeddingUnavailable(f"the embedding model in {folder} cannot be opened: {_line(error)}") from error
        return cls(f"{name}@{fingerprint}", model)

    @property
    def dimensions(self) -> int:
        return int(self.model.dim)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return _unit(self.model.encode(list(texts), use_multiprocessing=False)) if texts else self._nothing()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self.embed_queries(texts)

    def _nothing(self) -> Vectors:
        return np.zeros((0, self.dimensions), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _TransformerEmbedder:
    """Any other model, through sentence-transformers, whose import takes seconds and is therefore late."""

    name: str
    model: "SentenceTransformer"
    query_prompt: str
    passage_prompt: str

    @classmethod
    def open(cls, model: str, query_prompt: str, passage_prompt: str, *, download: bool) -> "_TransformerEmbedder":
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            message = f"the embedding model {model!r} needs sentence-transformers: pip install sentence-transformers"
            raise EmbeddingUnavailable(message) from error
        try:
            opened = SentenceTransformer(model, device="cpu", local_files_only=not download)
        except Exception as error:  # the libraries below raise OSError, ValueError, KeyError, SafetensorError, ...
            hint = "" if download else " (it is looked for on this machine only; downloads are off)"
            raise EmbeddingUnavailable(
                f"the embedding model {model!r} cannot be opened{hint}: {_line(error)}"
            ) from error
        own_query, own_passage = _own_prompts(model, opened.prompts)
        name = f"{model} with passage prompt {passage_prompt!r}" if passage_prompt else model
        return cls(name, opened, query_prompt or own_query, passage_prompt or own_passage)

    @property
    def dimensions(self) -> int:
        return int(self.model.get_embedding_dimension() or 0)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts, self.query_prompt)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts, self.passage_prompt)

    def _embed(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return _unit(np.asarray(self.model.encode(list(texts), prompt=prompt, show_progress_bar=False)))


def _is_static(folder: Path) -> bool:
    """Whether model2vec can open the folder: token vectors and nothing behind them but a normalisation."""
    try:
        if (folder / "modules.json").is_file():
            kinds = [module["type"].rpartition(".")[2] for module in _json(folder / "modules.json")]
            return kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])
        return (folder / "config.json").is_file() and _json(folder / "config.json").get("model_type") == "model2vec"
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _read_static(folder: Path) -> tuple[StaticModel, str]:
    """The model and its fingerprint.

    `StaticModel.from_pretrained` would import the hub's client first, which takes longer than all the rest.
    """
    place = folder if (folder / "model.safetensors").is_file() else folder / "0_StaticEmbedding"
    stored, tokenizer = (place / "model.safetensors").read_bytes(), (place / "tokenizer.json").read_bytes()
    fingerprint = hashlib.sha256(stored + tokenizer).hexdigest()[:HASH_DIGITS]
    vectors = _token_vectors(load(stored))
    return StaticModel(vectors, Tokenizer.from_buffer(tokenizer), max_length=None), fingerprint


def _token_vectors(tensors: Mapping[str, NDArray[Any]]) -> Vectors:
    """One row per token: model2vec's names or sentence-transformers' own, weights and shared rows written out.

    They are widened because halves and bytes are slow to add up on a CPU.
    """
    rows = tensors["embeddings"] if "embeddings" in tensors else tensors["embedding.weight"]
    vectors = (rows[tensors["mapping"]] if "mapping" in tensors else rows).astype(np.float32)
    if "weights" in tensors:
        vectors *= tensors["weights"].astype(np.float32)[:, None]
    return vectors


def _own_prompts(model: str, prompts: Mapping[str, str | None]) -> tuple[str, str]:
    query = next((prompt for name in QUERY_PROMPT_NAMES if (prompt := prompts.get(name))), "")
    passage = next((prompt for name in PASSAGE_PROMPT_NAMES if (prompt := prompts.get(name))), "")
    if not (query or passage) and "e5" in Path(model).name.lower():
        return E5_PROMPTS
    return query, passage


def _unit(vectors: NDArray[np.floating]) -> Vectors:
    full = vectors.astype(np.float32)
    lengths = np.linalg.norm(full, axis=1, keepdims=True)
    unit: Vectors = np.divide(full, lengths, out=np.zeros_like(full), where=lengths > 0)
    return unit


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
