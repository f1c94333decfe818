"""Which model `open_embedder` opens, with which prompts, and how it fails."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from knowledge.embedder import open_embedder
from knowledge.errors import EmbeddingUnavailable

WORDS = ["[PAD]", "[UNK]", "query", "passage", ":", "gehalt", "verdienst", "projekt"]


@pytest.fixture(scope="module")
def transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny random transformer in sentence-transformers' format, without prompts of its own."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("models")
    tokenizer = Tokenizer(models.WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    fast = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]"
    )
    fast.save_pretrained(folder / "bert")
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    BertModel(config).save_pretrained(folder / "bert")
    body = Transformer(str(folder / "bert"))
    SentenceTransformer(modules=[body, Pooling(16)], device="cpu").save(str(folder / "tiny"))
    return folder / "tiny"


def with_prompts(transformer: Path, folder: Path, prompts: dict[str, str]) -> Path:
    from sentence_transformers import SentenceTransformer

    SentenceTransformer(str(transformer), device="cpu", prompts=prompts).save(str(folder))
    return folder


def test_transformer_without_prompts_embeds_both_sides_alike(transformer: Path) -> None:
    embedder = open_embedder(str(transformer))
    queries, passages = embedder.embed_queries(["gehalt", "projekt"]), embedder.embed_passages(["gehalt", "projekt"])
    assert embedder.name == str(transformer)
    assert queries.shape == (2, embedder.dimensions) == (2, 16)
    assert queries.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(queries, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(queries, passages, atol=1e-6)


def test_explicit_prompts_stand_in_front_of_the_text(transformer: Path) -> None:
    plain = open_embedder(str(transformer))
    prompted = open_embedder(str(transformer), query_prompt="query: ", passage_prompt="passage: ")
    np.testing.assert_allclose(prompted.embed_queries(["gehalt"]), plain.embed_queries(["query: gehalt"]), atol=1e-5)
    np.testing.assert_allclose(
        prompted.embed_passages(["gehalt"]), plain.embed_passages(["passage: gehalt"]), atol=1e-5
    )
    assert prompted.name != plain.name  # other passage vectors: another index


def test_prompts_of_the_model_are_used(transformer: Path, tmp_path: Path) -> None:
    folder = with_prompts(transformer, tmp_path / "prompted", {"query": "query: ", "document": "passage: "})
    plain, own = open_embedder(str(transformer)), open_embedder(str(folder))
    np.testing.assert_allclose(own.embed_queries(["projekt"]), plain.embed_queries(["query: projekt"]), atol=1e-5)
    np.testing.assert_allclose(own.embed_passages(["projekt"]), plain.embed_passages(["passage: projekt"]), atol=1e-5)


def test_e5_models_get_their_prompts_by_name(transformer: Path, tmp_path: Path) -> None:
    folder = with_prompts(transformer, tmp_path / "multilingual-e5-tiny", {})
    plain, e5 = open_embedder(str(transformer)), open_embedder(str(folder))
    np.testing.assert_allclose(e5.embed_queries(["gehalt"]), plain.embed_queries(["query: gehalt"]), atol=1e-5)
    np.testing.assert_allclose(e5.embed_passages(["gehalt"]), plain.embed_passages(["passage: gehalt"]), atol=1e-5)


def test_nothing_gives_no_vectors(transformer: Path) -> None:
    for embedder in (open_embedder(), open_embedder(str(transformer))):
        assert embedder.embed_queries([]).shape == (0, embedder.dimensions)
        assert embedder.embed_passages([]).shape == (0, embedder.dimensions)


def test_missing_model_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingUnavailable) as refused:
        open_embedder(str(tmp_path / "nothing-here"))
    assert "nothing-here" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_broken_static_model_is_refused_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "config.json").write_text('{"model_type": "model2vec"}', "utf-8")
    (folder / "model.safetensors").write_bytes(b"no tensors")
    (folder / "tokenizer.json").write_text("{}", "utf-8")
    with pytest.raises(EmbeddingUnavailable, match="broken") as refused:
        open_embedder(str(folder))
    assert "\n" not in str(refused.value)


def test_shipped_model_opens_without_torch() -> None:
    program = (
        "import sys; from knowledge.embedder import open_embedder; open_embedder().embed_queries(['Gehalt']);"
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
