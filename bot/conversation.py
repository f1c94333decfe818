"""Advisor: understand -> retrieve -> choose -> compose -> remember. The order of an answer stands here and nowhere else."""

import logging
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.answer import Answer
from bot.asked import asks_for_contact, asks_for_jobs, asks_for_value, asks_what_is_paid, gives_contact
from bot.assistant import Assistant, OnText, Turn
from bot.catalogue import Catalogue, Offer
from bot.checks import is_trusted
from bot.comparing import read_comparison
from bot.composer import Composer
from bot.contents import CurrentContents
from bot.crisis import in_crisis
from bot.elsewhere import other_city, other_profession
from bot.errors import MemoryUnavailable
from bot.facets import told_level
from bot.follow_up import agrees
from bot.follow_up_passages import about, lacks_value
from bot.late_hits import LateHits
from bot.memory import Conversation, Memory
from bot.model_help import citable, wants_restating
from bot.nods import is_nod, is_wordless
from bot.notes import Notes
from bot.question import Question
from bot.remembered_vectors import RememberedVectors
from bot.salary_answers import salary_answer
from bot.salary_comparison import compare, disputed
from bot.salary_rows import Subject
from bot.second_process import SecondProcess
from bot.selection import select_sentences
from bot.sentence_scores import Candidate
from bot.several import asked_parts, joined
from bot.topics import Topic
from bot.trained_topics import open_trained
from bot.training_adviser import TrainingAdviser
from bot.training_profile import merged
from bot.training_request import TrainingRequest
from bot.understanding import Understanding
from knowledge import Embedder, Facets, Hit, KnowledgeBase, KnowledgeError, SearchNotice, TrainingProfile, noticing

logger = logging.getLogger(__name__)

PASSAGES = 8  # ranked for an answer; sentences come from the first few
CONTACT_HITS = 2  # passages in which a telephone number may stand
WHAT_IT_IS = "role_tasks"  # what is offered to somebody who names a place and nothing else
PAY = "salary"  # begins the topics on pay
COMPARISON = "salary_comparison"  # topic of an answer that sets pay side by side
THEME_SHARE = 0.6  # weight of a passage of the right theme on which nobody named the exact topic
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,40}>")  # markup in a message is no part of the question
SUGGEST = {"de": "Welche Weiterbildung passt zu mir?", "en": "Which training suits me?"}
LONGEST_QUESTION = 1000  # characters read of a message; further ones add no question


