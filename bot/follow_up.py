"""Whether a message leans on the one before it, and what it is about then. Knows no passages."""

import re
from collections.abc import Callable, Sequence

from bot.asked import asks_for_pay, asks_for_value, asks_what_is_paid
from bot.aspects import asks_aspect, asks_reason
from bot.coverage import is_named_thing
from bot.facets import later_level, names_only_level_or_period, read_level
from bot.keywords import STOP_WORDS
from bot.memory import Conversation
from bot.topic_model import TopicModel, TopicScore
from bot.topics import Topic
from bot.wording import fold, words

LONGEST_FRAGMENT = 8  # words up to which a message may lean on the question before
SURELY_SOCIAL = 0.4  # score from which "danke" after an answer is small talk and no question
SURE = 0.62  # score from which a short message stands for itself
# The score of a topic for a follow-up: its own, and this share of the one that it gets together with the question before.
# The thing spoken of, or its theme where nothing has a name, is favoured; small talk and what lies outside are not.
# Found on the follow-ups of tests/questions/tune.jsonl and 90 more; the result is flat around these values.
TOGETHER = 0.5
SAME_THING = 0.35
SAME_THEME = 0.25
ASPECT = 0.6  # in place of these, where the follow-up names nothing and asks a side of what was spoken of
PAY_BONUS = 0.3  # added to the topics on pay, where a follow-up asks for pay
NOT_A_TOPIC = -0.15
PAID = frozenset({"salary", "funding"})  # themes in which "was zahlen die" is no change of subject
OF_MANY_THINGS = frozenset({"training_first", "training_courses", "training_learning", "funding_overview"})
REASONS_OF_PAY = "salary_factors"
NEVER = -1.0
NOTHING_SAID = 0.7  # score of the topic before, where a follow-up says nothing but a place ("Und in Essen?")
_LEANING = re.compile(
    r"^(?:(?:ok|okay|ah|gut|hm|aha) )?(?:und|aber|oder|and|but|or|also|what about|how about|wa[st] is(?:t)? mit|wie sieht es|"
    r"(?:fur|mit|bei|in) welche\w*|for which)\b"
)
_MORE = re.compile(
    r"^(?:(?:erzahl|sag|schreib|gib|verrat)\w* (?:mir )?(?:noch )?(?:etwas |was |bisschen )?mehr|"
    r"mehr(?: dazu| davon| infos?| details| bitte)?$|noch mehr|weiter$|genauer|details$|"
    r"tell me more|more(?: please| details| about (?:it|that))?$|go on)"
)
_ORDINALS = (r"erste|first", r"zweite|second", r"dritte|third", r"vierte|fourth", r"funfte|fifth")
_LAST = re.compile(r"letzte|last one|the last")
_POINTED_AT = re.compile(
    r"^(?:(?:und|ok|okay|and|erzahl|sag|schreib|verrat|tell|explain|mehr|more|was|wie|what|genauer|mir|me|noch|bitte|about|"
    r"zum|zu|uber|vom|mit|ist|is|the|dem|den|das|der|die|punkt|point|etwas|ein|one|bisschen|nochmal|again|please|"
    rf"letzten?|last|(?:{'|'.join(_ORDINALS)})\w?)\W*)+$"
)
_YES = re.compile(r"^(?:ja|jo|jep|jau|yes|yep|ok|okay|gern|gerne|bitte|klar|sure|please|mach|passt)\b")
_POINTING = re.compile(r"\b(?:das|dat|dies|it|that|this)\b")


def leans(text: str, ranked: Sequence[TopicScore], topics: TopicModel, conversation: Conversation) -> bool:
    """Whether a message needs the question before it: it begins like a follow-up, or names no subject of its own."""
    tokens = words(text)
    joined = " ".join(tokens)
    if not conversation.question:
        return False
    if _LEANING.match(joined) or names_only_level_or_period(text):
        return True
    if ranked[0].topic.kind == "social" and ranked[0].score >= SURELY_SOCIAL:
        return _asks_for_language(ranked[0], joined)
    return len(tokens) <= LONGEST_FRAGMENT and ranked[0].score < SURE and not topics.subjects(text)


