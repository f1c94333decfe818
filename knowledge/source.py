"""Where a statement comes from. Leaf module."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from.

    `mark` grades it: A official or primary, B reputable secondary, B- weak or contradictory, ABL derived by arithmetic.
    `topics` names the sections of its text that rest on it, by their topic; none: all do.
    """

    title: str
    address: str = ""
    date: str = ""
    mark: str = ""
    topics: tuple[str, ...] = ()
