"""The HTTP side: reads a request as PTB sends it, applies faults, dispatches, answers with Telegram's envelope."""

import asyncio
import json
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.bot_api.errors import Refusal, bad_request
from tests.bot_api.faults import Fault, FaultPlan
from tests.bot_api.methods import METHODS
from tests.bot_api.models import checked
from tests.bot_api.updates import UpdateQueue
from tests.bot_api.world import Call, World


class Envelope(Response):
    """JSON in ASCII, as Telegram sends it; lone surrogates survive that way."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return json.dumps(content).encode()


class Dropped(Response):
    """Closes the connection in the middle of the answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})


class BotApi:
    """The endpoint for one token."""

    def __init__(self, token: str, world: World, updates: UpdateQueue, faults: FaultPlan) -> None:
        self.token = token
        self.world = world
        self.updates = updates
        self.faults = faults

    def application(self) -> Starlette:
        """The ASGI application."""
        return Starlette(routes=[Route("/bot{token}/{method}", self.endpoint, methods=["POST"])])

    async def endpoint(self, request: Request) -> Response:
        """Answers one request and logs it."""
        method = request.path_params["method"]
        params, files = await _parameters(request)
        fault = self.faults.take(method, params)
        await asyncio.sleep(fault.delay)
        try:
            response = await self._answer(request.path_params["token"], method, params, files, fault)
        except Refusal as refusal:
            response = self._refuse(method, refusal)
        status = 0 if isinstance(response, Dropped) else response.status_code
        self.world.record(Call(method, params, status))
        return response

    async def _answer(
        self, token: str, method: str, params: dict[str, str], files: dict[str, bytes], fault: Fault
    ) -> Response:
        if token != self.token:
            raise Refusal(401, "Unauthorized")
        if fault.status:
            raise Refusal(fault.status, fault.description, parameters=fault.parameters)
        if fault.drop == "before":
            return Dropped()
        result = await self._carry_out(method, checked(method, params, files))
        return Dropped() if fault.drop else Envelope({"ok": True, "result": result})

    async def _carry_out(self, method: str, arguments: dict[str, Any]) -> Any:
        if method == "getUpdates":
            return await self.updates.get_updates(arguments)
        if method not in METHODS:
            raise bad_request(f"{method} is not part of the test server")
        return METHODS[method](self.world, arguments)

    def _refuse(self, method: str, refusal: Refusal) -> Response:
        if refusal.violation:
            self.world.violations.append(f"{method}: {refusal.description}")
        body = {"ok": False, "error_code": refusal.status, "description": refusal.description}
        parameters = {"parameters": refusal.parameters} if refusal.parameters else {}
        return Envelope(body | parameters, refusal.status)


async def _parameters(request: Request) -> tuple[dict[str, str], dict[str, bytes]]:
    """Text parameters and files of a request without body, urlencoded, or multipart."""
    body, kind = await request.body(), request.headers.get("content-type", "")
    if kind.startswith("multipart/form-data"):
        return _multipart(kind, body)
    if body and not kind.startswith("application/x-www-form-urlencoded"):
        raise bad_request(f"unsupported content type {kind}")
    return dict(parse_qsl(body.decode(), keep_blank_values=True)), {}


def _multipart(kind: str, body: bytes) -> tuple[dict[str, str], dict[str, bytes]]:
    params: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for part in (
        BytesParser(policy=HTTP).parsebytes(b"content-type: " + kind.encode() + b"\r\n\r\n" + body).iter_parts()
    ):
        name = str(part.get_param("name", header="content-disposition"))
        content: bytes = part.get_payload(decode=True)  # type: ignore[assignment]
        if part.get_filename() is None:
            params[name] = content.decode()
        else:
            files[name] = content
    return params, files
