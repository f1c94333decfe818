"""The only file that knows the order read -> split -> store -> embed -> index. Unchanged texts cost nothing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.embedder import Embedder
from knowledge.errors import IndexUnavailable, TextRefused
from knowledge.facets import facet_terms
from knowledge.generations import Indexes, copy_generation, prune_generations
from knowledge.keyword_index import Entry
from knowledge.passage import Facets, IngestReport, Passage
from knowledge.passage_store import PassageStore, TextRecord
from knowledge.text_file import ReadText, TextFile

Progress = Callable[[str, int, int], None]  # stage, done, total

EMBEDDER, LAYOUT, GENERATION = "embedder", "layout", "generation"  # names in the passage store's memory
INDEX_LAYOUT = "3"  # of both indexes and the vectors: another number and they are built anew
_BATCH = 256  # passages embedded and indexed at a time
_PATIENCE = 600.0  # seconds to wait for another process's ingest

Fresh = Sequence[tuple[str, Passage]]  # passages that are not indexed yet, with their kind


@dataclass(frozen=True, slots=True)
class _Changes:
    """What an ingest is going to write."""

    texts: list[ReadText] = field(default_factory=list)
    dropped: list[TextRecord] = field(default_factory=list)
    report: IngestReport = field(default_factory=IngestReport)


@dataclass(frozen=True, slots=True)
class Ingest:
    """Takes texts into and out of one data folder, one process at a time."""

    folder: Path
    embedder: Embedder
    progress: Progress

    def update(self, files: Sequence[TextFile], dropped: Sequence[TextRecord] = ()) -> IngestReport:
        """Take new and changed files in and the dropped texts out, in one step that succeeds or fails as a whole.

        A file that is refused does not stop the others; the report says why it was.
        """
        with self._alone() as store:
            changes = self._changes(store, files, dropped)
            if changes.texts or changes.dropped:
                self._write(store, changes)
        return changes.report

    def rebuild(self) -> IngestReport:
        """Make both indexes anew from the passage store, with the present embedder."""
        with self._alone() as store:
            self._write(store, _Changes(), anew=True)
            return IngestReport(unchanged=[record.title for record in store.records()])

    @contextmanager
    def _alone(self) -> Iterator[PassageStore]:
        """The store for the only writer, on a connection of its own: readers keep the old state until the end."""
        try:
            with FileLock(self.folder / "ingest.lock", timeout=_PATIENCE), closing(open_store(self.folder)) as store:
                yield store
        except Timeout as error:
            raise IndexUnavailable(f"{self.folder}: another process has been writing there for too long") from error
        except OSError as error:
            raise IndexUnavailable(f"{self.folder}: cannot be written: {error.strerror or error}") from error

    def _changes(self, store: PassageStore, files: Sequence[TextFile], dropped: Sequence[TextRecord]) -> _Changes:
        known = {record.id: record for record in store.records()}
        changes = _Changes(dropped=[record for record in dropped if record.id in known])
        changes.report.removed.extend(record.title for record in changes.dropped)
        for number, file in enumerate(files, 1):
            try:
                _compare(file, known.get(file.id), changes)
            except TextRefused as error:
                changes.report.refused.append(str(error))
            self.progress("read", number, len(files))
        return changes

    def _write(self, store: PassageStore, changes: _Changes, *, anew: bool = False) -> None:
        """One transaction; the new generation is complete before it ends and unseen until then."""
        current = int(store.meta(GENERATION) or 0)
        following = current + 1
        with store.writing():
            fresh, stale = _store(store, changes)
            copy_generation(self.folder, 0 if anew else current, following)
            self._index(store, following, list(store.all_passages()) if anew else fresh, stale)
            for name, value in ((EMBEDDER, self.embedder.name), (LAYOUT, INDEX_LAYOUT), (GENERATION, str(following))):
                store.set_meta(name, value)
        prune_generations(self.folder, following)

    def _index(self, store: PassageStore, generation: int, fresh: Fresh, stale: Sequence[str]) -> None:
        indexes = Indexes.open(self.folder, generation)
        try:
            indexes.vectors.remove(stale)
            for start in range(0, len(fresh), _BATCH):
                self._embed(store, indexes, fresh[start : start + _BATCH])
                self.progress("embed", min(start + _BATCH, len(fresh)), len(fresh))
            indexes.keywords.update((_entry(kind, passage) for kind, passage in fresh), stale)
        finally:
            indexes.close()

    def _embed(self, store: PassageStore, indexes: Indexes, batch: Fresh) -> None:
        vectors = self.embedder.embed_passages([indexed_text(passage) for _, passage in batch])
        ids = [passage.id for _, passage in batch]
        store.put_vectors(ids, vectors)
        indexes.vectors.add(ids, vectors, [_terms(kind, passage) for kind, passage in batch])


def open_store(folder: Path) -> PassageStore:
    """The passage store of a data folder; errors as for `PassageStore.open`."""
    return PassageStore.open(folder / "passages.sqlite3")


def indexed_text(passage: Passage) -> str:
    """What both indexes see of a passage. The heading counts twice: measured in retriever.py."""
    return f"{passage.section}\n{passage.section}\n{passage.text}"


def _compare(file: TextFile, known: TextRecord | None, changes: _Changes) -> None:
    if known and known.fingerprint == file.fingerprint():
        changes.report.unchanged.append(known.title)
        return
    text = file.read()
    changes.texts.append(text)
    (changes.report.changed if known else changes.report.added).append(text.record.title)


def _store(store: PassageStore, changes: _Changes) -> tuple[Fresh, list[str]]:
    """Write the changes to the store; say which passages are new in it and which are gone."""
    passages = {passage.id: (text.record.kind, passage) for text in changes.texts for passage in text.passages}
    known = store.get(passages)
    for record in changes.dropped:
        store.drop(record.id)
    for text in changes.texts:
        store.put(text.record, text.source, text.passages)
    return [passages[id_] for id_ in passages if id_ not in known], store.drop_orphans()


def _terms(kind: str, passage: Passage) -> dict[str, str]:
    return {**facet_terms(Facets(passage.profession, passage.city, passage.language)), "kind": kind}


def _entry(kind: str, passage: Passage) -> Entry:
    return Entry(passage.id, passage.language, indexed_text(passage), _terms(kind, passage))
