"""How the server says no: an error with Telegram's status and words."""

from typing import Any


class Refusal(Exception):
    """A request that Telegram would not carry out. `violation` marks what a correct bot never sends."""

    def __init__(
        self, status: int, description: str, *, violation: bool = False, parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.violation = violation
        self.parameters = parameters or {}


def bad_request(reason: str, *, violation: bool = True) -> Refusal:
    """A 400; by default one that a correct bot never meets."""
    return Refusal(400, f"Bad Request: {reason}", violation=violation)
