"""Tells Telegram where updates go, once per deployment: the first process of those that share a database does it."""

import asyncio
import hmac
import time
from dataclasses import dataclass, field
from functools import partial

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from telegram import Bot, WebhookInfo
from telegram.error import TelegramError

from bot.database import Database
from bot.telegram.incoming import RECEIVED
from bot.telegram.sending import patiently

CONNECTIONS = 100  # the most that Telegram opens
OTHERS_SECONDS = 10.0  # in which the process that came first has told Telegram
LOOK_SECONDS = 0.2

TABLES = sa.MetaData()
_WEBHOOKS = sa.Table(
    "webhooks",
    TABLES,
    sa.Column("bot", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("fingerprint", sa.String(64), nullable=False),  # of what Telegram was told last
)
_NEW = {
    "sqlite": sqlite.insert(_WEBHOOKS).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(_WEBHOOKS).on_conflict_do_nothing(),
}


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates go and how they prove that they come from Telegram."""

    url: str
    secret: str = field(repr=False)

    def fingerprint(self, token: str) -> str:
        """A name for all that Telegram is told, from which nothing of it can be read."""
        told = "\n".join((self.url, self.secret, str(CONNECTIONS), *sorted(RECEIVED)))
        return hmac.digest(token.encode(), told.encode(), "sha256").hex()


def derived_secret(token: str) -> str:
    """A secret for webhooks that every process with the same token knows, and nobody else."""
    return hmac.digest(token.encode(), b"revierlotse webhook secret", "sha256").hex()


async def register(bot: Bot, webhook: Webhook) -> None:
    """Sets the webhook. Raises `TelegramError` where Telegram does not take it."""
    await patiently(
        partial(
            bot.set_webhook,
            webhook.url,
            secret_token=webhook.secret,
            allowed_updates=RECEIVED,
            max_connections=CONNECTIONS,
        )
    )


async def register_once(bot: Bot, webhook: Webhook, database: Database) -> bool:
    """Sets the webhook unless another process of this deployment has done so; true where this one did.

    Raises:
        TelegramError: Telegram does not take it; the next process tries again.
        MemoryUnavailable: The database fails.
    """
    fingerprint = webhook.fingerprint(bot.token)
    first = await asyncio.to_thread(_mark, database, bot.id, fingerprint)
    if not first and await _set_by_another(bot, webhook.url):
        return False
    try:
        await register(bot, webhook)
    except TelegramError:
        await asyncio.to_thread(_mark, database, bot.id, "")
        raise
    return True


async def described(bot: Bot) -> str:
    """What Telegram knows of the webhook, line by line."""
    info: WebhookInfo = await bot.get_webhook_info()
    lines = [f"url: {info.url or 'none'}", f"pending updates: {info.pending_update_count}"]
    if info.allowed_updates:
        lines.append(f"allowed updates: {', '.join(info.allowed_updates)}")
    if info.last_error_date:
        lines.append(f"last error: {info.last_error_date:%Y-%m-%d %H:%M:%S} UTC: {info.last_error_message}")
    return "\n".join(lines)


async def _set_by_another(bot: Bot, url: str) -> bool:
    """Whether Telegram knows the address by now, or will in a moment."""
    deadline = time.monotonic() + OTHERS_SECONDS
    while time.monotonic() < deadline:
        if (await bot.get_webhook_info()).url == url:
            return True
        await asyncio.sleep(LOOK_SECONDS)
    return False


def _mark(database: Database, bot: int, fingerprint: str) -> bool:
    """Writes down what Telegram is told; false where that is what it was told last."""
    changed = sa.update(_WEBHOOKS).where(_WEBHOOKS.c.bot == bot, _WEBHOOKS.c.fingerprint != fingerprint)
    with database.writing() as connection:
        connection.execute(_NEW[connection.dialect.name], {"bot": bot, "fingerprint": ""})
        return connection.execute(changed.values(fingerprint=fingerprint)).rowcount > 0
