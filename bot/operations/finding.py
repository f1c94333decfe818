"""What a check found: fine, worth knowing, or broken, and in one line what to do. Leaf module."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "note", "broken"]


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check; `text` says what is fine, or what to do."""

    check: str
    state: State
    text: str

    def __str__(self) -> str:
        return f"{self.state:<7} {self.check}: {self.text}"
