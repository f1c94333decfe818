"""What an ingest did, printed: for a person the titles and reasons, or one JSON object."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TextIO

from knowledge.passage import IngestReport

_REFUSED = 2  # exit code
_LISTED = 20  # lines of one kind that are printed; the others are counted
_WHAT = ("added", "changed", "unchanged", "removed", "skipped", "similar")
_USUAL = "unchanged"  # of thousands of texts nobody wants to read which


def print_report(report: IngestReport, seconds: float = 0.0, *, as_json: bool = False) -> int:
    """Print the report; refused texts go to standard error.

    Returns:
        0, or 2 where a text was refused: the others have been taken in, but someone has to look.
    """
    if as_json:
        print(json.dumps({**asdict(report), "seconds": round(seconds, 3)}, ensure_ascii=False, indent=2))
        return _REFUSED if report.refused else 0
    found = {what: list[str](getattr(report, what)) for what in _WHAT}
    for what, entries in found.items():
        if what != _USUAL or len(entries) <= _LISTED:
            _list(what, entries)
    _list("error", [" ".join(reason.split()) for reason in report.refused], "; --json names all", sys.stderr)
    if sum(map(len, (*found.values(), report.refused))) > _LISTED:
        counts = {**{what: len(entries) for what, entries in found.items()}, "refused": len(report.refused)}
        taken = counts["added"] + counts["changed"]
        rate = f", {taken / max(seconds, 1e-9):,.0f} taken in a second" if taken else ""
        print(", ".join(f"{count:,} {what}" for what, count in counts.items() if count) + f"; {seconds:.1f} s{rate}")
    return _REFUSED if report.refused else 0


def _list(what: str, entries: Sequence[str], hint: str = "", file: TextIO | None = None) -> None:
    for entry in entries[:_LISTED]:
        print(f"{what}: {entry}", file=file)
    if len(entries) > _LISTED:
        print(f"{what}: … and {len(entries) - _LISTED:,} more{hint}", file=file)
