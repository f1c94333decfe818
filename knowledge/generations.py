"""Index generations: folders of both indexes that never change once a reader can see them.

A writer copies the current generation, changes the copy, and lets the passage store name it as the current one. So a
killed writer leaves only a folder that nobody reads, a reader never sees half, and Chroma, which is not process-safe,
is never written by one process while another reads it.
"""

import shutil
from pathlib import Path
from typing import NamedTuple

from knowledge.errors import IndexUnavailable
from knowledge.keyword_index import KeywordIndex
from knowledge.vector_index import VectorIndex

_KEPT = 2  # the current generation, and the one that another process may still be reading


class Indexes(NamedTuple):
    """Both indexes of one generation."""

    generation: int
    vectors: VectorIndex
    keywords: KeywordIndex

    @classmethod
    def open(cls, folder: Path, generation: int) -> "Indexes":
        """Open the indexes of a generation that `copy_generation` began.

        Raises:
            IndexUnavailable: They cannot be read or written; of the vectors, their first use says so.
        """
        home = generation_folder(folder, generation)
        if not home.is_dir():
            raise IndexUnavailable(f"{home}: the index is gone; build it anew with: python -m knowledge build")
        return cls(generation, VectorIndex(home / "vectors"), KeywordIndex.open(home / "keywords"))

    def close(self) -> None:
        """Release the files."""
        self.vectors.close()


def generation_folder(folder: Path, generation: int) -> Path:
    """Where a generation lies in the data folder."""
    return folder / "indexes" / f"{generation:08d}"


def copy_generation(folder: Path, current: int, following: int) -> None:
    """Begin a generation as a copy of another one, or empty where `current` is 0."""
    source, target = generation_folder(folder, current), generation_folder(folder, following)
    try:
        shutil.rmtree(target, ignore_errors=True)
        if current:
            shutil.copytree(source, target)
        else:
            target.mkdir(parents=True)
    except OSError as error:
        raise IndexUnavailable(f"{target}: cannot be written: {error.strerror or error}") from error


def drop_generation(folder: Path, generation: int) -> None:
    """Remove what was written of a generation that will not be finished."""
    shutil.rmtree(generation_folder(folder, generation), ignore_errors=True)


def prune_generations(folder: Path, current: int) -> None:
    """Remove what no reader needs: older generations, and what a killed writer left behind."""
    kept = {generation_folder(folder, number) for number in range(current - _KEPT + 1, current + 1)}
    for path in (folder / "indexes").glob("*"):
        if path not in kept:
            shutil.rmtree(path, ignore_errors=True)
