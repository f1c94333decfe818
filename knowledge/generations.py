"""Index generations: folders of both indexes that never change once a reader can see them.

A writer begins the next generation beside the current one, and the passage store then names it as the current one. So a
killed writer leaves only a folder that nobody reads, a reader never sees half, and Chroma, which is not process-safe, is
never written by one process while another reads it.

What has not changed is not copied: tantivy never writes into a file that it has finished, so its files are linked; and a
generation may go on with the vectors of an earlier one (see vector_changes.py).
"""

import os
import shutil
from pathlib import Path
from typing import NamedTuple

from knowledge.errors import IndexUnavailable
from knowledge.keyword_index import KeywordIndex
from knowledge.served_vectors import ServedVectors
from knowledge.vector_index import VectorIndex

_VECTORS, _KEYWORDS = "vectors", "keywords"
_LOCKS = shutil.ignore_patterns("*.lock")


class Generation(NamedTuple):
    """A generation by its number, 0 where there is none, and the number of the one whose vectors it uses."""

    number: int
    vectors: int


NO_GENERATION = Generation(0, 0)


class Indexes(NamedTuple):
    """Both indexes of one generation; a server that holds the vectors is the same for all generations."""

    generation: Generation
    vectors: VectorIndex | ServedVectors
    keywords: KeywordIndex

    @classmethod
    def open(
        cls,
        folder: Path,
        generation: Generation,
        opened: "Indexes | None" = None,
        served: ServedVectors | None = None,
    ) -> "Indexes":
        """Open the indexes of a generation; `opened` are others, whose vectors are taken where they are the same.

        Raises:
            IndexUnavailable: They cannot be read or written; of the vectors, their first use says so.
        """
        home = generation_folder(folder, generation.number)
        if not home.is_dir():
            raise IndexUnavailable(f"{home}: the index is gone; build it anew with: python -m knowledge build")
        vectors: VectorIndex | ServedVectors
        if served is not None:
            vectors = served
        elif opened is not None and opened.generation.vectors == generation.vectors:
            vectors = opened.vectors
        else:
            vectors = VectorIndex(vectors_folder(folder, generation.vectors))
        return cls(generation, vectors, KeywordIndex.open(home / _KEYWORDS))


def generation_folder(folder: Path, number: int) -> Path:
    """Where a generation lies in the data folder."""
    return folder / "indexes" / f"{number:08d}"


def vectors_folder(folder: Path, number: int) -> Path:
    """Where the vectors of a generation lie that has some of its own."""
    return generation_folder(folder, number) / _VECTORS


def begin_generation(folder: Path, current: int, following: int) -> KeywordIndex:
    """Begin a generation with the keywords of another one, without any where `current` is 0; gives them for writing.

    Raises:
        IndexUnavailable: It cannot be written.
    """
    source, target = generation_folder(folder, current), generation_folder(folder, following)
    try:
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        if current:
            shutil.copytree(source / _KEYWORDS, target / _KEYWORDS, copy_function=_linked, ignore=_LOCKS)
    except OSError as error:
        raise IndexUnavailable(f"{target}: cannot be written: {error.strerror or error}") from error
    return KeywordIndex.open(target / _KEYWORDS)


def copy_vectors(folder: Path, current: int, following: int) -> VectorIndex:
    """Copy the vectors of one generation, where it has some, to one that was begun; gives them for writing.

    Raises:
        IndexUnavailable: They cannot be written.
    """
    source, target = vectors_folder(folder, current), vectors_folder(folder, following)
    try:
        if source.is_dir():
            shutil.copytree(source, target)
    except OSError as error:
        raise IndexUnavailable(f"{target}: cannot be written: {error.strerror or error}") from error
    return VectorIndex(target)


def drop_generation(folder: Path, number: int) -> None:
    """Remove what was written of a generation that will not be finished."""
    shutil.rmtree(generation_folder(folder, number), ignore_errors=True)


def prune_generations(folder: Path, current: Generation) -> None:
    """Remove what no reader needs: what a killed writer left behind, and generations older than the one before the current
    one, which another process may still be reading; of those, vectors that these two use stay.
    """
    home = folder / "indexes"
    recent, with_vectors = {current.number, current.number - 1}, _vectors_in_use(home, current)
    for path in home.glob("*"):
        number = _number(path)
        if number not in recent | with_vectors:
            shutil.rmtree(path, ignore_errors=True)
        elif number not in recent:
            shutil.rmtree(path / _KEYWORDS, ignore_errors=True)


def _vectors_in_use(home: Path, current: Generation) -> set[int]:
    """The generations whose vectors the current one and the one before it use."""
    earlier = [number for path in home.glob(f"*/{_VECTORS}") if (number := _number(path.parent)) < current.number]
    return {current.vectors, max(earlier, default=0)} if current.vectors == current.number else {current.vectors}


def _number(path: Path) -> int:
    """The number of a generation's folder, -1 for any other."""
    return int(path.name) if path.name.isdecimal() else -1


def _linked(source: str, target: str) -> None:
    """A hard link, or a copy where the file system knows none."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
