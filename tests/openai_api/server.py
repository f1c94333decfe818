"""The server in a thread of its own on a free loopback port. It remembers what it was asked, and breaks off where told to."""

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

KEY = "sk-test-0123456789abcdef0123456789abcdef"  # no key of anybody


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server does with one request.

    Args:
        text: The model's words.
        status: HTTP status; one from 400 is an error without words.
        pause: Seconds before each piece of a stream.
        cut_after: Bytes of the body after which the connection is dropped; None: never.
        headers: Further headers.
    """

    text: str = ""
    status: int = 200
    pause: float = 0.0
    cut_after: int | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Call:
    """A request as it came in, and when (`time.monotonic`)."""

    at: float
    body: dict[str, Any]
    authorization: str

    @property
    def is_stream(self) -> bool:
        return bool(self.body.get("stream"))

    @property
    def prompt(self) -> str:
        """All messages as one text."""
        return "\n".join(str(message["content"]) for message in self.body["messages"])


Script = Callable[[Call], Reply]


class OpenAiServer:
    """Answers every request by a script, from `with` to the end of the block."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.calls: list[Call] = []
        self.first_piece_at = 0.0
        handler = type("Handler", (_Handler,), {"owner": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        """What OPENAI_BASE_URL is to hold."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> "OpenAiServer":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    owner: OpenAiServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:  # http.server wants the name
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        call = Call(time.monotonic(), body, self.headers.get("Authorization", ""))
        self.owner.calls.append(call)
        reply = self.owner.script(call)
        if reply.status >= 400:
            self._send(reply, "application/json", [json.dumps({"error": {"message": f"no, {KEY}"}}).encode()])
        elif call.is_stream:
            self._send(reply, "text/event-stream", self._timed(_events(reply.text), reply.pause))
        else:
            self._send(reply, "application/json", self._timed(iter([_completion(reply.text)]), reply.pause))

    def _timed(self, pieces: Iterator[bytes], pause: float) -> Iterator[bytes]:
        for number, piece in enumerate(pieces):
            time.sleep(pause)
            if number == 1:
                self.owner.first_piece_at = time.monotonic()
            yield piece

    def _send(self, reply: Reply, kind: str, pieces: Any) -> None:
        self.send_response(reply.status)
        for name, value in {"Content-Type": kind, "Transfer-Encoding": "chunked", **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        left = reply.cut_after
        for piece in pieces:
            sent = piece if left is None else piece[:left]
            if sent:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(sent), sent))
                self.wfile.flush()
            if left is not None:
                left -= len(sent)
                if left <= 0:
                    self.close_connection = True
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *arguments: Any) -> None:
        """Tests look at `calls`."""


def stream_length(text: str) -> int:
    """The bytes of a stream that says a text."""
    return sum(len(event) for event in _events(text))


def _events(text: str) -> Iterator[bytes]:
    """Server-sent events: the role, a word each, the reason to finish, the usage, the end."""
    yield _event({"role": "assistant", "content": ""})
    pieces = re.findall(r"\S+\s*", text)
    for piece in pieces:
        yield _event({"content": piece})
    yield _event({}, finish="stop")
    usage = {"prompt_tokens": 900, "completion_tokens": len(pieces), "total_tokens": 900 + len(pieces)}
    yield _line({**_head("chat.completion.chunk"), "choices": [], "usage": usage})
    yield b"data: [DONE]\n\n"


def _event(delta: dict[str, str], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return _line({**_head("chat.completion.chunk"), "choices": [choice]})


def _completion(text: str) -> bytes:
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    usage = {"prompt_tokens": 300, "completion_tokens": 30, "total_tokens": 330}
    return json.dumps({**_head("chat.completion"), "choices": [choice], "usage": usage}).encode()


def _head(kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 1, "model": "test-model"}


def _line(event: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(event, ensure_ascii=False).encode() + b"\n\n"
