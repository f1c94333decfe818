"""One call of the Bot API from its parameters to its outcome: fault, check, method, log. Knows nothing of HTTP."""

import asyncio
from dataclasses import dataclass
from typing import Any

from tests.bot_api.deliveries import Deliveries
from tests.bot_api.errors import Refusal, bad_request
from tests.bot_api.faults import Fault, FaultPlan
from tests.bot_api.methods import METHODS
from tests.bot_api.models import Files, Given, checked
from tests.bot_api.updates import UpdateQueue
from tests.bot_api.webhook import Webhook
from tests.bot_api.world import World

DROPPED = 0  # the status of a call that got no answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call ended: an HTTP status and Telegram's envelope, or a connection that is to be dropped."""

    status: int
    body: dict[str, Any]


class BotApi:
    """The methods of one bot."""

    def __init__(
        self,
        world: World,
        updates: UpdateQueue,
        faults: FaultPlan,
        *,
        strict: bool = True,
        pace: float = 1.0,
        webhook_timeout: float = 60.0,
    ) -> None:
        self.world = world
        self.faults = faults
        self.strict = strict
        self.deliveries = Deliveries(updates, faults, self.call, pace=pace, timeout=webhook_timeout)
        webhook = Webhook(world, updates, self.deliveries)
        self._waiting_methods = {
            "getUpdates": updates.get_updates,
            "setWebhook": webhook.set,
            "deleteWebhook": webhook.delete,
            "getWebhookInfo": webhook.info,
        }

    async def call(self, method: str, given: Given, files: Files | None = None) -> Outcome:
        """Carries a method out and logs it. Parameters are text or JSON values."""
        fault = self.faults.take(method, given)
        if fault.delay:
            await asyncio.sleep(fault.delay)
        try:
            outcome = await self._outcome(method, given, files or {}, fault)
        except Refusal as refusal:
            outcome = self._refused(method, refusal)
        self.world.record(method, given, outcome.status)
        return outcome

    async def _outcome(self, method: str, given: Given, files: Files, fault: Fault) -> Outcome:
        if fault.status:
            raise Refusal(fault.status, fault.description, parameters=fault.parameters)
        if fault.drop == "before":
            return Outcome(DROPPED, {})
        result = await self._carry_out(method, checked(method, given, files, strict=self.strict))
        return Outcome(DROPPED, {}) if fault.drop else Outcome(200, {"ok": True, "result": result})

    async def _carry_out(self, method: str, arguments: Given) -> Any:
        if method in self._waiting_methods:
            return await self._waiting_methods[method](arguments)
        if method not in METHODS:
            raise bad_request(f"{method} is not part of the test server")
        return METHODS[method](self.world, arguments)

    def _refused(self, method: str, refusal: Refusal) -> Outcome:
        if refusal.violation:
            self.world.violations.append(f"{method}: {refusal.description}")
        body = {"ok": False, "error_code": refusal.status, "description": refusal.description}
        return Outcome(refusal.status, body | ({"parameters": refusal.parameters} if refusal.parameters else {}))
