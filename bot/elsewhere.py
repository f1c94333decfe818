"""Notices a question about a city or profession on which there are no texts, so that no other one's facts answer it."""

import re
from collections.abc import Sequence

from bot.asked import asks_for_pay
from bot.question import Question
from bot.wording import fold
from knowledge import Hit

# Topics whose passages speak of other places on purpose.
COMPARING_TOPICS = frozenset({"salary_comparison", "salary_neighbours", "region_comparison"})
# Themes in which a place is a detail ("Prüfung in Essen"), not what the answer hangs on.
PLACE_IS_DETAIL = frozenset({"training", "funding"})
# Topics in which another profession is where the person comes from or works with.
OTHER_PROFESSION_IS_DETAIL = frozenset({"entry_career_change", "role_people"})
HITS_READ = 3
PAY_THEME = "salary"  # begins the topics of passages on pay, and is the theme of sections that nobody labelled
_ENDING = re.compile(r"(?<=\w{5})(?:innen|in|en|n|s)$")
_COMPARES = re.compile(
    r"\b(?:vergl|unterschied|unterscheid|anders|gegenuber|statt|als in|mehr als|weniger als|besser als|oder in|versus|vs\b|"
    r"compar|differ|unlike|than in|more than|less than|better than)"
)
_ON_AVERAGE = re.compile(
    r"\b(?:alle[nr]? berufe|median|mittlere|im mittel|im schnitt|durchschnitt|all (?:jobs|professions)|average)"
)
_ADDITION = re.compile(r"\s+(?:an|am|im|ob|bei|vor|in)\s.*$")  # "an der Ruhr": texts say Mülheim


def other_city(question: Question, hits: Sequence[Hit]) -> str:
    """The city without texts that the answer would hang on; "" where there is none.

    A city does not count where it is compared with, or where it is a detail that the best passages speak of themselves.
    """
    cities = question.reading.other_cities
    if not cities or question.reading.cities:
        return ""
    if question.names_only and not question.follow_up:
        return cities[0]
    topic, best = question.topics[0].topic, hits[:HITS_READ]
    if topic.theme in PLACE_IS_DETAIL or (question.names_only and topic.theme != "salary"):
        best = [hit for hit in best if hit.passage.topic == topic.id]
    elif topic.id not in COMPARING_TOPICS and not _is_compared(question):
        return cities[0]
    return "" if any(mentioning(best, short_name(city)) for city in cities) else cities[0]


def _is_compared(question: Question) -> bool:
    """Whether the message sets a city beside another one, or asks what people earn there whatever their profession."""
    folded = fold(question.text)
    return bool(_COMPARES.search(folded)) or (not question.reading.professions and bool(_ON_AVERAGE.search(folded)))


def short_name(city: str) -> str:
    """The name of a city as texts use it: "Mülheim"."""
    return _ADDITION.sub("", city)


def other_profession(question: Question, hits: Sequence[Hit]) -> str:
    """The profession without texts that is asked about; "" where there is none."""
    reading = question.reading
    if question.stranger and not reading.professions and not mentioning(hits[:HITS_READ], question.stranger):
        return question.stranger
    detail = question.topic in OTHER_PROFESSION_IS_DETAIL and not asks_for_pay(question.focus)
    if reading.professions or detail:
        return ""
    if not reading.other_profession:
        return ""
    spoken_of = mentioning(hits[:HITS_READ], _ENDING.sub("", fold(reading.other_profession)))
    if asks_for_pay(question.focus):  # who is named beside a course is not said to earn anything
        spoken_of = [hit for hit in spoken_of if hit.passage.topic.startswith(PAY_THEME)]
    return "" if spoken_of else reading.other_profession


def mentioning(hits: Sequence[Hit], name: str) -> list[Hit]:
    """The hits whose passage mentions a name."""
    return [hit for hit in hits if fold(name) in fold(hit.passage.text)]