def _asks_for_language(best: TopicScore, joined: str) -> bool:
    """ "Gibt es das auch auf Deutsch?" asks about what was spoken of, not to speak German."""
    return best.topic.id == "language" and bool(_POINTING.search(joined))


def in_context(
    text: str, ranked: Sequence[TopicScore], topics: TopicModel, conversation: Conversation
) -> list[TopicScore]:
    """The ranking of a follow-up: by its own words, and by what they say together with the question before."""
    before = topics.topics.get(conversation.topic)
    if before is None:
        return list(ranked)
    if says_only_names(text, topics):
        others = [entry for entry in ranked if entry.topic is not before]
        return [TopicScore(before, NOTHING_SAID), *others]
    together = {e.topic.id: e.score for e in topics.rank(f"{conversation.question} {text}").scores}
    favours = _favours(text, before, topics)
    scored = [TopicScore(e.topic, e.score + TOGETHER * together[e.topic.id] + favours(e.topic)) for e in ranked]
    return sorted(scored, key=lambda entry: -entry.score)


def _favours(text: str, before: Topic, topics: TopicModel) -> Callable[[Topic], float]:
    """How much likelier each topic is in a follow-up after another topic."""
    if asks_for_pay(text) or (asks_what_is_paid(text) and before.theme not in PAID):
        bonus = ASPECT if asks_aspect(text) else PAY_BONUS
        return lambda topic: bonus if topic.theme == "salary" else _favour(topic, before)
    if before.theme == "salary" and asks_reason(text) and (asks_aspect(text) or says_only_names(text, topics)):
        return lambda topic: ASPECT if topic.id == REASONS_OF_PAY else _favour(topic, before)
    if asks_aspect(text):
        return lambda topic: ASPECT if topic is before else _favour(topic, before)
    return lambda topic: _favour(topic, before)


def thing_asked(text: str, best: Topic) -> str:
    """The topic of a follow-up that names nothing itself ("Und wie lange gilt das?"), "" where it does.

    Topics that speak of many things at once are none: what "das" costs stands with one of these.
    """
    return best.id if asks_aspect(text) and best.id not in OF_MANY_THINGS else ""


def _favour(topic: Topic, before: Topic) -> float:
    if topic.id == "language":  # what leans is "Gibt es das auf Deutsch?"; see `leans`
        return NEVER
    if topic.kind != "topic":
        return NOT_A_TOPIC
    if is_named_thing(before):
        return SAME_THING if topic is before else 0.0
    return SAME_THEME if topic.theme == before.theme else 0.0


def says_only_names(text: str, topics: TopicModel) -> bool:
    """Whether a message says nothing but names of professions and cities: "Und in Essen?"."""
    return not set(topics.nameless(text).split()) - STOP_WORDS


def continued(text: str, best: TopicScore, topics: TopicModel, conversation: Conversation, suggested: str) -> str:
    """The text to search a follow-up with: its own where it moves to another topic, else with the question before.

    One that moves and names nothing itself ("Und was krieg ich dann?") is searched with `suggested`, the topic's own question.

    Of two questions for a value ("Was kostet PSM?", "Und wie lange gilt das?"), or on two levels, only the later one still asks.
    """
    before = topics.topics.get(conversation.topic)
    if before is None or (best.topic is not before and best.topic.theme != "salary"):
        return f"{suggested} {text}".lstrip()
    said = conversation.question.split()
    other_level = bool(later_level(text))
    kept = [
        word
        for word in said
        if not (asks_for_value(text) and asks_for_value(word)) and not (other_level and read_level(word))
    ]
    return " ".join([*kept, text])


def wants_more(text: str) -> bool:
    """Whether a message asks to go on: "Erzähl mehr"."""
    return bool(_MORE.match(fold(text).strip(" .!?")))


def pointed_at(text: str) -> int:
    """Which point of the last answer a message asks about ("Erzähl mehr zum zweiten"): 1 and up, -1 the last, 0 none."""
    folded = fold(text).strip(" .!?")
    if not _POINTED_AT.match(folded):
        return 0
    named = (place for place, words_ in enumerate(_ORDINALS, start=1) if re.search(words_, folded))
    return -1 if _LAST.search(folded) else next(named, 0)


def agrees(text: str) -> bool:
    """Whether a message says yes to an offer."""
    return bool(_YES.match(fold(text).strip()))
