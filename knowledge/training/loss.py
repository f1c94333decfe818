"""What the model is rewarded for: partners near, the rest of the batch far, English where the teacher has it."""

import torch
from torch.nn.functional import normalize

TEACHER_SCALE = 20.0  # of the cosine among the teacher's vectors; sentence-transformers' value
TEACHER_PULL = 2.0  # weight of 1 - cosine to the teacher beside the ranking among the teacher's vectors


def ranking_loss(left: torch.Tensor, right: torch.Tensor, same: torch.Tensor, scale: float) -> torch.Tensor:
    """Multiple negatives ranking, both directions (Henderson et al. 2017, arXiv:1705.00652).

    Args:
        left: Shape (n, d).
        right: Shape (n, d); row i is the partner of row i of `left`.
        same: Shape (n, n); true where row j would be as good a partner for row i as its own.
        scale: Factor of the cosine; the higher, the more the nearest wrong partners count.
    """
    scores = scale * normalize(left, dim=1) @ normalize(right, dim=1).T
    odds = torch.exp(scores - scale).masked_fill(same, 0)  # at most 1, so that no maximum has to be taken off first
    return (odds.sum(dim=0).log().mean() + odds.sum(dim=1).log().mean()) / 2 - (scores.diagonal() - scale).mean()


def teacher_loss(student: torch.Tensor, teacher: torch.Tensor, same: torch.Tensor) -> torch.Tensor:
    """Pulls the first dimensions of the vectors to the teacher's (Reimers and Gurevych 2020, arXiv:2004.09813)."""
    prefix = student[:, : teacher.shape[1]]
    distance = 1 - torch.cosine_similarity(prefix, teacher).mean()
    return ranking_loss(prefix, teacher, same, TEACHER_SCALE) + TEACHER_PULL * distance
