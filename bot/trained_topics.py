"""What the topic model learnt from the example questions: trained, kept and read here. Ranks nothing.

Kernel ridge regression: the likeness of two questions is the cosine of their meaning mixed with that of their characters,
its square is the kernel, and the weights solve (K + ridge) W = Y. Training takes seconds, so its result for the shipped
topics and the shipped embedding model lies beside them; `python -m bot.trained_topics` writes it.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.facets import FacetReader
from bot.ngrams import CharacterIndex
from bot.topics import SHIPPED_TOPICS, Topic, load_topics, topics_from_json, topics_to_json
from bot.wording import words
from knowledge import Embedder, open_embedder

SHIPPED_TRAINING = Path(__file__).with_name("topics.npz")
MEANING_SHARE = 0.6  # of the likeness of two questions; the rest is likeness of characters
RIDGE = 0.3  # strength of regularisation; the result is flat from 0.1 to 1
OFTEN = 3  # examples in which a word must occur to tell something
OWN_SHARE = 0.5  # of a word's examples that must be of one topic, not counting one of them, for the word to name it
# Words that belong to many topics alike, however often the examples of one of them use them.
GENERAL_WORDS = frozenset(
    words(
        "Prüfung Zertifikat Kurs Fragen Kosten Preis Dauer Anspruch Antrag exam certificate course questions cost price"
    )
)
LAYOUT = b"2"  # of the file: another one and it is written anew
Matrix = NDArray[np.float32]


def likeness(meaning: Matrix, characters: Matrix) -> Matrix:
    """The likeness of questions, 0..1, from the two cosines."""
    mixed: Matrix = MEANING_SHARE * np.clip(meaning, 0, 1) + (1 - MEANING_SHARE) * characters
    return mixed


@dataclass(frozen=True, slots=True)
class Examples:
    """The example questions without names, the number of each one's topic, and which are English."""

    texts: list[str]
    owners: NDArray[np.int64]
    english: NDArray[np.bool_]

    @classmethod
    def of(cls, topics: Sequence[Topic], strip: Callable[[str], str]) -> Self:
        """All examples of the topics; `strip` takes names of professions and cities out."""
        rows = [
            (strip(example) or example, number, language == "en")
            for number, topic in enumerate(topics)
            for language, examples in topic.examples.items()
            for example in examples
        ]
        return cls([row[0] for row in rows], np.array([row[1] for row in rows]), np.array([row[2] for row in rows]))


@dataclass(frozen=True, slots=True)
class TrainedTopics:
    """The topics; their examples by meaning, (examples, dimensions), and by characters; their weights, (topics + 1,
    examples), the last for English; and the words that name a topic, with its number.
    """

    fingerprint: str
    topics: list[Topic]
    vectors: Matrix
    characters: CharacterIndex
    weights: Matrix
    subjects: dict[str, int]

    @classmethod
    def on(cls, topics: Sequence[Topic], examples: Examples, embedder: Embedder, fingerprint: str) -> Self:
        """Trains on the examples of topics."""
        vectors = embedder.embed_queries(examples.texts)
        characters = CharacterIndex.of(examples.texts)
        alike = np.stack([characters.similarities(text) for text in examples.texts])
        kernel = likeness(vectors @ vectors.T, alike) ** 2
        kernel[np.diag_indices_from(kernel)] += RIDGE
        weights = np.ascontiguousarray(np.linalg.solve(kernel, targets(examples)).T, dtype=np.float32)
        return cls(fingerprint, list(topics), vectors, characters, weights, subject_words(examples))

    def save(self, path: Path) -> None:
        """Writes what was learnt to a file, in half precision, not compressed: that would save a tenth and slow every start."""
        index = self.characters
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part.npz")
        np.savez(
            part,
            fingerprint=np.array(self.fingerprint),
            topics=_bytes(topics_to_json(self.topics)),
            vectors=self.vectors.astype(np.float16),
            weights=self.weights.astype(np.float16),
            names=_bytes("\n".join(index.names)),
            starts=index.starts.astype(np.int32),
            rows=index.rows.astype(np.uint16),
            values=index.weights.astype(np.float16),
            subjects=_bytes("\n".join(self.subjects)),
            owners=np.array(list(self.subjects.values()), dtype=np.uint16),
        )
        part.replace(path)

    @classmethod
    def load(cls, path: Path, fingerprint: str) -> Self | None:
        """Reads what was learnt, None where the file is missing or was written for something else."""
        if not path.exists():
            return None
        with np.load(path) as data:
            if str(data["fingerprint"]) != fingerprint:
                return None
            vectors = data["vectors"].astype(np.float32)
            postings = (data["starts"], data["rows"].astype(np.int32), data["values"].astype(np.float32))
            index = CharacterIndex(_text(data["names"]).split("\n"), *postings, len(vectors))
            subjects = dict(zip(_text(data["subjects"]).split("\n"), data["owners"].tolist(), strict=True))
            topics, weights = topics_from_json(_text(data["topics"])), data["weights"].astype(np.float32)
            return cls(fingerprint, topics, vectors, index, weights, subjects)


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), dtype=np.uint8)


def _text(stored: NDArray[np.uint8]) -> str:
    return stored.tobytes().decode("utf-8")


def open_trained(embedder: Embedder, folder: Path, file: Path = SHIPPED_TOPICS) -> TrainedTopics:
    """What was learnt from the topics: the shipped training where it fits, else the one kept in the folder, else anew."""
    fingerprint = hashlib.sha256(LAYOUT + file.read_bytes() + embedder.name.encode()).hexdigest()[:16]
    kept = folder / "topics.npz"
    for path in (SHIPPED_TRAINING, kept):
        if trained := TrainedTopics.load(path, fingerprint):
            return trained
    topics = load_topics(file)
    trained = TrainedTopics.on(topics, Examples.of(topics, FacetReader([], []).nameless), embedder, fingerprint)
    trained.save(kept)
    return trained


def targets(examples: Examples) -> Matrix:
    """One column for each topic, 1 where the example is of it; the last column 1 for English and -1 for German."""
    marked = np.zeros((len(examples.texts), int(examples.owners.max()) + 2), dtype=np.float32)
    marked[np.arange(len(examples.texts)), examples.owners] = 1.0
    marked[:, -1] = np.where(examples.english, 1.0, -1.0)
    return marked


def subject_words(examples: Examples) -> dict[str, int]:
    """Words of the examples that nearly only one topic uses, with the number of that topic."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for text, owner in zip(examples.texts, examples.owners, strict=True):
        for word in set(words(text)):
            counts[word][int(owner)] += 1
    most = {word: found.most_common(1)[0] for word, found in counts.items() if found.total() >= OFTEN}
    own = {word: owner for word, (owner, count) in most.items() if count - 1 >= OWN_SHARE * counts[word].total()}
    return {word: owner for word, owner in own.items() if word not in GENERAL_WORDS}


def main() -> None:
    """Writes the training that is shipped."""
    trained = open_trained(open_embedder(), SHIPPED_TRAINING.parent)
    print(f"{SHIPPED_TRAINING}: {len(trained.vectors)} examples, fingerprint {trained.fingerprint}")


if __name__ == "__main__":
    main()
