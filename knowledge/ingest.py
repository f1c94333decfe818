"""The only file that knows the order read -> split -> store -> embed -> index. Unchanged texts cost nothing."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.duplicates import Sketch
from knowledge.embedder import Embedder
from knowledge.errors import IndexUnavailable, TextRefused
from knowledge.generations import NO_GENERATION, Generation, prune_generations
from knowledge.index_writer import Fresh, IndexWriter, indexed_text
from knowledge.passage import IngestReport, Passage
from knowledge.passage_store import PassageStore, TextRecord
from knowledge.server_writer import ServerWriter
from knowledge.text_file import ReadText, TextFile
from knowledge.vector_server import VectorServer

Progress = Callable[[str, int, int], None]  # stage, done, total

STORE_FILE = "passages.sqlite3"  # in the data folder
EMBEDDER, LAYOUT, VECTORS = "embedder", "layout", "vectors"  # names in the passage store's memory
GENERATION, VECTORS_GENERATION = "generation", "vectors_generation"  # the current one; whose vectors it uses
UNBUILT = "unbuilt"  # in the place of `VECTORS` while the indexes are not those of the texts
INDEX_LAYOUT = "4"  # of indexes and vectors: another number and they are made anew
_BATCH = 1024  # passages embedded and indexed at a time
_PATIENCE = 600.0  # seconds to wait for another process's ingest


@dataclass(frozen=True, slots=True)
class Ingest:
    """Takes texts into and out of one data folder, one process at a time."""

    folder: Path
    embedder: Embedder
    progress: Progress
    server: VectorServer | None = None  # where the vectors go in place of the folder

    def update(self, files: Sequence[TextFile], dropped: Sequence[TextRecord] = ()) -> IngestReport:
        """Take new and changed files in and the dropped texts out, in one step that succeeds or fails as a whole.

        A file that is refused, or says the same as another one, does not stop the others; the report says why.
        """
        report = IngestReport()
        with self._alone() as store:
            prune_generations(self.folder, current_generation(store))  # what a killed ingest left behind
            changed = list(self._changed(store, files, report))
            if changed or dropped:
                self._take(store, changed, dropped, report)
        return report

    def rebuild(self) -> IngestReport:
        """Make both indexes anew from the passage store, with the present embedder."""
        with self._alone() as store, self._writing(store, anew=True) as writer:
            writer.begin()
            if not self._knows_vectors(store):
                store.vectors.clear()
            done, total = 0, store.count_passages()
            for fresh in _batches(store.all_passages()):
                self._index(store, writer, fresh)
                done += len(fresh)
                self.progress("embed", done, total)
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

    @contextmanager
    def _writing(self, store: PassageStore, *, anew: bool = False) -> Iterator[IndexWriter]:
        """One transaction, the switch to the next state: its generation is complete before it ends, unseen until then."""
        current = current_generation(store)
        server = ServerWriter(self.server, anew=anew) if self.server else None
        former = vectors_of(store.meta(EMBEDDER), store.meta(LAYOUT))
        with store.writing():
            known = NO_GENERATION if anew else current
            with IndexWriter.open(self.folder, store, known, current.number + 1, server) as writer:
                yield writer
            if writer.begun:
                current = writer.begun
                self._name(store, current)
        if server:
            server.settle(former)
        prune_generations(self.folder, current)

    def _name(self, store: PassageStore, generation: Generation) -> None:
        """Let the store name a generation as the current one."""
        of_generation = {GENERATION: str(generation.number), VECTORS_GENERATION: str(generation.vectors)}
        of_vectors = {
            EMBEDDER: self.embedder.name,
            LAYOUT: INDEX_LAYOUT,
            VECTORS: place_of_vectors(self.server is not None),
        }
        for name, value in {**of_vectors, **of_generation}.items():
            store.set_meta(name, value)

    def _changed(self, store: PassageStore, files: Sequence[TextFile], report: IngestReport) -> Iterator[TextFile]:
        """The files that are new or whose content is another one than that of the text known."""
        known = {record.id: record for record in store.records()}
        for number, file in enumerate(files, 1):
            try:
                record = known.get(file.id)
                if record and record.fingerprint == file.fingerprint():
                    report.unchanged.append(record.title)
                else:
                    yield file
            except TextRefused as error:
                report.refused.append(str(error))
            self.progress("compare", number, len(files))

    def _take(
        self, store: PassageStore, files: Sequence[TextFile], dropped: Sequence[TextRecord], report: IngestReport
    ) -> None:
        known = {record.id for record in store.records()}
        with self._writing(store) as writer:
            for record in dropped:
                if record.id in known:
                    writer.begin()
                    store.drop(record.id)
                    report.removed.append(record.title)
            for fresh in _batches(self._stored(store, files, known, report)):
                self._index(store, writer, fresh)
            if report.has_changes:
                writer.remove(store.drop_orphans())

    def _stored(
        self, store: PassageStore, files: Sequence[TextFile], known: Container[str], report: IngestReport
    ) -> Iterator[tuple[str, Passage]]:
        """Write texts to the store; gives the passages that are new in it."""
        for number, file in enumerate(files, 1):
            try:
                text = file.read()
            except TextRefused as error:
                report.refused.append(str(error))
            else:
                yield from _put(store, text, known, report)
            self.progress("take", number, len(files))

    def _knows_vectors(self, store: PassageStore) -> bool:
        """Whether the stored vectors are those that this embedder would make."""
        return (store.meta(EMBEDDER), store.meta(LAYOUT)) == (self.embedder.name, INDEX_LAYOUT)

    def _index(self, store: PassageStore, writer: IndexWriter, fresh: Fresh) -> None:
        """Index passages; only those without a stored vector are embedded."""
        known = set(store.vectors.of([passage.id for _, passage in fresh]).ids)
        unknown = [passage for _, passage in fresh if passage.id not in known]
        if unknown:
            vectors = self.embedder.embed_passages([indexed_text(passage) for passage in unknown])
            store.vectors.put([passage.id for passage in unknown], vectors)
        writer.add(fresh, store.vectors.of([passage.id for _, passage in fresh]))


def current_generation(store: PassageStore) -> Generation:
    """The generation that the passage store names as the current one."""
    number = int(store.meta(GENERATION) or 0)
    return Generation(number, int(store.meta(VECTORS_GENERATION) or number))


def vectors_of(model: str, layout: str) -> str:
    """What vectors are told apart by: the embedder, and what it sees of a passage."""
    return f"{model} {layout}"


def place_of_vectors(on_server: bool) -> str:
    """How the passage store remembers where the vectors of its generation are."""
    return "server" if on_server else ""


def open_store(folder: Path) -> PassageStore:
    """The passage store of a data folder; errors as for `PassageStore.open`."""
    return PassageStore.open(folder / STORE_FILE)


def _put(
    store: PassageStore, text: ReadText, known: Container[str], report: IngestReport
) -> Iterator[tuple[str, Passage]]:
    """Write a text to the store, unless another one says the same; gives the passages that are new in it."""
    record, sketch = text.record, Sketch.of(text.source)
    twin = store.sketches.twin(record.id, record.kind, sketch)
    if twin and twin.likeness == 1:
        report.skipped.append(f"{record.origin}: says the same as {twin.origin}")
        if record.id in known:
            store.drop(record.id)
            report.removed.append(record.title)
        return
    if twin:
        report.similar.append(f"{record.origin}: {twin.likeness:.0%} like {twin.origin}")
    passages = {passage.id: passage for passage in text.passages}
    present = set(store.matching(passages, {}))
    store.put(record, text.source, text.passages)
    store.sketches.put(record.id, sketch)
    (report.changed if record.id in known else report.added).append(record.title)
    yield from ((record.kind, passage) for id_, passage in passages.items() if id_ not in present)


def _batches(fresh: Iterable[tuple[str, Passage]]) -> Iterator[Fresh]:
    """The passages, `_BATCH` at a time."""
    rest = iter(fresh)
    while batch := list(islice(rest, _BATCH)):
        yield batch
