"""`python -m knowledge.training DATA_FOLDER`: the order of a training run. Leaves every step to its own file."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir

import numpy as np
from numpy.typing import NDArray

from knowledge.embedder import SHIPPED_FOLDER, open_embedder
from knowledge.training.augmentation import Augmenter
from knowledge.training.batches import Sampler
from knowledge.training.corpus import load_corpus, with_domain
from knowledge.training.domain import Topic, domain_pairs, read_topics, split
from knowledge.training.evaluation import dev_numbers, speed_numbers, topic_numbers
from knowledge.training.export import export
from knowledge.training.loop import Plan, train
from knowledge.training.sources import PARALLEL, read_pairs
from knowledge.training.teacher import teacher_vectors

REPOSITORY = SHIPPED_FOLDER.parents[1]
WORK = Path(gettempdir()) / "revierlotse-training"


def main(words: Sequence[str] | None = None) -> None:
    """Prepares the data, trains, writes the model and prints its dev numbers."""
    plan = Plan()
    parser = argparse.ArgumentParser(prog="python -m knowledge.training", description=main.__doc__)
    parser.add_argument("data", type=Path, help="folder with pairs/ and dev/")
    parser.add_argument("--out", type=Path, default=SHIPPED_FOLDER, help="folder of the model (default: %(default)s)")
    parser.add_argument("--work", type=Path, default=WORK, help="caches and the checkpoint (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=plan.seed)
    parser.add_argument("--steps", type=int, default=plan.steps)
    parser.add_argument("--no-teacher", action="store_true", help="leave the English teacher out (faster, worse)")
    parser.add_argument("--all-topics", action="store_true", help="train on the topics and questions kept apart, too")
    parser.add_argument("--measure", action="store_true", help="train nothing, print the numbers of the model in --out")
    arguments = parser.parse_args(words)
    plan = replace(plan, seed=arguments.seed, steps=arguments.steps, all_topics=arguments.all_topics)

    topics = read_topics(REPOSITORY)
    if not arguments.measure:
        _train(plan, topics, arguments)
    print(json.dumps(_numbers(arguments.out, arguments.data, topics), indent=2))


def _train(plan: Plan, topics: list[Topic], arguments: argparse.Namespace) -> None:
    kept = topics if plan.all_topics else split(topics).trained
    corpus = with_domain(load_corpus(arguments.data, arguments.work), domain_pairs(kept, plan.seed))
    english, teacher_rows = _english(arguments.data)
    teacher = None if arguments.no_teacher else teacher_vectors(english, arguments.work / "teacher")
    sampler = Sampler(corpus, Augmenter.of(corpus, plan.seed), teacher_rows, plan.batch, plan.seed)
    weight = train(plan, sampler, corpus.tokenizer.get_vocab_size(), teacher, arguments.work)
    export(weight, corpus.tokenizer, arguments.out)


def _numbers(model: Path, data: Path, topics: list[Topic]) -> dict[str, float]:
    embedder = open_embedder(str(model))
    return dev_numbers(embedder, data) | topic_numbers(embedder, topics) | speed_numbers(model, topics)


def _english(data: Path) -> tuple[list[str], NDArray[np.int64]]:
    """The different English sentences of the parallel source, and for each of its pairs which one it has."""
    numbers: dict[str, int] = {}
    rows = [numbers.setdefault(left, len(numbers)) for left, _ in read_pairs(data, PARALLEL)]
    return list(numbers), np.array(rows)


if __name__ == "__main__":
    main()
