"""What the bot can talk about: professions, cities and themes of the knowledge base, and the questions it may suggest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.phrases import THEMES
from bot.topics import Topic
from knowledge import KnowledgeBase, facet_key

SUGGESTIONS = 3  # more do not fit under a message on a phone
FIRST_QUESTIONS = ("role_tasks", "salary_entry", "region_duisburg", "training_first", "funding_overview", "entry_paths")
MOST_NAMED = 5  # professions or cities named in one sentence
MOST_LISTED = 40  # the same where somebody asks what there is


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
        by_keys = offers_by_keys(knowledge)
        self.offers = list(by_keys.values())
        self._fitting: dict[tuple[str, str], list[Offer]] = defaultdict(list)
        for (profession, city), offer in by_keys.items():
            for wanted in {(profession, city), (profession, ""), ("", city)}:
                self._fitting[wanted].append(offer)

    @cached_property
    def _named(self) -> dict[str, Offer]:
        """The offers by their names, made when somebody first chooses one: of 20,000 that takes a while."""
        return {facet_key(offer.named("de")): offer for offer in reversed(self.offers)}

    def fitting(self, profession: str, city: str) -> list[Offer]:
        """The offers for a profession and a city, each empty where it was not named."""
        wanted = (facet_key(profession), facet_key(city))
        return self._fitting.get(wanted, []) if any(wanted) else self.offers

    def only_fitting(self, profession: str, city: str) -> Offer | None:
        """The offer for what was named, where something was and a single one fits."""
        found = self.fitting(profession, city) if profession or city else []
        return found[0] if len(found) == 1 else None

    def chosen(self, text: str) -> Offer | None:
        """The offer that a message names word for word, as on a button; None where it names none."""
        return self._named.get(facet_key(text.strip()))

    def offer(self, language: str, most: int = MOST_NAMED) -> str:
        """What there is, in one phrase."""
        return self.named(self.offers, language, most)

    @staticmethod
    def named(offers: Sequence[Offer], language: str, most: int = MOST_NAMED) -> str:
        """Some offers, in one phrase; `most` are named."""
        named = [offer.named(language) for offer in offers[:most]]
        if len(offers) > most:
            return ", ".join(named) + " …"
        return _listed(named, language)

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
    return list(offers_by_keys(knowledge).values())


def offers_by_keys(knowledge: KnowledgeBase) -> dict[tuple[str, str], Offer]:
    """The offers by the keys of profession and city; of several spellings the first."""
    found: dict[tuple[str, str], Offer] = {}
    for profession, city in knowledge.pairs():
        found.setdefault((facet_key(profession), facet_key(city)), Offer(profession, city))
    return found


def _listed(items: Sequence[str], language: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {'und' if language == 'de' else 'and'} {items[-1]}"
