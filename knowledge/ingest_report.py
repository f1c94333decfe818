"""What an ingest did, printed: for a person the titles and reasons, or one JSON object."""

import json
import sys
from dataclasses import asdict

from knowledge.passage import IngestReport

_REFUSED = 2  # exit code
_LISTED = 20  # titles of one kind that are printed; the others are counted


def print_report(report: IngestReport, seconds: float = 0.0, *, as_json: bool = False) -> int:
    """Print the report; refused texts go to standard error, one line each.

    Returns:
        0, or 2 where a text was refused: the others have been taken in, but someone has to look.
    """
    if as_json:
        print(json.dumps({**asdict(report), "seconds": round(seconds, 3)}, ensure_ascii=False, indent=2))
        return _REFUSED if report.refused else 0
    for what in ("added", "changed", "unchanged", "removed", "skipped", "similar"):
        entries: list[str] = getattr(report, what)
        for entry in entries[:_LISTED]:
            print(f"{what}: {entry}")
        if len(entries) > _LISTED:
            print(f"{what}: … and {len(entries) - _LISTED:,} more")
    for reason in report.refused:
        print(f"error: {' '.join(reason.split())}", file=sys.stderr)
    taken = len(report.added) + len(report.changed)
    if taken > _LISTED:
        print(f"{taken:,} texts taken in within {seconds:.0f} s, {taken / max(seconds, 1e-9):,.0f} a second")
    return _REFUSED if report.refused else 0
