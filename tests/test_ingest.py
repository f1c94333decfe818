"""Texts in and out: incremental, all or nothing, safe against kills and other processes."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from knowledge import IndexUnavailable, KnowledgeBase, OtherModel, knowledge_base
from knowledge.embedder import Vectors
from tests.conftest import HashingEmbedder

ONE = "## Eins\n\nErster Abschnitt über Töpfe."
TWO = "## Zwei\n\nZweiter Abschnitt über Pfannen."
THREE = "## Drei\n\nDritter Abschnitt über Messer."


def sections(base: KnowledgeBase) -> list[str]:
    return [passage.section for passage in base.passages()]


def found(base: KnowledgeBase, question: str = "Abschnitt") -> set[str]:
    """What both indexes and the stored vectors find; they must agree with the store."""
    by_words = {hit.passage.section for hit in base.search_by_words(question, limit=50)}
    with pytest.MonkeyPatch.context() as patch:
        for few in (knowledge_base.FEW, 0):  # by the stored vectors, then by Chroma
            patch.setattr(knowledge_base, "FEW", few)
            by_meaning = {hit.passage.section for hit in base.search_by_meaning(question, limit=50)}
            assert by_words == by_meaning == set(sections(base))
    return by_words


def open_base(folder: Path, embedder: HashingEmbedder | None = None) -> KnowledgeBase:
    return KnowledgeBase.open(folder, embedder=embedder or HashingEmbedder(), shipped_texts=False)


def test_a_page_becomes_one_passage_for_each_section(base: KnowledgeBase, page: Path) -> None:
    report = base.add([page])
    assert report.added == ["Logistikplaner Jobs und Stellenangebote in Mülheim an der Ruhr"]
    assert len(base.passages()) == 6
    assert base.professions() == ["Logistikplaner"]
    assert base.cities() == ["Mülheim an der Ruhr"]


def test_unchanged_texts_cost_nothing(
    base: KnowledgeBase, write_text: Callable[..., Path], embedder: HashingEmbedder, tmp_path: Path
) -> None:
    path = write_text("a", ONE, TWO)
    base.add([path])
    embedder.embedded.clear()
    before = sorted(tmp_path.rglob("*"))
    assert base.add([path]).unchanged == ["a"]
    assert embedder.embedded == []
    assert sorted(tmp_path.rglob("*")) == before


def test_only_the_changed_section_is_embedded(
    base: KnowledgeBase, write_text: Callable[..., Path], embedder: HashingEmbedder
) -> None:
    base.add([write_text("a", ONE, TWO)])
    embedder.embedded.clear()
    assert base.add([write_text("a", ONE, THREE)]).changed == ["a"]
    assert len(embedder.embedded) == 1
    assert found(base) == {"Eins", "Drei"}


def test_equal_passages_of_two_texts_are_one(base: KnowledgeBase, write_text: Callable[..., Path]) -> None:
    first, second = write_text("a", ONE, title="T"), write_text("b", ONE, TWO, title="T")
    base.add([first, second])
    assert len(base.search("Abschnitt")) == 2
    base.remove([first])
    assert found(base) == {"Eins", "Zwei"}
    base.remove([second])
    assert found(base) == set()


def test_refused_texts_stop_nothing(base: KnowledgeBase, write_text: Callable[..., Path], tmp_path: Path) -> None:
    good, bad = write_text("a", ONE), tmp_path / "texts" / "empty.md"
    bad.touch()
    report = base.add([bad, good, tmp_path / "gone.md"])
    assert report.added == ["a"]
    assert report.refused == [f"{bad}: empty", f"{tmp_path / 'gone.md'}: no such file"]
    assert found(base) == {"Eins"}


def test_a_text_that_is_refused_later_keeps_its_last_state(
    base: KnowledgeBase, write_text: Callable[..., Path]
) -> None:
    path = write_text("a", ONE)
    base.add([path])
    path.write_text("", "utf-8")
    assert base.add([path]).refused
    assert found(base) == {"Eins"}


def test_facets_from_outside_make_it_another_reading(base: KnowledgeBase, write_text: Callable[..., Path]) -> None:
    path = write_text("a", ONE)
    base.add([path])
    assert base.add([path], city="Moers").changed == ["a"]
    assert base.cities() == ["Moers"]


class FailingEmbedder(HashingEmbedder):
    """Breaks while it embeds a passage with a certain word."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if any("Messer" in text for text in texts):
            raise RuntimeError("broken")
        return super().embed_passages(texts)


def test_a_failure_leaves_the_old_state(tmp_path: Path, write_text: Callable[..., Path]) -> None:
    with open_base(tmp_path / "data", FailingEmbedder()) as base:
        base.add([write_text("a", ONE)])
        with pytest.raises(RuntimeError):
            base.add([write_text("a", TWO), write_text("b", THREE)])
        assert found(base) == {"Eins"}
        base.add([write_text("a", TWO)])
        assert found(base) == {"Zwei"}


KILLED = """
import os, signal, sys
from pathlib import Path
from knowledge import KnowledgeBase
import knowledge.ingest, knowledge.index_writer, knowledge.keyword_index, knowledge.vector_index, knowledge.passage_store
from knowledge.embedder import Vectors
from tests.conftest import HashingEmbedder

def deadly(owner, name):
    method = getattr(owner, name)
    calls = []
    def killed(*arguments, **options):
        calls.append(name)
        if len(calls) < int(sys.argv[5]):
            return method(*arguments, **options)
        if sys.argv[4] == "after":
            method(*arguments, **options)
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(owner, name, killed)

base = KnowledgeBase.open(Path(sys.argv[1]), embedder=HashingEmbedder(), shipped_texts=False)
module, _, name = sys.argv[3].rpartition(".")
owner = knowledge
for part in module.split("."):
    owner = getattr(owner, part)
deadly(owner, name)
base.add([Path(sys.argv[2])])
"""


