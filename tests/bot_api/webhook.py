"""The webhook of the bot: setting, deleting and describing it. What is sent there is in deliveries.py."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.bot_api.content import Arguments
from tests.bot_api.deliveries import Deliveries
from tests.bot_api.errors import bad_request
from tests.bot_api.loopback import is_loopback
from tests.bot_api.updates import UpdateQueue
from tests.bot_api.world import World

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
PORTS = (None, 443, 80, 88, 8443)  # to which Telegram delivers; on this machine every port will do
MAX_CONNECTIONS, DEFAULT_CONNECTIONS = 100, 40


@dataclass(frozen=True, slots=True)
class Webhook:
    """The three methods around the webhook of one bot."""

    world: World
    updates: UpdateQueue
    deliveries: Deliveries

    async def set(self, arguments: Arguments) -> bool:
        """The method setWebhook; an empty address deletes the webhook."""
        if not arguments["url"]:
            return await self.delete(arguments)
        chosen = _checked(arguments)
        changed = chosen != self.world.webhook
        with self.world.changed:
            self.updates.allowed = arguments.get("allowed_updates", self.updates.allowed)
            self._drop_if_wanted(arguments)
            self.world.webhook = chosen
            self.world.notify()
        if changed:
            await self.deliveries.restart()
        return True

    async def delete(self, arguments: Arguments) -> bool:
        """The method deleteWebhook."""
        await self.deliveries.stop()
        with self.world.changed:
            self._drop_if_wanted(arguments)
            self.world.webhook = {}
            self.world.notify()
        return True

    async def info(self, arguments: Arguments) -> dict[str, Any]:
        """The method getWebhookInfo."""
        settings = self.world.webhook
        about: dict[str, Any] = {
            "url": settings.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.waiting()),
        }
        if settings:
            about |= {"max_connections": settings["max_connections"]} | self.deliveries.last_error
        if self.updates.allowed:
            about["allowed_updates"] = self.updates.allowed
        return about

    def _drop_if_wanted(self, arguments: Arguments) -> None:
        if arguments.get("drop_pending_updates"):
            self.updates.drop()


def _checked(arguments: Arguments) -> dict[str, Any]:
    url = urlsplit(arguments["url"])
    local = is_loopback(arguments["url"])
    if url.scheme != "https" and not (local and url.scheme == "http"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not local and url.port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    secret = arguments.get("secret_token", "")
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = arguments.get("max_connections", DEFAULT_CONNECTIONS)
    if not 1 <= connections <= MAX_CONNECTIONS:
        raise bad_request("max_connections must be between 1 and 100")
    return {"url": arguments["url"], "secret_token": secret, "max_connections": connections}
