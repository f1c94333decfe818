"""The sources of training pairs and how much of the training each one gets. Leaves their texts to `corpus.py`."""

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["passages", "cloze", "words", "parallel"]


@dataclass(frozen=True, slots=True)
class Source:
    """A source of pairs, query-like side first; all but the domain's are files `pairs/<name>.jsonl.xz`.

    Attributes:
        name: The file's name without its endings.
        share: Part of all batches; every batch comes from one source, so that its negatives are comparable.
        kind: "passages" question or heading -> paragraph, "cloze" sentence -> its paragraph, "words" short texts of
            equal meaning, "parallel" English -> German with the teacher's vector of the English side.
        neighbours: Lines that are drawn together; neighbours come from one article and make hard negatives.
        batch: Pairs in a batch; 0 for the plan's number.
        scale: Of the cosine in the loss; higher where the partners share words and only the nearest others matter.
    """

    name: str
    share: float
    kind: Kind
    neighbours: int = 1
    batch: int = 0
    scale: float = 20.0


PARALLEL = "tatoeba_english_german"
DOMAIN = "domain"
FILES = (
    Source("wikipedia_heading_to_paragraph", 0.12, "passages"),
    Source("wikipedia_title_to_lead", 0.04, "passages"),
    Source("wikipedia_sentence_to_rest", 0.20, "cloze", neighbours=6, scale=40.0),
    Source("klexikon_heading_to_paragraph", 0.08, "passages"),
    Source("klexikon_to_wikipedia", 0.02, "passages"),
    Source("law_heading_to_paragraph", 0.04, "passages", neighbours=2),
    Source("mdn_heading_to_paragraph", 0.03, "passages", neighbours=2),
    Source("msdocs_heading_to_paragraph", 0.02, "passages", neighbours=2),
    Source("openthesaurus_synonyms", 0.13, "words"),
    Source("tatoeba_german_paraphrases", 0.02, "words"),
    Source(PARALLEL, 0.30, "parallel"),
)
SOURCES = (*FILES, Source(DOMAIN, 0.06, "passages", batch=512))


def read_pairs(data: Path, name: str) -> Iterator[tuple[str, str]]:
    """The pairs of one source, in the file's order."""
    with lzma.open(data / "pairs" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            left, right = json.loads(line)
            yield left, right
