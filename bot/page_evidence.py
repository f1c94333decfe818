"""Whether a page that nobody labelled speaks of what is asked: its own words decide, not topics made for the shipped texts."""

import re
from collections.abc import Container, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from bot.asked import asks_for_pay, asks_for_value, gives_value
from bot.facets import read_level
from bot.keywords import STOP_WORDS
from bot.page_themes import asked_theme
from bot.question import Question
from bot.salary_ranges import Pay
from bot.same_words import same_thing
from bot.wording import fold, words
from knowledge import Embedder, Facets, KnowledgeBase, Passage, read_salaries, split_sentences

SUBJECTS_REMEMBERED = 64  # professions in cities whose sentences are kept
ENOUGH = 0.5  # share of the telling words of a question that one sentence must hold
SURE = 0.45  # score from which a topic needs no such sentence: the question is one that all texts answer
LIKELY = 0.33  # score from which the passages on the theme of a topic answer where no sentence holds the words of the question
NEAR_IN_MEANING = 0.33  # cosine that does instead, where question and page are in two languages
SALARY = "salary"
# What lies outside the shipped texts, yet may well stand on a page: a driving licence, shifts, the pay of a Meister.
OPEN: Final = frozenset(
    {"other_domain", "working_conditions", "person", "other_profession", "employer_detail", "technical_help"}
)
# Words that ask and name nothing: "Brauche ich …?", "Wie wichtig ist …?".
_ASKING = re.compile(
    r"(?:ge)?brauch\w*|benotig\w*|notig|notwendig|wichtig\w*|verdien\w*|verdienst|gehalt\w*|lohn|geld|bekomm\w*|krieg\w*|kricht|"
    r"kost\w*|dauer\w*|lang\w*|hilf\w*|helf\w*|find\w*|mach\w*|tut|tun|hoch|genau|wirklich|man|als|beruf|job|arbeit|stadt|anfang|"
    r"jahr\w*|monat\w*|stunden?|euro|lasst|lassen|kommt|geht|steht|stell\w*|such\w*|bringt|gesucht|ran|leute|besonders|"
    r"need\w*|required?|earn\w*|salary|make|pay|much|many|long|costs?|tell|me|job|work|there|get|dos|did|years?|months?|hours?"
)
_NET = re.compile(
    r"netto|\bnet\b|\bsteuern?\b|steuerklasse|lohnsteuer|versteuer|abzug|abzuge|\btax|take.?home|ausgezahlt|ubrig"
)
_WHO = re.compile(
    r"\b(?:ein|eine|einer|eines|als|an?|(?:verdien\w*|bekommt|kriegt|gehalt) (?:der|die))\s+(\w{3,})"
)  # of whom something is asked, in folded text
# Whoever works in a profession, and no other one.
_ANYBODY = re.compile(
    r"gesell|mitarbeit|angestell|kolleg|fachkr|facharb|profi|neu|jung|alt|mann|frau|mensch|person|arbeitnehm|arbeiter|gelernt|"
    r"ausgelernt|erfahren|normal|paar$|few$|lot$|guter?$|person|worker|employee|someone|professional"
)
_OF_WHAT = re.compile(  # what a value is asked of, in folded text: "wie hoch ist die Betriebsrente"
    r"\b(?:wie (?:hoch|gross|lang\w*|teuer|viele?|oft)|wieviele?|how (?:high|big|long|much|many|often))"
    r"(?: (?:ist|sind|is|are|der|die|das|den|the|ein|eine|denn))* (\w{3,})"
)
_PLURAL = re.compile(r"(?:en|n|e|s)$")
_VOWELS = re.compile(r"[aeiouy]")
_STEM, _SHORTEST, _LONGEST_ENDING, _SKELETON, _FIRST_PART = 6, 4, 3, 5, 7  # letters
_FIRST_WORD, _SECOND_WORD = (
    5,
    5,
)  # letters of the two words of a compound: "nachts" is in "Nachtarbeit", "auto" is not in "Automat"


class PageSentence(NamedTuple):
    """A sentence of a page, the id of its passage, and that passage's theme and heading."""

    text: str
    passage: str
    theme: str
    heading: str


