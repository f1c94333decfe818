"""Vectors on a real Chroma server: the same answers as from the folder, and honest ones while it is away."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge import KnowledgeBase, KnowledgeError, KnowledgeSettings, TextRefused, noticing
from knowledge.__main__ import main
from knowledge.embedder import Vectors
from knowledge.ingest import INDEX_LAYOUT, vectors_of
from knowledge.vector_server import VectorServer, collection_name
from knowledge.verify import verify
from tests.chroma import Chroma
from tests.conftest import HashingEmbedder

PATIENCE = 60.0  # seconds, on a busy machine
QUESTION = "Was verdient ein Koch?"
SECTIONS = {
    "Gehalt": "Ein Koch verdient in Essen am Anfang 2.400 Euro im Monat.",
    "Aufgaben": "Er bereitet Speisen zu und plant den Einkauf der Küche.",
    "Ausbildung": "Die Ausbildung dauert drei Jahre und endet mit einer Prüfung.",
    "Zeiten": "Gearbeitet wird am Abend und am Wochenende, im Schichtdienst.",
}


@pytest.fixture(autouse=True)
def every_search_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise so few passages are compared exactly, without a server."""
    monkeypatch.setattr("knowledge.knowledge_base.FEW", 0)
    monkeypatch.setattr("knowledge.vector_server._ASKING", PATIENCE)  # a busy machine is no server that is away


@pytest.fixture
def pages(write_text: Callable[..., Path]) -> Path:
    return write_text("koch", *(f"## {heading}\n\n{text}" for heading, text in SECTIONS.items()))


def model(folder: Path) -> HashingEmbedder:
    """One of a test's own, which has a collection of its own."""
    return HashingEmbedder(folder.parent.name)


def opened(folder: Path, chroma: Chroma | None) -> KnowledgeBase:
    url = chroma.url if chroma else ""
    return KnowledgeBase.open(folder, embedder=model(folder), shipped_texts=False, chroma_url=url)


@pytest.fixture
def served(tmp_path: Path, pages: Path, chroma: Chroma) -> Iterator[KnowledgeBase]:
    with opened(tmp_path / "data", chroma) as base:
        base.add([pages])
        yield base


def found(base: KnowledgeBase) -> tuple[dict[str, float], bool]:
    """What is found by meaning, section with cosine, and whether the search was degraded."""
    with noticing() as notice:
        hits = base.search(QUESTION, limit=4)
    return {hit.passage.section: round(hit.meaning, 3) for hit in hits}, notice.is_degraded


