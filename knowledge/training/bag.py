"""The model: one vector per piece, a text is their mean. Leaves what is good to `loss.py`."""

from typing import Any

import numpy as np
import torch
from scipy import sparse  # type: ignore[import-untyped]

from knowledge.training.ragged import Ragged

INITIAL_SPREAD = 0.02  # of a component; a larger one finds words better and meanings worse


class _Product(torch.autograd.Function):
    """Sparse x dense, with the gradient as transposed sparse x dense: several times faster than `EmbeddingBag`.

    SciPy's product takes a third of the time of torch's own on the CPU.
    """

    @staticmethod
    def forward(context: Any, weight: torch.Tensor, matrix: sparse.csr_array) -> torch.Tensor:
        context.matrix = matrix
        return torch.from_numpy(matrix @ weight.detach().numpy())

    @staticmethod
    def backward(context: Any, *gradients: torch.Tensor) -> tuple[torch.Tensor, None]:
        return torch.from_numpy(context.matrix.T.tocsr() @ gradients[0].contiguous().numpy()), None


def new_weight(vocabulary: int, dimensions: int, seed: int) -> torch.nn.Parameter:
    """Random vectors; the first two pieces, padding and unknown, are zero and `bag_matrix` keeps them so."""
    generator = torch.Generator().manual_seed(seed)
    weight = torch.randn(vocabulary, dimensions, generator=generator) * INITIAL_SPREAD
    weight[:2] = 0
    return torch.nn.Parameter(weight)


def bag_matrix(texts: Ragged, vocabulary: int) -> sparse.csr_array:
    """Row i averages the pieces of text i; unknown pieces count for nothing."""
    known = (texts.flat > 1).astype(np.float32)
    share = (
        known / np.maximum(np.bincount(texts.row_of_entry, weights=known, minlength=len(texts)), 1)[texts.row_of_entry]
    )
    return sparse.csr_array((share.astype(np.float32), texts.flat, texts.offsets), shape=(len(texts), vocabulary))


def embed(weight: torch.Tensor, matrix: sparse.csr_array) -> torch.Tensor:
    """Means of token vectors, not yet of length one; shape (texts, dimensions)."""
    means: torch.Tensor = _Product.apply(weight, matrix)  # type: ignore[no-untyped-call]
    return means
