"""Chosen sentences -> Answer with numbered citations and suggestions, without a language model. Retrieves nothing."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Answer, Outcome, PassageScore, Sentence
from bot.asked import asks_for_pay
from bot.assistant import Written
from bot.catalogue import MOST_LISTED, MOST_NAMED, Catalogue, Offer
from bot.citations import citation
from bot.phrases import phrase
from bot.question import Question
from bot.sentence_scores import Candidate
from knowledge import Hit

CRISIS = "crisis"  # topic of the answer to a person in a crisis
ASKS_ALL = frozenset({"capabilities"})  # small talk that asks for all professions and cities, not for the first few
OWN_REFUSALS = frozenset({"net_pay", "instructions"})  # what is declined with a sentence of its own


class Composer:
    """Writes the bot's answers; every fact in them is a sentence of a cited passage."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def answered(
        self, question: Question, chosen: Sequence[Candidate], hits: Sequence[Hit], *, notes: Sequence[str] = ()
    ) -> Answer:
        """An answer from chosen sentences, each with the numbers of its citations; `notes` without one come last."""
        passages = list({passage.id: passage for entry in chosen for passage in entry.passages}.values())
        numbers = {passage.id: number for number, passage in enumerate(passages, start=1)}
        sentences = [
            Sentence(entry.text, tuple(numbers[passage.id] for passage in entry.passages), entry.is_computed)
            for entry in chosen
        ]
        sentences += map(Sentence, notes)
        if question.language == "en" and all(passage.language == "de" for passage in passages):
            quoted = next((row for row, entry in enumerate(chosen) if not entry.is_computed), None)
            if quoted is not None:
                sentences.insert(quoted, Sentence(phrase("german_only", "en")))
        return Answer(
            sentences=tuple(sentences),
            outcome="answered",
            language=question.language,
            topic=question.topic,
            citations=tuple(citation(number, passage) for number, passage in enumerate(passages, start=1)),
            suggestions=self._catalogue.suggestions(question.topic, question.language),
            passages=passage_scores(hits),
        )

    @staticmethod
    def written(sentences: Sequence[Written], fallback: Answer) -> Answer:
        """An answer from a language model's sentences, in the frame of the answer without one."""
        passages = list({passage.id: passage for sentence in sentences for passage in sentence.passages}.values())
        numbers = {passage.id: number for number, passage in enumerate(passages, start=1)}
        return replace(
            fallback,
            sentences=tuple(
                Sentence(sentence.text, tuple(sorted(numbers[passage.id] for passage in sentence.passages)))
                for sentence in sentences
            ),
            citations=tuple(citation(number, passage) for number, passage in enumerate(passages, start=1)),
        )

    @staticmethod
    def degraded(answer: Answer) -> Answer:
        """The answer, which says that it was found without the vectors of a server that is away."""
        note = Sentence(phrase("degraded", answer.language), own_line=True)
        return replace(answer, sentences=(*answer.sentences, note), degraded=True)

    def social(self, question: Question) -> Answer:
        """A greeting, thanks and the like, answered as a person would expect."""
        listed = {"offer": self._catalogue.offer(question.language, MOST_LISTED)} if question.social in ASKS_ALL else {}
        return self.said(question, question.social, "social", (), **listed)

    def in_crisis(self, question: Question) -> Answer:
        """Who helps a person in a crisis, and nothing else."""
        return replace(self.said(question, "crisis", "declined"), topic=CRISIS, suggestions=(), passages=())

    def declined(self, question: Question, hits: Sequence[Hit] = ()) -> Answer:
        """A polite refusal that says what the bot can talk about."""
        profession = question.reading.other_profession
        if profession and (question.outside == "other_profession" or asks_for_pay(question.focus)):
            return self.said(question, "other_profession", "declined", hits, profession=profession)
        key = question.outside if question.outside in OWN_REFUSALS else "declined"
        return self.said(question, key, "declined", hits)

    def offered(self, question: Question, key: str, **values: str) -> Answer:
        """Offers to answer for what there is; "yes" is the first suggestion."""
        asked = self.said(question, key, "clarify", (), **values)
        return replace(asked, suggestions=(phrase("yes", question.language), *asked.suggestions[:-1]))

    def which(self, question: Question, choices: Sequence[Offer]) -> Answer:
        """Asks which of several professions and cities is meant, the choices as suggestions."""
        asked = self.said(question, "which", "clarify", choices=self._catalogue.named(choices, question.language))
        return replace(asked, suggestions=tuple(offer.named(question.language) for offer in choices[:MOST_NAMED]))

    def said(self, question: Question, key: str, outcome: Outcome, hits: Sequence[Hit] = (), **values: str) -> Answer:
        """One of the bot's own phrases, with the questions that it can answer."""
        language = question.language
        filled = {"offer": self._catalogue.offer(language), "themes": self._catalogue.themes(language), **values}
        return Answer(
            sentences=(Sentence(phrase(key, language, **filled)),),
            outcome=outcome,
            language=language,
            topic=question.social or question.outside or question.topic,
            suggestions=self._catalogue.suggestions("", language),
            passages=passage_scores(hits),
        )


def passage_scores(hits: Sequence[Hit]) -> tuple[PassageScore, ...]:
    """The passages that were considered, as an answer reports them."""
    return tuple(
        PassageScore(
            id=hit.passage.id,
            title=hit.passage.title,
            section=hit.passage.section,
            profession=hit.passage.profession,
            city=hit.passage.city,
            score=round(hit.score, 4),
        )
        for hit in hits
    )
