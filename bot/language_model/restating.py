"""A model's reading of a message, checked against the message, the conversation and the catalogue before it counts."""

import json
import re
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from bot.assistant import Restated
from bot.checks.figures import read_figures
from bot.checks.names import city_names
from bot.memory import Conversation
from bot.question import Question
from bot.wording import fold
from knowledge import facet_key

LONGEST_STANDALONE = 300  # characters; a longer one is no single question
_PROSE = re.compile(r"[\w .,;:!?()'\"„“”€%/&§+-]+")
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


class Reading(BaseModel):
    """A message as one question that stands alone, and the facets it names."""

    standalone: str
    profession: str = ""
    city: str = ""
    level: Literal["", "entry", "experienced"] = ""


def read_reply(parsed: Any, text: str) -> Reading | None:
    """The reading that a model replied with, whether as an object or as text that holds one."""
    if isinstance(parsed, Reading):
        return parsed
    found = _OBJECT.search(text)
    try:
        return Reading.model_validate(json.loads(found.group())) if found else None
    except (ValidationError, ValueError, RecursionError):
        return None


def checked(
    reading: Reading, question: Question, conversation: Conversation, offers: Sequence[tuple[str, str]]
) -> Restated | None:
    """The reading where it adds nothing that nobody said; None where it does.

    Args:
        reading: What the model understood.
        question: The message as it was understood without a model.
        conversation: What was said before.
        offers: Professions and cities of the knowledge base.
    """
    standalone = " ".join(reading.standalone.split())
    said = f"{question.text} {conversation.question}"
    if not standalone or len(standalone) > LONGEST_STANDALONE or not _PROSE.fullmatch(standalone):
        return None
    if not set(read_figures(standalone)) <= set(read_figures(said)):
        return None
    if not all(_is_known(mention.name, said, offers) for mention in city_names().mentions(standalone)):
        return None
    profession = _named(reading.profession, [offer[0] for offer in offers])
    city = _named(reading.city, [offer[1] for offer in offers])
    if profession is None or city is None:
        return None
    if city and fold(city) not in fold(said) and city != conversation.city:
        city = ""
    return Restated(standalone, profession, city, reading.level)


def _named(name: str, known: Sequence[str]) -> str | None:
    """The known spelling of a name, "" for no name, None for one that is not known."""
    if not name.strip():
        return ""
    return next((entry for entry in known if facet_key(entry) == facet_key(name)), None)


def _is_known(city: str, said: str, offers: Sequence[tuple[str, str]]) -> bool:
    """Whether somebody named a city, or texts are about it."""
    named = {mention.name for mention in city_names().mentions(said)}
    return city in named or any(facet_key(city) == facet_key(offer[1]) for offer in offers)
