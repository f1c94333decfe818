"""A local Bot API server for tests: real HTTP on a loopback port, strict where Telegram is strict, faults on demand."""

from tests.bot_api.faults import Fault
from tests.bot_api.server import BotApiServer
from tests.bot_api.world import Call, SentMessage

__all__ = ["BotApiServer", "Call", "Fault", "SentMessage"]
