"""A text that arrives in pieces -> its sentences, each with its citations, as soon as it is complete."""

import re

from knowledge import split_sentences

# Models write "Satz. [1]" as often as "Satz [1]."; the mark is drawn into the sentence that it belongs to.
_TRAILING = re.compile(r"([.!?…]+[\"“”»)]*)\s*((?:\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\]\s*)+)")
_ENDED = re.compile(r"[.!?…][\"“”»)\]]*$|\]$")


class SentenceStream:
    """Collects pieces and gives out complete sentences, each once and in order."""

    def __init__(self) -> None:
        self._text = ""
        self._given = 0

    @property
    def text(self) -> str:
        """All that has arrived."""
        return self._text

    def feed(self, piece: str) -> list[str]:
        """The sentences that a further piece completes; the last one waits until it is clear that no mark follows."""
        self._text += piece
        sentences = self._sentences()
        begun = sentences[-1] if sentences else ""
        complete = sentences[:-1] if not begun.startswith("[") else sentences[:-2]
        return self._new(complete)

    def finish(self) -> list[str]:
        """The remaining sentences, the last one though nothing follows it."""
        return self._new(self._sentences())

    @property
    def has_ended(self) -> bool:
        """Whether the text stops where a sentence does."""
        return bool(_ENDED.search(self._text.strip()))

    def _sentences(self) -> list[str]:
        drawn_in = _TRAILING.sub(lambda found: f" {found[2].strip()}{found[1]} ", self._text)
        return split_sentences(drawn_in)

    def _new(self, sentences: list[str]) -> list[str]:
        new = sentences[self._given :]
        self._given = max(self._given, len(sentences))
        return new
