"""What the passages found say that a profession in a city pays, by level. Computes and words nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.facets import Level, Period
from knowledge import Hit, Passage, SalaryFact, facet_key, read_salaries

LEVELS: tuple[Level, ...] = ("entry", "experienced")


@dataclass(frozen=True, slots=True)
class Pay:
    """A range of pay with the fact that states it."""

    fact: SalaryFact
    passage: Passage

    @property
    def period(self) -> Period:
        """What the amount is paid for."""
        return self.fact.period

    @property
    def level(self) -> Level:
        """The career level, "" where nobody said."""
        return self.fact.level


def known_pay(hits: Sequence[Hit]) -> list[Pay]:
    """What the best passage's profession and city pays, as the passages state it, ranges before single figures."""
    if not hits:
        return []
    own = _facets(hits[0].passage)
    return plain_pay([hit.passage for hit in hits if _facets(hit.passage) == own])


def plain_pay(passages: Iterable[Passage]) -> list[Pay]:
    """The statements on the passages' own profession and city before tax, without "at least"; ranges before single figures."""
    facts = [Pay(fact, passage) for passage in passages for fact in read_salaries(passage)]
    plain = [pay for pay in facts if not pay.fact.about and not pay.fact.bound and pay.fact.gross is not False]
    return sorted(plain, key=lambda pay: pay.fact.low == pay.fact.high)


def _facets(passage: Passage) -> tuple[str, str]:
    return facet_key(passage.profession), facet_key(passage.city)


def for_levels(level: Level, pay: Iterable[Pay]) -> list[Pay]:
    """The best statement for the level asked, or for each level; else one that names no level."""
    pay = list(pay)
    wanted = (level,) if level else LEVELS
    found = [next((entry for entry in pay if entry.level == name), None) for name in wanted]
    return [entry for entry in found if entry] or [entry for entry in pay if not entry.level][:1]
