"""Reads whose pay a message wants compared: cities, professions or career levels. Looks no figure up."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.asked import asks_what_is_paid
from bot.catalogue import Offer
from bot.facets import Level, Period, names_both_levels
from bot.memory import Conversation
from bot.question import Question
from bot.salary_rows import Subject
from bot.wording import fold
from knowledge import facet_key

ALL_LEVELS: tuple[Level, ...] = ("entry", "experienced", "")
BOTH_LEVELS: tuple[Level, ...] = ("entry", "experienced")
_COMPARES = re.compile(
    r"vergl|unterschied|\bmehr\b|weniger|besser|schlechter|"
    r"am (?:besten|meisten)|versus|\bvs\b|\boder\b|gegenuber|hoher|niedriger|"
    r"compar|\bmore\b|\bless\b|better|worse|differ|\bor\b|higher|lower|\bbest\b|\bmost\b"
)
_AND = re.compile(r"\b(?:und|and)\b")  # "Gehalt am Anfang und später"
_WHERE = re.compile(
    r"\b(?:wo|in welcher stadt|welche stadt)\b.*\b(?:am (?:besten|meisten)|mehr|besser|hochst\w*)\b|"
    r"\b(?:where|which city|what city)\b.*\b(?:best|most|more|better|highest)\b"
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What to compare: the pay of some subjects at some levels; `ranks` where the best payer is asked for."""

    subjects: tuple[Subject, ...]
    levels: tuple[Level, ...]
    period: Period = ""
    ranks: bool = False


def read_comparison(question: Question, state: Conversation, offers: Sequence[Offer]) -> Comparison | None:
    """The comparison of pay that a message asks for, in the light of its conversation; None where it asks for none.

    Args:
        question: What is asked.
        state: The conversation, with the subjects that were compared last.
        offers: The professions and cities on which there are texts.
    """
    if not _is_on_pay(question, state):
        return None
    folded, reading = fold(question.text), question.reading
    levels: tuple[Level, ...] = (reading.level,) if reading.level else ALL_LEVELS
    compared = tuple(Subject(*pair) for pair in state.compared)
    names = bool(reading.professions or reading.cities or reading.other_cities or reading.other_profession)
    if not (reading.cities or reading.other_cities or reading.other_profession) and _WHERE.search(folded):
        return _ranked((not names and compared) or _everywhere(question, offers), levels, question)
    if not names and names_both_levels(question.text) and (_COMPARES.search(folded) or _AND.search(folded)):
        base = _base(question, state, offers)
        return Comparison((base,), BOTH_LEVELS, reading.period) if base else None
    if not names and compared and question.follow_up and (reading.period or reading.level):
        return Comparison(compared, levels, reading.period)
    if names and (_COMPARES.search(folded) or (compared and question.follow_up)):
        subjects = _subjects(question, state, offers)
        return Comparison(subjects, levels, reading.period) if len(subjects) > 1 else None
    return None


def _is_on_pay(question: Question, state: Conversation) -> bool:
    """Whether pay is asked about, before tax: by its words, by its topic, or because pay was spoken of before."""
    if question.outside == "net_pay" or "netto" in fold(question.text):
        return False
    follows = bool(state.compared) or state.topic.startswith("salary")
    return (
        question.theme == "salary"
        or asks_what_is_paid(question.text)
        or (follows and (question.follow_up or names_both_levels(question.text)))
    )


def _ranked(subjects: tuple[Subject, ...], levels: tuple[Level, ...], question: Question) -> Comparison | None:
    return Comparison(subjects, levels, question.reading.period, ranks=True) if len(subjects) > 1 else None


def _everywhere(question: Question, offers: Sequence[Offer]) -> tuple[Subject, ...]:
    """The profession asked about in every city on which there are texts."""
    professions = {facet_key(offer.profession): offer.profession for offer in offers}
    profession = question.profession or (next(iter(professions.values())) if len(professions) == 1 else "")
    return tuple(
        Subject(offer.profession, offer.city)
        for offer in offers
        if facet_key(offer.profession) == facet_key(profession)
    )


def _base(question: Question, state: Conversation, offers: Sequence[Offer]) -> Subject | None:
    """What the conversation speaks of, or the only thing that there are texts on."""
    known = [Subject(offer.profession, offer.city) for offer in offers]
    profession, city = state.profession or question.profession, state.city or question.city
    fitting = [
        subject
        for subject in known
        if facet_key(profession) in ("", facet_key(subject.profession))
        and facet_key(city) in ("", facet_key(subject.city))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _subjects(question: Question, state: Conversation, offers: Sequence[Offer]) -> tuple[Subject, ...]:
    """The professions and cities that a message sets side by side, with the one that it only implies."""
    reading = question.reading
    cities, professions = [*reading.cities, *reading.other_cities], list(reading.professions)
    before = [Subject(*pair) for pair in state.compared] or [base for base in (_base(question, state, offers),) if base]
    if len(professions) == len(cities) > 1:
        return _distinct(map(Subject, professions, cities))
    if len(professions) > 1:
        return _distinct(_at(name, cities, before, offers) for name in professions)
    if len(cities) > 1:
        profession = professions[0] if professions else _common(cities, question, offers)
        return _distinct(Subject(profession, city) for city in cities) if profession else ()
    if professions:
        return _distinct([*before, _at(professions[0], cities, before, offers)])
    profession = before[0].profession if before else question.profession
    return _distinct([*before, *(Subject(profession, city) for city in cities)]) if profession else ()


def _at(profession: str, cities: Sequence[str], before: Sequence[Subject], offers: Sequence[Offer]) -> Subject:
    """A profession in the city named, else in the one spoken of where there are texts on it, else where there are."""
    its = [offer.city for offer in offers if facet_key(offer.profession) == facet_key(profession)]
    spoken = [subject.city for subject in before if facet_key(subject.city) in map(facet_key, its)]
    return Subject(profession, next(iter([*cities, *spoken, *its]), ""))


def _common(cities: Sequence[str], question: Question, offers: Sequence[Offer]) -> str:
    """The profession asked about, or the only one with texts on one of the cities."""
    keys = set(map(facet_key, cities))
    its = {facet_key(offer.profession): offer.profession for offer in offers if facet_key(offer.city) in keys}
    return question.profession or (next(iter(its.values())) if len(its) == 1 else "")


def _distinct(subjects: Iterable[Subject]) -> tuple[Subject, ...]:
    return tuple(dict.fromkeys(subjects))
