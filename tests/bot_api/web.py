"""The HTTP side: routes, the token, Telegram's envelope as JSON, downloads. What a call does is in api.py."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from tests.bot_api.api import DROPPED, BotApi, Outcome
from tests.bot_api.errors import Refusal
from tests.bot_api.requests import read_parameters


class Envelope(Response):
    """JSON in ASCII, as Telegram sends it; lone surrogates survive that way."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return json.dumps(content).encode()


class Dropped(Response):
    """Closes the connection in the middle of the answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})


def application(api: BotApi, token: str, further_routes: list[BaseRoute]) -> Starlette:
    """The ASGI application for one token."""

    async def method(request: Request) -> Response:
        name, body = request.path_params["method"], await request.body()
        if request.path_params["token"] != token:
            return _answer(_refusal(401, "Unauthorized"))
        try:
            given, files = read_parameters(request.headers.get("content-type", ""), body)
        except Refusal as refusal:
            api.world.violations.append(f"{name}: {refusal.description}")
            return _answer(_refusal(refusal.status, refusal.description))
        return _answer(await api.call(name, given, files))

    async def download(request: Request) -> Response:
        stored = api.world.files.by_path(request.path_params["path"])
        if stored is None or request.path_params["token"] != token:
            return _answer(_refusal(404, "Not Found"))
        return Response(stored.content, media_type="application/octet-stream")

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await api.deliveries.stop()

    routes = [
        Route("/bot{token}/{method}", method, methods=["POST"]),
        Route("/file/bot{token}/{path:path}", download, methods=["GET"]),
        *further_routes,
    ]
    return Starlette(routes=routes, lifespan=lifespan)


def _answer(outcome: Outcome) -> Response:
    return Dropped() if outcome.status == DROPPED else Envelope(outcome.body, outcome.status)


def _refusal(status: int, description: str) -> Outcome:
    return Outcome(status, {"ok": False, "error_code": status, "description": description})
