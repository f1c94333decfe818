"""A bot's side of a webhook for tests of the server itself: answers by script and remembers what was delivered."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """What the webhook answers to one delivery, after `delay` seconds."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One POST as it came in, and when its answer had been chosen and waited for (`time.monotonic`)."""

    update: Any
    headers: Mapping[str, str]
    began: float
    ended: float


class Receiver:
    """A webhook on a free loopback port. `choose` gives the answer to an update; by default 200."""

    def __init__(self, choose: Callable[[Any], Answer] = lambda update: Answer()) -> None:
        self.deliveries: list[Delivery] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler(choose))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"

    def __enter__(self) -> "Receiver":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def texts(self) -> list[str]:
        """The texts of the messages that were delivered, in order of their arrival."""
        return [delivery.update["message"]["text"] for delivery in sorted(self.deliveries, key=lambda d: d.began)]

    def _handler(self, choose: Callable[[Any], Answer]) -> type[BaseHTTPRequestHandler]:
        deliveries = self.deliveries

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                began = time.monotonic()
                update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                answer = choose(update)
                time.sleep(answer.delay)
                deliveries.append(Delivery(update, dict(self.headers), began, time.monotonic()))
                self.send_response(answer.status)
                for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, format: str, *arguments: Any) -> None:
                pass

        return Handler
