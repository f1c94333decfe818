"""`python -m bot doctor`: each thing that may be wrong is found and named, and nothing secret is said."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.operations import doctor
from tests.bot_api import BotApiServer


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, shipped_folder: Path) -> Iterator[BotApiServer]:
    monkeypatch.setenv("REVIERLOTSE_DATA_DIR", str(shipped_folder))
    with BotApiServer() as server:
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", server.token)
        monkeypatch.setenv("TELEGRAM_API_BASE_URL", server.url)
        yield server


def found(capsys: pytest.CaptureFixture[str], *, exit_code: int) -> dict[str, tuple[str, str]]:
    assert main(["doctor", "--json"]) == exit_code
    return {row["check"]: (row["state"], row["text"]) for row in json.loads(capsys.readouterr().out)}


def test_a_bot_that_works_is_fine(server: BotApiServer, capsys: pytest.CaptureFixture[str]) -> None:
    findings = found(capsys, exit_code=0)
    assert {check: state for check, (state, _) in findings.items()} == dict.fromkeys(
        ("settings", "disk", "model", "index", "database", "token", "webhook"), "ok"
    )
    assert "@" in findings["token"][1] and "22 texts" in findings["index"][1]
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 7 and all(line.startswith("ok ") for line in lines)


def test_a_rejected_token_is_broken_and_not_shown(
    server: BotApiServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "77:geheimes-token")
    state, text = found(capsys, exit_code=2)["token"]
    assert state == "broken" and "@BotFather" in text and "geheimes" not in text


def test_a_silent_server_is_broken(
    server: BotApiServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELEGRAM_API_BASE_URL", "http://127.0.0.1:9")
    state, text = found(capsys, exit_code=2)["token"]
    assert state == "broken" and "does not answer" in text and server.token not in text


def test_without_a_token_the_terminal_works(
    server: BotApiServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")
    assert found(capsys, exit_code=0)["token"][0] == "note"


@pytest.mark.parametrize(
    ("name", "value", "check", "said"),
    [
        ("DATABASE_URL", "postgresql+psycopg://lotse:geheim@127.0.0.1:9/bot", "database", "DATABASE_URL"),
        ("REVIERLOTSE_EMBEDDING_MODEL", "/nirgends", "model", "REVIERLOTSE_EMBEDDING_MODEL"),
        ("REVIERLOTSE_KEEP_DAYS", "viele", "settings", "REVIERLOTSE_KEEP_DAYS"),
        ("TELEGRAM_ADMINS", "12,ich", "settings", "TELEGRAM_ADMINS"),
    ],
)
def test_what_is_broken_is_named(
    name: str,
    value: str,
    check: str,
    said: str,
    server: BotApiServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(name, value)
    state, text = found(capsys, exit_code=2)[check]
    assert state == "broken" and said in text and "geheim" not in text


def test_a_language_model_is_opened_and_not_called(
    server: BotApiServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REVIERLOTSE_LLM", "openai:small")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-geheim")
    state, text = found(capsys, exit_code=0)["language model"]
    assert state == "ok" and "openai:small" in text and "geheim" not in text


def test_a_misspelt_setting_is_noted(
    server: BotApiServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REVIERLOTSE_KEPDAYS", "3")
    state, text = found(capsys, exit_code=0)["settings"]
    assert state == "note" and "REVIERLOTSE_KEPDAYS" in text


def test_no_texts_no_room_no_rights(
    server: BotApiServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REVIERLOTSE_DATA_DIR", str(tmp_path / "empty"))
    monkeypatch.setenv("REVIERLOTSE_SHIPPED_TEXTS", "false")
    assert "knowledge add" in found(capsys, exit_code=2)["index"][1]
    monkeypatch.setattr(doctor, "FULL", 10**12)
    assert found(capsys, exit_code=2)["disk"][0] == "broken"
    blocked = tmp_path / "file"
    blocked.write_text("in the way", "utf-8")
    monkeypatch.setenv("REVIERLOTSE_DATA_DIR", str(blocked / "data"))
    findings = found(capsys, exit_code=2)
    assert findings["index"][0] == findings["database"][0] == "broken"


def test_every_setting_in_the_example_file_is_known() -> None:
    names = [line.partition("=")[0] for line in Path(".env.example").read_text("utf-8").splitlines() if "=" in line]
    ours = {name.removeprefix(doctor.PREFIX) for name in names if name.startswith(doctor.PREFIX)}
    assert ours <= set(doctor.KNOWN) and len(ours) > 4
