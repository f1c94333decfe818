"""Reads labelled sentences and scores the salary reader on them; `python -m tests.salary_sentences FILE… [--misses]`."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

from knowledge.passage import Passage
from knowledge.salary import SalaryFact, read_salary_sentence

MAIN = ("low", "high", "period", "level", "gross")  # a statement is right where all of these are
ALL = (*MAIN, "bound", "other", "stated")  # the further ones, where a label has them


@dataclass(frozen=True, slots=True)
class Score:
    """How many statements were read rightly, read wrongly and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Self) -> "Score":
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of the statements read that are right, 0..1."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the labelled statements that were read rightly, 0..1."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A labelled sentence of a text on a profession in a city; each label is a statement by field.

    `section` is the heading that it stands below, "" where nobody said.
    """

    batch: int
    text: str
    profession: str
    city: str
    section: str
    salaries: tuple[dict[str, Any], ...]

    def compared(self, fields: Iterable[str]) -> tuple[Counter[Any], Counter[Any]]:
        """The statements wanted and those read, by some of their fields; a field without a label is left out."""
        labelled = [name for name in fields if all(name in label for label in self.salaries)]
        wanted = Counter(_row(label, labelled) for label in self.salaries)
        place = Passage("", self.profession, self.city, "", "de", "", self.section, self.text)
        found = read_salary_sentence(self.text, self.profession, self.city, place)
        return wanted, Counter(_row(_label(fact), labelled) for fact in found)

    def score(self, fields: Iterable[str] = MAIN) -> Score:
        """How the reader does on this sentence."""
        wanted, found = self.compared(fields)
        return Score((wanted & found).total(), (found - wanted).total(), (wanted - found).total())


def read_sentences(path: Path) -> list[Sentence]:
    """The sentences of a labelled file."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [
        Sentence(r["batch"], r["text"], r["profession"], r["city"], r.get("section", ""), tuple(r["salaries"]))
        for r in rows
    ]


def score(sentences: Iterable[Sentence], fields: Iterable[str] = MAIN) -> Score:
    """How the reader does on all of some sentences."""
    return sum((sentence.score(fields) for sentence in sentences), Score())


def _row(label: dict[str, Any], fields: Iterable[str]) -> tuple[Any, ...]:
    return tuple(Decimal(label[name]) if name in ("low", "high") else label[name] for name in fields)


def _label(fact: SalaryFact) -> dict[str, Any]:
    names = ("low", "high", "period", "level", "gross", "bound")
    return {name: getattr(fact, name) for name in names} | {"other": bool(fact.about), "stated": fact.period_stated}


def _report(path: Path) -> Iterator[str]:
    sentences = read_sentences(path)
    statements = sum(len(sentence.salaries) for sentence in sentences)
    yield f"{path.name}: {len(sentences)} sentences, {statements} statements"
    for name, fields in (("range, period, level, gross", MAIN), ("all fields, with bound and whose pay", ALL)):
        found = score(sentences, fields)
        yield f"  {name}: precision {found.precision:.3f}, recall {found.recall:.3f}"


def _misses(path: Path, fields: Iterable[str]) -> Iterator[str]:
    for sentence in read_sentences(path):
        wanted, found = sentence.compared(fields)
        if wanted != found:
            lost, strange = (sorted(map(str, part)) for part in (wanted - found, found - wanted))
            yield f"{sentence.text}  [{sentence.profession}, {sentence.city}]\n    missed {lost}\n    wrong  {strange}"


def main() -> int:
    """Prints precision and recall for each file, and the sentences that were misread where wanted."""
    parser = argparse.ArgumentParser(prog="python -m tests.salary_sentences", description=main.__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--misses", action="store_true", help="print each misread sentence")
    parser.add_argument("--strict", action="store_true", help="with --misses: those wrong in any field")
    parsed = parser.parse_args()
    for path in parsed.files:
        try:
            lines = [*_report(path), *(_misses(path, ALL if parsed.strict else MAIN) if parsed.misses else ())]
        except (OSError, ValueError, KeyError) as error:
            print(f"{path}: {error!r}", file=sys.stderr)
            return 2
        print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
