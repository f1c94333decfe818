"""Kills, full disks, locked folders and broken files: the old state goes on answering, and the next run finishes."""

import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import IndexUnavailable, KnowledgeBase
from knowledge.__main__ import main
from knowledge.verify import verify
from tests.conftest import HashingEmbedder

KILLS = 20
PAGES = 60
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["knowledge", "tests.conftest", "chromadb", "tests.test_crash_safety"])


def open_base(folder: Path) -> KnowledgeBase:
    return KnowledgeBase.open(folder, embedder=HashingEmbedder(), shipped_texts=False)


def write_pages(folder: Path, word: str) -> None:
    for number in range(PAGES):
        text = (
            f"## Alltag\n\nAbschnitt {number} über {word}.\n\n## Gehalt\n\nMan verdient {2000 + number} € mit {word}.\n"
        )
        path = folder / f"{number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\nprofession: Koch\ncity: Ort {number}\n---\n{text}", "utf-8")


def ingest(folder: Path, pages: Path) -> None:
    with open_base(folder) as base:
        base.add([pages])


def state(base: KnowledgeBase) -> str:
    """The word that all passages hold; texts and both indexes agree on it."""
    words = {word for word in ("Töpfe", "Pfannen") for passage in base.passages() if word in passage.text}
    assert len(words) == 1
    assert len(base.passages()) == 2 * PAGES
    for search in (base.search_by_words, base.search_by_meaning):
        found = search("Abschnitt über Töpfe und Pfannen", limit=500)
        assert {hit.passage.id for hit in found} <= {passage.id for passage in base.passages()}
        assert len(found) >= PAGES
    return words.pop()


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    write_pages(tmp_path / "pages", "Töpfe")
    ingest(tmp_path / "data", tmp_path / "pages")
    return tmp_path / "data"


def agrees(folder: Path) -> bool:
    return verify(folder, HashingEmbedder(), lambda *_: None, repair=False).problems == []


def test_twenty_kills_leave_twenty_consistent_states(filled: Path, tmp_path: Path) -> None:
    chance = random.Random(20)
    words = ("Pfannen", "Töpfe")
    started = time.monotonic()
    reader = open_base(filled)
    write_pages(tmp_path / "pages", words[0])
    run = FORKS.Process(target=ingest, args=(filled, tmp_path / "pages"))
    run.start()
    run.join()
    usual = time.monotonic() - started
    before, interrupted = words[0], 0
    for kill in range(KILLS):
        wanted = words[(kill + 1) % 2]
        write_pages(tmp_path / "pages", wanted)
        run = FORKS.Process(target=ingest, args=(filled, tmp_path / "pages"))
        run.start()
        run.join(chance.uniform(0, usual))
        if run.is_alive():
            os.kill(run.pid or 0, signal.SIGKILL)
            run.join()
        now = state(reader)
        assert now in (before, wanted)
        assert agrees(filled)
        interrupted += now != wanted
        before = now
    assert interrupted
    write_pages(tmp_path / "pages", "Töpfe")
    ingest(filled, tmp_path / "pages")
    assert state(reader) == "Töpfe"
    reader.close()
    assert len(list((filled / "indexes").iterdir())) <= 2


FULL = """
import resource, signal, sys
from pathlib import Path
from tests.test_crash_safety import ingest
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
from knowledge import KnowledgeError
try:
    ingest(Path(sys.argv[1]), Path(sys.argv[2]))
except KnowledgeError as error:
    print(error)
    sys.exit(2)
"""


@pytest.mark.parametrize("largest", [20_000, 120_000, 250_000])
def test_a_full_disk_is_told_and_changes_nothing(filled: Path, tmp_path: Path, largest: int) -> None:
    write_pages(tmp_path / "pages", "Pfannen")
    command = [sys.executable, "-c", FULL, str(filled), str(tmp_path / "pages"), str(largest)]
    ended = subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout.count("\n")) == (2, 1), ended.stderr
    assert "written" in ended.stdout
    with open_base(filled) as base:
        assert state(base) == "Töpfe"
        base.add([tmp_path / "pages"])
        assert state(base) == "Pfannen"


@pytest.mark.parametrize("broken", ["vectors/chroma.sqlite3", "keywords/meta.json", "keywords"])
def test_verify_repairs_broken_indexes(filled: Path, broken: str) -> None:
    for path in (filled / "indexes").glob(f"*/{broken}"):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.write_bytes(b"broken" * 1000)
    assert not agrees(filled)
    verdict = verify(filled, HashingEmbedder(), lambda *_: None)
    assert verdict.repairs == ["the indexes were built anew"]
    assert agrees(filled)
    with open_base(filled) as base:
        assert state(base) == "Töpfe"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE passages SET text = 'Gefälscht.' WHERE rowid = 1",
        "DELETE FROM passages WHERE rowid = 1",
        "DELETE FROM contents WHERE text_id = (SELECT text_id FROM contents LIMIT 1)",
    ],
)
def test_verify_forgets_damaged_texts(filled: Path, tmp_path: Path, change: str) -> None:
    with sqlite3.connect(filled / "passages.sqlite3") as connection:
        connection.execute(change)
    connection.close()
    verdict = verify(filled, HashingEmbedder(), lambda *_: None)
    assert len([line for line in verdict.repairs if line.endswith("forgotten; add it again")]) == 1
    assert agrees(filled)
    with open_base(filled) as base:
        assert len(base.add([tmp_path / "pages"]).added) == 1
        assert state(base) == "Töpfe"


def test_a_lost_vector_is_made_again(filled: Path) -> None:
    with sqlite3.connect(filled / "passages.sqlite3") as connection:
        connection.execute("DELETE FROM vectors WHERE rowid = 1")
    connection.close()
    assert verify(filled, HashingEmbedder(), lambda *_: None).problems == ["1 passages have no vector"]
    assert agrees(filled)


def test_a_damaged_store_is_told(filled: Path) -> None:
    with (filled / "passages.sqlite3").open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 20_000)
    with pytest.raises(IndexUnavailable):
        verify(filled, HashingEmbedder(), lambda *_: None)


def test_verify_on_the_command_line(
    write_text: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIERLOTSE_SHIPPED_TEXTS", "false")
    assert main(["add", str(write_text("a", "## Eins\n\nText."))]) == 0
    assert main(["verify"]) == 0
    assert capsys.readouterr().out.endswith("1 texts, 1 passages and both indexes agree\n")
    shutil.rmtree(max((tmp_path / "data" / "indexes").iterdir()) / "keywords")
    assert main(["verify", "--check"]) == 2
    assert main(["verify"]) == 0
    assert "the indexes were built anew" in capsys.readouterr().out
    assert main(["verify", "--check", "--json"]) == 0
