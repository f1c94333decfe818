"""The web side of webhook mode: takes updates in, tells whether the bot lives and is ready, and shows its metrics."""

import asyncio
import hmac
import json
import logging
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.errors import MemoryUnavailable
from bot.inbox import Inbox
from bot.telegram.context import Advisor
from bot.telegram.incoming import new_update, unreadable
from bot.telegram.metrics import Metrics

logger = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_BODY = 1 << 20  # bytes; the longest update that Telegram sends has some ten thousand
PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8"
RETRY = {"Retry-After": "1"}  # seconds; Telegram obeys it


class WebApplication:
    """Answers Telegram and whoever watches the bot. Updates are acknowledged once they are written down."""

    def __init__(self, inbox: Inbox, metrics: Metrics, secret: str, advisor: Advisor) -> None:
        self._inbox = inbox
        self._metrics = metrics
        self._secret = secret.encode()
        self._advisor = advisor

    def application(self) -> Starlette:
        """The ASGI application. Updates are taken at every path: a proxy in front may have shortened it."""
        routes = [
            Route("/healthz", self.alive, methods=["GET"]),
            Route("/readyz", self.ready, methods=["GET"]),
            Route("/metrics", self.metrics, methods=["GET"]),
            Route("/{path:path}", self.update, methods=["POST"]),
        ]
        return Starlette(routes=routes)

    async def update(self, request: Request) -> Response:
        """Writes an update down: 200; 401 and 403 without the right secret, 413 where it is too long."""
        given = request.headers.get(SECRET_HEADER)
        if given is None:
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        if not hmac.compare_digest(given.encode("latin-1", "replace"), self._secret):
            return Response(status_code=HTTPStatus.FORBIDDEN)
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)  # nobody reads it
        if body is None:
            return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, headers={"Connection": "close"})
        return await self._write_down(body)

    async def alive(self, request: Request) -> Response:
        """200 as long as the process answers at all."""
        return PlainTextResponse("ok\n")

    async def ready(self, request: Request) -> Response:
        """200 where the database and the index can be asked, else 503 and which of them cannot.

        A vector server that is away is told and no reason to send nobody here: answers go on by words.
        """
        try:
            await self._inbox.counts()
        except MemoryUnavailable:
            return PlainTextResponse("database\n", HTTPStatus.SERVICE_UNAVAILABLE)
        if not await asyncio.to_thread(self._advisor.ready):
            return PlainTextResponse("index\n", HTTPStatus.SERVICE_UNAVAILABLE)
        return PlainTextResponse("ok, without vectors\n" if self._advisor.has_all_vectors is False else "ok\n")

    async def metrics(self, request: Request) -> Response:
        """The metrics in Prometheus' text format; without the queue where the database cannot be asked."""
        try:
            counts = await self._inbox.counts()
        except MemoryUnavailable:
            counts = {}
        self._metrics.vectors(self._advisor.has_all_vectors)
        return Response(self._metrics.text(counts), media_type=PROMETHEUS_TEXT)

    async def _write_down(self, body: bytes) -> Response:
        try:
            update = new_update(json.loads(body))
        except (ValueError, RecursionError):  # told to come again it would hold up its chat for a day: it is parked
            update = unreadable(json.dumps(body.decode("utf-8", "replace")))
        try:
            self._metrics.received(1, await self._inbox.receive([update]))
        except MemoryUnavailable as error:
            logger.error("an update cannot be written down and is left to Telegram: %s", error)
            return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE, headers=RETRY)
        return Response()


async def _body(request: Request) -> bytes | None:
    """The body, None where it is too long; no more than that is read."""
    body = bytearray()
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > LARGEST_BODY:
        return None
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)
