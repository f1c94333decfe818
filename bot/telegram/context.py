"""What handlers know about an update: the advisor and what stands beside it, language, conversation, chat. Sends nothing."""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from telegram import Chat, Message, Update, User
from telegram.ext import CallbackContext, ExtBot

from bot.answer import Answer
from bot.assistant import OnText
from bot.catalogue import Offer
from bot.chart_files import ChartFiles
from bot.errors import MemoryUnavailable
from bot.facets import Period
from bot.feedback import Feedback
from bot.inbox import Inbox
from bot.notes import Notes
from bot.operations.status import Operations
from bot.salary_chart import Chart
from bot.telegram.languages import phrases_in
from bot.telegram.metrics import METRICS, Metrics
from bot.telegram.phrases import Phrases

P = ParamSpec("P")
T = TypeVar("T")

ADVISOR, SURFACE = "advisor", "surface"  # their keys in the application's bot_data
INBOX = "inbox"  # key of the `Inbox` there
MOVED = "moved"  # key of the groups that have become supergroups there, old id to new
PERSONAL = "personal"  # key of the list of all that keeps personal data

logger = logging.getLogger(__name__)


class Advisor(Protocol):
    """The conversation behind the chat. Its calls block, for milliseconds without a language model."""

    name: str

    @property
    def is_slow(self) -> bool:
        """Whether an answer may wait for a language model, for seconds."""
        ...

    def reply(
        self,
        conversation: str,
        text: str,
        *,
        language_hint: str = "",
        on_text: OnText | None = None,
        cancelled: threading.Event | None = None,
    ) -> Answer:
        """Answers one message and remembers it; `on_text` is told the checked text so far, `cancelled` ends the writing."""
        ...

    def answer_alone(self, text: str, *, language_hint: str = "") -> Answer:
        """Answers a message of no conversation and remembers nothing."""
        ...

    def last_answer(self, conversation: str) -> Answer | None:
        """The answer given last in this conversation."""
        ...

    def speak(self, conversation: str, language: str) -> Answer | None:
        """Fixes the language of a conversation; returns the last answer in it."""
        ...

    def chosen_language(self, conversation: str) -> str:
        """The language fixed for a conversation, "" where none was."""
        ...

    def notes(self, conversation: str) -> Notes:
        """What was noted of this conversation."""
        ...

    def note(self, conversation: str, change: Callable[[Notes], Notes]) -> None:
        """Notes something, as far as the database can: `change` makes the notes from those that there were before."""
        ...

    def forget(self, conversation: str) -> None:
        """Deletes everything known of this conversation."""
        ...

    def export(self, conversation: str) -> dict[str, Any]:
        """Everything known of this conversation, as JSON can say it."""
        ...

    def offer(self, language: str) -> str:
        """What there are texts on, in one phrase: "IT-Projektkoordinator in Duisburg"."""
        ...

    @property
    def has_all_vectors(self) -> bool | None:
        """Whether the server that holds the vectors can be asked for all of them, None where there is no such server."""
        ...

    def ready(self) -> bool:
        """Whether the texts can be searched."""
        ...


class Charts(Protocol):
    """The pictures that there are figures for."""

    def offers(self) -> list[Offer]:
        """The professions and cities on which there are texts."""
        ...

    def for_answer(self, answer: Answer) -> Chart | None:
        """The chart behind an answer, None where there is none."""
        ...

    def key_for(self, answer: Answer) -> str:
        """What a button must say to bring that chart, "" where there is none; quick."""
        ...

    def compared(self, offers: Sequence[Offer], period: Period, language: str) -> Chart | None:
        """The ranges of some offers side by side."""
        ...

    def by_key(self, key: str) -> Chart | None:
        """The chart that a button names."""
        ...


class Keeper(Protocol):
    """Something that keeps personal data by conversation; `name` is its part of a person's export. Its calls block."""

    name: str

    def export(self, conversation: str) -> Any:
        """All that it keeps of a conversation, as JSON can say it."""
        ...

    def forget(self, conversation: str) -> None:
        """Deletes all that it keeps of a conversation."""
        ...


