"""What a salary chart shows: ranges by level, city and profession, with the passages that state them. Draws nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256

from bot.answer import Answer, Citation
from bot.catalogue import Offer, distinct_offers
from bot.chart_phrases import chart_phrase
from bot.comparing import ALL_LEVELS
from bot.facets import Level, Period, read_period
from bot.salary_periods import in_period
from bot.salary_phrases import money
from bot.salary_ranges import LEVELS, plain_pay
from bot.salary_rows import SalaryRow, Subject, salary_rows
from knowledge import KnowledgeBase, facet_key

THEME = "salary"
MOST_OFFERS = 4  # professions or cities side by side; more bars are not readable on a phone
KEY_CHARACTERS = 8  # of an offer's short name: callback data holds 64 bytes, and few offers share them
PERIODS: tuple[Period, ...] = ("month", "year")


@dataclass(frozen=True, slots=True)
class Bar:
    """One range, in euros. `group` is its profession or city where several are compared."""

    group: str
    label: str
    low: Decimal
    high: Decimal
    citation: int

    def amounts(self, language: str) -> str:
        """The range in words, without its period."""
        return money(self.low, self.high, "", language)


@dataclass(frozen=True, slots=True)
class Chart:
    """Ranges of pay that are drawn side by side. `key` brings the same chart back, later and in another process."""

    key: str
    language: str
    title: str
    unit: str
    bars: tuple[Bar, ...]
    citations: tuple[Citation, ...]


class SalaryCharts:
    """The charts that a knowledge base has figures for."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge

    def offers(self) -> list[Offer]:
        """The professions and cities on which there are texts."""
        return distinct_offers(self._knowledge)

    def for_answer(self, answer: Answer) -> Chart | None:
        """The chart behind an answer on pay; None where it is not on pay, or nothing can be drawn."""
        return self.by_key(self.key_for(answer))

    def key_for(self, answer: Answer) -> str:
        """The key of the chart behind an answer, "" where there is none. Looks at the cited passages only, so it is quick."""
        if answer.outcome != "answered" or not answer.topic.startswith(THEME):
            return ""
        cited = [self._knowledge.passage(entry.passage_id) for entry in answer.citations]
        stating = [passage for passage in cited if passage and any(p.period in PERIODS for p in plain_pay([passage]))]
        offers = dict.fromkeys(Offer(passage.profession, passage.city) for passage in stating)
        return _key(list(offers), read_period(answer.sentences[0].text), answer.language) if offers else ""

    def compared(self, offers: Sequence[Offer], period: Period, language: str) -> Chart | None:
        """The ranges of some offers by level; None where no passage states one.

        Args:
            offers: Whose pay, in the order of the bars.
            period: "month" or "year"; for any other the month.
            language: "de" or "en".
        """
        wanted = period if period in PERIODS else "month"
        shown = list(offers[:MOST_OFFERS])
        rows = self._rows(shown, language)
        if not rows:
            return None
        names = _groups(shown)
        return Chart(
            key=_key(shown, wanted, language),
            language=language,
            title=_title(shown, language),
            unit=_unit(rows, wanted, language),
            bars=tuple(_bar(row, names[row.subject], rows, wanted, language) for row in rows),
            citations=tuple({row.citation.number: row.citation for row in rows}.values()),
        )

    def by_key(self, key: str) -> Chart | None:
        """The chart of a key; None where there are no such texts any more, or it is no key."""
        language, _, rest = key.partition(":")
        period, _, names = rest.partition(":")
        known = {offer_key(offer): offer for offer in self.offers()}
        offers = [known[name] for name in names.split(".") if name in known]
        wanted: Period = "year" if period == "year" else "month"
        return self.compared(offers, wanted, language) if language in ("de", "en") and offers else None

    def _rows(self, offers: Sequence[Offer], language: str) -> list[SalaryRow]:
        """The ranges by month or year; those that name no level only where their offer has none that does."""
        subjects = [Subject(offer.profession, offer.city) for offer in offers]
        rows = salary_rows(self._knowledge, subjects, ALL_LEVELS, language)
        rows = [row for row in rows if row.period in PERIODS]
        clear = {row.subject for row in rows if row.level}
        return _numbered([row for row in rows if row.level or row.subject not in clear])


def offer_key(offer: Offer) -> str:
    """A short name for an offer, the same in every process."""
    name = f"{facet_key(offer.profession)}\n{facet_key(offer.city)}"
    return sha256(name.encode()).hexdigest()[:KEY_CHARACTERS]


def _key(offers: Sequence[Offer], period: Period, language: str) -> str:
    wanted = period if period in PERIODS else "month"
    return ":".join((language, wanted, ".".join(offer_key(offer) for offer in offers[:MOST_OFFERS])))


def _numbered(rows: Sequence[SalaryRow]) -> list[SalaryRow]:
    """The rows with their citations numbered from 1 without gaps."""
    order = {id_: number for number, id_ in enumerate(dict.fromkeys(row.citation.passage_id for row in rows), start=1)}
    return [replace(row, citation=replace(row.citation, number=order[row.citation.passage_id])) for row in rows]


def _bar(row: SalaryRow, group: str, rows: Sequence[SalaryRow], period: Period, language: str) -> Bar:
    """The bar of a row; where texts contradict each other, its label names the source."""
    alike = [other for other in rows if (other.subject, other.level) == (row.subject, row.level)]
    source = f" [{row.citation.number}]" if len(alike) > 1 else ""
    low, high = in_period(row.low, row.high, row.period, period)
    return Bar(group, _label(row.level, language) + source, low, high, row.citation.number)


def _unit(rows: Sequence[SalaryRow], period: Period, language: str) -> str:
    """What the axis counts; gross only where every passage says so, and the formula where one figure was computed."""
    gross = chart_phrase("gross", language) if all(row.pay.fact.gross for row in rows) else ""
    computed = chart_phrase(f"to_{period}", language) if any(row.period != period for row in rows) else ""
    return chart_phrase(period, language) + gross + computed


def _label(level: Level, language: str) -> str:
    return chart_phrase(level if level in LEVELS else "any_level", language)


def _groups(offers: Sequence[Offer]) -> dict[Subject, str]:
    """What tells the offers apart: the city, the profession, or both; nothing where there is one."""
    return {Subject(offer.profession, offer.city): name for offer, name in _names(offers).items()}


def _names(offers: Sequence[Offer]) -> dict[Offer, str]:
    cities, professions = _different(offer.city for offer in offers), _different(offer.profession for offer in offers)
    if len(offers) < 2:
        return dict.fromkeys(offers, "")
    if professions == 1:
        return {offer: offer.city for offer in offers}
    if cities == 1:
        return {offer: offer.profession for offer in offers}
    return {offer: offer.named("de") for offer in offers}


def _different(names: Iterable[str]) -> int:
    return len({facet_key(name) for name in names})


def _title(offers: Sequence[Offer], language: str) -> str:
    if len(offers) == 1:
        return chart_phrase("title", language, what=offers[0].named(language))
    if _different(offer.profession for offer in offers) == 1:
        return chart_phrase("title_by_city", language, what=offers[0].profession)
    if _different(offer.city for offer in offers) == 1:
        return chart_phrase("title_by_profession", language, what=offers[0].city)
    return chart_phrase("title_by_both", language)
