"""The server in a thread of its own, and waiting for what it sees. Tests need no other module of this package."""

import socket
import threading
from collections.abc import Callable
from types import TracebackType

import uvicorn

from tests.bot_api.faults import Fault, FaultPlan
from tests.bot_api.people import People
from tests.bot_api.updates import UpdateQueue
from tests.bot_api.web import BotApi
from tests.bot_api.world import Call, SentMessage, World

TOKEN = "4242:test-token-AAbbCCddEEffGGhhIIjjKKllMMnn"
PATIENCE = 20.0  # seconds a test waits before it fails; nothing here takes that long


class BotApiServer(People):
    """A Bot API server for one bot, on a free loopback port, from `with` to the end of the block."""

    def __init__(self, token: str = TOKEN) -> None:
        world = World()
        super().__init__(world, UpdateQueue(world))
        self.token = token
        self.faults = FaultPlan()
        self._socket = socket.create_server(("127.0.0.1", 0))
        application = BotApi(token, world, self.updates, self.faults).application()
        config = uvicorn.Config(application, log_level="critical", lifespan="off", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
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

    def calls(self, method: str) -> list[Call]:
        """The log of one method, oldest first."""
        with self.world.changed:
            return [call for call in self.world.calls if call.method == method]

    def wait_calls(self, method: str, count: int, timeout: float = PATIENCE) -> list[Call]:
        """The log of one method, once there are at least `count` calls in it."""
        self.wait_until(lambda: len(self.calls(method)) >= count, f"{count} calls of {method}", timeout)
        return self.calls(method)

    @property
    def violations(self) -> list[str]:
        """What the bot sent against the rules; a correct bot leaves this empty."""
        return self.world.violations
