"""A running bot follows the texts: what another process takes in or out counts for the next question."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.conversation import Advisor
from bot.memory import Memory
from knowledge import KnowledgeBase, open_embedder

PAGE = """---
title: {job} in {city}
profession: {job}
city: {city}
language: de
---

## Gehalt zum Einstieg {{#salary_entry}}

Zum Einstieg verdient ein {job} in {city} zwischen {low} € und 2.900 € brutto im Monat.
"""


def run(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "knowledge", *map(str, arguments)]
    subprocess.run(command, cwd=Path(__file__).parent.parent, check=True, capture_output=True)


@pytest.fixture
def write(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    return folder


def test_names_and_figures_of_new_texts_count_at_once(
    write: Path, tmp_path: Path, shipped_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIERLOTSE_SHIPPED_TEXTS", "false")
    data = tmp_path / "data"
    essen, ulm = write / "essen.md", write / "ulm.md"
    essen.write_text(PAGE.format(job="Glasbläser", city="Essen", low="2.500"), "utf-8")
    run("add", essen)
    with KnowledgeBase.open(data, embedder=open_embedder(), shipped_texts=False) as base:
        advisor = Advisor(base, shipped_folder, Memory.in_process())
        question = "Was verdient ein Glasbläser in Ulm am Anfang?"
        assert advisor.reply("a", question).outcome != "answered"
        ulm.write_text(PAGE.format(job="Glasbläser", city="Ulm", low="2.700"), "utf-8")
        run("add", ulm)
        answer = advisor.reply("b", question)
        assert answer.outcome == "answered"
        assert "2.700" in answer.sentences[0].text
        assert advisor.reply("c", "Was verdient ein Glasbläser am Anfang?").outcome == "clarify"
        ulm.write_text(PAGE.format(job="Glasbläser", city="Ulm", low="2.800"), "utf-8")
        run("add", ulm)
        assert "2.800" in advisor.reply("d", question).sentences[0].text
        run("remove", ulm)
        assert advisor.reply("e", question).outcome != "answered"
        assert "Ulm" not in advisor.offer("de")
