"""The training loop: steps, learning rate, checkpoints. Leaves batches to `batches.py` and losses to `loss.py`."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tqdm import tqdm  # type: ignore[import-untyped]

from knowledge.training.bag import embed, new_weight
from knowledge.training.batches import Batch, Sampler
from knowledge.training.loss import ranking_loss, teacher_loss


@dataclass(frozen=True, slots=True)
class Plan:
    """The numbers of a run; a checkpoint belongs to exactly one plan."""

    steps: int = 2_400  # the dev numbers are flat from here on, and nearly so from 600
    batch: int = 1_024  # pairs; all others of a batch are negatives
    dimensions: int = 512  # with 32,000 rows of bytes the model has 17 MB, of the 20 that it may have
    learning_rate: float = 0.02
    warm_up: float = 0.05  # share of the steps with a rising learning rate; then it falls to zero in a line
    seed: int = 1
    all_topics: bool = False  # whether the domain's kept-apart topics and questions are trained on, too
    checkpoint_every: int = 200  # steps: a minute or two of work


def train(
    plan: Plan, sampler: Sampler, vocabulary: int, teacher: NDArray[np.float16] | None, work: Path
) -> torch.Tensor:
    """Trains the vectors, or goes on where an interrupted run of the same plan stopped.

    Args:
        plan: The numbers of the run.
        sampler: Gives the batch of a step.
        vocabulary: Number of token vectors.
        teacher: Vectors of the parallel sources' English texts; None trains without them.
        work: Folder of the checkpoint.

    Returns:
        Shape (vocabulary, plan.dimensions).
    """
    torch.set_num_threads(1)  # two fight with the batch thread, and one adds up in one order
    weight = new_weight(vocabulary, plan.dimensions, plan.seed)
    optimizer = torch.optim.Adam([weight], lr=plan.learning_rate, fused=True)
    work.mkdir(parents=True, exist_ok=True)
    checkpoint = work / f"checkpoint-{plan.seed}{'-all' if plan.all_topics else ''}.pt"
    first = _restored(checkpoint, plan, weight, optimizer)
    target = None if teacher is None else torch.from_numpy(_rotated(teacher, min(plan.dimensions, teacher.shape[1])))
    progress = tqdm(range(first, plan.steps), desc="steps", initial=first, total=plan.steps)
    with ThreadPoolExecutor(1) as pool:
        upcoming = pool.submit(sampler.batch, first)
        for step in progress:
            batch, upcoming = upcoming.result(), pool.submit(sampler.batch, step + 1)
            optimizer.param_groups[0]["lr"] = _learning_rate(plan, step)
            optimizer.zero_grad()
            loss = _loss(batch, weight, target)
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            progress.set_postfix(loss=f"{loss.item():.3f}", refresh=False)
            if (step + 1) % plan.checkpoint_every == 0:
                _save(checkpoint, plan, step + 1, weight, optimizer)
    checkpoint.unlink(missing_ok=True)
    return weight.detach()


def _loss(batch: Batch, weight: torch.Tensor, teacher: torch.Tensor | None) -> torch.Tensor:
    left, right, same = embed(weight, batch.left), embed(weight, batch.right), torch.from_numpy(batch.same)
    loss = ranking_loss(left, right, same, batch.source.scale)
    if batch.teacher_rows is None or teacher is None:
        return loss
    target = teacher[torch.from_numpy(batch.teacher_rows)]
    return loss + teacher_loss(left, target, same) + teacher_loss(right, target, same)


def _learning_rate(plan: Plan, step: int) -> float:
    warm_up = max(1, round(plan.steps * plan.warm_up))
    rising, falling = (step + 1) / warm_up, (plan.steps - step) / (plan.steps - warm_up + 1)
    return plan.learning_rate * min(rising, falling)


def _rotated(teacher: NDArray[np.float16], dimensions: int) -> NDArray[np.float32]:
    """The teacher's vectors along their principal axes, so that short prefixes hold most of them."""
    full = teacher.astype(np.float32)
    _, axes = np.linalg.eigh(full.T @ full)
    return np.ascontiguousarray(full @ axes[:, ::-1][:, :dimensions])


def _save(path: Path, plan: Plan, step: int, weight: torch.Tensor, optimizer: torch.optim.Optimizer) -> None:
    part = path.with_suffix(".part")
    torch.save({"plan": asdict(plan), "step": step, "weight": weight.data, "optimizer": optimizer.state_dict()}, part)
    part.replace(path)


def _restored(path: Path, plan: Plan, weight: torch.Tensor, optimizer: torch.optim.Optimizer) -> int:
    if not path.exists():
        return 0
    saved = torch.load(path, weights_only=True)
    if saved["plan"] != asdict(plan):
        return 0
    weight.data.copy_(saved["weight"])
    optimizer.load_state_dict(saved["optimizer"])
    return int(saved["step"])
