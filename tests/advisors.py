"""Advisors on real texts with the shipped model, opened once for all tests that only ask. A pytest plugin module."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.conversation import Advisor
from bot.memory import Memory
from knowledge import KnowledgeBase, open_embedder


@pytest.fixture(scope="session")
def shipped_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the shipped texts indexed and the topics learnt."""
    folder = tmp_path_factory.mktemp("shipped")
    with KnowledgeBase.open(folder, embedder=open_embedder()) as base:
        Advisor(base, folder, Memory.in_process())
    return folder


@pytest.fixture(scope="session")
def shipped(shipped_folder: Path) -> Iterator[Advisor]:
    """An advisor on the shipped texts."""
    with KnowledgeBase.open(shipped_folder, embedder=open_embedder()) as base:
        yield Advisor(base, shipped_folder, Memory.in_process())


@pytest.fixture(scope="session")
def on_page(tmp_path_factory: pytest.TempPathFactory, shipped_folder: Path) -> Iterator[Callable[..., Advisor]]:
    """Opens an advisor on some texts alone, without the shipped ones."""
    opened: list[KnowledgeBase] = []

    def open_on(*paths: Path) -> Advisor:
        base = KnowledgeBase.open(tmp_path_factory.mktemp("own"), embedder=open_embedder(), shipped_texts=False)
        opened.append(base)
        assert not base.add(paths).refused
        return Advisor(base, shipped_folder, Memory.in_process())

    yield open_on
    for base in opened:
        base.close()
