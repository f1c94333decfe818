"""What the bot can talk about: professions, cities and themes of the knowledge base, and the questions it may suggest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.phrases import THEMES
from bot.topics import Topic
from knowledge import KnowledgeBase, facet_key

SUGGESTIONS = 3  # more do not fit under a message on a phone
FIRST_QUESTIONS = ("role_tasks", "salary_entry", "region_duisburg", "training_first", "funding_overview", "entry_paths")
MOST_NAMED = 5  # professions or cities named in one sentence


@dataclass(frozen=True, slots=True)
class Offer:
    """A profession in a city on which there are texts."""

    profession: str
    city: str

    def named(self, language: str) -> str:
        """The offer as a phrase: "IT-Projektkoordinator in Duisburg", the same in both languages."""
        return f"{self.profession} in {self.city}"


class Catalogue:
    """The contents of a knowledge base in the words of a conversation; `present` are the topics and themes of its passages."""

    def __init__(self, knowledge: KnowledgeBase, topics: Mapping[str, Topic]) -> None:
        self._topics = topics
        self.present = knowledge.topics()
        self.offers = distinct_offers(knowledge)

    def fitting(self, profession: str, city: str) -> list[Offer]:
        """The offers for a profession and a city, each empty where it was not named."""
        wanted = (facet_key(profession), facet_key(city))
        return [
            offer
            for offer in self.offers
            if all(want in ("", key) for want, key in zip(wanted, _keys(offer), strict=True))
        ]

    def only_fitting(self, profession: str, city: str) -> Offer | None:
        """The offer for what was named, where something was and a single one fits."""
        found = self.fitting(profession, city) if profession or city else []
        return found[0] if len(found) == 1 else None

    def chosen(self, text: str) -> Offer | None:
        """The offer that a message names word for word, as on a button; None where it names none."""
        return next((offer for offer in self.offers if facet_key(offer.named("de")) == facet_key(text.strip())), None)

    def offer(self, language: str) -> str:
        """What there is, in one phrase."""
        return self.named(self.offers, language)

    @staticmethod
    def named(offers: Sequence[Offer], language: str) -> str:
        """Some offers, in one phrase."""
        named = [offer.named(language) for offer in offers[:MOST_NAMED]]
        return _listed(named, language) + (" …" if len(offers) > MOST_NAMED else "")

    def themes(self, language: str) -> str:
        """The themes on which there are passages, in one phrase."""
        present = {self._topics[topic].theme for topic in self.present if topic in self._topics} | self.present
        return _listed([names[language] for theme, names in THEMES.items() if theme in present], language)

    def suggestions(self, topic: str, language: str) -> tuple[str, ...]:
        """Questions to ask next: those that follow the topic, then the usual first ones; never the topic itself."""
        follow = self._topics[topic].next if topic in self._topics else ()
        wanted = [entry for entry in (*follow, *FIRST_QUESTIONS) if entry != topic and self._answerable(entry)]
        return tuple(self._topics[entry].suggestion[language] for entry in dict.fromkeys(wanted))[:SUGGESTIONS]

    def _answerable(self, topic: str) -> bool:
        return topic in self._topics and bool({topic, self._topics[topic].theme} & self.present)


def distinct_offers(knowledge: KnowledgeBase) -> list[Offer]:
    """The professions and cities on which a knowledge base has texts, each in its first spelling."""
    offers = [Offer(text.profession, text.city) for text in knowledge.texts()]
    return list({_keys(offer): offer for offer in reversed(offers)}.values())[::-1]


def _keys(offer: Offer) -> tuple[str, str]:
    return facet_key(offer.profession), facet_key(offer.city)


def _listed(items: Sequence[str], language: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {'und' if language == 'de' else 'and'} {items[-1]}"
