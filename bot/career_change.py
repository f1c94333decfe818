"""Notices a person who tells their occupation and asks whether they can change it. Knows no passages."""

import re
from typing import Final

from bot.asked import asks_for_pay
from bot.facets import Reading
from bot.topic_model import TopicModel
from bot.wording import fold

CAREER_CHANGE = "entry_career_change"
CHANGE_BONUS = 0.6  # added to its score then
_CHANGES: Final = re.compile(
    r"\b(?:kann ich|konnt\w* ich|geht das|klappt|schaff\w*|chance\w*|moglich|passt|wechsel\w*|umsatteln|umsteig\w*|umschul\w*|"
    r"quer\w*|(?:komm|steig)\w* (?:ich|man) .*\b(?:rein|ein)\b|was fur mich|in frage|can i|possible|switch|change)\b"
)


def changes_career(text: str, part: str, reading: Reading, topics: TopicModel) -> bool:
    """Whether a message asks for a change of occupation, and neither for pay nor for a thing that has a name.

    Args:
        text: The whole message, in which the occupation stands.
        part: The part of it that asks.
        reading: The facets of the message.
        topics: Tells what has a name.
    """
    asks = reading.has_occupation and bool(_CHANGES.search(fold(text)))
    return asks and not asks_for_pay(part) and not topics.subjects(part)