class PersonalData(Protocol):
    """The same for the event loop. Whatever is registered under `PERSONAL` is handed out and deleted with the rest."""

    @property
    def name(self) -> str:
        """Its part of a person's export."""
        ...

    async def export(self, conversation: str) -> Any:
        """All that it keeps of a conversation, as JSON can say it."""
        ...

    async def forget(self, conversation: str) -> None:
        """Deletes all that it keeps of a conversation."""
        ...


@dataclass(frozen=True, slots=True)
class Surface:
    """What a chat needs beside the advisor: where feedback goes, which charts there are, and where pictures are kept.

    `operations` answers the administrators' commands; without it there are none.
    """

    feedback: Feedback
    charts: Charts
    pictures: ChartFiles
    operations: Operations | None = None


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's context, with the advisor that `build_application` put into `bot_data`."""

    @property
    def advisor(self) -> Advisor:
        """The advisor that every chat of this application talks to."""
        return cast(Advisor, self.bot_data[ADVISOR])

    @property
    def inbox(self) -> Inbox:
        """Where updates wait; `forget` wipes what is left of a chat."""
        return cast(Inbox, self.bot_data[INBOX])

    @property
    def metrics(self) -> Metrics:
        """What is counted."""
        return cast(Metrics, self.bot_data[METRICS])

    @property
    def surface(self) -> Surface:
        """Feedback, charts and pictures."""
        return cast(Surface, self.bot_data[SURFACE])

    @property
    def personal_data(self) -> Sequence[PersonalData]:
        """All that keeps personal data."""
        return cast(list[PersonalData], self.bot_data[PERSONAL])


async def consult(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Runs a blocking call in a thread; the one place where blocking work enters the Telegram side."""
    return await asyncio.to_thread(call, *args, **kwargs)


@dataclass(frozen=True, slots=True)
class Kept:
    """A keeper whose calls block, as `PersonalData`."""

    keeper: Keeper

    @property
    def name(self) -> str:
        """The keeper's own."""
        return self.keeper.name

    async def export(self, conversation: str) -> Any:
        """What the keeper hands out."""
        return await consult(self.keeper.export, conversation)

    async def forget(self, conversation: str) -> None:
        """Lets the keeper delete."""
        await consult(self.keeper.forget, conversation)


def language_of(user: User | None) -> str:
    """ "de" or "en" by the language of the person's app; German where the app does not tell."""
    code = user.language_code if user else None
    return "de" if not code or code.lower().startswith("de") else "en"


def phrases_of(update: Update) -> Phrases:
    """The bot's own words in the language of the person's app."""
    return phrases_in(language_of(update.effective_user))


async def chosen_phrases(update: Update, context: Context) -> Phrases:
    """The bot's own words in the language that the person chose, else in that of their app."""
    try:
        chosen = await consult(context.advisor.chosen_language, conversation_of(update))
    except MemoryUnavailable as error:
        logger.warning("update %s: the chosen language is not known: %s", update.update_id, error)
        chosen = ""
    return phrases_in(chosen) if chosen else phrases_of(update)


def chat_of(update: Update) -> Chat:
    """The chat of an update that has one, as every update has that our handlers accept."""
    return cast(Chat, update.effective_chat)


def chat_id_of(update: Update, context: Context) -> int:
    """Where to answer an update: its chat, or the supergroup that the chat has become since."""
    number = chat_of(update).id
    return cast(dict[int, int], context.bot_data.get(MOVED, {})).get(number, number)


def note_move(update: Update, context: Context, new_chat_id: int) -> None:
    """Notes that the chat of an update has become a supergroup; further updates name that one by themselves."""
    context.bot_data.setdefault(MOVED, {})[chat_of(update).id] = new_chat_id


def message_of(update: Update) -> Message:
    """The message of an update that has one."""
    return cast(Message, update.effective_message)


def conversation_of(update: Update) -> str:
    """The advisor's name for the conversation: the chat, and in groups the person in it."""
    chat, user = chat_of(update), update.effective_user
    if chat.type == Chat.PRIVATE or user is None:
        return f"telegram:{chat.id}"
    return f"telegram:{chat.id}:{user.id}"
