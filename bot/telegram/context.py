"""What handlers know about an update: the advisor, the person's language, the conversation, the chat. Sends nothing."""

import asyncio
from collections.abc import Callable
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from telegram import Chat, Message, Update, User
from telegram.ext import CallbackContext, ExtBot

from bot.answer import Answer
from bot.inbox import Inbox
from bot.telegram.metrics import METRICS, Metrics
from bot.telegram.phrases import Phrases, phrases_in

P = ParamSpec("P")
T = TypeVar("T")

ADVISOR = "advisor"  # its key in the application's bot_data
INBOX = "inbox"  # key of the `Inbox` there


class Advisor(Protocol):
    """The conversation behind the chat. Its calls block, for milliseconds without a language model."""

    def reply(self, conversation: str, text: str, *, language_hint: str = "") -> Answer:
        """Answers one message and remembers it."""
        ...

    def last_answer(self, conversation: str) -> Answer | None:
        """The answer given last in this conversation."""
        ...

    def forget(self, conversation: str) -> None:
        """Deletes everything known of this conversation."""
        ...

    def offer(self, language: str) -> str:
        """What there are texts on, in one phrase: "IT-Projektkoordinator in Duisburg"."""
        ...

    def ready(self) -> bool:
        """Whether the texts can be searched."""
        ...


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


async def consult(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Runs a blocking call in a thread; the one place where blocking work enters the Telegram side."""
    return await asyncio.to_thread(call, *args, **kwargs)


def language_of(user: User | None) -> str:
    """ "de" or "en" by the language of the person's app; German where the app does not tell."""
    code = user.language_code if user else None
    return "de" if not code or code.lower().startswith("de") else "en"


def phrases_of(update: Update) -> Phrases:
    """The bot's own words in the language of the person behind the update."""
    return phrases_in(language_of(update.effective_user))


def chat_of(update: Update) -> Chat:
    """The chat of an update that has one, as every update has that our handlers accept."""
    return cast(Chat, update.effective_chat)


def message_of(update: Update) -> Message:
    """The message of an update that has one."""
    return cast(Message, update.effective_message)


def conversation_of(update: Update) -> str:
    """The advisor's name for the conversation: the chat, and in groups the person in it."""
    chat, user = chat_of(update), update.effective_user
    if chat.type == Chat.PRIVATE or user is None:
        return f"telegram:{chat.id}"
    return f"telegram:{chat.id}:{user.id}"
