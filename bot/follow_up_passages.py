"""Which passages answer a follow-up that asks a side of the thing spoken of: those on that thing, if it has any."""

from collections.abc import Sequence

from bot.asked import asks_for_value, gives_value
from bot.question import Question
from knowledge import Hit


def about(question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """The passages on the thing that the follow-up stays with; all where it stays with none, or none is on it."""
    return [hit for hit in hits if question.thing and hit.passage.topic == question.thing] or list(hits)


def lacks_value(question: Question, hits: Sequence[Hit]) -> bool:
    """Whether a follow-up asks the thing spoken of for a value that its passages do not hold."""
    return (
        bool(question.thing)
        and asks_for_value(question.focus)
        and not any(gives_value(question.focus, hit.passage.text) for hit in hits)
    )
