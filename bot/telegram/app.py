"""Builds the PTB application: its handlers, its order of work, its connection. Neither starts nor stops it."""

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeAlias
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    BaseUpdateProcessor,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.errors import TelegramRefused
from bot.telegram import handlers
from bot.telegram.context import ADVISOR, Advisor, Context
from bot.telegram.groups import ADDRESSED
from bot.telegram.logs import quiet_libraries
from bot.telegram.profile import announce
from bot.telegram.requests import UPDATES, DiscreetRequest, UpdatesRequest

BotApplication: TypeAlias = Application[Any, Context, Any, Any, Any, Any]

PUBLIC_SERVER = "https://api.telegram.org"
PARALLEL_UPDATES = 256  # as many as PTB keeps connections
READ_TIMEOUT = 20.0  # seconds; after a shorter one it would be unknown more often whether a message was sent


class ChatOrder(BaseUpdateProcessor):
    """Runs chats in parallel and the updates of one chat one after another, in the order they came."""

    def __init__(self) -> None:
        super().__init__(PARALLEL_UPDATES)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Waits for the chat's earlier updates, then processes this one."""
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            await coroutine
            return
        lock = self._locks.setdefault(chat.id, asyncio.Lock())  # lives as long as somebody waits for it
        async with lock:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""


def build_application(advisor: Advisor, *, token: str, base_url: str = "") -> BotApplication:
    """The application that connects `advisor` to Telegram, ready to be initialized.

    Args:
        advisor: Who answers.
        token: The bot's token from BotFather.
        base_url: Another Bot API server, "http://host:port" with or without "/bot" at its end; "" for Telegram's own.

    Raises:
        TelegramRefused: The token or the address cannot be one.
    """
    quiet_libraries()
    server = _server(base_url)
    updates = UpdatesRequest()
    builder = ApplicationBuilder().token(_checked(token)).base_url(f"{server}/bot").base_file_url(f"{server}/file/bot")
    builder = builder.request(DiscreetRequest(read_timeout=READ_TIMEOUT)).get_updates_request(updates)
    builder = builder.concurrent_updates(ChatOrder()).post_init(announce)
    application: BotApplication = builder.context_types(ContextTypes(context=Context)).job_queue(None).build()
    application.bot_data[ADVISOR] = advisor
    application.bot_data[UPDATES] = updates
    application.add_handlers(_handlers())
    application.add_error_handler(handlers.failed)
    return application


def _handlers() -> list[BaseHandler[Update, Context, Any]]:
    """Every handler; the first that fits gets the update. German command names first, English ones beside them."""
    new = filters.UpdateType.MESSAGE
    edited = filters.UpdateType.EDITED_MESSAGE & filters.ChatType.PRIVATE & filters.TEXT
    command = filters.COMMAND | filters.Regex(r"^/")
    return [
        CommandHandler("start", handlers.start, new),
        CommandHandler(["hilfe", "help"], handlers.help_, new),
        CommandHandler(["gehalt", "salary"], handlers.salary, new),
        CommandHandler(["beruf", "job"], handlers.role, new),
        CommandHandler("region", handlers.region, new),
        CommandHandler(["weiterbildung", "training"], handlers.training, new),
        CommandHandler(["quellen", "sources"], handlers.sources, new),
        CommandHandler(["datenschutz", "privacy"], handlers.privacy, new),
        CommandHandler(["loeschen", "delete"], handlers.forget, new),
        CallbackQueryHandler(handlers.pressed),
        MessageHandler(new & ADDRESSED & command, handlers.unknown_command),
        MessageHandler(new & ADDRESSED & filters.TEXT, handlers.question),
        MessageHandler(edited, handlers.edited),
        MessageHandler(new & ADDRESSED & ~filters.StatusUpdate.ALL, handlers.other_content),
    ]


def _checked(token: str) -> str:
    """The token, where it can be one at all; Telegram decides on the rest."""
    if not token or any(
        character in "/?#" or not character.isprintable() or character.isspace() for character in token
    ):
        raise TelegramRefused("TELEGRAM_BOT_TOKEN is empty or has characters that no token has")
    return token


def _server(base_url: str) -> str:
    """The address of the API server without the trailing "/bot" that PTB wants in front of the token."""
    server = base_url.strip().rstrip("/").removesuffix("/bot").rstrip("/") or PUBLIC_SERVER
    if not server.startswith(("http://", "https://")):
        raise TelegramRefused("TELEGRAM_API_BASE_URL must begin with http:// or https://")
    return server
