"""Writes the model in a form that sentence-transformers and model2vec both open. Leaves the card to its author."""

import json
from pathlib import Path

import torch
from safetensors.torch import save
from tokenizers import Tokenizer

LARGEST_BYTE = 127  # every row uses the whole range of a signed byte, and its scale is kept beside it
MODULES = [
    {"idx": 0, "name": "0", "path": ".", "type": "sentence_transformers.models.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
]
SENTENCE_TRANSFORMERS = {
    "model_type": "SentenceTransformer",
    "similarity_fn_name": "cosine",
    "prompts": {"query": "", "document": ""},
    "default_prompt_name": None,
}
MODEL2VEC = {
    "model_type": "model2vec",
    "architectures": ["StaticModel"],
    "normalize": True,
    "max_length": None,  # sentence-transformers cuts nothing off a static model either
    "embedding_dtype": "int8",
}


def export(weight: torch.Tensor, tokenizer: Tokenizer, folder: Path) -> None:
    """Saves the vectors as bytes, one scale per row, with their tokenizer.

    Args:
        weight: Shape (vocabulary, dimensions).
        tokenizer: Made by `tokenizer.train_tokenizer`.
        folder: Created if missing; files of an older model are replaced.
    """
    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    (folder / "1_Normalize" / "config.json").write_text("{}\n", "utf-8")
    weight = weight.detach().float().clone()
    weight[:2] = 0  # padding and unknown: model2vec leaves unknown pieces out, sentence-transformers adds them up
    scales = weight.abs().amax(dim=1) / LARGEST_BYTE
    bytes_ = torch.round(weight / scales.clamp(min=torch.finfo(torch.float32).tiny)[:, None]).to(torch.int8)
    (folder / "model.safetensors").write_bytes(save({"embeddings": bytes_.contiguous(), "weights": scales}))
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    _write_json(folder / "modules.json", MODULES)
    _write_json(folder / "config_sentence_transformers.json", SENTENCE_TRANSFORMERS)
    _write_json(folder / "config.json", MODEL2VEC)


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
