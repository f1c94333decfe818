"""Requests to the server as plain as can be, without a Telegram library in between."""

from typing import Any

import httpx

from tests.bot_api.server import BotApiServer


def call(server: BotApiServer, method: str, token: str = "", **params: Any) -> tuple[int, dict[str, Any]]:
    """The status and the envelope of a call with urlencoded parameters."""
    return post(f"{server.url}/bot{token or server.token}/{method}", data=params)


def upload(server: BotApiServer, method: str, files: dict[str, Any], **params: Any) -> tuple[int, dict[str, Any]]:
    """The same as multipart, with files by parameter: (name, content)."""
    return post(f"{server.url}/bot{server.token}/{method}", data=params, files=files)


def post(url: str, **body: Any) -> tuple[int, dict[str, Any]]:
    """The status and the JSON of a POST."""
    with httpx.Client(trust_env=False, timeout=20, verify=False) as client:  # loading certificates takes longest
        response = client.post(url, **body)
    return response.status_code, response.json()


def result(server: BotApiServer, method: str, **params: Any) -> Any:
    """The result of a call that must succeed."""
    status, body = call(server, method, **params)
    assert status == 200, body
    return body["result"]
