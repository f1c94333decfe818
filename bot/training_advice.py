"""Answers from the training catalogue: suggestions, comparisons, prices, funding, one entry. Reads no messages."""

from collections.abc import Callable, Sequence

from bot.training_comparison import recommendation, row, rows
from bot.training_lines import (
    Line,
    facts_of,
    funding_lines,
    item,
    known_facts,
    price_line,
    reason_of,
)
from bot.training_phrases import training_phrase
from bot.training_request import TrainingRequest
from knowledge import Suggestion, Training, TrainingProfile, funding_for, suggest, suits

MOST_SUGGESTED = 3
MOST_FUNDING = 3  # beside suggestions; where funding is asked for, all that fits is named, up to MOST_ASKED
MOST_ASKED = 5
_UNKNOWN = TrainingProfile()


def advise(request: TrainingRequest, trainings: Sequence[Training], language: str) -> list[Line]:
    """The lines that answer a request from the entries of the catalogue; none where they hold nothing for it."""
    answer: dict[str, Callable[[TrainingRequest, Sequence[Training], str], list[Line]]] = {
        "suggest": _suggested,
        "among": _among,
        "compare": _compared,
        "recommend": _recommended,
        "fact": lambda request, _trainings, language: [row(request.fact, request.about, language)],
        "detail": _detailed,
        "price": _priced,
        "fund": _funded,
        "worth": _judged,
        "define": _defined,
    }
    return answer[request.ask](request, trainings, language)


def _suggested(request: TrainingRequest, trainings: Sequence[Training], language: str) -> list[Line]:
    found = _varied(suggest(trainings, request.profile))
    facts = known_facts(request.profile, trainings, language)
    if not found:
        has_any = any(entry.kind != "funding" for entry in trainings)
        return [Line(training_phrase("nothing", language, facts=facts))] if has_any else []
    key = "suggested" if facts != known_facts(_UNKNOWN, trainings, language) else "suggested_unknown"
    return [Line(training_phrase(key, language, facts=facts)), *_listed(found, request.profile, trainings, language)]


def _listed(
    found: Sequence[Suggestion], profile: TrainingProfile, trainings: Sequence[Training], language: str
) -> list[Line]:
    """Numbered suggestions and their funding, which comes first for those out of work."""
    items = [item(suggestion, number, language) for number, suggestion in enumerate(found, start=1)]
    paid = _paid([suggestion.training for suggestion in found], profile, trainings, language)
    missing = not profile.level or not profile.goals
    key = "ask_goal" if profile.level else "ask_situation"
    asked = [Line(training_phrase(key, language), own_line=True)] if missing else []
    return [*paid, *items, *asked] if profile.work == "unemployed" else [*items, *paid, *asked]


def _paid(
    wanted: Sequence[Training], profile: TrainingProfile, trainings: Sequence[Training], language: str
) -> list[Line]:
    """What may pay for trainings, with its conditions where the person is out of work."""
    out_of_work = profile.work == "unemployed"
    funding = funding_for(trainings, profile, wanted)[:MOST_FUNDING]
    paying = funding_lines(funding, profile, language, conditions=out_of_work)
    return [Line(training_phrase("may_pay", language), own_line=True), *paying] if paying else []


def _varied(found: Sequence[Suggestion]) -> list[Suggestion]:
    """The best suggestions, of each family the best one first."""
    families: dict[str, Suggestion] = {}
    for suggestion in found:
        families.setdefault(suggestion.training.family, suggestion)
    others = [suggestion for suggestion in found if suggestion not in families.values()]
    return [*families.values(), *others][:MOST_SUGGESTED]


def _among(request: TrainingRequest, trainings: Sequence[Training], language: str) -> list[Line]:
    facts = known_facts(request.profile, trainings, language)
    suited = suggest(request.about, request.profile)
    found = [suggestion for suggestion in suited if suggestion.training.cheap or not request.profile.no_budget]
    if found:
        head = Line(training_phrase("among", language, facts=facts))
        return [head, *(item(suggestion, number, language) for number, suggestion in enumerate(found, start=1))]
    others = _varied(suggest(trainings, request.profile))
    if not others:
        return _suggested(request, trainings, language)
    head = Line(training_phrase("none_of_them", language, facts=facts))
    return [head, *(item(suggestion, number, language) for number, suggestion in enumerate(others, start=1))]


def _recommended(request: TrainingRequest, trainings: Sequence[Training], language: str) -> list[Line]:
    return recommendation(request.about, request.profile, trainings, language)


def _compared(request: TrainingRequest, trainings: Sequence[Training], language: str) -> list[Line]:
    return [*rows(request.about, language), *_recommended(request, trainings, language)]


def _detailed(request: TrainingRequest, trainings: Sequence[Training], language: str) -> list[Line]:
    entry = request.about[0]
    paid = _paid([entry], request.profile, trainings, language)
    return [Line(entry.said("what", language), (entry,)), *facts_of(entry, language), *paid]


def _defined(request: TrainingRequest, _trainings: Sequence[Training], language: str) -> list[Line]:
    return [Line(entry.said("what", language), (entry,)) for entry in request.about]


def _priced(request: TrainingRequest, trainings: Sequence[Training], language: str) -> list[Line]:
    prices = [price_line(entry, language) for entry in request.about]
    return [*prices, *_paid(request.about, request.profile, trainings, language)]


def _funded(request: TrainingRequest, trainings: Sequence[Training], language: str) -> list[Line]:
    fitting = funding_for(trainings, request.profile, request.about)
    found = [entry for entry in fitting if entry.amount or request.about][:MOST_ASKED]
    names = ", ".join(entry.named(language) for entry in request.about)
    if not found:
        return [Line(training_phrase("no_funding", language, name=names), request.about)] if names else []
    facts = known_facts(request.profile, trainings, language)
    key = "may_pay_for" if names else "may_pay_you"
    head = Line(training_phrase(key, language, name=names, facts=facts), request.about)
    lines = funding_lines(found, request.profile, language, conditions=True)
    return [head, *lines, Line(training_phrase("rules_change", language), own_line=True)]


def _judged(request: TrainingRequest, trainings: Sequence[Training], language: str) -> list[Line]:
    """Whether one entry suits the person, with a better one where it does not."""
    entry, profile = request.about[0], request.profile
    lines = [*_defined(request, trainings, language), *_recommended(request, trainings, language)]
    if suits(entry, profile):
        return lines
    return [*lines, *(_instead(better, language) for better in suggest(trainings, profile)[:1])]


def _instead(better: Suggestion, language: str) -> Line:
    name, reason = better.training.named(language), reason_of(better, language)
    return Line(training_phrase("instead", language, name=name, reason=reason), (better.training,), own_line=True)