class PageEvidence:
    """Looks the words of a question up in the pages on its profession and city."""

    def __init__(self, knowledge: KnowledgeBase, labelled: Container[str]) -> None:
        self._knowledge = knowledge
        self._labelled = labelled
        self._sentences = lru_cache(maxsize=SUBJECTS_REMEMBERED)(self._read)
        self._languages = lru_cache(maxsize=SUBJECTS_REMEMBERED)(self._read_languages)
        self._statements = lru_cache(maxsize=SUBJECTS_REMEMBERED)(self._read_pay)

    def applies(self, question: Question) -> bool:
        """Whether the question is on a profession and city that pages without labels speak of."""
        return bool(question.profession and question.city and self._sentences(question.profession, question.city))

    def pay(self, question: Question) -> tuple[Pay, ...]:
        """All statements on pay, of whomever, that the pages on a profession and city make."""
        return self._statements(question.profession, question.city)

    def overrules(self, question: Question, nameless: str, embedder: Embedder) -> bool:
        """Whether a page speaks of what the topics take for a question that no text answers."""
        if self.applies(question) and self.on_theme(question, asked_theme(question.focus)):
            return True
        is_open = question.outside in OPEN or (question.outside == "net_pay" and not _NET.search(fold(question.text)))
        return is_open and self.applies(question) and bool(self.supporting(question, nameless, embedder))

    def supporting(self, question: Question, nameless: str, embedder: Embedder) -> frozenset[str]:
        """The ids of the passages with a sentence on what the question names; all of them where it names nothing but a job.

        Args:
            question: On a profession and city.
            nameless: What it asks, without their names.
            embedder: Measures meaning across languages.
        """
        sentences = self._sentences(question.profession, question.city)
        asked = telling_words(nameless)
        held = [
            entry
            for entry in sentences
            if asked and share_held(asked, words(f"{entry.heading} {entry.text}")) >= ENOUGH
        ]
        if (of := _OF_WHAT.search(nameless)) and of[1] in asked:
            held = [entry for entry in held if _is_held(of[1], words(f"{entry.heading} {entry.text}"))]
        if asks_for_value(nameless):
            held = [entry for entry in held if gives_value(nameless, entry.text)]
        if not held and asked and question.language not in self._languages(question.profession, question.city):
            held = self._near(nameless, sentences, embedder)
        if not held and asks_for_pay(nameless) and (question.reading.professions or not asked):
            held = [entry for entry in sentences if entry.theme == SALARY]
        if not held and not asked and question.topic_score < LIKELY:
            held = [entry for entry in sentences if question.reading.professions or question.reading.cities]
        return frozenset(entry.passage for entry in held)

    def on_theme(self, question: Question, theme: str) -> frozenset[str]:
        """The ids of the passages on a theme."""
        sentences = self._sentences(question.profession, question.city)
        return frozenset(entry.passage for entry in sentences if theme and entry.theme == theme)

    def passages_of(self, subject: Passage, wanted: Container[str]) -> list[Passage]:
        """Those of the passages on a passage's profession and city whose ids are wanted, in reading order."""
        passages = self._knowledge.passages(facets=Facets(subject.profession, subject.city))
        return [passage for passage in passages if passage.id in wanted]

    def names_stranger(self, question: Question, nameless: str) -> bool:
        """Whether pay is asked of somebody whom the pages do not know: "Was verdient ein Imker in Moers?"."""
        if not asks_for_pay(nameless) or not self.applies(question):
            return False
        asked = telling_words(nameless)
        who = [match[1] for match in _WHO.finditer(fold(question.focus)) if match[1] in asked]
        held = [word for pay in self.pay(question) for word in words(pay.fact.sentence)]
        place = words(question.city)
        return any(
            not _ANYBODY.match(word) and not read_level(word) and word not in place and not _is_held(word, held)
            for word in who
        )

    @staticmethod
    def _near(nameless: str, sentences: Sequence[PageSentence], embedder: Embedder) -> list[PageSentence]:
        meanings = embedder.embed_passages([entry.text for entry in sentences])
        cosines = meanings @ embedder.embed_queries([nameless])[0]
        return [entry for entry, cosine in zip(sentences, cosines, strict=True) if cosine >= NEAR_IN_MEANING]

    def _read(self, profession: str, city: str) -> tuple[PageSentence, ...]:
        """The sentences of a subject; none where somebody labelled its texts."""
        passages = self._knowledge.passages(facets=Facets(profession, city))
        if any(passage.topic in self._labelled for passage in passages):
            return ()
        return tuple(PageSentence(text, p.id, p.topic, p.section) for p in passages for text in split_sentences(p.text))

    def _read_languages(self, profession: str, city: str) -> frozenset[str]:
        return frozenset(self._knowledge.languages(Facets(profession, city)))

    def _read_pay(self, profession: str, city: str) -> tuple[Pay, ...]:
        passages = self._knowledge.passages(facets=Facets(profession, city))
        return tuple(Pay(fact, passage) for passage in passages for fact in read_salaries(passage))


def telling_words(text: str) -> list[str]:
    """The words of a question that name something."""
    return [word for word in words(text) if word not in STOP_WORDS and not _ASKING.fullmatch(word)]


def share_held(asked: list[str], held: list[str]) -> float:
    """The share of the asked words that stand among others, in any inflection or as a part of a compound."""
    found = [word for word in asked if any(akin(word, other) or same_thing(word, other) for other in held)]
    return len(found) / len(asked)


def _is_held(named: str, held: list[str]) -> bool:
    """Whether something is spoken of: a Meister is where a Meisterkurs is, a Bürgermeister where a Meister is is not."""
    return any(
        same_thing(named, other) or (akin(named, other) and len(other) + _LONGEST_ENDING >= len(named))
        for other in held
    )


@lru_cache(maxsize=16_384)
def akin(one: str, other: str) -> bool:
    """Whether two words are forms of one word (spricht, Sprache) one is a part of the other (Deutsch, Deutschniveau), or they
    are compounds that begin alike (Hochvoltschein, Hochvoltkurs).
    """
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORTEST:
        return False
    base = _PLURAL.sub("", shorter)
    if len(base) >= _FIRST_WORD and longer.startswith(base) and len(longer) - len(base) >= _SECOND_WORD:
        return True
    if len(shorter) > _SHORTEST and (longer.startswith(shorter) or longer.endswith(shorter)):
        return True
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(shorter))
    if shared >= _SHORTEST and max(len(one), len(other)) - shared <= _LONGEST_ENDING:
        return True
    if shared >= _FIRST_PART and shared * 2 >= len(longer):
        return True
    skeletons = {_VOWELS.sub("", word[:_STEM]) for word in (one, other)}
    return len(skeletons) == 1 and len(skeletons.pop()) >= _SKELETON
