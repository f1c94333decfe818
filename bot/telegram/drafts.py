"""Shows an answer while a language model writes it: a native draft with a Stop button, elsewhere a message that is edited.

A draft is a preview; whoever opens one sends the answer as a message of its own when the block has ended. The advisor tells
checked text only, so that no draft ever holds anything else.
"""

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

from telegram import Chat, Message, Update
from telegram.error import RetryAfter, TelegramError

from bot.telegram.context import Context, chat_of
from bot.telegram.incoming import STOPPED

logger = logging.getLogger(__name__)

DRAFTS = "drafts"  # key of the `OpenDrafts` in the application's bot_data
SHORTEST_PAUSE = 0.5  # seconds between two changes of a draft; Telegram animates what lies between
KEPT_ALIVE = 20.0  # seconds after which an unchanged draft is sent again; Telegram shows it for thirty
TIMEOUT = 2.0  # seconds that one change may take; the answer does not wait longer for it
BEGUN = "…"  # what a message says before there is a sentence; a native draft says "Thinking…" by itself


class OpenDrafts:
    """The drafts being written, by chat and number, each with the event that stops it."""

    def __init__(self) -> None:
        self._events: dict[tuple[int, int], threading.Event] = {}

    def open(self, chat_id: int, draft_id: int) -> threading.Event:
        """The event of a new draft."""
        return self._events.setdefault((chat_id, draft_id), threading.Event())

    def close(self, chat_id: int, draft_id: int) -> None:
        """Forgets a draft."""
        self._events.pop((chat_id, draft_id), None)

    def stop(self, pressed: Mapping[str, Any]) -> bool:
        """Stops the draft that a `stopped_message_generation` names; False where it is not written here (any more)."""
        chat = pressed.get("chat")
        key = (chat.get("id") if isinstance(chat, Mapping) else None, pressed.get("draft_id"))
        event = self._events.get(cast(tuple[int, int], key))
        if event is None:
            return False
        event.set()
        return True


@dataclass(slots=True)
class LiveDraft:
    """One answer being shown. `on_text` and `cancelled` are what `Advisor.reply` takes; both serve any thread."""

    update: Update
    context: Context
    number: int
    cancelled: threading.Event
    loop: asyncio.AbstractEventLoop
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    text: str | None = None
    shown: str | None = None
    done: bool = False
    is_native: bool = True
    placeholder: Message | None = None

    def on_text(self, text: str) -> None:
        """Takes the text so far."""
        self.loop.call_soon_threadsafe(self._take, text)

    def _take(self, text: str) -> None:
        self.text = text
        self.changed.set()

    async def run(self) -> None:
        """Shows every change until the block ends, or Telegram takes neither drafts nor messages."""
        while not self.done:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.changed.wait(), KEPT_ALIVE if self.is_native else None)
            self.changed.clear()
            if self.done or self.text is None or (self.text == self.shown and not self.is_native):
                continue
            pause = await self._show(self.text)
            if pause is None:
                return
            await self._rest(pause)

    async def _rest(self, seconds: float) -> None:
        """Waits between two changes, at the end not at all."""
        until = time.monotonic() + seconds
        while not self.done and (left := until - time.monotonic()) > 0:
            await asyncio.sleep(min(left, 0.05))

    async def _show(self, text: str) -> float | None:
        """Shows a text; the seconds to wait before the next one, None where nothing can be shown."""
        try:
            await (self._as_draft(text) if self.is_native else self._as_message(text))
        except RetryAfter as error:
            self.changed.set()  # this text is still to be shown
            wait = error.retry_after
            return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        except TelegramError as error:
            logger.info("no drafts in this chat: %s", type(error).__name__)
            if not self.is_native:
                return None
            self.is_native = False
            self.changed.set()
            return 0.0
        self.shown = text
        return SHORTEST_PAUSE if text else 0.0  # the first sentence is not held back

    async def _as_draft(self, text: str) -> None:
        await self.context.bot.send_message_draft(
            chat_of(self.update).id,
            self.number,
            text,
            message_thread_id=self._topic,
            api_kwargs={"can_stop": True},
            read_timeout=TIMEOUT,
        )

    async def _as_message(self, text: str) -> None:
        if self.placeholder is None:
            self.placeholder = await self.context.bot.send_message(
                chat_of(self.update).id,
                text or BEGUN,
                message_thread_id=self._topic,
                disable_notification=True,  # the answer itself notifies
                read_timeout=TIMEOUT,
            )
        elif text and text != self.placeholder.text:
            edited = await self.placeholder.edit_text(text, read_timeout=TIMEOUT)
            self.placeholder = edited if isinstance(edited, Message) else self.placeholder

    async def end(self) -> None:
        """Takes the placeholder away; a draft disappears by itself when the answer is sent."""
        if self.placeholder is not None:
            with contextlib.suppress(TelegramError):  # then it stays above the answer, with nothing untrue in it
                await self.placeholder.delete(read_timeout=TIMEOUT)

    @property
    def _topic(self) -> int | None:
        message = self.update.effective_message
        return message.message_thread_id if message and message.is_topic_message else None


@contextlib.asynccontextmanager
async def drafting(update: Update, context: Context) -> AsyncIterator[LiveDraft]:
    """Shows what the block tells `on_text`; nothing of it arrives after the block. Shows nothing where nothing is told."""
    drafts = cast(OpenDrafts, context.bot_data.setdefault(DRAFTS, OpenDrafts()))
    chat, number = chat_of(update), update.update_id or 1  # Telegram refuses a draft numbered 0
    live = LiveDraft(update, context, number, drafts.open(chat.id, number), asyncio.get_running_loop())
    live.is_native = chat.type == Chat.PRIVATE
    showing = asyncio.create_task(live.run())
    try:
        yield live
    finally:
        drafts.close(chat.id, number)
        live.done = True
        live.changed.set()
        await showing
        await live.end()


async def stopped(update: Update, context: Context) -> None:
    """Ends the writing of the draft whose Stop button was pressed; every other update passes by."""
    pressed = update.api_kwargs.get(STOPPED)
    drafts = context.bot_data.get(DRAFTS)
    if isinstance(pressed, Mapping) and isinstance(drafts, OpenDrafts):
        drafts.stop(pressed)
