"""All pairs as numbers: texts -> words -> pieces, cached in the work folder. Changes no text."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tqdm import tqdm  # type: ignore[import-untyped]

from knowledge.training.domain import DomainPair
from knowledge.training.ragged import Ragged
from knowledge.training.sources import DOMAIN, FILES, read_pairs
from knowledge.training.tokenizer import train_tokenizer, words_of

MAX_WORDS = 160  # of a passage: the shipped passages are shorter, and a mean over more blurs
TOKENIZER_TEXT_EVERY = 3  # every third text suffices to count pieces; the trainer holds them all in memory


@dataclass(frozen=True, slots=True)
class Pairs:
    """One source: row i of `left` belongs to row i of `right`; entries are numbers of words.

    Rows of one group are partners of one another; without groups only equal texts are.
    """

    left: Ragged
    right: Ragged
    groups: NDArray[np.int64] | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """The sources, the words that their numbers stand for, and the pieces of every word."""

    words: list[str]
    pieces: Ragged
    pairs: dict[str, Pairs]
    tokenizer: Tokenizer


class Lexicon:
    """Numbers words in the order in which they appear."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.numbers: dict[str, int] = {}
        for word in words:
            self.number(word)

    def number(self, word: str) -> int:
        """The word's number, a new one if it is new."""
        return self.numbers.setdefault(word, len(self.numbers))

    def numbered(self, texts: Iterable[Sequence[str]]) -> Ragged:
        """Texts as rows of word numbers."""
        numbers = self.numbers
        return Ragged.of([numbers.setdefault(word, len(numbers)) for word in words] for words in texts)


def load_corpus(data: Path, work: Path) -> Corpus:
    """Reads the cache in `work`, or builds it from the pairs under `data`."""
    folder = work / "corpus"
    if not (folder / "words.json").exists():
        folder.mkdir(parents=True, exist_ok=True)
        _build(data, folder)
    words = json.loads((folder / "words.json").read_text("utf-8"))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    pairs = {
        source.name: Pairs(
            Ragged.load(folder / f"{source.name}.left.npz"), Ragged.load(folder / f"{source.name}.right.npz")
        )
        for source in FILES
    }
    return Corpus(words, Ragged.load(folder / "pieces.npz"), pairs, tokenizer)


def with_domain(corpus: Corpus, pairs: Sequence[DomainPair]) -> Corpus:
    """The corpus with the project's own pairs as one more source."""
    lexicon = Lexicon(corpus.words)
    left = lexicon.numbered(words_of(pair.left)[:MAX_WORDS] for pair in pairs)
    right = lexicon.numbered(words_of(pair.right)[:MAX_WORDS] for pair in pairs)
    topics = Lexicon()
    groups = np.array([topics.number(pair.topic) for pair in pairs])
    words = list(lexicon.numbers)
    pieces = corpus.pieces.followed_by(pieces_of(words[len(corpus.words) :], corpus.tokenizer))
    return replace(corpus, words=words, pieces=pieces, pairs=corpus.pairs | {DOMAIN: Pairs(left, right, groups)})


def pieces_of(words: Sequence[str], tokenizer: Tokenizer) -> Ragged:
    """The tokenizer's pieces of every word."""
    encodings = tokenizer.encode_batch_fast(list(words), add_special_tokens=False)
    return Ragged.of(encoding.ids for encoding in encodings)


def _build(data: Path, folder: Path) -> None:
    lexicon = Lexicon()
    counted: list[Ragged] = []
    for source in tqdm(FILES, desc="words", unit="source"):
        lefts, rights = zip(*read_pairs(data, source.name), strict=True)
        for side, texts in (("left", lefts), ("right", rights)):
            rows = lexicon.numbered(words_of(text)[:MAX_WORDS] for text in texts)
            rows.save(folder / f"{source.name}.{side}.npz")
            counted.append(rows.take(np.arange(0, len(rows), TOKENIZER_TEXT_EVERY)))
    words = list(lexicon.numbers)
    tokenizer = train_tokenizer(_texts(counted, words))
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    pieces_of(words, tokenizer).save(folder / "pieces.npz")
    (folder / "words.json").write_text(json.dumps(words, ensure_ascii=False), "utf-8")


def _texts(sides: Sequence[Ragged], words: Sequence[str]) -> Iterable[str]:
    for rows in sides:
        for start, end in zip(rows.offsets[:-1], rows.offsets[1:], strict=True):
            yield " ".join(words[number] for number in rows.flat[start:end])
