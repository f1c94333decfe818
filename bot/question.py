"""The noun between understanding and answering: a message, understood."""

from dataclasses import dataclass

from bot.facets import Period, Reading
from bot.topic_model import TopicScore


@dataclass(frozen=True, slots=True)
class Question:
    """A message, understood.

    `focus` is the part of it that asks, `standalone` the text to search with, `topics` the surest topics; `social` and
    `outside` are the ids of the surest entries of those kinds where they beat every topic. `employer` says that it names
    an employer; `thing` is the topic that a follow-up asks a side of; `stranger` a profession that nothing here knows;
    `pointed` which point of the last answer it asks about (1 and up, -1 the last, 0 none); `offered` that it is one of the
    questions that we offer ourselves, word for word.
    """

    text: str
    focus: str
    standalone: str
    language: str
    reading: Reading
    topics: tuple[TopicScore, ...]
    social: str = ""
    outside: str = ""
    outside_score: float = 0.0
    profession: str = ""
    city: str = ""
    period: Period = ""
    employer: bool = False
    follow_up: bool = False
    thing: str = ""
    stranger: str = ""
    more: bool = False
    pointed: int = 0
    names_only: bool = False
    offered: bool = False

    @property
    def topic(self) -> str:
        """The id of the surest topic."""
        return self.topics[0].topic.id

    @property
    def theme(self) -> str:
        """The theme of the surest topic."""
        return self.topics[0].topic.theme

    @property
    def topic_score(self) -> float:
        """How sure the surest topic is, about 0..1."""
        return self.topics[0].score
