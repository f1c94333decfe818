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
    r"alle[nr]? berufe|median|im schnitt|durchschnitt|all (?:jobs|professions)|average|"
    r"compar|differ|unlike|than in|more than|less than|better than)"
)
_TOWARDS = re.compile(r"\b(?:zieh\w*|umzieh\w*|umzug|geh\w*|wechsel\w*|mov\w*|relocat\w*)\b[^.?!]*\b(?:nach|to)\W+$")
_HOME = re.compile(
    r"\b(?:komme? aus|wohne\w*|wohnhaft|lebe\w*|bin aus|pendel\w*|ziehe?|gezogen|umzug|hab\w* in|war in|from|live|living|"
    r"commut\w*|moving|moved)\b"
)


def other_city(question: Question, hits: Sequence[Hit]) -> str:
    """The city without texts that the answer would hang on; "" where there is none.

    A city does not count where it is compared with, where the person lives, or where it is a detail that the best
    passages speak of themselves.
    """
    cities = question.reading.other_cities
    folded = fold(question.text)
    if not cities or question.reading.cities or (_HOME.search(folded) and not _heads_for(folded, cities[0])):
        return ""
    spoken_of = [city for city in cities if mentioning(hits[:HITS_READ], city)]
    topic = question.topics[0].topic
    if question.names_only and not question.follow_up:
        return cities[0]
    compares = bool(_COMPARES.search(folded)) or topic.id in COMPARING_TOPICS or topic.theme in PLACE_IS_DETAIL
    return "" if spoken_of and compares else cities[0]


def _heads_for(folded: str, city: str) -> bool:
    """Whether the person is about to move to the city: pay "there" is asked for."""
    return bool(_TOWARDS.search(folded.partition(fold(city))[0]))


def other_profession(question: Question, hits: Sequence[Hit]) -> str:
    """The profession without texts that is asked about; "" where there is none."""
    reading = question.reading
    if question.stranger and not reading.professions and not mentioning(hits[:HITS_READ], question.stranger):
        return question.stranger
    detail = question.topic in OTHER_PROFESSION_IS_DETAIL and not asks_for_pay(question.focus)
    if reading.professions or detail or not reading.other_profession:
        return ""
    spoken_of = mentioning(hits[:HITS_READ], _ENDING.sub("", fold(reading.other_profession)))
    if asks_for_pay(question.focus):  # who is named beside a course is not said to earn anything
        spoken_of = [hit for hit in spoken_of if hit.passage.topic.startswith(PAY_THEME)]
    return "" if spoken_of else reading.other_profession


def mentioning(hits: Sequence[Hit], name: str) -> list[Hit]:
    """The hits whose passage mentions a name."""
    return [hit for hit in hits if fold(name) in fold(hit.passage.text)]
