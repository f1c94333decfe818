"""Notices a person who tells their occupation and asks whether they can change it. Knows no passages."""

import re
from typing import Final

from bot.asked import asks_for_pay
from bot.facets import Reading
from bot.topic_model import TopicModel
from bot.wording import fold

CAREER_CHANGE = "entry_career_change"
CHANGE_BONUS = 0.6  # added to its score then
ASKS_NOTHING_ELSE = 0.35  # score of the surest topic below which a story asks for nothing in particular
# What people tell of what they did so far, and how they say that they want to get in, in folded text.
_TOLD: Final = re.compile(
    r"\b(?:hab|habe|hat|war|bin|komme?|kommt|arbeite|mache?|jobbe|studier\w*|lern\w*)\b.*\b(?:gearbeitet|gelernt|studiert|abgebrochen|"
    r"gejobbt|ausbildung|lehre|studium|\d+ jahre?n?|arbeitslos|elternzeit|bundeswehr|angestellt|tatig|"
    r"selbststandig|gestanden|zuhause)\b|"
    r"\b(?:after|for) \w+ years\b|\bi (?:have |had )?(?:worked|studied)\b"
)
_WANTS: Final = re.compile(
    r"\b(?:wie komm\w*|rein\w*|muss\w*|interessier\w*|gerne?|mochte|will|such\w*|schritt|weg|was nun|get into|way in|realistic|"
    r"something with|interested)\b"
)
_CHANGES: Final = re.compile(
    r"\b(?:kann ich|konnt\w* ich|geht das|klappt|schaff\w*|chance\w*|moglich|passt|wechsel\w*|umsatteln|umsteig\w*|umschul\w*|"
    r"quer\w*|(?:komm|steig)\w* (?:ich|man) .*\b(?:rein|ein)\b|was fur mich|in frage|can i|possible|switch|change)\b"
)


def changes_career(text: str, part: str, best: float, reading: Reading, topics: TopicModel) -> bool:
    """Whether a message asks for a change of occupation, and neither for pay nor for a thing that has a name.

    Whoever tells what they did so far and is not clearly asking for anything else wants to know how they get in.

    Args:
        text: The whole message, in which the occupation stands.
        part: The part of it that asks.
        best: The score of its surest topic.
        reading: The facets of the message.
        topics: Tells what has a name.
    """
    folded = fold(text)
    if asks_for_pay(text):
        return False
    if reading.has_occupation and _CHANGES.search(folded) and not topics.subjects(part):
        return True
    return (
        best < ASKS_NOTHING_ELSE
        and bool(_TOLD.search(folded))
        and bool(_CHANGES.search(folded) or _WANTS.search(folded))
    )
