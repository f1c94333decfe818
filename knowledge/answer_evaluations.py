"""Finds what evaluates answers: a package that is installed beside this one and knows a bot. Imports none by name."""

from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Any

from knowledge.errors import KnowledgeError

GROUP, NAME = "revierlotse.evaluations", "answers"  # of the entry point, as pyproject.toml has it

Evaluation = Callable[..., dict[str, Any]]


def find_evaluation() -> Evaluation:
    """The evaluation of answers: called with a path, the environment and `with_model`, it returns figures by name.

    Raises:
        KnowledgeError: No installed package offers one.
    """
    found = next(iter(entry_points(group=GROUP, name=NAME)), None)
    if found is None:
        raise KnowledgeError(f"no installed package offers {GROUP}; run: pip install --no-deps -e .")
    evaluation: Evaluation = found.load()
    return evaluation
