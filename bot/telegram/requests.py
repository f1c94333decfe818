"""PTB's HTTP made safe: no payload in the log, sends noted before they begin, updates handed on as they came."""

import asyncio
import json
import logging
from http import HTTPStatus
from typing import Any

import httpx
from telegram.error import NetworkError, TelegramError
from telegram.request import HTTPXRequest

from bot.telegram.work import Work, current_work

logger = logging.getLogger(__name__)

UPDATES = "updates"  # key of the `UpdatesRequest` in the application's bot_data
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
REPEATABLE = ("sendChatAction", "sendMessageDraft")  # sends that leave nothing behind
EMPTY = b'{"ok": true, "result": []}'


class DiscreetRequest(HTTPXRequest):
    """PTB's request; an answer that is no JSON is not written to the log, where people's messages would stand in it."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As in PTB, without the log.

        Raises:
            TelegramError: The payload is no JSON object.
        """
        try:
            data = json.loads(payload)
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict):
            raise TelegramError("Invalid server response")
        return data


class NotedRequest(DiscreetRequest):
    """The request for all that a bot says: what would be seen twice if it were repeated is noted in the inbox first.

    Every connection has a client of its own, for httpx looks at all connections of a client at each request.
    """

    def __init__(self, connections: int, *, read_timeout: float) -> None:
        shared = {"verify": httpx.create_ssl_context()}
        super().__init__(1, read_timeout=read_timeout, httpx_kwargs=shared)
        self._lines = [DiscreetRequest(1, read_timeout=read_timeout, httpx_kwargs=shared) for _ in range(connections)]
        self._free = asyncio.LifoQueue[DiscreetRequest]()  # the last used comes first: its connection stands
        for line in self._lines:
            self._free.put_nowait(line)

    async def initialize(self) -> None:
        """As in PTB, for each connection."""
        await super().initialize()
        for line in self._lines:
            await line.initialize()

    async def shutdown(self) -> None:
        """As in PTB, for each connection."""
        await super().shutdown()
        for line in self._lines:
            await line.shutdown()

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """As in PTB, with the note before and its outcome after."""
        line = await self._free.get()
        try:
            return await _noted(line, url, *args, **kwargs)
        finally:
            self._free.put_nowait(line)


async def _noted(line: DiscreetRequest, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
    work = current_work()
    if work is None or not _leaves_something(url):
        return await line.do_request(url, *args, **kwargs)
    await work.begin()
    try:
        status, payload = await line.do_request(url, *args, **kwargs)
    except TelegramError as error:
        await _account(work, never_sent(error))
        raise
    except UnicodeError:  # half an emoji: it could not even be written down
        await _account(work, not_applied=True)
        raise
    except Exception:
        await _account(work, not_applied=False)
        raise
    if status >= HTTPStatus.BAD_REQUEST:
        await _account(work, status < HTTPStatus.INTERNAL_SERVER_ERROR)
    return status, payload


class UpdatesRequest(DiscreetRequest):
    """The request for getUpdates: keeps what came in `batch`, unread, where PTB would fail over one unreadable update."""

    def __init__(self) -> None:
        super().__init__(connection_pool_size=1)
        self.batch: list[Any] = []

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """As in PTB, without the updates."""
        self.batch = []
        status, payload = await super().do_request(*args, **kwargs)
        if status != HTTPStatus.OK:
            return status, payload
        result = self.parse_json_payload(payload).get("result")
        self.batch = result if isinstance(result, list) else []
        return status, EMPTY


def never_sent(error: TelegramError) -> bool:
    """Whether a request that failed had certainly not left this machine."""
    return isinstance(error, NetworkError) and isinstance(error.__cause__, NEVER_SENT)


async def _account(work: Work, not_applied: bool) -> None:
    if not_applied:
        await work.rescind()
    else:
        work.unknown += 1


def _leaves_something(url: str) -> bool:
    method = url.rpartition("/")[2]
    return method.startswith(("send", "copy", "forward")) and method not in REPEATABLE
