"""What people see of the bot before they write: commands and descriptions. Failing to set them stops nothing."""

import logging
from collections.abc import Awaitable
from typing import Any

from telegram import BotCommand, BotCommandScopeChat
from telegram.constants import BotDescriptionLimit
from telegram.error import TelegramError, TimedOut
from telegram.ext import Application, ExtBot

from bot.telegram.admin_phrases import ADMIN_COMMANDS
from bot.telegram.context import ADVISOR, SURFACE
from bot.telegram.english import ENGLISH
from bot.telegram.german import GERMAN
from bot.telegram.phrases import Phrases

logger = logging.getLogger(__name__)

LANGUAGES = ((None, ENGLISH), ("de", GERMAN))  # None: everyone whose language has no entry of its own


async def announce(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Sets commands and descriptions in German, and in English as the default."""
    try:
        for code, phrases in LANGUAGES:
            offer = application.bot_data[ADVISOR].offer(code or "en")
            await _announce_in(application.bot, code, phrases, offer)
            await _announce_to_admins(application, code, phrases)
    except TimedOut:
        logger.warning("commands and descriptions are left as they are: Telegram is too slow")


async def _announce_in(bot: ExtBot[None], code: str | None, phrases: Phrases, offer: str) -> None:
    commands = [BotCommand(name, description) for name, description in phrases.commands.items()]
    description = _fitting(phrases.description.format(offer=offer))
    await _try("commands", bot.set_my_commands(commands, language_code=code))
    await _try("description", bot.set_my_description(description, language_code=code))
    await _try("short description", bot.set_my_short_description(phrases.short_description, language_code=code))


async def _announce_to_admins(
    application: Application[Any, Any, Any, Any, Any, Any], code: str | None, phrases: Phrases
) -> None:
    """Adds the administrators' commands to the lists that they see in their own chats with the bot."""
    operations = application.bot_data[SURFACE].operations
    texts = ADMIN_COMMANDS[phrases.language] | dict(phrases.commands)
    commands = [BotCommand(name, description) for name, description in texts.items()]
    for admin in sorted(operations.settings.admins) if operations else ():
        telling = application.bot.set_my_commands(commands, BotCommandScopeChat(admin), language_code=code)
        await _try("commands of an administrator, who may not have written to the bot yet", telling)


def _fitting(description: str) -> str:
    """The description, cut to what Telegram takes."""
    most = int(BotDescriptionLimit.MAX_DESCRIPTION_LENGTH)
    return description if len(description) <= most else description[: most - 1] + "…"


async def _try(what: str, telling: Awaitable[bool]) -> None:
    """Tells Telegram one thing; what an older server does not know, or a flood limit forbids, costs nothing else."""
    try:
        await telling
    except TimedOut:  # nobody waits for the rest of it
        raise
    except TelegramError as error:
        logger.warning("not set (%s): %s", type(error).__name__, what)