def wait_for(base: KnowledgeBase, state: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while base.vector_state != state:
        assert time.monotonic() < deadline, f"the state is {base.vector_state}, not {state}"
        time.sleep(0.02)


def missing(base: KnowledgeBase) -> int:
    status = base.vector_server()
    assert status and status.is_reachable
    return status.missing


def test_the_server_finds_what_the_folder_finds(tmp_path: Path, pages: Path, served: KnowledgeBase) -> None:
    with opened(tmp_path / "other", None) as local:
        local.add([pages])
        assert found(served) == found(local)
        assert local.vector_state is None and local.vector_server() is None
    assert len(found(served)[0]) == 4 and missing(served) == 0
    assert not [*(tmp_path / "data").rglob("chroma.sqlite3")]


def test_removed_texts_leave_the_server(served: KnowledgeBase, pages: Path) -> None:
    server = served._served
    assert server and len(server.server.ids()) == 4
    served.remove([pages])
    assert server.server.ids() == set()
    with pytest.raises(TextRefused):
        served.remove([pages])


def test_while_the_server_is_away_words_find_and_it_is_said(served: KnowledgeBase, chroma: Chroma) -> None:
    before = found(served)
    chroma.kill()
    hits, is_degraded = found(served)
    assert is_degraded and hits["Gehalt"] == before[0]["Gehalt"]  # found by words, its cosine computed from the store
    assert served.vector_state == "away"
    status = served.vector_server()
    assert status and not status.is_reachable
    chroma.start()
    wait_for(served, "complete")
    assert found(served) == before


def test_only_the_first_question_waits_for_a_server_that_is_silent(
    served: KnowledgeBase, chroma: Chroma, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    search = VectorServer.search

    def counted(server: VectorServer, vector: Vectors, limit: int) -> dict[str, float]:
        asked.append(limit)
        return search(server, vector, limit)

    monkeypatch.setattr(VectorServer, "search", counted)
    monkeypatch.setattr("knowledge.vector_server._ASKING", 0.5)
    found(served)
    asked.clear()
    chroma.freeze()
    try:
        assert all(found(served)[1] for _ in range(20))
        assert len(asked) == 1
    finally:
        chroma.thaw()
    wait_for(served, "complete")
    assert not found(served)[1]


def test_a_server_that_lost_its_data_is_filled_again(served: KnowledgeBase, chroma: Chroma) -> None:
    before = found(served)
    chroma.kill()
    chroma.forget()
    chroma.start()
    served.watch_vectors()
    wait_for(served, "complete")
    assert missing(served) == 0 and found(served) == before


def test_texts_taken_in_while_the_server_is_away_are_brought_later(
    tmp_path: Path, pages: Path, chroma: Chroma, write_text: Callable[..., Path]
) -> None:
    chroma.kill()
    with opened(tmp_path / "data", chroma) as base:
        assert [*base.add([pages]).added] == ["koch"]
        base.watch_vectors()
        wait_for(base, "away")
        assert found(base)[1] and "Gehalt" in found(base)[0]
        chroma.start()
        wait_for(base, "complete")
        assert missing(base) == 0
        with opened(tmp_path / "data", chroma) as writer:
            writer.add([write_text("kellner", "## Gehalt\n\nEin Kellner verdient 2.200 Euro.")])
        assert missing(base) == 0


def test_replicas_with_folders_of_their_own_share_the_collection(
    tmp_path: Path, pages: Path, served: KnowledgeBase, chroma: Chroma, write_text: Callable[..., Path]
) -> None:
    with opened(tmp_path / "second", chroma) as second:
        second.add([pages])
        more = write_text("mehr", "## Trinkgeld\n\nIn Essen gibt es für Köche manchmal Trinkgeld.")
        second.add([more])
        assert (missing(served), missing(second)) == (0, 0)
        assert found(served)[0].keys() == {*SECTIONS}  # nothing of a text that is not here
        second.remove([more])
        assert (missing(served), missing(second)) == (0, 0)


def test_vectors_move_with_the_setting(tmp_path: Path, pages: Path, chroma: Chroma) -> None:
    results = []
    for server in (None, chroma, None):
        with opened(tmp_path / "data", server) as base:
            base.add([pages])
            results.append(found(base))
    assert results[0] == results[1] == results[2]


def test_another_model_takes_the_place_of_the_former(served: KnowledgeBase, tmp_path: Path, chroma: Chroma) -> None:
    former = collection_name(vectors_of(model(tmp_path / "data").name, INDEX_LAYOUT))
    assert former in chroma.collections()
    other = HashingEmbedder(f"{tmp_path.name} anew", dimensions=64)
    how: dict[str, Any] = {"shipped_texts": False, "chroma_url": chroma.url}
    with KnowledgeBase.open(tmp_path / "data", embedder=other, rebuild=True, **how) as rebuilt:
        assert missing(rebuilt) == 0
    assert former not in chroma.collections()
    assert collection_name(vectors_of(other.name, INDEX_LAYOUT)) in chroma.collections()


def test_verify_compares_the_server_with_the_texts(served: KnowledgeBase, tmp_path: Path, chroma: Chroma) -> None:
    folder, embedder = tmp_path / "data", model(tmp_path / "data")
    server = served._served
    assert server
    server.server.remove([*server.server.ids()][:2])
    server.server.add(["stranger"], embedder.embed_queries(["fremd"]))
    verdict = verify(folder, embedder, lambda *_: None, chroma_url=chroma.url)
    assert "the vector index lacks 2 passages" in verdict.problems and verdict.repairs
    assert len(server.server.ids()) == 4 and "stranger" not in server.server.ids()
    chroma.kill()
    with pytest.raises(KnowledgeError, match="Chroma server"):
        verify(folder, embedder, lambda *_: None, chroma_url=chroma.url)


@pytest.mark.parametrize("url", ["chroma:8000", "ftp://chroma", "http://", "http://host/path"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(KnowledgeError, match="CHROMA_URL"):
        KnowledgeSettings.from_environment({"CHROMA_URL": url})


def test_a_password_is_never_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    url = "http://user:secret@127.0.0.1:9"
    settings = KnowledgeSettings(tmp_path, shipped_texts=False, chroma_url=url)
    with KnowledgeBase.open(tmp_path, embedder=HashingEmbedder(), shipped_texts=False, chroma_url=url) as base:
        base.watch_vectors()
        wait_for(base, "away")
        status = base.vector_server()
    assert status and status.address == "http://127.0.0.1:9"
    assert caplog.records and not any("secret" in told for told in (caplog.text, repr(settings)))


def test_the_command_line_says_that_words_alone_were_asked(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHROMA_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("REVIERLOTSE_SHIPPED_TEXTS", "false")
    assert main(["add", str(pages)]) == 0
    capsys.readouterr()
    assert main(["search", QUESTION, "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out) and "by words alone" in printed.err
