"""The noun of the training catalogue. Leaf module but for where a statement comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from knowledge.source import Source

Kind = Literal["certificate", "course", "degree", "study", "funding"]
Text = Mapping[str, str]  # language -> words


@dataclass(frozen=True, slots=True)
class Training:
    """One entry of the catalogue; trainings.py explains the fields. `hours` and the ages are 0 where unknown."""

    id: str
    kind: Kind
    name: str
    what: Text
    sources: tuple[Source, ...]
    name_en: str = ""
    issuer: str = ""
    family: str = ""
    topic: str = ""
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    professions: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    goals: Mapping[str, Text] = field(default_factory=dict)
    formats: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    hours: int = 0
    long: bool = False
    needs_course: bool = False
    free: bool = False
    prerequisites: Text = field(default_factory=dict)
    effort: Text = field(default_factory=dict)
    exam: Text = field(default_factory=dict)
    renewal: Text = field(default_factory=dict)
    price: Text = field(default_factory=dict)
    amount: Text = field(default_factory=dict)
    quick: Text = field(default_factory=dict)
    cheap: Text = field(default_factory=dict)
    work: tuple[str, ...] = ()
    pays_for: tuple[str, ...] = ()
    least_hours: int = 0
    most_age: int = 0
    gives_time: bool = False
    reviewed: date | None = None

    def named(self, language: str) -> str:
        """What it is called in a language."""
        return self.name_en if language == "en" and self.name_en else self.name

    def said(self, fact: str, language: str) -> str:
        """What is known of a fact ("exam"), in the language or else in the other one; "" where nothing is."""
        return in_language(getattr(self, fact), language)


def in_language(text: Text, language: str) -> str:
    """The words of a text in the language, or else in the other one; "" where there are none."""
    return text.get(language) or next(iter(text.values()), "")
