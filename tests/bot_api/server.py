"""The server in a thread of its own, and waiting for what it sees. Tests need no other module of this package."""

import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

import uvicorn

from tests.bot_api.api import BotApi
from tests.bot_api.control import Control
from tests.bot_api.faults import Fault, FaultPlan
from tests.bot_api.people import People
from tests.bot_api.transcript import transcript
from tests.bot_api.updates import UpdateQueue
from tests.bot_api.web import application
from tests.bot_api.world import Call, SentMessage, World

TOKEN = "4242:test-token-AAbbCCddEEffGGhhIIjjKKllMMnn"
PATIENCE = 20.0  # seconds a test waits before it fails; nothing here takes that long
TEST_PACE = 0.02  # of Telegram's pauses between deliveries to a webhook: 2 s become 40 ms


class BotApiServer(People):
    """A Bot API server for one bot, on a loopback port, from `with` to the end of the block.

    Args:
        token: The only token that it knows.
        port: 0 takes a free one.
        strict: Whether requests are checked against aiogram's models; without, a load test measures the bot alone.
        pace: What Telegram's pauses between deliveries to a webhook are multiplied by.
        webhook_timeout: Seconds after which a delivery has failed.
    """

    def __init__(
        self,
        token: str = TOKEN,
        *,
        port: int = 0,
        strict: bool = True,
        pace: float = TEST_PACE,
        webhook_timeout: float = 60.0,
    ) -> None:
        world = World()
        super().__init__(world, UpdateQueue(world))
        self.token = token
        self.faults = FaultPlan()
        self._socket = socket.create_server(("127.0.0.1", port))
        self._api = BotApi(world, self.updates, self.faults, strict=strict, pace=pace, webhook_timeout=webhook_timeout)
        app = application(self._api, token, [*Control(self, self.faults).routes()])
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)

    @property
    def url(self) -> str:
        """The address as an operator writes it."""
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __enter__(self) -> "BotApiServer":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.updates.close()
        self._server.should_exit = True
        self._thread.join(PATIENCE)

    def fault(self, fault: Fault) -> None:
        """Plans a fault for calls to come."""
        self.faults.add(fault)

    def wait_until(self, met: Callable[[], bool], what: str = "condition", timeout: float = PATIENCE) -> None:
        """Waits until `met` holds after some change of the world.

        Raises:
            AssertionError: It did not within `timeout` seconds; the message lists the last calls.
        """
        with self.world.changed:
            if not self.world.changed.wait_for(met, timeout):
                raise AssertionError(f"no {what} within {timeout} s; last calls: {self.world.calls[-8:]}")

    def messages(self, chat_id: int, count: int, timeout: float = PATIENCE) -> list[SentMessage]:
        """The bot's messages in a chat, once there are at least `count`."""
        self.wait_until(lambda: len(self.world.from_bot(chat_id)) >= count, f"{count} messages in {chat_id}", timeout)
        return self.world.from_bot(chat_id)

    def transcript(self, chat_id: int) -> list[str]:
        """The whole chat as its person reads it now."""
        return transcript(self.world, chat_id)

    def inline_results(self, update_id: int, timeout: float = PATIENCE) -> list[dict[str, Any]]:
        """What the bot offers for an inline query, once it has answered."""
        number = self.updates.past[update_id]["inline_query"]["id"]
        self.wait_until(lambda: number in self.world.inline_answers, f"answer to inline query {number}", timeout)
        return list(self.world.inline_answers[number]["results"])

    def calls(self, method: str) -> list[Call]:
        """The log of one method, oldest first."""
        return self.world.calls_of(method)

    def wait_calls(self, method: str, count: int, timeout: float = PATIENCE) -> list[Call]:
        """The log of one method, once there are at least `count` calls in it."""
        self.wait_until(lambda: len(self.calls(method)) >= count, f"{count} calls of {method}", timeout)
        return self.calls(method)

    @property
    def webhook_error(self) -> str:
        """Why the last delivery to the webhook failed; empty if none did."""
        return str(self._api.deliveries.last_error.get("last_error_message", ""))

    @property
    def violations(self) -> list[str]:
        """What the bot sent against the rules; a correct bot leaves this empty."""
        return self.world.violations
