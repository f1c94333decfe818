"""Whether a message leans on the one before it, and what it is about then. Knows no passages."""

import re
from collections.abc import Sequence

from bot.asked import asks_for_pay, asks_for_value
from bot.keywords import STOP_WORDS
from bot.memory import Conversation
from bot.topic_model import TopicModel, TopicScore
from bot.topics import Topic
from bot.wording import fold, words

LONGEST_FRAGMENT = 8  # words up to which a message may lean on the question before
LONGEST_POINTING = 5  # words up to which "das" is the subject of a message
SURE = 0.62  # score from which a short message stands for itself
MOVES = 0.45  # score from which a follow-up that names no subject still moves to another theme
POINTING_MOVES = 0.5  # the same for one that says "das" ("Und wer zahlt das?")
STAYS = 0.5  # score of the topic that a follow-up stays with
PAY_BONUS = 0.3  # added to the topics on pay, where a follow-up asks for pay
THEME_BONUS = 0.12  # added to the topics of the same theme, where a follow-up names a subject
NOTHING_SAID = 0.7  # score of the topic before, where a follow-up says nothing but a place ("Und in Essen?")
_LEANING = re.compile(
    r"^(?:(?:ok|okay|ah|gut|hm|aha) )?(?:und|aber|oder|and|but|or|also|what about|how about|wa[st] is(?:t)? mit|wie sieht es)\b"
)
_MORE = re.compile(
    r"^(?:(?:erzahl|sag|schreib|gib|verrat)\w* (?:mir )?(?:noch )?(?:etwas |was |bisschen )?mehr|"
    r"mehr(?: dazu| davon| infos?| details| bitte)?$|noch mehr|weiter$|genauer|details$|"
    r"tell me more|more(?: please| details| about (?:it|that))?$|go on)"
)
_YES = re.compile(r"^(?:ja|jo|jep|jau|yes|yep|ok|okay|gern|gerne|bitte|klar|sure|please|mach|passt)\b")
_POINTING = re.compile(r"\b(?:das|dat|dies|it|that|this)\b")


def leans(text: str, ranked: Sequence[TopicScore], topics: TopicModel, conversation: Conversation) -> bool:
    """Whether a message needs the question before it: it begins like a follow-up, or names no subject of its own."""
    tokens = words(text)
    joined = " ".join(tokens)
    if not conversation.question:
        return False
    if ranked[0].topic.kind == "social":
        return _asks_for_language(ranked[0], joined)
    if _LEANING.match(joined):
        return True
    return len(tokens) <= LONGEST_FRAGMENT and ranked[0].score < SURE and not topics.subjects(text)


def _asks_for_language(best: TopicScore, joined: str) -> bool:
    """ "Gibt es das auch auf Deutsch?" asks about what was spoken of, not to speak German."""
    return best.topic.id == "language" and bool(_POINTING.search(joined))


def in_context(
    text: str, ranked: Sequence[TopicScore], topics: TopicModel, conversation: Conversation
) -> list[TopicScore]:
    """The ranking of a follow-up: it more likely stays with its topic, or at least its theme, than changes it."""
    before = topics.topics.get(conversation.topic)
    others = [entry for entry in ranked if entry.topic.kind != "social"]
    if before is None:
        return others
    if says_only_names(text, topics):
        return [TopicScore(before, NOTHING_SAID), *_without(others, before)]
    surely = POINTING_MOVES if _points_back(text) else MOVES
    moves = others[0].topic.theme != before.theme and others[0].score >= surely
    if moves or _names_another(text, topics, before):
        favoured = "salary" if asks_for_pay(text) else before.theme
        bonus = PAY_BONUS if asks_for_pay(text) else THEME_BONUS
        lifted = [TopicScore(e.topic, e.score + bonus * (e.topic.theme == favoured)) for e in others]
        return sorted(lifted, key=lambda entry: -entry.score)
    return [TopicScore(before, max(others[0].score, STAYS)), *_without(others, before)]


def says_only_names(text: str, topics: TopicModel) -> bool:
    """Whether a message says nothing but names of professions and cities: "Und in Essen?"."""
    return not set(topics.nameless(text).split()) - STOP_WORDS


def _names_another(text: str, topics: TopicModel, before: Topic) -> bool:
    """Whether a message names a subject of its own, or asks for pay where pay was not the theme."""
    if _points_back(text):
        return False
    return bool(topics.subjects(text) - {before.id}) or (before.theme != "salary" and asks_for_pay(text))


def _points_back(text: str) -> bool:
    """Whether a few words point at what was said: "Lohnt sich das?"."""
    tokens = words(text)
    return len(tokens) <= LONGEST_POINTING and bool(_POINTING.search(" ".join(tokens)))


def _without(ranked: Sequence[TopicScore], topic: Topic) -> list[TopicScore]:
    return [entry for entry in ranked if entry.topic is not topic]


def continued(text: str, best: TopicScore, topics: TopicModel, conversation: Conversation) -> str:
    """The text to search a follow-up with: its own where it moves to another topic, else with the question before.

    Of two questions for a value ("Was kostet PSM?", "Und wie lange gilt das?") only the later one still asks.
    """
    before = topics.topics.get(conversation.topic)
    if before is None or (best.topic is not before and best.topic.theme != "salary"):
        return text
    said = conversation.question.split()
    kept = [word for word in said if not (asks_for_value(text) and asks_for_value(word))]
    return " ".join([*kept, text])


def wants_more(text: str) -> bool:
    """Whether a message asks to go on: "Erzähl mehr"."""
    return bool(_MORE.match(fold(text).strip(" .!?")))


def agrees(text: str) -> bool:
    """Whether a message says yes to an offer."""
    return bool(_YES.match(fold(text).strip()))
