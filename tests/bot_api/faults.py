"""Faults on demand: what goes wrong with which of the next requests."""

import threading
from dataclasses import dataclass, replace
from typing import Any, Literal

DESCRIPTIONS = {
    400: "Bad Request: chat not found", 401: "Unauthorized", 403: "Forbidden: bot was blocked by the user",
    404: "Not Found", 409: "Conflict: terminated by other getUpdates request", 502: "Bad Gateway",
    503: "Service Unavailable", 504: "Gateway Timeout",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with the next `times` calls of a method ("*": of any), in one chat or in all.

    `status` answers with an error without carrying out the call; `drop` closes the connection without an answer,
    "before" or "after" the call was carried out; `delay` waits that many seconds before anything else. `text` stands for
    the usual description, `migrate_to` tells of the supergroup that a group has become. The method
    "webhook" stands for deliveries to the bot: they can be delayed, or be lost before or after they arrived.
    """

    method: str
    status: int = 0
    retry_after: int = 0
    drop: Literal["", "before", "after"] = ""
    delay: float = 0.0
    times: int = 1
    chat_id: int | None = None
    text: str = ""
    migrate_to: int = 0

    @property
    def description(self) -> str:
        """What Telegram says along with the status."""
        if self.text:
            return self.text
        if self.status == 429:
            return f"Too Many Requests: retry after {self.retry_after}"
        return DESCRIPTIONS.get(self.status, "Internal Server Error")

    @property
    def parameters(self) -> dict[str, Any]:
        """Telegram's ResponseParameters."""
        named = {"retry_after": self.retry_after, "migrate_to_chat_id": self.migrate_to}
        return {name: value for name, value in named.items() if value}

    def fits(self, method: str, arguments: dict[str, Any]) -> bool:
        """Whether the fault is meant for this call."""
        here = self.chat_id is None or str(self.chat_id) == str(arguments.get("chat_id"))
        return here and (self.method == method or (self.method == "*" and method != "webhook"))


class FaultPlan:
    """The faults still to come, oldest first. Filled by the test, used up by the server's thread."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> None:
        """Plans a fault."""
        with self._lock:
            self._faults.append(fault)

    def take(self, method: str, arguments: dict[str, Any]) -> Fault:
        """The fault of this call; one without effect where nothing is planned."""
        if not self._faults:
            return Fault(method)
        with self._lock:
            for index, fault in enumerate(self._faults):
                if fault.fits(method, arguments):
                    self._faults[index : index + 1] = [replace(fault, times=fault.times - 1)] if fault.times > 1 else []
                    return fault
        return Fault(method)

    def planned(self) -> list[Fault]:
        """The faults still to come."""
        with self._lock:
            return list(self._faults)

    def clear(self) -> None:
        """Calls all faults off."""
        with self._lock:
            self._faults.clear()
