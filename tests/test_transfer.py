"""Texts from one data folder to another as one file: what replicas with disks of their own follow."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import KnowledgeBase, KnowledgeError, open_embedder
from knowledge.__main__ import main
from knowledge.transfer import import_texts
from knowledge.verify import verify
from tests.conftest import HashingEmbedder


@pytest.fixture(autouse=True)
def own_texts_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIERLOTSE_SHIPPED_TEXTS", "false")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., int]:
    """Runs a command for one of several replicas."""

    def run(replica: str, *arguments: str | Path) -> int:
        monkeypatch.setenv("REVIERLOTSE_DATA_DIR", str(tmp_path / replica))
        return main([str(argument) for argument in arguments])

    return run


def titles(base: KnowledgeBase) -> set[str]:
    return {text.title for text in base.texts()}


def test_a_running_replica_follows_the_file(
    run: Callable[..., int], tmp_path: Path, write_text: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "texts.sqlite3"
    first = write_text("koch", "## Gehalt\n\nEin Koch verdient in Essen 2.400 Euro im Monat.")
    assert [run("a", "add", first), run("a", "export", file), run("b", "import", file)] == [0, 0, 0]
    with KnowledgeBase.open(tmp_path / "b", embedder=open_embedder(), shipped_texts=False) as replica:
        assert titles(replica) == {"koch"}
        second = write_text("kellner", "## Trinkgeld\n\nEin Kellner bekommt in Essen Trinkgeld.")
        assert [run("a", "add", second), run("a", "remove", first), run("a", "export", file, "--force")] == [0] * 3
        assert run("b", "import", file) == 0
        assert titles(replica) == {"kellner"}
        assert [hit.passage.section for hit in replica.search_by_words("Trinkgeld")] == ["Trinkgeld"]
        assert replica.search("Gehalt vom Koch", limit=9)[0].passage.section == "Trinkgeld"
        capsys.readouterr()
        state = replica.state
        assert run("b", "import", file) == 0 and capsys.readouterr().out == "unchanged\n"
        assert replica.state == state
    assert verify(tmp_path / "b", open_embedder(), lambda *_: None).problems == []


def test_an_import_that_was_cut_short_is_finished_by_whoever_opens_next(
    run: Callable[..., int], tmp_path: Path, write_text: Callable[..., Path]
) -> None:
    first, second = (write_text(name, f"## Gehalt\n\n{name} heißt der Text.") for name in ("erster", "zweiter"))
    for replica, text in (("a", first), ("b", second)):
        assert run(replica, "add", text) == 0
    assert run("a", "export", tmp_path / "file") == 0
    assert import_texts(tmp_path / "b", tmp_path / "file") == 1  # and no index is built
    with KnowledgeBase.open(tmp_path / "b", embedder=open_embedder(), shipped_texts=False) as base:
        assert [hit.passage.title for hit in base.search_by_words("erster")] == ["erster"]
        assert titles(base) == {"erster"}


def test_the_file_is_only_read(run: Callable[..., int], tmp_path: Path, write_text: Callable[..., Path]) -> None:
    file = tmp_path / "file"
    assert run("a", "add", write_text("koch", "## Gehalt\n\n2.400 Euro.")) == 0 and run("a", "export", file) == 0
    before = file.read_bytes()
    file.chmod(0o444)
    assert run("b", "import", file) == 0
    assert file.read_bytes() == before


def test_no_vector_is_made_twice(tmp_path: Path, write_text: Callable[..., Path], run: Callable[..., int]) -> None:
    with KnowledgeBase.open(tmp_path / "a", embedder=HashingEmbedder(), shipped_texts=False) as base:
        base.add([write_text("koch", "## Gehalt\n\n2.400 Euro.")])
    assert run("a", "export", tmp_path / "file") == 0
    import_texts(tmp_path / "b", tmp_path / "file")
    embedder = HashingEmbedder()
    KnowledgeBase.open(tmp_path / "b", embedder=embedder, shipped_texts=False).close()
    assert embedder.embedded == []


def test_what_cannot_be_done_is_told_in_one_line(
    run: Callable[..., int], tmp_path: Path, write_text: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "picture").write_bytes(b"\x89PNG" * 500)
    (tmp_path / "there").touch()
    assert run("b", "add", write_text("koch", "## Gehalt\n\n2.400 Euro.")) == 0
    for arguments in (("import", tmp_path / "none"), ("import", tmp_path / "picture"), ("export", tmp_path / "there")):
        capsys.readouterr()
        assert run("b", *arguments) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert run("empty", "export", tmp_path / "new") == 2 and not (tmp_path / "new").exists()
    assert run("b", "export", tmp_path / "no" / "folder") == 2
    with pytest.raises(KnowledgeError):
        import_texts(tmp_path / "b", tmp_path / "picture")
    with KnowledgeBase.open(tmp_path / "b", embedder=open_embedder(), shipped_texts=False) as base:
        assert titles(base) == {"koch"}
