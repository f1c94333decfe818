"""Message + conversation -> Question: language, topics, facets, and what the conversation adds. Retrieves nothing."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.asked import asks_for_pay
from bot.assistant import Restated
from bot.career_change import CAREER_CHANGE, CHANGE_BONUS, changes_career
from bot.facets import FacetReader, Reading, later_level, read_level, read_period
from bot.focus import asking_sentence, focus
from bot.follow_up import continued, in_context, leans, pointed_at, says_only_names, thing_asked, wants_more
from bot.language import detect_language, only_borrowed
from bot.memory import Conversation
from bot.outside import OF_THE_DAY, detail_of_employer
from bot.question import Question
from bot.salary_offer import read_offers
from bot.strange_professions import strange_profession
from bot.topic_model import TopicModel, TopicScore, first_of, lift
from bot.topics import Topic
from bot.vocabulary import unknown_words
from bot.wording import fold

TOPICS_PASSED_ON = 3  # further topics bring noise into retrieval
LEVEL_BONUS = 0.35  # a named level or period points at the salary topic made for it
CLEARLY = 0.6  # share of English from which the example questions tell the language
UNSURE = 0.6  # score below which a topic gives way to what lies outside, where that is nearly as sure
NEAR = 0.6  # what "nearly" means: this share of the topic's score
SOCIAL = 0.3  # score from which a message is small talk
CERTAIN = 1.0  # the score of a topic whose own suggestion was pressed or typed
HARDLY_SURE = 0.25  # score below which a message that asks for pay is about pay, whatever else it tells
_LEVEL_TOPICS = {"entry": "salary_entry", "experienced": "salary_experienced"}
_YEAR_TOPIC = "salary_year"
_PUBLIC_EMPLOYER = re.compile(
    r"\bbei der stadt\b|offentliche[nrs]? dienst|\bkommun|behorde|rathaus|stadtverwaltung|"
    r"public (?:sector|service)|city (?:council|hall)"
)
PUBLIC_PAY = "salary_public"  # the one topic on what an employer pays


class Understanding:
    """Reads messages in the light of their conversation."""

    def __init__(self, topics: TopicModel, facets: FacetReader) -> None:
        self.topics = topics
        self._facets = facets

    def read(self, text: str, conversation: Conversation, language_hint: str = "") -> Question:
        """What the message asks, given what was said before."""
        text = self._facets.opened(text)
        part, ranking = focus(text, self.topics)
        reading = self._reading(text, part, conversation)
        offered = self.topics.offered(text)
        follow_up = leans(part, ranking.scores, self.topics, conversation) and not self._moves_on(offered, conversation)
        if follow_up and not reading.level:
            asked_before = read_level(conversation.question) if reading.period else ""
            reading = replace(reading, level=later_level(part) or asked_before)
        ranked = in_context(part, ranking.scores, self.topics, conversation) if follow_up else ranking.scores
        if not follow_up and changes_career(text, part, ranked[0].score, reading, self.topics):
            ranked = lift(ranked, {CAREER_CHANGE}, CHANGE_BONUS)
        ranked = _first(offered, ranked) if offered else ranked
        topics = by_level([entry for entry in ranked if entry.topic.kind == "topic"], reading, asks_for_pay(part))
        if asks_for_pay(part) and _PUBLIC_EMPLOYER.search(fold(text)):
            topics = lift(topics, {PUBLIC_PAY}, LEVEL_BONUS)
        social, outside = (first_of(kind, ranked) for kind in ("social", "outside"))
        detail = detail_of_employer(part, topics[0], self.topics)
        outside = detail or outside
        nameless = self._facets.nameless(part)
        lies_outside = bool(detail) or self._lies_outside(nameless, topics[0].score, social.score, outside, reading)
        language = spoken(text, ranking.english, conversation.language, language_hint)
        thing = thing_asked(part, topics[0].topic) if follow_up else ""
        suggested = topics[0].topic.suggestion.get(language, "") if thing else ""
        return Question(
            text=text,
            focus=part,
            standalone=self._facets.without_known(
                continued(part, topics[0], self.topics, conversation, suggested)
                if follow_up
                else asking_sentence(text, part)
            ),
            language=language,
            reading=reading,
            topics=tuple(topics[:TOPICS_PASSED_ON]),
            social=social.topic.id if social.score > max(topics[0].score, outside.score, SOCIAL) else "",
            outside=outside.topic.id if lies_outside else "",
            outside_score=outside.score,
            profession=next(iter(reading.professions), conversation.profession),
            city=next(iter(reading.cities), conversation.city),
            period=reading.period,
            employer=topics[0].topic.id != PUBLIC_PAY
            and (self._names_employer(part, topics[0]) or (follow_up and self._speaks_of_employer(conversation))),
            follow_up=follow_up,
            stranger=strange_profession(part, nameless),
            thing=thing,
            more=bool(conversation.last) and wants_more(text),
            pointed=pointed_at(text) if conversation.last else 0,
            names_only=says_only_names(text, self.topics),
            offered=bool(offered),
        )

    def restated(self, question: Question, restated: Restated, conversation: Conversation) -> Question:
        """The question as a language model put it in one sentence.

        Places and occupations that the message names stay named, lest another one's facts answer it.
        """
        known = Conversation(
            language=question.language,
            profession=conversation.profession,
            city=conversation.city,
            level=conversation.level,
        )
        again, before = self.read(restated.standalone, known), question.reading
        reading = replace(
            again.reading,
            professions=before.professions or again.reading.professions,
            cities=before.cities or again.reading.cities,
            other_profession=before.other_profession or again.reading.other_profession,
            other_cities=tuple(dict.fromkeys((*before.other_cities, *again.reading.other_cities))),
            level=again.reading.level or before.level or restated.level,
        )
        return replace(
            again,
            text=question.text,
            language=question.language,
            reading=reading,
            social="",
            profession=next(iter(reading.professions), restated.profession or question.profession),
            city=next(iter(reading.cities), restated.city or question.city),
            period=again.period or question.period,
            follow_up=question.follow_up,
            more=False,
        )

    def names_alone(self, text: str) -> tuple[str, str]:
        """Profession and city of a message that says nothing else ("und in Duisburg?"), empty where it does."""
        if not says_only_names(text, self.topics):
            return "", ""
        reading = self._facets.read(text)
        return next(iter(reading.professions), ""), next(iter(reading.cities), "")

    def without_places(self, text: str) -> str:
        """The text without the names of professions and cities."""
        return self._facets.nameless(text)

    def _moves_on(self, offered: Topic | None, conversation: Conversation) -> bool:
        """Whether a message is a question that we offered ourselves, and on another theme than the one before it."""
        before = self.topics.topics.get(conversation.topic)
        return offered is not None and (before is None or before.theme != offered.theme)

    @staticmethod
    def _is_ours(outside: TopicScore, reading: Reading) -> bool:
        """Whether what looks like a question on another profession is none: it names ours, or only other cities."""
        names_ours = bool(reading.professions) or (bool(reading.other_cities) and not reading.other_profession)
        return outside.topic.id == "other_profession" and names_ours

    def _lies_outside(self, nameless: str, best: float, social: float, outside: TopicScore, reading: Reading) -> bool:
        """Whether what lies outside is surer, or nearly as sure as an unsure topic and said in words used nowhere here."""
        if self._is_ours(outside, reading):
            return False
        unsure = best < UNSURE and not _names_no_profession(outside, reading)
        foreign = unsure and (outside.topic.id in OF_THE_DAY or bool(unknown_words(nameless)))
        return outside.score > max(social, best * (NEAR if foreign else 1.0))

    def _names_employer(self, part: str, best: TopicScore) -> bool:
        return best.topic.theme == "employers" or any(
            self.topics.topics[name].theme == "employers" for name in self.topics.subjects(part)
        )

    def _speaks_of_employer(self, conversation: Conversation) -> bool:
        before = self.topics.topics.get(conversation.topic)
        return before is not None and before.theme == "employers"

    def _reading(self, text: str, part: str, conversation: Conversation) -> Reading:
        """The facets of the message; level and period rather from the part that asks.

        Where pay is asked or a figure named without a level, the one that the person told of themselves counts.
        """
        whole = self._facets.read(text)
        told = conversation.level if asks_for_pay(part) or read_offers(part) else ""
        return replace(whole, level=read_level(part) or whole.level or told, period=read_period(part) or whole.period)


def _names_no_profession(outside: TopicScore, reading: Reading) -> bool:
    """Whether a message looks like a question on another profession without naming one."""
    return outside.topic.id == "other_profession" and not reading.other_profession


def _first(topic: Topic, ranked: Sequence[TopicScore]) -> list[TopicScore]:
    """The ranking with the topic in front, as sure as can be."""
    surest = max(CERTAIN, ranked[0].score)
    return [TopicScore(topic, surest), *(entry for entry in ranked if entry.topic is not topic)]


def by_level(topics: Sequence[TopicScore], reading: Reading, pay: bool) -> list[TopicScore]:
    """The topics, in the light of a named level or period where pay is asked for."""
    unsure = pay and topics[0].score < HARDLY_SURE
    if topics[0].topic.theme != "salary" and not (pay and reading.level) and not unsure:
        return list(topics)
    if unsure and not reading.level:
        topics = lift(topics, _LEVEL_TOPICS.values(), LEVEL_BONUS)
    wanted = {_LEVEL_TOPICS.get(reading.level, "")} | ({_YEAR_TOPIC} if reading.period == "year" else set())
    return lift(topics, wanted, LEVEL_BONUS)


def spoken(text: str, english: float, before: str, hint: str) -> str:
    """The language of a message: by its words, else by the conversation and the person's program, else by the topics.

    Args:
        text: The message.
        english: How English its nearest example questions are, -1..1.
        before: The language of the conversation so far, or "".
        hint: The language code of the person's program, or "".
    """
    borrowed = only_borrowed(text)
    if not borrowed and (found := detect_language(text)):
        return found
    if abs(english) > CLEARLY and not borrowed:
        return "en" if english > 0 and not borrowed else "de"
    if before or hint:
        return before or ("de" if hint.startswith("de") else "en")
    return "en" if english > 0 and not borrowed else "de"
