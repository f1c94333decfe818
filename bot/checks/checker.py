"""All checks of a generated sentence, in one place. An answer passes when each of its sentences does."""

from collections.abc import Iterator

from bot.checks.draft import DraftSentence, Fault
from bot.checks.evidence import Evidence
from bot.checks.figures_grounded import figure_faults
from bot.checks.links import link_faults
from bot.checks.names import name_faults
from bot.checks.support import leak_faults, runs, support_faults
from bot.checks.wording import wording_faults
from knowledge import Embedder


class Checker:
    """Checks sentences against evidence.

    Args:
        embedder: Measures whether a sentence means what its passages say.
        secret: Text that no answer may repeat: the instructions to the model.
    """

    def __init__(self, embedder: Embedder, secret: str = "") -> None:
        self._embedder = embedder
        self._secret = runs(secret)

    def faults(self, sentence: DraftSentence, evidence: Evidence) -> list[Fault]:
        """All that is wrong with a sentence, nothing where it may be shown."""
        return list(self._found(sentence, evidence))

    def _found(self, sentence: DraftSentence, evidence: Evidence) -> Iterator[Fault]:
        cited = evidence.cited(sentence.numbers)
        yield from leak_faults(sentence, self._secret)
        if not cited or len(cited) < len(sentence.numbers):
            yield Fault("citation", sentence.text)
            return
        yield from wording_faults(sentence, cited, evidence)
        yield from link_faults(sentence, cited)
        yield from figure_faults(sentence, cited, evidence)
        yield from name_faults(sentence, cited, evidence)
        yield from support_faults(sentence, cited, evidence, self._embedder)
