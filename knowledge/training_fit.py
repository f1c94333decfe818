"""Which entries of the catalogue suit a person, each with the reason, and what may pay for them. Writes no sentences."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from knowledge.facets import facet_key
from knowledge.training_entry import Training

# What speaks for an entry, in points; found by reading the suggestions for some forty profiles.
GOAL, FURTHER_GOAL, QUICK, CHEAP, LANGUAGE, ADVANCED, MUST_ATTEND, ONLY_BEGINNERS = 4, 1, 3, 3, 3, 2, -1, -3
ADVANCED_FOR_ANYONE = -1  # where the level is unknown
ENTRY, EXPERIENCED = "entry", "experienced"
EVERY = "*"  # an entry of a text that is for every profession


@dataclass(frozen=True, slots=True)
class TrainingProfile:
    """What is known of a person who looks for training; every field may be empty.

    `level` is entry or experienced, `goals` and `formats` as in `trainings.GOALS` and `FORMATS`, `work` employed or
    unemployed, `age` in years, `left_out` the families not wanted, `kinds` the only kinds wanted, `languages` those
    understood.
    """

    level: str = ""
    goals: tuple[str, ...] = ()
    work: str = ""
    age: int = 0
    little_time: bool = False
    no_budget: bool = False
    formats: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    no_course: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry with what speaks for it: the goal it serves, or "quick", "cheap", "format", "level", "" (nothing special)."""

    training: Training
    reason: str
    points: int = 0  # what speaks for it, comparable within one profile


def offered_in(trainings: Iterable[Training], profession: str, city: str, state: str) -> list[Training]:
    """The entries for a profession in a place, each "" where any will do.

    What is for one city or state never shows up in another; nor does it where the state of the city is unknown.
    """
    return [
        entry
        for entry in trainings
        if (not profession or _admits(entry.professions, profession))
        and (not city or (_admits(entry.cities, city) and _admits(entry.states, state)))
    ]


def _admits(named: Sequence[str], value: str) -> bool:
    return not named or EVERY in named or facet_key(value) in {facet_key(name) for name in named}


def suggest(trainings: Iterable[Training], profile: TrainingProfile) -> list[Suggestion]:
    """The entries that suit a person, best first; funding is none of them."""
    suited = [entry for entry in trainings if entry.kind != "funding" and suits(entry, profile)]
    ranked = sorted(suited, key=lambda entry: -_points(entry, profile))  # stable: the catalogue's order breaks ties
    return [Suggestion(entry, _reason(entry, profile), _points(entry, profile)) for entry in ranked]


def suits(entry: Training, profile: TrainingProfile) -> bool:
    """Whether nothing that the person said rules an entry out."""
    return (
        entry.family not in profile.left_out
        and not (profile.kinds and entry.kind not in profile.kinds)
        and not (profile.no_course and (entry.needs_course or entry.kind in ("degree", "study")))
        and not (profile.level == ENTRY and entry.levels == (EXPERIENCED,))
        and not (profile.little_time and entry.long)
        and _meets(profile.goals, entry.goals)
        and _meets(profile.formats, entry.formats)
        and _meets(profile.languages, entry.languages)
    )


def _meets(wanted: Sequence[str], given: Collection[str]) -> bool:
    return not wanted or any(wish in given for wish in wanted)


def _points(entry: Training, profile: TrainingProfile) -> int:
    places = [[*entry.goals].index(goal) for goal in profile.goals if goal in entry.goals]  # the main goal stands first
    points = max((GOAL - place for place in places), default=0) + FURTHER_GOAL * max(0, len(places) - 1)
    points += LANGUAGE * bool(set(profile.languages) & set(entry.languages))
    points += QUICK * bool(profile.little_time and entry.quick) + CHEAP * bool(profile.no_budget and entry.cheap)
    points += MUST_ATTEND * bool((profile.little_time or profile.no_budget) and entry.needs_course)
    points += ADVANCED_FOR_ANYONE * (not profile.level and entry.levels == (EXPERIENCED,))
    if profile.level == EXPERIENCED:
        points += ADVANCED * (entry.levels == (EXPERIENCED,)) + ONLY_BEGINNERS * (entry.levels == (ENTRY,))
    return points


def _reason(entry: Training, profile: TrainingProfile) -> str:
    goal = next((goal for goal in profile.goals if goal in entry.goals), "")
    if goal:
        return goal
    if profile.little_time and entry.quick:
        return "quick"
    if profile.no_budget and entry.cheap:
        return "cheap"
    if profile.formats:
        return "format"
    return "level" if profile.level and profile.level in entry.levels else ""


def funding_for(
    trainings: Iterable[Training], profile: TrainingProfile, wanted: Sequence[Training] = ()
) -> list[Training]:
    """The funding that may fit a person and what they want to do, most specific first.

    Args:
        trainings: The catalogue.
        profile: What is known of the person; unknown work rules nothing out, an unknown age rules out what has an age limit.
        wanted: The trainings to be paid for; none: any.
    """
    found = [entry for entry in trainings if entry.kind == "funding" and _may_get(entry, profile)]
    paying = [entry for entry in found if not wanted or any(_pays(entry, training) for training in wanted)]
    return sorted(
        paying, key=lambda entry: (bool(entry.work) != bool(profile.work), entry.gives_time, not entry.amount)
    )


def _may_get(funding: Training, profile: TrainingProfile) -> bool:
    out_of_work = bool(funding.work) and bool(profile.work) and profile.work not in funding.work
    too_old = bool(funding.most_age) and not 0 < profile.age <= funding.most_age
    return not out_of_work and not too_old


def _pays(funding: Training, training: Training) -> bool:
    return training.kind in funding.pays_for and training.hours >= funding.least_hours and not training.free
