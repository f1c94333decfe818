"""Passages by meaning."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from knowledge import IndexUnavailable
from knowledge.embedder import Vectors
from knowledge.vector_index import VectorIndex


def vector(*values: float) -> Vectors:
    array = np.array(values, dtype=np.float32)
    return array / np.float32(np.linalg.norm(array) or 1)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[VectorIndex]:
    opened = VectorIndex(tmp_path / "vectors")
    vectors = np.stack([vector(1, 0, 0), vector(1, 1, 0), vector(0, 0, 1)])
    opened.add(["a", "b", "c"], vectors)
    yield opened
    opened.close()


def test_nearest_first_with_cosines(index: VectorIndex) -> None:
    found = index.search(vector(1, 0, 0), 3)
    assert list(found) == ["a", "b", "c"]
    assert list(found.values()) == pytest.approx([1, 2**-0.5, 0], abs=1e-6)


def test_nothing_to_find(index: VectorIndex, tmp_path: Path) -> None:
    assert index.search(vector(0, 0, 0), 3) == {}
    assert index.search(vector(1, 0, 0), 0) == {}
    empty = VectorIndex(tmp_path / "empty")
    assert empty.search(vector(1, 0, 0), 3) == {}
    empty.close()


def test_removed_passages_are_gone(index: VectorIndex) -> None:
    index.remove(["a", "unknown"])
    assert len(index) == 2
    assert list(index.search(vector(1, 0, 0), 3)) == ["b", "c"]


def test_reopened(index: VectorIndex, tmp_path: Path) -> None:
    index.close()
    again = VectorIndex(tmp_path / "vectors")
    assert len(again) == 3
    assert list(again.search(vector(0, 0, 1), 1)) == ["c"]
    again.close()


def test_more_passages_than_one_batch(tmp_path: Path) -> None:
    count = 6000  # Chroma takes 5,461 at once
    angles = np.linspace(0, 3, count, dtype=np.float32)
    opened = VectorIndex(tmp_path / "many")
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    opened.add([str(number) for number in range(count)], vectors)
    assert len(opened) == count
    opened.remove([str(number) for number in range(count)])
    assert len(opened) == 0
    opened.close()


def test_unreadable_folders_are_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "chroma.sqlite3").write_text("no database" * 1000, "utf-8")
    for folder in (tmp_path / "file" / "below", tmp_path / "broken"):
        with pytest.raises(IndexUnavailable):
            VectorIndex(folder).search(vector(1, 0, 0), 3)


def test_a_folder_that_is_gone_does_not_come_back_empty(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable):
        VectorIndex(tmp_path / "gone" / "vectors").search(vector(1, 0, 0), 3)
    assert not (tmp_path / "gone").exists()
