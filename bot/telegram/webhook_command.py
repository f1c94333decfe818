"""`python -m bot webhook set|info|delete`: what an operator tells Telegram by hand, and asks it."""

import asyncio

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.errors import TelegramRefused, TelegramUnreachable
from bot.telegram.app import checked_token, server_of
from bot.telegram.logs import masked, quiet_libraries
from bot.telegram.registration import Webhook, described, register
from bot.telegram.requests import DiscreetRequest


def manage_webhook(action: str, *, token: str, webhook: Webhook, base_url: str = "") -> str:
    """Carries out "set", "info" or "delete"; returns what to tell the operator.

    Raises:
        TelegramRefused: The token is not accepted.
        TelegramUnreachable: The API server does not answer, or does not take the webhook.
    """
    quiet_libraries()
    server = server_of(base_url)
    try:
        return asyncio.run(_managed(action, f"{server}/bot", checked_token(token), webhook))
    except InvalidToken:
        raise TelegramRefused(
            f"the Bot API server at {server} rejects the bot token: check TELEGRAM_BOT_TOKEN"
        ) from None
    except TelegramError as error:
        raise TelegramUnreachable(f"the Bot API server at {server} says: {masked(str(error), token)}") from None


async def _managed(action: str, base_url: str, token: str, webhook: Webhook) -> str:
    async with Bot(token, base_url=base_url, request=DiscreetRequest(), get_updates_request=DiscreetRequest()) as bot:
        if action == "set":
            await register(bot, webhook)
            return f"Telegram sends updates to {webhook.url}"
        if action == "delete":
            await bot.delete_webhook()
            return "the webhook is deleted"
        return await described(bot)
