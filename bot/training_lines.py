"""Entries of the training catalogue as lines of an answer, and what is known of a person in one phrase."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.training_phrases import (
    fact_name,
    goal_name,
    languages_named,
    situation,
    training_phrase,
    when,
)
from knowledge import Suggestion, Training, TrainingProfile, in_language

FACTS = ("amount", "prerequisites", "effort", "exam", "renewal", "languages", "price")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an answer and the entries that carry it; `item` is its number in a list, 0 where it has none."""

    text: str
    entries: tuple[Training, ...] = ()
    own_line: bool = False
    item: int = 0


def item(suggestion: Suggestion, number: int, language: str) -> Line:
    """A suggestion as an item of a list: its reason, what it requires, and its price."""
    entry, reason = suggestion.training, reason_of(suggestion, language)
    key = "item" if reason else "item_alone"
    head = training_phrase(key, language, name=entry.named(language), issuer=entry.issuer, reason=reason)
    facts = [_fact_said(entry, name, language) for name in ("prerequisites", "effort", "price")]
    return Line(" ".join([head, *filter(None, facts)]), (entry,), own_line=True, item=number)


def reason_of(suggestion: Suggestion, language: str) -> str:
    """Why an entry is suggested, as half a sentence; "" where the catalogue says nothing of it."""
    entry, reason = suggestion.training, suggestion.reason
    if reason in entry.goals:
        serves = training_phrase("serves", language, goal=goal_name(reason, language))
        return in_language(entry.goals[reason], language) or serves
    if reason in ("quick", "cheap"):
        return entry.said(reason, language)
    if reason == "format":
        return training_phrase("format_free" if "self_study" in entry.formats else "format_ask", language)
    return next((in_language(text, language) for text in entry.goals.values() if text), "")


def facts_of(entry: Training, language: str) -> list[Line]:
    """All that is known of an entry, fact by fact."""
    said = [_fact_said(entry, name, language) for name in FACTS]
    return [Line(text, (entry,), own_line=True) for text in said if text]


def fact(entry: Training, name: str, language: str) -> str:
    """What is known of one fact as half a sentence; a price that is not known has to be asked for, and funding has none."""
    if name == "languages":
        return languages_named(entry.languages, language)
    said = entry.said(name, language)
    is_missing_price = name == "price" and not said and entry.kind != "funding"
    return training_phrase("price_unknown", language) if is_missing_price else said


def _fact_said(entry: Training, name: str, language: str) -> str:
    said = fact(entry, name, language)
    return f"{fact_name(name, language)}: {said}." if said else ""


def price_line(entry: Training, language: str) -> Line:
    """What an entry costs, or that nobody here knows."""
    price = entry.said("price", language)
    key = "price" if price else "price_missing"
    name = entry.named(language)
    return Line(training_phrase(key, language, name=name, price=price, issuer=entry.issuer), (entry,), own_line=True)


def funding_lines(
    funding: Sequence[Training], profile: TrainingProfile, language: str, *, conditions: bool = False
) -> list[Line]:
    """What each funding gives, for whom where that is not known of the person, and its conditions where wanted."""
    return [_funding_line(entry, profile, language, conditions=conditions) for entry in funding]


def _funding_line(entry: Training, profile: TrainingProfile, language: str, *, conditions: bool) -> Line:
    whom = f" ({when(entry.work[0], language)})" if entry.work and not profile.work else ""
    amount = entry.said("amount", language)
    text = training_phrase(
        "pays" if amount else "pays_alone", language, name=entry.named(language), whom=whom, amount=amount
    )
    needed = _fact_said(entry, "prerequisites", language) if conditions else ""
    return Line(f"• {text} {needed}".strip(), (entry,), own_line=True)


def known_facts(profile: TrainingProfile, trainings: Sequence[Training], language: str) -> str:
    """What is known of a person, in one phrase; "allgemein" where nothing is."""
    facts = [goal_name(goal, language) for goal in profile.goals]
    facts += [situation(fact, language) for fact in (profile.level, profile.work) if fact]
    facts += [situation(name, language) for name in ("little_time", "no_budget", "no_course") if getattr(profile, name)]
    facts += [situation(name, language) for name in profile.formats]
    facts += [situation("certificate" if profile.kinds == ("certificate",) else "course", language)] * bool(
        profile.kinds
    )
    facts += [situation("german", language)] * ("de" in profile.languages)
    if left_out := [_family_name(family, trainings, language) for family in profile.left_out]:
        facts.append(situation("without", language, names=", ".join(left_out)))
    return ", ".join(facts) or situation("general", language)


def _family_name(family: str, trainings: Sequence[Training], language: str) -> str:
    """What the entries of a family are called together."""
    members = [entry for entry in trainings if entry.family == family]
    return members[0].named(language) if members and members[0].name == family else family