@pytest.mark.parametrize(
    ("step", "moment", "is_done"),
    [
        ("passage_store.PassageStore.put", "after", False),
        ("index_writer.begin_generation", "after", False),
        ("vector_index.VectorIndex.add", "after", False),
        ("keyword_index.KeywordWriter.add", "after", False),
        ("passage_store.PassageStore.set_meta", "after", False),
        ("ingest.prune_generations", "before", True),  # its second call; the first clears up before the ingest
        ("ingest.prune_generations", "after", True),
    ],
)
def test_a_kill_at_any_step_leaves_one_state_or_the_other(
    tmp_path: Path, write_text: Callable[..., Path], step: str, moment: str, is_done: bool
) -> None:
    with open_base(tmp_path / "data") as base:
        base.add([write_text("a", ONE, TWO)])
    path = write_text("a", ONE, THREE)
    call = "2" if is_done else "1"
    command = [sys.executable, "-c", KILLED, str(tmp_path / "data"), str(path), step, moment, call]
    killed = subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with open_base(tmp_path / "data") as base:
        assert found(base) == ({"Eins", "Drei"} if is_done else {"Eins", "Zwei"})
        assert base.add([path]).unchanged == (["a"] if is_done else [])
        assert found(base) == {"Eins", "Drei"}
        base.remove([path])
    assert len(list((tmp_path / "data" / "indexes").iterdir())) <= 2


def test_an_open_base_sees_what_another_process_adds(
    base: KnowledgeBase, write_text: Callable[..., Path], tmp_path: Path
) -> None:
    base.add([write_text("a", ONE)])
    add = "import sys; from pathlib import Path; from tests.test_ingest import open_base\n"
    add += "with open_base(Path(sys.argv[1])) as base: base.add([Path(sys.argv[2])])"
    for name, text in (("b", TWO), ("c", THREE)):
        command = [sys.executable, "-c", add, str(tmp_path / "data"), str(write_text(name, text))]
        subprocess.run(command, cwd=Path(__file__).parent.parent, check=True)
    assert found(base) == {"Eins", "Zwei", "Drei"}
    base.add([write_text("a", "## Vier\n\nVierter Abschnitt.")])
    assert found(base) == {"Vier", "Zwei", "Drei"}


def test_another_model_is_refused_until_the_index_is_built_anew(
    tmp_path: Path, write_text: Callable[..., Path]
) -> None:
    other = HashingEmbedder("other", dimensions=32)
    with open_base(tmp_path / "data") as base:
        base.add([write_text("a", ONE)])
        with pytest.raises(
            OtherModel, match=r"with the embedding model hashing, not with other; .*python -m knowledge build"
        ):
            open_base(tmp_path / "data", other)
        with KnowledgeBase.open(tmp_path / "data", embedder=other, shipped_texts=False, rebuild=True) as rebuilt:
            assert found(rebuilt) == {"Eins"}
            assert other.embedded
        with pytest.raises(OtherModel, match="with the embedding model other, not with hashing"):
            base.search("Abschnitt")


def test_lost_indexes_are_built_anew_from_the_store(tmp_path: Path, write_text: Callable[..., Path]) -> None:
    with open_base(tmp_path / "data") as base:
        base.add([write_text("a", ONE, TWO)])
    shutil.rmtree(tmp_path / "data" / "indexes")
    with open_base(tmp_path / "data") as base:
        assert found(base) == {"Eins", "Zwei"}


def test_indexes_of_an_older_layout_are_built_anew(tmp_path: Path, write_text: Callable[..., Path]) -> None:
    with open_base(tmp_path / "data") as base:
        base.add([write_text("a", ONE, TWO)])
    with closing(sqlite3.connect(tmp_path / "data" / "passages.sqlite3")) as older, older:
        older.execute("UPDATE meta SET value = '2' WHERE name = 'layout'")
        older.execute("DROP TABLE vectors")
    with open_base(tmp_path / "data") as base:
        assert found(base) == {"Eins", "Zwei"}


def test_vectors_go_with_their_passages(tmp_path: Path, write_text: Callable[..., Path]) -> None:
    with open_base(tmp_path / "data") as base:
        base.add([write_text("a", ONE, TWO), write_text("b", THREE)])
        base.remove([write_text("b", THREE)])
        kept = {passage.id for passage in base.passages()}
    with closing(sqlite3.connect(tmp_path / "data" / "passages.sqlite3")) as store:
        assert {row[0] for row in store.execute("SELECT passage_id FROM vectors")} == kept != set()


@pytest.mark.parametrize("broken", ["passages.sqlite3", "vectors/chroma.sqlite3", "keywords/meta.json"])
def test_broken_files_are_reported(
    tmp_path: Path, write_text: Callable[..., Path], broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowledge_base, "FEW", 0)  # few passages are searched without Chroma
    with open_base(tmp_path / "data") as base:
        base.add([write_text("a", ONE)])
    for path in [*(tmp_path / "data").glob(broken), *(tmp_path / "data" / "indexes").glob(f"*/{broken}")]:
        path.write_bytes(b"broken" * 1000)
    with pytest.raises(IndexUnavailable):
        open_base(tmp_path / "data").search("Abschnitt")
    if broken != "passages.sqlite3":
        with KnowledgeBase.open(
            tmp_path / "data", embedder=HashingEmbedder(), shipped_texts=False, rebuild=True
        ) as base:
            assert found(base) == {"Eins"}


def test_a_folder_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(IndexUnavailable, match="cannot be opened or written"):
        open_base(tmp_path / "file" / "data")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_reported(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(IndexUnavailable):
        open_base(tmp_path / "locked" / "data")
