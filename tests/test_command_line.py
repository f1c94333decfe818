"""`python -m bot` as a user starts it: in a process of its own, by its output and exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main

HEAVY = (
    *("torch", "transformers", "sentence_transformers", "langchain", "langchain_core", "langchain_openai", "openai"),
    *("telegram", "starlette", "uvicorn", "matplotlib", "prometheus_client", "sqlalchemy", "alembic", "chromadb"),
    *("trafilatura", "pypdf"),
)


def run(*arguments: str, folder: Path, text: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "REVIERLOTSE_DATA_DIR": str(folder), "TELEGRAM_BOT_TOKEN": "", **variables}
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(
        command, input=text, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_ask_prints_the_answer_with_its_sources(shipped_folder: Path) -> None:
    done = run("ask", "Was verdient man als Berufseinsteiger?", folder=shipped_folder)
    assert done.returncode == 0 and done.stderr == ""
    assert "3.200 €" in done.stdout and "Quellen:" in done.stdout


def test_ask_jsonl_keeps_the_contract(shipped_folder: Path) -> None:
    line = '{"conversation":"a","text":"Was verdient man als Berufseinsteiger?"}\n'
    done = run("ask", "--jsonl", folder=shipped_folder, text=line)
    answer = json.loads(done.stdout)
    assert "3.200" in answer["answer"] and "3.600" in answer["answer"] and answer["outcome"] == "answered"


def test_chat_is_the_default_and_ends_with_the_input(shipped_folder: Path) -> None:
    done = run(folder=shipped_folder, text="Hallo\n")
    assert done.returncode == 0 and "automatischer Assistent" in done.stdout


@pytest.mark.parametrize("arguments", [["ask", "Gehalt"], ["ask", "--jsonl"], ["chat"]])
def test_answering_imports_no_heavy_library(arguments: list[str], shipped_folder: Path) -> None:
    code = (
        f"import sys; from bot.__main__ import main; main({arguments!r});"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    environment = {**os.environ, "REVIERLOTSE_DATA_DIR": str(shipped_folder), "DATABASE_URL": ""}
    asked = '{"conversation": "a", "text": "Gehalt"}\n'
    done = subprocess.run(
        [sys.executable, "-c", code], input=asked, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "variables", "said"),
    [
        (["ask"], {}, "give one question"),
        (["ask", "Gehalt", "--jsonl"], {}, "give one question"),
        (["telegram"], {}, "TELEGRAM_BOT_TOKEN"),
        (["telegram", "--webhook"], {}, "TELEGRAM_BOT_TOKEN"),
        (["telegram", "--webhook"], {"TELEGRAM_BOT_TOKEN": "1:a", "WEBHOOK_LISTEN": "8080"}, "WEBHOOK_LISTEN"),
        (["webhook", "info"], {}, "TELEGRAM_BOT_TOKEN"),
        (["webhook", "set"], {"TELEGRAM_BOT_TOKEN": "1:a"}, "WEBHOOK_URL"),
        (["inbox", "retry"], {}, "say which update"),
        (["inbox", "drop", "7"], {}, "no update 7"),
        (["ask", "Gehalt"], {"REVIERLOTSE_SHIPPED_TEXTS": "vielleicht"}, "REVIERLOTSE_SHIPPED_TEXTS"),
        (["ask", "Gehalt"], {"TELEGRAM_API_BASE_URL": "api.example"}, "TELEGRAM_API_BASE_URL"),
        (["ask", "Gehalt"], {"REVIERLOTSE_EMBEDDING_MODEL": "/nirgends"}, "/nirgends"),
    ],
)
def test_bad_input_gets_one_line_and_exit_code_2(
    arguments: list[str],
    variables: dict[str, str],
    said: str,
    shipped_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("REVIERLOTSE_DATA_DIR", str(shipped_folder))
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert main(arguments) == 2
    complaint = capsys.readouterr().err
    assert said in complaint and complaint.count("\n") == 1


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVIERLOTSE_DATA_DIR", str(tmp_path / "file" / "data"))
        assert main(["ask", "Gehalt"]) == 2
    assert str(tmp_path / "file") in capsys.readouterr().err
