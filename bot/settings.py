"""Every variable of the bot, read once, typed, secrets masked. Nothing else in this package reads the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import MemoryUnavailable, SettingsRefused
from knowledge import KnowledgeError, KnowledgeSettings

CONVERSATIONS_FILE = "conversations.sqlite3"  # in the data folder, where no database is named


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says. The token and the database's URL are left out of the printed form."""

    knowledge: KnowledgeSettings
    telegram_token: str = field(default="", repr=False)
    telegram_base_url: str = ""
    database_url: str = field(default="", repr=False)  # may hold a password

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Reads the settings; an empty value counts as not set.

        Raises:
            SettingsRefused: Values cannot be used; the message names each of their variables, and repeats no secret.
        """
        values = {name: value.strip() for name, value in environment.items()}
        complaints = [check(values) for check in (_bad_knowledge, _bad_base_url, _bad_database)]
        if any(complaints):
            raise SettingsRefused("; ".join(filter(None, complaints)))
        return cls(
            knowledge=KnowledgeSettings.from_environment(values),
            telegram_token=values.get("TELEGRAM_BOT_TOKEN", ""),
            telegram_base_url=values.get("TELEGRAM_API_BASE_URL", ""),
            database_url=values.get("DATABASE_URL", ""),
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
