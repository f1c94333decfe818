"""Whether the knowledge base speaks of a topic at all. Texts of operators may know a theme, but not each thing in it."""

from collections.abc import Collection, Sequence

from bot.keywords import stems
from bot.question import Question
from bot.topics import Topic
from knowledge import Hit

# Themes whose topics are single things with a name (a certificate, a grant, an employer): a text on the theme need not know them.
NAMED_THINGS = frozenset({"training", "funding", "employers"})
# The topics of these themes that ask about the theme as such.
WHOLE_THEME = frozenset(
    "training_first training_courses training_learning funding_overview employers_sectors entry_paths entry_career_change "
    "entry_study entry_apprenticeship".split()
)
HITS_READ = 3


def is_named_thing(topic: Topic) -> bool:
    """Whether a topic is a single thing with a name, such as a certificate or a grant."""
    return topic.theme in NAMED_THINGS and topic.id not in WHOLE_THEME


def covered(question: Question, hits: Sequence[Hit], present: Collection[str]) -> bool:
    """Whether the texts speak of what is asked.

    Args:
        question: What is asked.
        hits: Ranked passages.
        present: The topics and themes that passages carry.
    """
    topic = question.topics[0].topic
    theme_known = topic.theme in present and not is_named_thing(topic)
    return topic.id in present or theme_known or _named(question.focus, hits)


def _named(text: str, hits: Sequence[Hit]) -> bool:
    """Whether one of the best passages holds a word of the question."""
    asked = stems(text)
    return any(asked & stems(hit.passage.text) for hit in hits[:HITS_READ])
