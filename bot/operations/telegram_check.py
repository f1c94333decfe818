"""Asks Telegram about token and webhook. The token stands in the address, so no error is passed on as it comes."""

from collections.abc import Iterator
from typing import Any

import httpx

from bot.operations.finding import Finding

PUBLIC_SERVER = "https://api.telegram.org"
PATIENCE = 10.0  # seconds
MANY_PENDING = 100  # updates that wait with Telegram while the bot should be fetching them


def check_telegram(token: str, base_url: str, webhook_url: str) -> Iterator[Finding]:
    """What Telegram says to the token, and where it sends updates."""
    if not token:
        yield Finding("token", "note", "none is set; Telegram needs TELEGRAM_BOT_TOKEN from @BotFather")
        return
    server = (base_url or PUBLIC_SERVER).rstrip("/").removesuffix("/bot")
    try:
        with httpx.Client(timeout=PATIENCE) as client:
            me = _asked(client, server, token, "getMe")
            if me is None:
                yield Finding("token", "broken", f"{server} rejects it; copy TELEGRAM_BOT_TOKEN anew from @BotFather")
                return
            yield Finding("token", "ok", f"belongs to @{me.get('username', '?')}")
            yield _webhook(_asked(client, server, token, "getWebhookInfo") or {}, webhook_url)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        advice = "check network, proxy and TELEGRAM_API_BASE_URL"
        yield Finding("token", "broken", f"{server} does not answer ({type(error).__name__}); {advice}")


def _webhook(info: dict[str, Any], wanted: str) -> Finding:
    url, pending = str(info.get("url", "")), int(info.get("pending_update_count", 0))
    waiting = f"{pending} updates wait"
    if url and not wanted:
        return Finding("webhook", "note", f"set to {url}, but WEBHOOK_URL is empty; long polling will delete it")
    if wanted and url != wanted:
        said = f"Telegram sends to {url or 'nowhere'}; run: python -m bot webhook set"
        return Finding("webhook", "note", f"{said}, or start: python -m bot telegram --webhook")
    if message := info.get("last_error_message"):
        return Finding("webhook", "note", f"Telegram's last delivery failed: {message}; {waiting}")
    if pending >= MANY_PENDING:
        return Finding("webhook", "note", f"{waiting} with Telegram; is the bot running?")
    return Finding("webhook", "ok", f"{f'set to {url}' if url else 'none, for long polling'}; {waiting}")


def _asked(client: httpx.Client, server: str, token: str, method: str) -> dict[str, Any] | None:
    """The result of a method; None where Telegram does not know the token."""
    response = client.post(f"{server}/bot{token}/{method}")
    if response.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.NOT_FOUND):
        return None
    said = response.json()
    if not isinstance(said, dict) or not said.get("ok") or not isinstance(said.get("result"), dict):
        raise ValueError
    result: dict[str, Any] = said["result"]
    return result
