"""Makes tidy training texts look like what people type. Knows no source and no model."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from knowledge.training.corpus import Corpus, Lexicon, pieces_of
from knowledge.training.ragged import Ragged
from knowledge.training.stopwords import STOP_WORDS
from knowledge.training.tokenizer import words_of

SYNONYM_SHARE = 0.3  # of the words that have one; "Gehalt" is asked for as "Lohn", "Verdienst", "Kohle"
TYPING_ERROR_SHARE = 0.04  # of the words of a question
STOP_WORDS_DROPPED = 0.35  # of the questions lose them all: people type key words
OPENING_SHARE = 0.35  # of the questions get question words put in front
WORD_DROPOUT = 0.1  # of a passage's words: the model must not lean on one of them
MAX_SYNONYMS = 8  # of a word; beyond that they drift
TYPABLE_WORDS = 150_000  # the first words seen get misspelt twins; rarer ones gain nothing
TWINS = 2  # misspelt twins per word
MIN_TYPABLE = 5  # letters; shorter words turn into other words
LETTERS = "abcdefghijklmnopqrstuvwxyz"

OPENINGS = (
    "was ist", "was sind", "wie", "wie viel", "wieviel", "wer ist", "wer war", "wann", "wo", "warum", "wieso", "welche",
    "welcher", "welches", "was macht", "wie funktioniert", "was bedeutet", "wozu", "woher kommt", "kann man", "gibt es",
    "wie ist das mit", "was hat es mit", "erklär mir", "sag mal", "hallo, ich wollte fragen", "ich möchte wissen",
    "weißt du", "wie lange", "wie viele", "in welchem jahr", "wie heißt", "muss ich", "brauche ich",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Augmenter:
    """The tables behind the changes; `pieces` covers the misspelt words too."""

    pieces: Ragged
    synonyms: Ragged
    misspelt: Ragged
    openings: Ragged
    stop_words: np.ndarray

    @classmethod
    def of(cls, corpus: Corpus, seed: int) -> "Augmenter":
        """Builds the tables from the corpus; the thesaurus gives the synonyms."""
        rng = np.random.default_rng([seed, 1])
        lexicon = Lexicon(corpus.words)
        openings = lexicon.numbered(words_of(opening) for opening in OPENINGS)
        misspelt = _misspelt(corpus.words, lexicon, rng)
        synonyms = _synonyms(corpus, len(lexicon.numbers))
        words = list(lexicon.numbers)
        added = pieces_of(words[len(corpus.words) :], corpus.tokenizer)
        pieces = corpus.pieces.followed_by(added)
        stop_words = np.fromiter((word in STOP_WORDS for word in words), bool, len(words))
        return cls(pieces, synonyms, misspelt, openings, stop_words)

    def question(self, texts: Ragged, rng: Generator) -> Ragged:
        """Questions as people type them: fewer small words, other words for the same, typing errors."""
        texts = self._without_stop_words(texts, STOP_WORDS_DROPPED, rng)
        texts = _swapped(texts, self.synonyms, SYNONYM_SHARE, rng)
        texts = _swapped(texts, self.misspelt, TYPING_ERROR_SHARE, rng)
        return self._opened(texts, rng)

    def passage(self, texts: Ragged, rng: Generator) -> Ragged:
        """Passages with a few words missing."""
        return texts.keep(rng.random(len(texts.flat)) >= WORD_DROPOUT)

    def _without_stop_words(self, texts: Ragged, share: float, rng: Generator) -> Ragged:
        chosen = (rng.random(len(texts)) < share)[texts.row_of_entry]
        return texts.keep(~(chosen & self.stop_words[texts.flat]))

    def _opened(self, texts: Ragged, rng: Generator) -> Ragged:
        openings = self.openings.take(rng.integers(len(self.openings), size=len(texts)))
        chosen = (rng.random(len(texts)) < OPENING_SHARE)[openings.row_of_entry]
        lengths = np.bincount(openings.row_of_entry[chosen], minlength=len(texts))
        return Ragged.with_lengths(openings.flat[chosen], lengths).join(texts)


def cloze(texts: Ragged, rng: Generator, *, shortest: int, longest: int, dropped: float) -> Ragged:
    """A window out of every text with some of its words missing: what a question about one detail repeats of it."""
    lengths = texts.lengths
    sizes = np.minimum(rng.integers(shortest, longest + 1, size=len(texts)), lengths)
    starts = (rng.random(len(texts)) * (lengths - sizes + 1)).astype(np.int64)
    position = np.arange(len(texts.flat)) - np.repeat(texts.offsets[:-1], lengths)
    rows = texts.row_of_entry
    inside = (position >= starts[rows]) & (position < (starts + sizes)[rows])
    return texts.keep(inside & (rng.random(len(inside)) >= dropped))


def _swapped(texts: Ragged, table: Ragged, share: float, rng: Generator) -> Ragged:
    choices = table.lengths[texts.flat]
    chosen = (rng.random(len(texts.flat)) < share) & (choices > 0)
    replaced = texts.flat.copy()
    pick = (rng.random(int(chosen.sum())) * choices[chosen]).astype(np.int64)
    replaced[chosen] = table.flat[table.offsets[texts.flat[chosen]] + pick]
    return Ragged(replaced, texts.offsets)


def _synonyms(corpus: Corpus, words: int) -> Ragged:
    pairs = corpus.pairs["openthesaurus_synonyms"]
    single = (pairs.left.lengths == 1) & (pairs.right.lengths == 1)
    table: dict[int, list[int]] = defaultdict(list)
    lefts, rights = pairs.left.take(np.flatnonzero(single)).flat, pairs.right.take(np.flatnonzero(single)).flat
    for left, right in zip(lefts.tolist(), rights.tolist(), strict=True):
        table[left].append(right)
        table[right].append(left)
    return Ragged.of(table.get(word, [])[:MAX_SYNONYMS] for word in range(words))


def _misspelt(words: Sequence[str], lexicon: Lexicon, rng: Generator) -> Ragged:
    twins = {}
    for number, word in enumerate(words[:TYPABLE_WORDS]):
        if len(word) >= MIN_TYPABLE and word.isalpha():
            twins[number] = [lexicon.number(_misspell(word, rng)) for _ in range(TWINS)]
    return Ragged.of(twins.get(number, []) for number in range(len(lexicon.numbers)))


def _misspell(word: str, rng: Generator) -> str:
    at = int(rng.integers(1, len(word) - 1))
    kind = int(rng.integers(4))
    if kind == 0:  # a letter is missing
        return word[:at] + word[at + 1 :]
    if kind == 1:  # two letters change places
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 2:  # a letter is doubled
        return word[:at] + word[at] + word[at:]
    return word[:at] + LETTERS[int(rng.integers(len(LETTERS)))] + word[at + 1 :]  # the key beside it
