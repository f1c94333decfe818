"""Which of several professions in cities a question means that names none: by words that one of their pages alone speaks of."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.asked import asks_what_is_paid
from bot.catalogue import Offer
from bot.keywords import stems
from bot.page_evidence import SUBJECTS_REMEMBERED, telling_words
from bot.question import Question
from bot.same_words import same_thing
from bot.wording import words
from knowledge import Facets, KnowledgeBase, read_salaries

MOST_CHOICES = 16  # of more, the person is asked
SHORTEST_PART = 4  # letters of a part of a profession's name: "dach" of Dachdecker


class LikelySubject:
    """Compares the words of a question with those of the pages that it may mean."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._spoken = lru_cache(maxsize=SUBJECTS_REMEMBERED)(self._read)
        self._paid = lru_cache(maxsize=SUBJECTS_REMEMBERED)(self._read_pay)

    def settled(self, question: Question, nameless: str, choices: Sequence[Offer]) -> Question:
        """The question with profession and city where its words point to a single choice, else as it is.

        Where pay is asked, the words must stand beside an amount, or be a part of the profession's name: what somebody
        else earns is no answer.

        Args:
            question: What is asked.
            nameless: The same without names of professions and cities.
            choices: The professions in cities that it may mean.
        """
        reading = question.reading
        named = reading.professions or reading.other_profession or reading.other_cities
        if named or not 1 < len(choices) <= MOST_CHOICES:
            return question
        is_on_pay = asks_what_is_paid(question.focus)
        asked = telling_words(nameless)
        votes = {self._only(word, choices, is_on_pay=is_on_pay) for word in asked} - {None}
        if len(votes) != 1 or (not question.city and (is_on_pay or not self._all_spoken(asked, votes))):
            return question
        meant = next(iter(votes))
        return replace(question, profession=meant.profession, city=meant.city) if meant else question

    def _only(self, word: str, choices: Iterable[Offer], *, is_on_pay: bool) -> Offer | None:
        """The only choice whose name or pages hold a word."""
        named = [offer for offer in choices if _is_part(word, offer.profession, exactly=is_on_pay)]
        spoken = self._paid if is_on_pay else self._spoken
        found = named or [offer for offer in choices if stems(word) & spoken(offer)]
        return found[0] if len(found) == 1 else None

    def _all_spoken(self, asked: Iterable[str], votes: Iterable[Offer | None]) -> bool:
        """Whether a choice's pages hold all words, as they must where not even its city was named."""
        spoken = [self._spoken(offer) for offer in votes if offer]
        return all(stems(word) <= held or any(same_thing(word, s) for s in held) for held in spoken for word in asked)

    def _read(self, offer: Offer) -> frozenset[str]:
        passages = self._knowledge.passages(facets=Facets(offer.profession, offer.city))
        return frozenset().union(*(stems(f"{passage.section} {passage.text}") for passage in passages))

    def _read_pay(self, offer: Offer) -> frozenset[str]:
        passages = self._knowledge.passages(facets=Facets(offer.profession, offer.city))
        return frozenset().union(*(stems(fact.sentence) for p in passages for fact in read_salaries(p)))


def _is_part(word: str, profession: str, *, exactly: bool) -> bool:
    """Whether a word is the beginning or the end of a profession's name, or begins as it does."""
    begin = word if exactly else word[:SHORTEST_PART]
    return len(word) >= SHORTEST_PART and any(
        part.startswith(begin) or part.endswith(word) for part in words(profession)
    )
