"""PTB's HTTP made safe: no payload in the log, unreadable updates passed over, a rejected token noticed."""

import asyncio
import json
import logging
from http import HTTPStatus
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

logger = logging.getLogger(__name__)

UPDATES = "updates"  # key of the `UpdatesRequest` in the application's bot_data
REFUSALS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)  # what Telegram says to a wrong or revoked token


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
        except ValueError:
            data = None
        if not isinstance(data, dict):
            raise TelegramError("Invalid server response")
        return data


class UpdatesRequest(DiscreetRequest):
    """The request for getUpdates: one unreadable update would otherwise stop all that follow.

    `refused` is set when Telegram rejects the token; PTB's polling then ends without a word.
    """

    def __init__(self) -> None:
        super().__init__(connection_pool_size=1)
        self.refused = asyncio.Event()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """As in PTB, watching for a rejected token."""
        status, payload = await super().do_request(*args, **kwargs)
        if status in REFUSALS:
            self.refused.set()
        return status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As in PTB, with every unreadable update replaced by an empty one of the same id, which confirms it."""
        data = DiscreetRequest.parse_json_payload(payload)
        if isinstance(data.get("result"), list):
            data["result"] = [_readable(update) for update in data["result"] if _numbered(update)]
        return data


def _numbered(update: object) -> bool:
    """Whether the update can be confirmed at all; PTB's polling would end over one that cannot."""
    return isinstance(update, dict) and isinstance(update.get("update_id"), int)


def _readable(update: dict[str, Any]) -> dict[str, Any]:
    try:
        Update.de_json(update, None)
    except Exception as error:  # whatever breaks PTB's parser
        logger.error("update %s cannot be read and is passed over (%s)", update["update_id"], type(error).__name__)
        return {"update_id": update["update_id"]}
    return update