class Advisor:
    """Answers messages from a knowledge base, conversation by conversation."""

    name = "memory"  # of its part in a person's export

    def __init__(
        self,
        knowledge: KnowledgeBase,
        folder: Path,
        memory: Memory,
        assistant: Assistant | None = None,
        second: SecondProcess | None = None,
    ) -> None:
        self._knowledge = knowledge
        self._memory = memory
        self._assistant = assistant
        self._second = second
        self._embedder = RememberedVectors(knowledge.embedder)
        self._contents = CurrentContents(knowledge, open_trained(knowledge.embedder, folder), self._embedder)

    def reply(
        self,
        conversation: str,
        text: str,
        *,
        language_hint: str = "",
        on_text: OnText | None = None,
        cancelled: threading.Event | None = None,
    ) -> Answer:
        """The answer to a message.

        Args:
            conversation: Names the conversation; messages of one share memory.
            text: What the person wrote.
            language_hint: Language code of the person's program ("de", "en-GB"), used where the words do not tell.
            on_text: Told the text so far where a language model writes, "" when it begins; called in this thread. Nothing
                unchecked is ever told.
            cancelled: Ends a language model's writing when it is set; what was written so far is the answer.
        """
        state = self._memory.conversation(conversation)
        turn = self._model_turn(conversation, on_text, cancelled)
        if self._second and turn is None:
            answer, state = self._second.replied(state, text, language_hint, self)
        else:
            answer, state = self.replied(state, text, language_hint, turn)
        self._keep(conversation, state)
        return answer

    def replied(
        self, state: Conversation, text: str, language_hint: str, turn: Turn | None = None
    ) -> tuple[Answer, Conversation]:
        """The answer to a message, and the conversation after it, which is not kept; for `SecondProcess`."""
        with noticing() as notice:
            answer, state = self._reply(state, text, language_hint, turn)
        return self._honest(answer, notice), state

    def answer_alone(self, text: str, *, language_hint: str = "") -> Answer:
        """The answer to a message of no conversation; nothing is remembered."""
        return self.replied(Conversation(), text, language_hint)[0]

    def suggest_training(self, conversation: str, profile: TrainingProfile, language: str) -> Answer:
        """Trainings that suit a person, for a dialogue that asks level, goal and time by buttons.

        What the profile says is remembered for the conversation, so that "und wer bezahlt das?", "das zweite genauer" and
        "was davon geht abends?" can be typed afterwards; what was said before counts where the profile is silent.

        Args:
            conversation: Names the conversation, as for `reply`.
            profile: What is known: `level` ("entry", "experienced"), `goals` ("agile", "pay", "public", …), `formats`
                ("evening", "part_time", …), `little_time`, `no_budget`, `work`, `age`; an empty one gives good starting points.
            language: "de" or "en", what the answer is written in.

        Returns:
            Outcome "answered" with numbered suggestions, their reasons, prices, funding and sources, and follow-ups as
            suggestions; "clarify" where there are texts on several professions or cities and none was chosen yet.
        """
        state = self._memory.conversation(conversation)
        known = merged(replace(state.profile, level=state.level or state.profile.level), profile)
        state.level = "entry" if known.level == "entry" else "experienced" if known.level else ""
        with noticing() as notice:
            answer = self._suggested(state, known, language)
        self._keep(conversation, state)
        return self._honest(answer, notice)

    def speak(self, conversation: str, language: str) -> Answer | None:
        """Fixes the language ("de", "en") of a conversation; returns the last answer in it, None where none was given."""
        state = self._memory.conversation(conversation)
        state.chosen_language, state.pending = language, ""
        with noticing() as notice:
            repeated = self._repeated(state) if state.last else None
        self._keep(conversation, state)
        return self._honest(repeated, notice) if repeated else None

    def chosen_language(self, conversation: str) -> str:
        """The language that a person fixed for a conversation, "" where none was."""
        return self._memory.conversation(conversation).chosen_language

    def notes(self, conversation: str) -> Notes:
        """What the front end noted about a conversation."""
        return self._memory.notes(conversation)

    def note(self, conversation: str, change: Callable[[Notes], Notes]) -> None:
        """Keeps the front end's notes beside the conversation, as `change` makes them from those before."""
        try:
            self._memory.note(conversation, change)
        except MemoryUnavailable as error:
            logger.warning("the notes of a conversation were not kept: %s", error)

    def understood(self, text: str) -> tuple[Question, list[Hit]]:
        """A message of a new conversation, understood, and the passages ranked for it; for measuring."""
        question = self._understanding.read(text, Conversation())
        return question, self._hits(question)

    def ready(self) -> bool:
        """Whether a question can be understood and its passages found."""
        try:
            self.understood("Gehalt")
        except KnowledgeError as error:
            logger.error("the texts cannot be searched: %s", error)
            return False
        return True

    @property
    def has_all_vectors(self) -> bool | None:
        """Whether the server that holds the vectors can be asked for all of them, None where the data folder holds them."""
        state = self._knowledge.vector_state
        return None if state is None else state not in ("away", "filling")

    @property
    def is_slow(self) -> bool:
        """Whether an answer may wait for a language model, for seconds."""
        return self._assistant is not None

    @property
    def is_busy(self) -> bool:
        """Whether a message is being answered in this process."""
        return self._second is not None and self._second.is_busy_here

    @property
    def usual_questions(self) -> list[tuple[str, str]]:
        """The questions that are suggested anywhere, each with its language."""
        return [entry for topic in self._topics.values() for entry in topic.suggestion.items()]

    @property
    def embedder(self) -> Embedder:
        """The model that embeds questions and sentences."""
        return self._embedder

    @property
    def counts(self) -> dict[str, int]:
        """What a language model did so far, by name; empty without one."""
        return self._assistant.counters.snapshot() if self._assistant else {}

    def last_answer(self, conversation: str) -> Answer | None:
        """The last answer with sources in a conversation."""
        return self._memory.conversation(conversation).last

    def forget(self, conversation: str) -> None:
        """Deletes what is remembered of a conversation."""
        self._memory.forget(conversation)

    def export(self, conversation: str) -> dict[str, Any]:
        """All that is remembered of a conversation, as JSON can say it; empty where nothing is."""
        return self._memory.export(conversation)

    def offer(self, language: str) -> str:
        """What there are texts on, in one phrase: "IT-Projektkoordinator in Duisburg"."""
        return self._catalogue.offer(language)

    @property
    def _topics(self) -> Mapping[str, Topic]:
        return self._understanding.topics.topics

    @property
    def _understanding(self) -> Understanding:
        return self._contents.get().understanding

    @property
    def _catalogue(self) -> Catalogue:
        return self._contents.get().catalogue

    @property
    def _training(self) -> TrainingAdviser:
        return self._contents.get().training

    @property
    def _composer(self) -> Composer:
        return self._contents.get().composer

    def _honest(self, answer: Answer, notice: SearchNotice) -> Answer:
        """The answer, which says so where a search for it went without vectors; small talk needs none."""
        return self._composer.degraded(answer) if notice.is_degraded and answer.outcome != "social" else answer

    def _reply(
        self, state: Conversation, text: str, language_hint: str, turn: Turn | None = None
    ) -> tuple[Answer, Conversation]:
        """The answer to a message, and the conversation after it."""
        whole = (
            text[:LONGEST_QUESTION].encode("utf-8", "replace").decode()
        )  # half an emoji can be neither read nor kept
        if in_crisis(whole):  # answered in the language that the person writes, whatever was chosen
            return self._composer.in_crisis(self._understanding.read(whole, state, language_hint)), state
        meant = self._meant(_TAG.sub(" ", whole), state)
        both = self._both(meant, state, language_hint, turn)
        return both or (self._turn(meant, state, language_hint, turn), state)

    def _turn(self, text: str, state: Conversation, language_hint: str, turn: Turn | None = None) -> Answer:
        """Answers one question and notes it in the conversation."""
        question = self._understanding.read(text, state, language_hint)
        question = replace(question, language=state.chosen_language or question.language)
        before = Conversation() if question.offered else state  # what we offer ourselves does not lean on certificates
        asks = not (is_nod(text) or is_wordless(text))
        return self._replied(question, state, self._training.request(question, before) if asks else None, turn)

    def _replied(
        self, question: Question, state: Conversation, request: TrainingRequest | None, turn: Turn | None = None
    ) -> Answer:
        """The answer, with a language model's help where there is a turn for it; advice on training stays as it is."""
        advice = self._advised(question, state, request) if request else None
        answer = advice or self._answer(question, state)
        if turn is not None and advice is None:
            question, answer = self._better_understood(question, answer, state, turn)
            answer = self._rephrased(question, answer, state, turn)
        self._remember(state, question, answer)
        self._training.remember(state, question, request if advice else None, answer)
        return answer

    def _both(
        self, text: str, state: Conversation, language_hint: str, turn: Turn | None
    ) -> tuple[Answer, Conversation] | None:
        """One answer to the two questions of a message, and the conversation after it; None where not each has one."""
        parts = asked_parts(text, self._understanding.topics)
        if len(parts) < 2:
            return None
        after = Conversation.from_json(state.to_json())
        answers = [self._turn(part, after, language_hint) for part in parts]
        if any(answer.outcome != "answered" for answer in answers):
            return None
        after.last = joined(answers)
        if turn is not None:
            after.last = self._rephrased(self._understanding.read(text, state, language_hint), after.last, state, turn)
        return after.last, after

    def _suggested(self, state: Conversation, profile: TrainingProfile, language: str) -> Answer:
        question = replace(self._understanding.read(SUGGEST[language], Conversation(), language), language=language)
        question = replace(question, profession=state.profession, city=state.city)
        return self._replied(question, state, TrainingRequest("suggest", profile))

    def _repeated(self, state: Conversation) -> Answer:
        """The last answer once more, in the language that was chosen since."""
        if state.advice == "suggest":
            return self._suggested(state, state.profile, state.chosen_language)
        topic = self._topics.get(state.topic)
        asked = topic.suggestion[state.chosen_language] if topic and topic.suggestion else state.question
        return self._turn(asked, state, state.chosen_language)

    def _meant(self, text: str, state: Conversation) -> str:
        """The message, or the question that it lets us answer: "ja" after an offer, a choice after "which one?"."""
        pending, state.pending = state.pending, ""
        if not pending:
            return text
        profession, city = self._understanding.names_alone(text)
        chosen = self._catalogue.chosen(text) or (
            self._catalogue.only_fitting(profession or state.profession, city or state.city)
            if profession or city
            else None
        )
        if chosen:
            state.profession, state.city = chosen.profession, chosen.city
        return pending if chosen or agrees(text) else text

    def _answer(self, question: Question, state: Conversation) -> Answer:
        composer = self._composer
        if not self._catalogue.offers:
            return composer.said(question, "no_texts", "declined")
        if is_nod(question.text):
            return composer.social(replace(question, social="nod"))
        if is_wordless(question.text):
            return composer.said(question, "empty", "clarify")
        if question.pointed and state.last:
            return self._pointed(question, state, state.last)
        if question.more:
            return self._more(question, state)
        if question.social:
            return composer.social(question)
        if jobs := self._jobs_asked(question):
            return composer.which(question, jobs)
        question = self._contents.get().answerable.settled(question)
        hits = LateHits(lambda: about(question, self._hits(question)))
        if question.outside and not question.names_only and not self._contents.get().answerable.is_ours(question, hits):
            return self._corrected(question, hits) or composer.declined(question)
        if question.employer and asks_what_is_paid(question.focus):
            return composer.said(question, "employer_pay", "declined")
        if compared := self._compared(question, state):
            return compared
        if asks_for_contact(question.focus) and not any(gives_contact(hit.passage.text) for hit in hits[:CONTACT_HITS]):
            return composer.declined(question, hits)
        return (
            self._elsewhere(question, hits, state)
            or self._which(question, state)
            or self._composed(question, hits, state)
        )

    def _compared(self, question: Question, state: Conversation) -> Answer | None:
        """The pay of cities, professions or levels side by side, where that is asked and there are figures."""
        wanted = read_comparison(question, state, self._catalogue.offers)
        found = compare(self._knowledge, wanted, question.language) if wanted else None
        if not wanted or not found:
            return None
        state.compared = [(subject.profession, subject.city) for subject in wanted.subjects]
        answer = self._composer.answered(question, found.sentences, (), notes=found.notes)
        state.last = replace(answer, topic=COMPARISON)
        return state.last

    def _advised(self, question: Question, state: Conversation, request: TrainingRequest) -> Answer | None:
        """What the training catalogue says, of the profession and city that the texts are about."""
        hits = LateHits(lambda: self._hits(question))
        return (
            self._elsewhere(question, hits, state)
            or self._which(question, state)
            or self._training.answer(request, question, hits, lambda: self._composed(question, hits, state))
        )

    def _model_turn(self, conversation: str, on_text: OnText | None, cancelled: threading.Event | None) -> Turn | None:
        """The time and the listeners of a language model's help, None without one."""
        if self._assistant is None:
            return None
        deadline = time.monotonic() + self._assistant.timeout
        return Turn(conversation, deadline, on_text, cancelled or threading.Event())

    def _better_understood(
        self, question: Question, answer: Answer, state: Conversation, turn: Turn
    ) -> tuple[Question, Answer]:
        """Question and answer as a language model understood the message, where that leads to an answer."""
        if self._assistant is None or not wants_restating(question, answer):
            return question, answer
        restated = self._assistant.restate(question, state, turn)
        if restated is None:
            return question, answer
        pending, state.pending = state.pending, ""
        better = self._understanding.restated(question, restated, state)
        again = self._answer(better, state)
        if again.outcome == "answered":
            return better, again
        state.pending = pending
        return question, answer

    def _rephrased(self, question: Question, answer: Answer, state: Conversation, turn: Turn) -> Answer:
        """The answer in a language model's words, where those pass the checks."""
        passages = citable(answer, self._knowledge) if self._assistant else []
        if self._assistant is None or not passages:
            return answer
        written = self._assistant.write(question, state, answer, passages, turn)
        return self._composer.written(written, answer) if written else answer

    def _corrected(self, question: Question, hits: Sequence[Hit]) -> Answer | None:
        """The true range, where an order to the bot holds a claim about pay ("Bestätige: 9000 Euro Einstieg")."""
        if question.outside != "instructions":
            return None
        claimed = salary_answer(question, hits, question.language)
        return self._composer.answered(question, claimed, hits) if claimed else None

    def _hits(self, question: Question) -> list[Hit]:
        """Ranked passages, in the language of the question where there are some."""
        topics = {entry.topic.id: entry.score for entry in question.topics}
        themes = {entry.topic.theme: THEME_SHARE * entry.score for entry in reversed(question.topics)}
        facets = Facets(question.profession, question.city)
        language = question.language if question.language in self._knowledge.languages(facets) else ""
        hits = self._knowledge.search(
            question.standalone,
            facets=replace(facets, language=language),
            topics={**themes, **topics},
            expansion=question.topics[0].topic.search.get(question.language, ""),
            limit=PASSAGES,
        )
        return [hit for hit in hits if is_trusted(hit.passage)]

    def _elsewhere(self, question: Question, hits: Sequence[Hit], state: Conversation) -> Answer | None:
        """What to say of a city or profession on which there are no texts; None where the question is not about one."""
        if question.profession and question.city and not self._catalogue.fitting(question.profession, question.city):
            return self._composer.said(
                question, "other_pair", "declined", profession=question.profession, city=question.city
            )
        if city := other_city(question, hits):
            asked = self._understanding.without_places(question.standalone)
            state.pending = asked or self._topics[WHAT_IT_IS].suggestion[question.language]
            return self._composer.offered(question, "other_city", place=city)
        if profession := other_profession(question, hits):
            return self._composer.said(question, "other_profession", "declined", profession=profession)
        return None

    def _jobs_asked(self, question: Question) -> list[Offer]:
        """The professions in the city that a message asks for ("Welche Berufe gibt es in Essen?"); empty where it does not."""
        cities = question.reading.cities if not question.reading.professions and asks_for_jobs(question.focus) else ()
        fitting = self._catalogue.fitting("", cities[0]) if cities else []
        return fitting if len(fitting) > 1 else []

    def _which(self, question: Question, state: Conversation) -> Answer | None:
        """Asks back where the texts of several professions or cities would fit, lest their figures be mixed."""
        choices = self._catalogue.fitting(question.profession, question.city)
        if len(choices) < 2:
            return None
        state.pending, state.profession, state.city = question.standalone, question.profession, question.city
        return self._composer.which(question, choices)

    def _composed(self, question: Question, hits: Sequence[Hit], state: Conversation) -> Answer:
        answerable = self._contents.get().answerable
        composer = self._composer
        if answerable.names_stranger(question, hits):
            return composer.declined(question, hits)
        contradicting = self._disputed(question, hits)
        paid = answerable.group_pay(question, hits, goes_on=question.follow_up and self._spoke_of_pay(state))
        if paid is not None and not contradicting:
            return composer.answered(question, paid, hits) if paid else composer.declined(question, hits)
        if computed := salary_answer(question, hits, question.language):
            return self._composer.answered(question, computed, hits)
        if contradicting:
            return self._composer.answered(question, contradicting, hits)
        if at_level := answerable.level_pay(question, hits):
            return composer.answered(question, at_level, hits)
        answering = answerable.passages(question, hits)
        if not answering or lacks_value(question, answering):
            return self._composer.declined(question, hits)
        shown = state.shown if question.follow_up and not asks_for_value(question.focus) else ()
        chosen = select_sentences(question, answering, self._embedder, shown=shown)
        return self._composer.answered(question, chosen, hits) if chosen else self._composer.declined(question, hits)

    def _spoke_of_pay(self, state: Conversation) -> bool:
        """Whether the last answer was on pay: by its topic, or by the theme of the passage that carries it."""
        cited = state.last.citations[:1] if state.last else ()
        passages = [self._knowledge.passage(citation.passage_id) for citation in cited]
        return state.topic.startswith(PAY) or any(passage and passage.topic.startswith(PAY) for passage in passages)

    def _pointed(self, question: Question, state: Conversation, last: Answer) -> Answer:
        """More on one point of the last answer."""
        points = [sentence for sentence in last.sentences if sentence.citations]
        place = question.pointed - 1 if question.pointed > 0 else len(points) - 1
        if place >= len(points):
            return self._more(question, state)
        point = self._understanding.read(points[place].text, Conversation(profession=state.profession, city=state.city))
        meant = replace(point, text=question.text, language=question.language)
        hits = self._hits(meant)
        chosen = select_sentences(meant, hits, self._embedder, skip=state.shown)
        if not chosen:
            return self._composer.said(question, "no_more", "declined")
        return self._composer.answered(meant, chosen, hits)

    def _disputed(self, question: Question, hits: Sequence[Hit]) -> list[Candidate]:
        """What texts say that contradict each other on the pay asked about; none where they agree or pay is not asked."""
        if question.theme != "salary" or not question.reading.level or not hits:
            return []
        subject = Subject(hits[0].passage.profession, hits[0].passage.city)
        return disputed(self._knowledge, subject, question.reading.level, question.language)

    def _more(self, question: Question, state: Conversation) -> Answer:
        """Further sentences of the passages behind the last answer."""
        last = state.last
        passages = [self._knowledge.passage(entry.id) for entry in last.passages] if last else []
        hits = [Hit(passage, score=-rank) for rank, passage in enumerate(passages) if passage]
        chosen = select_sentences(replace(question, standalone=state.question), hits, self._embedder, skip=state.shown)
        if not chosen:
            return self._composer.said(question, "no_more", "declined")
        return self._composer.answered(question, chosen, hits)

    def _keep(self, conversation: str, state: Conversation) -> None:
        """Keeps the conversation; where the database cannot, the answer still counts, and the log says so."""
        try:
            self._memory.keep(conversation, state)
        except MemoryUnavailable as error:
            logger.warning("a conversation was not kept: %s", error)

    def _remember(self, state: Conversation, question: Question, answer: Answer) -> None:
        state.language = question.language
        state.level = told_level(question.text) or state.level
        if answer.outcome != "answered":
            self._note_subject(state, question)
            return
        if state.last is not answer:  # a comparison has noted its subjects, and leaves open what the talk is about
            state.profession, state.city, state.compared = question.profession, question.city, []
        if not question.more and (not question.thing or question.thing != state.topic):
            state.question = question.standalone if question.follow_up else question.text
        state.topic, state.last = self._topic_of(answer), answer
        state.shown |= {sentence.text for sentence in answer.sentences}

    def _note_subject(self, state: Conversation, question: Question) -> None:
        """Keeps what a message without an answer named, where there are texts on it: the next one may go on from there."""
        reading = question.reading
        named = next(iter(reading.professions), ""), next(iter(reading.cities), "")
        if (offer := self._catalogue.only_fitting(*named)) and not (reading.other_cities or reading.other_profession):
            state.profession, state.city = offer.profession, offer.city

    def _topic_of(self, answer: Answer) -> str:
        """What an answer is about: the topic of the passage that carries it, else of the question."""
        passage = self._knowledge.passage(answer.citations[0].passage_id) if answer.citations else None
        return passage.topic if passage and passage.topic in self._topics else answer.topic
