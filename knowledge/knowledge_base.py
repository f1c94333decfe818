"""The knowledge base as bot/ sees it: texts in, ranked passages out. Owns the data folder's open parts."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

from knowledge.current_indexes import CurrentIndexes, served_vectors
from knowledge.embedder import Embedder
from knowledge.errors import TextRefused
from knowledge.facets import facet_terms
from knowledge.ingest import Ingest, Progress, open_store
from knowledge.mapping_file import Given, read_mapping
from knowledge.passage import Facets, Hit, IngestReport, Passage, TextEntry
from knowledge.passage_store import ADDED, SHIPPED, PassageStore, TextRecord
from knowledge.reader import find_files
from knowledge.retriever import FEW, Retriever
from knowledge.served_vectors import ServedVectors, ServerStatus, State
from knowledge.shipped_texts import shipped_changes
from knowledge.stored_vectors import Embedded
from knowledge.text_file import TextFile
from knowledge.training_entry import Training
from knowledge.training_fit import offered_in
from knowledge.trainings import shipped_trainings

_ANYWHERE = Facets()
_SETS_KEPT = 8  # sets of passages, those asked for last; the largest takes 6 MB
_SEARCHES_KEPT = 1024  # of those last; buttons and commands ask the same again and again; about 2 MB
_REMEMBERED = 4096  # answers about what there is, which cost up to 0.1 s at 200,000 passages


class KnowledgeBase:
    """Texts, passages and indexes of one data folder. May be used from several threads and processes."""

    def __init__(
        self,
        store: PassageStore,
        indexes: CurrentIndexes,
        ingest: Ingest,
        *,
        shipped_texts: bool,
        served: ServedVectors | None = None,
    ) -> None:
        self._store = store
        self._indexes = indexes
        self._ingest = ingest
        self._served = served
        self._kinds = (SHIPPED, ADDED) if shipped_texts else (ADDED,)
        self._few_in = lru_cache(_SETS_KEPT)(self._read_few)
        self._recent_in = lru_cache(1)(self._read_recent)
        self._found = lru_cache(_SEARCHES_KEPT)(self._search)
        self._values_in = lru_cache(_REMEMBERED)(self._read_values)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        embedder: Embedder,
        shipped_texts: bool = True,
        progress: Progress | None = None,
        rebuild: bool = False,
        chroma_url: str = "",
    ) -> "KnowledgeBase":
        """Open a data folder, creating it where missing, and take the shipped texts in where they are new or changed.

        Args:
            folder: Where texts and indexes lie.
            embedder: Must be the one that the indexes were built with.
            shipped_texts: Whether the shipped texts are searched; without them they are neither taken in nor found.
            progress: Told stage, done and total of an ingest.
            rebuild: Build the indexes anew, with whatever embedder.
            chroma_url: A Chroma server that holds the vectors, "" for the folder. One that is away stops nothing.

        Raises:
            IndexUnavailable: The folder cannot be opened or written.
            OtherModel: The indexes were built with another embedder.
        """
        store = open_store(folder)
        served = served_vectors(folder, embedder, chroma_url)
        indexes = CurrentIndexes(folder, store, embedder.name, served)
        ingest = Ingest(folder, embedder, progress or _silent, served.server if served else None)
        base = cls(store, indexes, ingest, shipped_texts=shipped_texts, served=served)
        try:
            base._prepare(rebuild=rebuild)
        except BaseException:
            base.close()
            raise
        return base

    @property
    def embedder(self) -> Embedder:
        """The model that embeds questions and passages."""
        return self._ingest.embedder

    @property
    def state(self) -> int:
        """Another number whenever texts have come or gone, whichever process took them in or out."""
        return self._indexes.generation()

    @property
    def vector_state(self) -> State | None:
        """What is known of the server that holds the vectors, None where the folder does; see `noticing` for searches."""
        return self._served.state if self._served else None

    def vector_server(self) -> ServerStatus | None:
        """Asks the server that holds the vectors how it is, None where the folder does."""
        return self._served.status() if self._served else None

    def watch_vectors(self) -> None:
        """Follow the server that holds the vectors, if any, in a thread until `close`, and bring it what it lacks."""
        if self._served:
            self._served.watch()

    def search(
        self,
        question: str,
        *,
        facets: Facets = _ANYWHERE,
        topics: Mapping[str, float] | None = None,
        expansion: str = "",
        limit: int = 8,
    ) -> list[Hit]:
        """The passages that answer a question best, best first.

        Args:
            question: In the user's words.
            facets: What every passage must match.
            topics: Topic ids with weights 0..1; their passages are always considered, and lifted by their weight.
            expansion: Words that help to find passages but count for less; they do not change the meaning searched for.
            limit: How many at most.
        """
        asked = (question, facets, tuple((topics or {}).items()), expansion, limit)
        search = self._search if self._served else self._found  # what a server left out must not be remembered
        return list(search(self.state, *asked))

    def search_by_meaning(self, question: str, facets: Facets = _ANYWHERE, limit: int = 8) -> list[Hit]:
        """The passages nearest in meaning, best first."""
        with self._store.reading():
            return self._retriever().search_by_meaning(question, facets, limit)

    def search_by_words(self, question: str, facets: Facets = _ANYWHERE, limit: int = 8) -> list[Hit]:
        """The passages that share most words and word parts, best first."""
        with self._store.reading():
            return self._retriever().search_by_words(question, facets, limit)

    def passages(self, topic: str = "", facets: Facets = _ANYWHERE) -> list[Passage]:
        """The passages on a topic in reading order, or all where it is empty."""
        terms = facet_terms(facets) | ({"topic": topic} if topic else {})
        return self._store.select(terms | self._narrowing())

    def passage(self, id_: str) -> Passage | None:
        """One passage by its id."""
        return self._store.get([id_]).get(id_)

    def pairs(self) -> list[tuple[str, str]]:
        """Each profession and city on which there is a text, in the order of the texts."""
        return self._store.pairs(self._kinds)

    def texts(self) -> list[TextEntry]:
        """The texts, shipped ones first."""
        return self._store.entries(self._kinds)

    def professions(self) -> list[str]:
        """The professions that passages are about, each in its most frequent spelling."""
        return self._values("profession", _ANYWHERE)

    def cities(self, profession: str = "") -> list[str]:
        """The cities that passages are about, each in its most frequent spelling."""
        return self._values("city", Facets(profession=profession))

    def languages(self, facets: Facets = _ANYWHERE) -> list[str]:
        """The languages that passages are written in."""
        return self._values("language", facets)

    def topics(self, facets: Facets = _ANYWHERE) -> set[str]:
        """The topic ids that passages carry."""
        return set(self._values("topic", facets))

    def trainings(self, profession: str = "", city: str = "", state: str = "") -> list[Training]:
        """The certificates, courses, degrees and funding for a profession in a place, shipped ones first.

        An entry of an added text takes the place of a shipped one with the same id.

        Args:
            profession: Entries for other professions are left out.
            city: Entries for other cities are left out.
            state: The federal state in which the city lies; entries for other states are left out.
        """
        shipped = shipped_trainings() if SHIPPED in self._kinds else ()
        found = {entry.id: entry for entry in (*shipped, *self._store.trainings())}
        return offered_in(found.values(), profession, city, state)

    def add(
        self, paths: Sequence[Path], *, profession: str = "", city: str = "", mapping: Path | None = None
    ) -> IngestReport:
        """Take texts in. Refused ones do not stop the others; the report names them.

        Args:
            paths: Files, folders and glob patterns; with a mapping and no paths, the files that it names.
            profession: What the texts are about, whatever they say.
            city: Where, whatever they say.
            mapping: A file that says the same and more of each text (see mapping_file.py), and wins.

        Raises:
            TextRefused: A folder or pattern leads to no readable text.
            KnowledgeError: The mapping file cannot be understood.
            IndexUnavailable: The data folder cannot be written.
        """
        given = read_mapping(mapping) if mapping else {}
        found = find_files(paths) if paths else list(given)
        otherwise = Given(profession, city)
        files = [TextFile(path, ADDED, str(path), given.get(path, otherwise).over(otherwise)) for path in found]
        return self._ingest.update(files)

    def remove(self, ids_or_paths: Sequence[str | Path]) -> IngestReport:
        """Take added texts out, by id, by path, or by a folder that they came from.

        Raises:
            TextRefused: No added text has this id or path.
        """
        known = [record for record in self._store.records() if record.kind == ADDED]
        named = {record.id: record for name in ids_or_paths for record in _named(str(name), known)}
        return self._ingest.update([], list(named.values()))

    def build(self) -> IngestReport:
        """Make both indexes anew from the stored passages."""
        return self._ingest.rebuild()

    def close(self) -> None:
        """Release all files."""
        if self._served:
            self._served.end()
        self._indexes.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _prepare(self, *, rebuild: bool) -> None:
        if rebuild or (self._indexes.are_built() and not self._indexes.are_usable()):
            self.build()
        elif self._indexes.are_built():
            self._indexes.check_model()
        if SHIPPED in self._kinds:
            self._take_shipped_in()
        if not self._indexes.are_built():
            self.build()
        self._indexes.get()

    def _take_shipped_in(self) -> None:
        changed, gone = shipped_changes(self._store.records())
        if changed or gone:
            report = self._ingest.update(changed, gone)
            if report.refused:
                raise TextRefused(report.refused[0])

    def _search(
        self, _state: int, question: str, facets: Facets, topics: tuple[tuple[str, float], ...], wider: str, limit: int
    ) -> tuple[Hit, ...]:
        with self._store.reading():
            return tuple(self._retriever().search(question, facets, dict(topics), wider, limit))

    def _retriever(self) -> Retriever:
        return Retriever(self._store, self._indexes.get(), self.embedder, self._narrowing(), self._few, self._recent)

    def _few(self, terms: Mapping[str, str]) -> Embedded | None:
        return self._few_in(self.state, tuple(terms.items()), FEW)

    def _read_few(self, _state: int, terms: tuple[tuple[str, str], ...], most: int) -> Embedded | None:
        return self._store.vectors.matching(dict(terms), most)

    def _recent(self) -> Embedded:
        return self._recent_in(self.state)

    def _read_recent(self, _state: int) -> Embedded:
        return self._store.vector_changes.added()

    def _narrowing(self) -> dict[str, str]:
        """What keeps shipped texts out, where there are any: a filter that matches everything would still cost time."""
        return {"kind": ADDED} if SHIPPED not in self._kinds and self._store.holds(SHIPPED) else {}

    def _values(self, column: str, facets: Facets) -> list[str]:
        return list(self._values_in(self.state, column, facets))

    def _read_values(self, _state: int, column: str, facets: Facets) -> tuple[str, ...]:
        return tuple(self._store.values(column, facet_terms(facets) | self._narrowing()))


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Report no progress."""


def _named(name: str, known: Sequence[TextRecord]) -> list[TextRecord]:
    path = Path(name).resolve()
    found = [
        record for record in known if record.id == name or path in (Path(record.origin), *Path(record.origin).parents)
    ]
    if not found:
        raise TextRefused(f"{name}: no added text has this id or path; see: python -m knowledge list")
    return found
