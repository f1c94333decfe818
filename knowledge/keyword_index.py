"""Passages by words and by word parts: BM25 in tantivy. The only file that imports tantivy; holds no texts.

German words are stemmed, word parts are runs of letters: they find "Gehaltsverhandlung" for "Gehalt" and "Gehlat" too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tantivy import (
    Document,
    Filter,
    Index,
    IndexWriter,
    Occur,
    Query,
    Schema,
    SchemaBuilder,
    TextAnalyzer,
    TextAnalyzerBuilder,
    Tokenizer,
)

from knowledge.errors import IndexUnavailable
from knowledge.folding import folded_words
from knowledge.passage import Language

_STEMMERS: dict[Language, str] = {"de": "german", "en": "english"}
_WORDS: dict[Language, str] = {"de": "words_de", "en": "words_en"}  # the field of each language's words
_PARTS = "parts"
_TERMS = ("id", "profession", "city", "language", "kind")  # fields that passages are filtered and removed by
_SHORTEST_PART, _LONGEST_PART = 3, 5  # letters; measured best on German paragraphs (shared/embedding)
_EXPANSION_BOOST = 0.4  # words that the question did not use count for less
_LONGEST = 200  # characters of a foreign error that are shown
_LARGE = 20_000  # passages
_MOST_TOKENS = 64  # of a question that are looked up in a large index
_HEAP = (
    200_000_000  # bytes that a writer may fill before it writes a segment; with the least, 15 MB, it is 3 times slower
)
_WRITING_THREADS = 1  # beside the one that reads and embeds


class Entry(NamedTuple):
    """What is indexed of one passage."""

    id: str
    language: Language
    text: str
    terms: Mapping[str, str]


class KeywordIndex:
    """One tantivy index in a folder; open for reading, written in one go."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._schema: Schema = index.schema
        self._analyzers = _analyzers()
        for name, analyzer in self._analyzers.items():
            index.register_tokenizer(name, analyzer)

    @classmethod
    def open(cls, folder: Path) -> "KeywordIndex":
        """Open or create the index.

        Raises:
            IndexUnavailable: The folder holds no readable index or cannot be written.
        """
        with _translated(folder):
            folder.mkdir(parents=True, exist_ok=True)
            return cls(Index(_schema(), path=str(folder)))

    def update(self, entries: Iterable[Entry], removed: Sequence[str] = ()) -> None:
        """Add passages and take others out, in one commit."""
        with self.writing() as writer:
            writer.remove(removed)
            writer.add(entries)

    @contextmanager
    def writing(self) -> Iterator["KeywordWriter"]:
        """A writer whose changes are committed at the end, or not at all where something fails."""
        with _translated("the keyword index"):
            writer = self._index.writer(heap_size=_HEAP, num_threads=_WRITING_THREADS)
        yield KeywordWriter(writer)
        with _translated("the keyword index"):
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()

    def ids(self) -> list[str]:
        """The ids of all indexed passages."""
        with _translated("the keyword index"):
            searcher = self._index.searcher()
            hits = searcher.search(Query.all_query(), max(1, searcher.num_docs), count=False).hits
            return [str(searcher.doc(address)["id"][0]) for _, address in hits]

    def search_words(
        self, question: str, terms: Mapping[str, str], limit: int, expansion: str = ""
    ) -> dict[str, float]:
        """BM25 scores of the passages that share a stem with the question, best first.

        Args:
            question: Any text; it is never read as query syntax.
            terms: What passages must match, by field.
            limit: How many at most.
            expansion: Words that help to find passages but count for less.
        """
        asked, wider = " ".join(folded_words(question)), " ".join(folded_words(expansion))
        queries = [query for field in _WORDS.values() for query in self._terms(field, asked, wider)]
        return self._search(queries, terms, limit)

    def search_parts(
        self, question: str, terms: Mapping[str, str], limit: int, expansion: str = ""
    ) -> dict[str, float]:
        """BM25 scores of the passages that share runs of letters with the question, best first. Arguments as above."""
        asked, wider = " ".join(folded_words(question)), " ".join(folded_words(expansion))
        return self._search(list(self._terms(_PARTS, asked, wider)), terms, limit)

    def _terms(self, field: str, asked: str, wider: str) -> Iterator[Query]:
        analyze = self._analyzers[field].analyze
        tokens = dict.fromkeys(analyze(asked), 1.0)
        tokens |= {token: _EXPANSION_BOOST for token in analyze(wider) if token not in tokens}
        for token in self._rarest(field, tokens):
            query = Query.term_query(self._schema, field, token, "freq")
            yield query if tokens[token] == 1.0 else Query.boost_query(query, tokens[token])

    def _rarest(self, field: str, tokens: Iterable[str]) -> list[str]:
        """All tokens, in a large index those that tell most: runs of letters that stand everywhere cost 30 ms there."""
        searcher = self._index.searcher()
        if searcher.num_docs <= _LARGE:
            return list(tokens)
        counts = {token: count for token in tokens if (count := searcher.doc_freq(field, token))}
        return sorted(counts, key=counts.__getitem__)[:_MOST_TOKENS]

    def _search(self, queries: Sequence[Query], terms: Mapping[str, str], limit: int) -> dict[str, float]:
        if not queries or limit < 1:
            return {}
        wanted = Query.boolean_query([(Occur.Should, query) for query in queries])
        filters = [Query.term_query(self._schema, name, value, "basic") for name, value in terms.items()]
        musts = [(Occur.Must, Query.const_score_query(query, 0.0)) for query in filters]
        with _translated("the keyword index"):
            searcher = self._index.searcher()
            hits = searcher.search(Query.boolean_query([(Occur.Must, wanted), *musts]), limit, count=False).hits
            return {str(searcher.doc(address)["id"][0]): float(score) for score, address in hits}


class KeywordWriter:
    """Collects changes to a keyword index; tantivy works them in on a thread of its own."""

    def __init__(self, writer: IndexWriter) -> None:
        self._writer = writer

    def add(self, entries: Iterable[Entry]) -> None:
        """Add passages."""
        with _translated("the keyword index"):
            for entry in entries:
                self._writer.add_document(_document(entry))

    def remove(self, ids: Iterable[str]) -> None:
        """Take passages out; unknown ids do no harm."""
        with _translated("the keyword index"):
            for id_ in ids:
                self._writer.delete_documents_by_term("id", id_)


def _schema() -> Schema:
    builder = SchemaBuilder()
    for name in _TERMS:
        builder.add_text_field(name, stored=name == "id", tokenizer_name="raw", index_option="basic")
    for name in (*_WORDS.values(), _PARTS):
        builder.add_text_field(name, tokenizer_name=name, index_option="freq")
    return builder.build()


def _analyzers() -> dict[str, TextAnalyzer]:
    """By field: they take words that are folded already and separated by one blank."""
    words = {
        _WORDS[language]: TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.stemmer(stemmer)).build()
        for language, stemmer in _STEMMERS.items()
    }
    return words | {_PARTS: TextAnalyzerBuilder(Tokenizer.ngram(_SHORTEST_PART, _LONGEST_PART)).build()}


def _document(entry: Entry) -> Document:
    text = " ".join(folded_words(entry.text))
    fields = {"id": entry.id, _WORDS[entry.language]: text, _PARTS: text, **entry.terms}
    return Document(**{name: [value] for name, value in fields.items()})


@contextmanager
def _translated(what: object) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # tantivy raises ValueError and OSError for all that Rust reports
        raise IndexUnavailable(f"{what}: the keywords cannot be opened or written: {str(error)[:_LONGEST]}") from error
