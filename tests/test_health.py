"""`python -m bot health`: the web server of webhook mode, or else an answer, decides."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.__main__ import main


class Health(BaseHTTPRequestHandler):
    """Answers /healthz as the test says."""

    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Health)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_web_server_is_asked(
    port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example/telegram")
    monkeypatch.setenv("WEBHOOK_LISTEN", f"0.0.0.0:{port}")
    assert main(["health"]) == 0 and "answers" in capsys.readouterr().out
    monkeypatch.setattr(Health, "status", 503)
    assert main(["health"]) == 2 and "status 503" in capsys.readouterr().err
    monkeypatch.setenv("WEBHOOK_LISTEN", "127.0.0.1:9")
    assert main(["health"]) == 2 and "does not answer" in capsys.readouterr().err


def test_without_a_web_server_an_answer_is_tried(
    shipped_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REVIERLOTSE_DATA_DIR", str(shipped_folder))
    assert main(["health"]) == 0 and "can be answered" in capsys.readouterr().out
    blocked = tmp_path / "file"
    blocked.write_text("in the way", "utf-8")
    monkeypatch.setenv("REVIERLOTSE_DATA_DIR", str(blocked / "data"))
    assert main(["health"]) == 2 and capsys.readouterr().err.count("\n") == 1
