"""Builds the PTB application: its handlers, its order of work, its connection. Neither starts nor stops it."""

from pathlib import Path
from typing import Any, TypeAlias

from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    MessageReactionHandler,
    TypeHandler,
    filters,
)

from bot.errors import TelegramRefused
from bot.inbox import LEASE_SECONDS, Inbox
from bot.telegram import (
    data_rights,
    dialogue_handlers,
    edits,
    handlers,
    inline,
    language_choice,
    pictures,
    ratings,
    unreadable,
)
from bot.telegram.admin import admin_handlers
from bot.telegram.context import ADVISOR, INBOX, PERSONAL, SURFACE, Advisor, Context, Kept, Surface
from bot.telegram.dialogues import BACK, DIALOGUE
from bot.telegram.drafts import stopped
from bot.telegram.groups import ADDRESSED
from bot.telegram.keyboards import CHART, REASON, VOTE
from bot.telegram.logs import quiet_libraries
from bot.telegram.metrics import METRICS, Metrics
from bot.telegram.profile import announce
from bot.telegram.requests import UPDATES, NotedRequest, UpdatesRequest
from bot.telegram.stored_updates import StoredUpdates

BotApplication: TypeAlias = Application[Any, Context, Any, Any, Any, Any]

PUBLIC_SERVER = "https://api.telegram.org"
LONGEST_NUMBER = 18  # digits, of which every database can store the number
CONNECTIONS = 16  # at 50 ms a send they carry 300 a second
BEFORE_ALL = -1  # group of the handler that looks at every update for a pressed Stop
READ_TIMEOUT = 20.0  # seconds; after a shorter one it would be unknown more often whether a message was sent


# German command names first, English ones beside them; a command that was mistyped and changed counts as well.
COMMANDS = (
    (["start"], handlers.start),
    (["hilfe", "help"], handlers.help_),
    (["gehalt", "salary"], dialogue_handlers.salary),
    (["beruf", "job"], handlers.role),
    (["region"], handlers.region),
    (["weiterbildung", "training"], dialogue_handlers.training),
    (["vergleich", "compare"], dialogue_handlers.compare),
    (["quellen", "sources"], handlers.sources),
    (["sprache", "language"], language_choice.offer),
    (["datenschutz", "privacy"], data_rights.privacy),
    (["meine_daten", "my_data"], data_rights.my_data),
    (["loeschen", "delete"], data_rights.forget),
)
PRESSES = (
    (DIALOGUE, dialogue_handlers.chosen),
    (BACK, dialogue_handlers.chosen),
    (dialogue_handlers.COMPARED, dialogue_handlers.compared),
    (CHART, pictures.pressed),
    (VOTE, ratings.voted),
    (REASON, ratings.explained),
    (language_choice.LANGUAGE, language_choice.chosen),
    (data_rights.FORGET, data_rights.confirmed),
)


def build_application(
    advisor: Advisor,
    surface: Surface,
    *,
    token: str,
    base_url: str = "",
    database: str | Path = ":memory:",
    lease: float = LEASE_SECONDS,
) -> BotApplication:
    """The application that connects `advisor` to Telegram, ready to be initialized.

    Args:
        advisor: Who answers.
        surface: Feedback, charts and pictures.
        token: The bot's token from BotFather.
        base_url: Another Bot API server, "http://host:port" with or without "/bot" at its end; "" for Telegram's own.
        database: Where updates are written down before they are acknowledged: a SQLAlchemy URL, the path of a SQLite
            file, or ":memory:", where they end with this process.
        lease: Seconds without a sign of life after which another process takes over the work of this one.

    Raises:
        TelegramRefused: The token or the address cannot be one.
        MemoryUnavailable: The database cannot be opened.
    """
    quiet_libraries()
    server = server_of(base_url)
    updates = UpdatesRequest()
    builder = (
        ApplicationBuilder().token(checked_token(token)).base_url(f"{server}/bot").base_file_url(f"{server}/file/bot")
    )
    builder = (
        builder.request(NotedRequest(CONNECTIONS, read_timeout=READ_TIMEOUT)).get_updates_request(updates).updater(None)
    )
    builder = builder.post_init(announce)
    application: BotApplication = builder.context_types(ContextTypes(context=Context)).job_queue(None).build()
    application.bot_data[ADVISOR] = advisor
    application.bot_data[INBOX] = Inbox.open(database, bot_number(token), lease=lease)
    application.bot_data[METRICS] = Metrics()
    application.bot_data[SURFACE] = surface
    application.bot_data[PERSONAL] = [
        Kept(advisor),
        Kept(surface.feedback),
        StoredUpdates(application.bot_data[INBOX]),
    ]
    application.bot_data[UPDATES] = updates
    application.add_handlers([*_admin_handlers(surface), *_handlers()])
    application.add_handler(TypeHandler(Update, stopped), group=BEFORE_ALL)
    application.add_error_handler(handlers.failed)
    return application


def _admin_handlers(surface: Surface) -> list[CommandHandler[Context, Any]]:
    return admin_handlers(surface.operations.settings.admins) if surface.operations else []


def _handlers() -> list[BaseHandler[Update, Context, Any]]:
    """Every handler; the first that fits gets the update."""
    new = filters.UpdateType.MESSAGE
    edited = filters.UpdateType.EDITED_MESSAGE & ADDRESSED & filters.TEXT
    command = filters.COMMAND | filters.Regex(r"^/")
    return [
        *(CommandHandler(names, callback, filters.UpdateType.MESSAGES) for names, callback in COMMANDS),
        *(CallbackQueryHandler(callback, pattern=f"^{begin}") for begin, callback in PRESSES),
        CallbackQueryHandler(handlers.pressed),
        MessageHandler(new & ADDRESSED & command, handlers.unknown_command),
        MessageHandler(new & ADDRESSED & filters.TEXT, handlers.question),
        MessageHandler(edited & ~command, edits.edited),
        MessageHandler(new & ADDRESSED & unreadable.CONTENT, unreadable.received),
        MessageReactionHandler(ratings.reacted, message_reaction_types=MessageReactionHandler.MESSAGE_REACTION_UPDATED),
        InlineQueryHandler(inline.offered),
    ]


def bot_number(token: str) -> int:
    """The bot's own id, which begins its token; 0 where another server's token does not tell."""
    number = token.partition(":")[0]
    return int(number) if number.isdecimal() and len(number) <= LONGEST_NUMBER else 0


def checked_token(token: str) -> str:
    """The token, where it can be one at all; Telegram decides on the rest.

    Raises:
        TelegramRefused: It cannot.
    """
    if not token or any(
        character in "/?#" or not character.isprintable() or character.isspace() for character in token
    ):
        raise TelegramRefused("TELEGRAM_BOT_TOKEN is empty or has characters that no token has")
    return token


def server_of(base_url: str) -> str:
    """The address of the API server without the trailing "/bot" that PTB wants in front of the token.

    Raises:
        TelegramRefused: It is no address.
    """
    server = base_url.strip().rstrip("/").removesuffix("/bot").rstrip("/") or PUBLIC_SERVER
    if not server.startswith(("http://", "https://")):
        raise TelegramRefused("TELEGRAM_API_BASE_URL must begin with http:// or https://")
    return server
