"""Checks that texts, passages, vectors and both indexes of a data folder agree, and repairs what can be.

Salary facts are read out of the passages at every question, so they agree with them by construction.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.current_indexes import CurrentIndexes, served_vectors
from knowledge.embedder import Embedder
from knowledge.errors import KnowledgeError
from knowledge.generations import Indexes
from knowledge.ingest import Ingest, Progress, open_store
from knowledge.passage_store import PassageStore
from knowledge.served_vectors import ServedVectors
from knowledge.splitter import passage_hash

_SAMPLE = 64  # passages that the vector index is asked for
_FOUND = 0.25  # share of them that must be found
_ITSELF = 0.98  # cosine from which a vector has been found
_BUILD = "the indexes were built anew"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What disagreed, and what was done about it; one line each."""

    texts: int = 0
    passages: int = 0
    problems: list[str] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)


def verify(
    folder: Path, embedder: Embedder, progress: Progress, *, repair: bool = True, chroma_url: str = ""
) -> Verdict:
    """Check a data folder, and repair it where that is wanted.

    Texts whose passages are damaged are forgotten, so that the next `add` takes them in again; indexes that disagree with
    the passages are built anew.

    Raises:
        IndexUnavailable: The passage store itself cannot be read: only its texts can help then, taken in anew.
        VectorsAway: The vectors are on a server that does not answer.
    """
    with ExitStack() as parts:
        if served := served_vectors(folder, embedder, chroma_url):
            parts.callback(served.end)
            served.server.check()
        store = parts.enter_context(closing(open_store(folder)))
        store.check_file()
        damaged = _damaged_texts(store)
        problems = [f"{origin}: its passages are damaged" for origin in damaged.values()]
        disagreements = list(_index_problems(folder, store, embedder, served))
        verdict = Verdict(len(store.records()), store.count_passages(), [*problems, *disagreements])
        if not (repair and verdict.problems):
            return verdict
        if problems:
            with store.writing():
                for id_ in damaged:
                    store.drop(id_)
                store.drop_all_orphans()
            verdict.repairs.extend(f"{origin}: forgotten; add it again" for origin in damaged.values())
        if disagreements or problems:
            Ingest(folder, embedder, progress, served.server if served else None).rebuild()
            verdict.repairs.append(_BUILD)
    return verdict


def _damaged_texts(store: PassageStore) -> dict[str, str]:
    """The texts, by id with their origin, that lack a passage or have one that is not what it was."""
    damaged = [passage.id for kind, passage in store.all_passages() if passage_hash(passage, kind) != passage.id]
    return store.texts_with(damaged)


def _index_problems(
    folder: Path, store: PassageStore, embedder: Embedder, served: ServedVectors | None
) -> Iterator[str]:
    passages = set(store.ids())
    if missing := len(passages - set(store.vectors.ids(embedder.dimensions))):
        yield f"{missing} passages have no vector"
    indexes = CurrentIndexes(folder, store, embedder.name, served)
    try:
        found = indexes.get()
        yield from _compared("the vector index", _searched_by_meaning(store, found), passages)
        yield from _compared("the keyword index", found.keywords.ids(), passages)
        yield from _sampled(store, found)
    except KnowledgeError as error:
        yield str(error)
    finally:
        indexes.close()


def _searched_by_meaning(store: PassageStore, indexes: Indexes) -> list[str]:
    """The passages that a search by meaning sees: those of the vector index with what has changed since."""
    gone = {*store.vector_changes.ids_removed()}
    return [*(id_ for id_ in indexes.vectors.ids() if id_ not in gone), *store.vector_changes.ids_added()]


def _sampled(store: PassageStore, indexes: Indexes) -> Iterator[str]:
    """Whether the vector index finds passages by their own vectors; of pages that say nearly the same it misses some."""
    sample = next(store.vectors.batches(_SAMPLE), None)
    vectors = [vector for vector in sample.vectors if vector.any()] if sample else []
    found = sum(max(indexes.vectors.search(vector, 1).values(), default=0.0) >= _ITSELF for vector in vectors)
    if found < _FOUND * len(vectors):
        yield f"the vector index finds {found} of {len(vectors)} passages by their own vectors"


def _compared(what: str, ids: Sequence[str], passages: set[str]) -> Iterator[str]:
    present = set(ids)
    if missing := len(passages - present):
        yield f"{what} lacks {missing} passages"
    if surplus := len(present - passages):
        yield f"{what} holds {surplus} passages that are gone"
    if len(ids) > len(present):
        yield f"{what} holds {len(ids) - len(present)} passages twice"
