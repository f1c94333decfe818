"""Entries of the training catalogue side by side, and which of them suits a person. Reads no messages."""

from collections.abc import Sequence
from dataclasses import replace

from bot.training_lines import Line, fact, known_facts, reason_of
from bot.training_phrases import fact_name, training_phrase, when
from knowledge import Suggestion, Training, TrainingProfile, suggest, suits

_ROWS = ("amount", "prerequisites", "effort", "exam", "renewal", "languages", "price")
_DECIDING = ("level", "goals", "little_time", "no_budget", "no_course", "formats", "languages")


def rows(entries: Sequence[Training], language: str) -> list[Line]:
    """What each entry is, then a line for each fact that at least one of them states."""
    definitions = [Line(entry.said("what", language), (entry,), own_line=True) for entry in entries]
    facts = [row(name, entries, language) for name in _ROWS if any(fact(entry, name, language) for entry in entries)]
    return [*definitions, *facts]


def row(name: str, entries: Sequence[Training], language: str) -> Line:
    """One fact of each entry, side by side."""
    unstated = training_phrase("unstated", language)
    cells = [f"{entry.named(language)} – {fact(entry, name, language) or unstated}" for entry in entries]
    return Line(f"{fact_name(name, language)}: {'; '.join(cells)}.", tuple(entries), own_line=True)


def recommendation(
    entries: Sequence[Training], profile: TrainingProfile, trainings: Sequence[Training], language: str
) -> list[Line]:
    """Which of the entries suits, and why; on what it depends, with a question, where nothing is known of the person."""
    if all(entry.kind == "funding" for entry in entries):
        return []
    if not any(getattr(profile, name) for name in _DECIDING):
        return _depending(entries, language, "ask_situation")
    facts = known_facts(replace(profile, left_out=(), kinds=()), trainings, language)
    out = [_out(entry, profile, facts, language) for entry in entries if not suits(entry, profile)]
    ordered = [entry for entry in trainings if entry in entries]  # the catalogue's order breaks ties
    found = suggest(ordered, profile)
    if (
        profile.level == "experienced"
        and not profile.goals
        and len({entry.points for entry in found}) == 1 < len(found)
    ):
        return _depending(entries, language, "ask_goal")  # experience alone speaks for none of them
    best = next(iter(found), None) or _least_unfit(ordered, profile)
    if best is None:
        return out
    return [_recommended(best, facts, language), *(line for line in out if best.training not in line.entries)]


def _least_unfit(entries: Sequence[Training], profile: TrainingProfile) -> Suggestion | None:
    """The best entry once goals no longer rule any out, among several: between things that all miss it there is still one."""
    found = suggest(entries, replace(profile, goals=())) if len(entries) > 1 else []
    return next(iter(found), None)


def _recommended(best: Suggestion, facts: str, language: str) -> Line:
    reason, name = reason_of(best, language), best.training.named(language)
    key = "recommended" if reason else "recommended_bare"
    text = training_phrase(key, language, facts=facts, name=name, reason=reason)
    return Line(text, (best.training,), own_line=True)


def _out(entry: Training, profile: TrainingProfile, facts: str, language: str) -> Line:
    """Why an entry is not recommended."""
    name, needed = entry.named(language), entry.said("prerequisites", language)
    if profile.level == "entry" and entry.levels == ("experienced",):
        key = "too_early" if needed else "too_early_bare"
        return Line(training_phrase(key, language, name=name, prerequisites=needed), (entry,), own_line=True)
    return Line(training_phrase("unfitting", language, name=name, facts=facts), (entry,), own_line=True)


def _depending(entries: Sequence[Training], language: str, question: str) -> list[Line]:
    cases = [
        training_phrase("case", language, when=when(_case(entry, entries), language), name=entry.named(language))
        for entry in entries
    ]
    depends = Line(training_phrase("depends", language, cases="; ".join(cases)), tuple(entries), own_line=True)
    return [depends, Line(training_phrase(question, language))]


def _case(entry: Training, entries: Sequence[Training]) -> str:
    """What speaks for an entry and for none of the others."""
    others = [other for other in entries if other.id != entry.id]
    own = [goal for goal in entry.goals if goal != "pay" and not any(goal in other.goals for other in others)]
    if entry.levels == ("experienced",) and any("entry" in other.levels for other in others):
        return "experienced"
    if "entry" in entry.levels and all(other.levels == ("experienced",) for other in others):
        return "entry"
    if own:
        return own[0]
    if entry.cheap and not any(other.cheap for other in others):
        return "cheap"
    if entry.needs_course and not all(other.needs_course for other in others):
        return "course"
    return next(iter(entry.goals), "entry")
