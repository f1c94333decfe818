"""Every variable of the bot, read once, typed, secrets masked. Nothing else in this package reads the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import MemoryUnavailable, SettingsRefused
from bot.model_settings import ModelSettings
from bot.operator_settings import OperatorSettings
from knowledge import KnowledgeError, KnowledgeSettings

CONVERSATIONS_FILE = "conversations.sqlite3"  # in the data folder, where no database is named
WEBHOOK_LISTEN = ("127.0.0.1", 8080)  # behind a proxy on this machine, which ends TLS
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # what Telegram takes: https://core.telegram.org/bots/api#setwebhook
ADDRESS = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<host>[^\s:\[\]/]+)):(?P<port>[0-9]{1,5})")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says. The token and the database's URL are left out of the printed form."""

    knowledge: KnowledgeSettings
    telegram_token: str = field(default="", repr=False)
    telegram_base_url: str = ""
    database_url: str = field(default="", repr=False)  # may hold a password
    webhook_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    webhook_listen: tuple[str, int] = WEBHOOK_LISTEN
    model: ModelSettings | None = None  # its keys are not kept
    operator: OperatorSettings = field(default_factory=OperatorSettings)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Reads the settings; an empty value counts as not set.

        Raises:
            SettingsRefused: Values cannot be used; the message names each of their variables, and repeats no secret.
        """
        values = {name: value.strip() for name, value in environment.items()}
        complaints = [check(values) for check in _CHECKS]
        if any(complaints):
            raise SettingsRefused("; ".join(filter(None, complaints)))
        return cls(
            knowledge=KnowledgeSettings.from_environment(values),
            telegram_token=values.get("TELEGRAM_BOT_TOKEN", ""),
            telegram_base_url=values.get("TELEGRAM_API_BASE_URL", ""),
            database_url=values.get("DATABASE_URL", ""),
            webhook_url=values.get("WEBHOOK_URL", ""),
            webhook_secret=values.get("WEBHOOK_SECRET", ""),
            webhook_listen=_address(values.get("WEBHOOK_LISTEN", "")) or WEBHOOK_LISTEN,
            model=ModelSettings.from_environment(values),
            operator=OperatorSettings.from_environment(values),
        )

    @property
    def conversations(self) -> str | Path:
        """Where conversations are kept: the URL of a database, or the path of a SQLite file."""
        return self.database_url or self.knowledge.data_dir / CONVERSATIONS_FILE


def _bad_knowledge(values: Mapping[str, str]) -> str:
    try:
        KnowledgeSettings.from_environment(values)
    except KnowledgeError as error:
        return str(error)
    return ""


def _bad_base_url(values: Mapping[str, str]) -> str:
    url = values.get("TELEGRAM_API_BASE_URL", "")
    return (
        ""
        if not url or url.startswith(("http://", "https://"))
        else ("TELEGRAM_API_BASE_URL must begin with http:// or https://")
    )


def _bad_database(values: Mapping[str, str]) -> str:
    url = values.get("DATABASE_URL", "")
    if not url:
        return ""
    from bot.database import parse_url  # SQLAlchemy, 0.15 s that only a named database is worth

    try:
        parse_url(url)
    except MemoryUnavailable as error:
        return f"DATABASE_URL: {error}"
    return ""


def _bad_webhook(values: Mapping[str, str]) -> str:
    url = values.get("WEBHOOK_URL", "")
    public = not values.get("TELEGRAM_API_BASE_URL")
    if url and not re.fullmatch(r"https?://[^\s/]\S*", url):
        return "WEBHOOK_URL must be the public address of the bot, such as https://bot.example/telegram"
    if url.startswith("http://") and public:
        return "WEBHOOK_URL must begin with https://, which Telegram demands"
    return ""


def _bad_secret(values: Mapping[str, str]) -> str:
    secret = values.get("WEBHOOK_SECRET", "")
    return "" if not secret or SECRET.fullmatch(secret) else "WEBHOOK_SECRET must be 1 to 256 of A-Z a-z 0-9 _ -"


def _bad_listen(values: Mapping[str, str]) -> str:
    listen = values.get("WEBHOOK_LISTEN", "")
    return "" if not listen or _address(listen) else "WEBHOOK_LISTEN must be host:port, such as 0.0.0.0:8080"


def _address(text: str) -> tuple[str, int] | None:
    """Host and port of "host:port"; None where it is something else."""
    match = ADDRESS.fullmatch(text)
    port = int(match["port"]) if match else 0
    return (match["v6"] or match["host"], port) if match and 0 < port < 1 << 16 else None


def _bad_model(values: Mapping[str, str]) -> str:
    try:
        ModelSettings.from_environment(values)
    except SettingsRefused as error:
        return str(error)
    return ""


def _bad_operator(values: Mapping[str, str]) -> str:
    try:
        OperatorSettings.from_environment(values)
    except SettingsRefused as error:
        return str(error)
    return ""


_CHECKS = (
    _bad_knowledge,
    _bad_base_url,
    _bad_database,
    _bad_webhook,
    _bad_secret,
    _bad_listen,
    _bad_model,
    _bad_operator,
)
