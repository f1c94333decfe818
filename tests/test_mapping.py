"""Saved pages with a table of what they are about, and texts that say the same."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import KnowledgeBase, KnowledgeError, Source
from knowledge.__main__ import main

TEXT = "Morgens kommt die Ware, mittags kommen die Gäste, und am Abend wird die Küche geputzt und der Plan gemacht. "
OTHER = "Wer hier arbeitet, verdient 2.400 € im Monat, bekommt zwei freie Tage in der Woche und isst im Haus umsonst. "
CSV = """path;profession;city;address;source;date
a.html;Koch;Essen;https://example.org/a;Kammer;2026-04
b.md;Koch;Köln;https://example.org/b;;
"""
YAML = """
a.html: {profession: Koch, city: Essen, address: "https://example.org/a", source: Kammer, date: 2026-04}
b.md: {profession: Koch, city: Köln, address: "https://example.org/b"}
"""


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "saved"
    folder.mkdir()
    page = f"<html><body><article><h1>In der Küche</h1><p>{TEXT * 3}</p></article></body></html>"
    (folder / "a.html").write_text(page, "utf-8")
    (folder / "b.md").write_text(f"# Verdienst\n\n{OTHER}\n", "utf-8")
    return folder


@pytest.mark.parametrize(("name", "content"), [("pages.csv", CSV), ("pages.yaml", YAML)])
def test_a_mapping_names_facets_and_addresses(base: KnowledgeBase, saved: Path, name: str, content: str) -> None:
    mapping = saved / name
    mapping.write_text(content, "utf-8")
    assert base.add([], mapping=mapping).refused == []
    about = {(p.profession, p.city): p.sources for p in base.passages()}
    assert about == {
        ("Koch", "Essen"): (Source("Kammer", "https://example.org/a", "2026-04"),),
        ("Koch", "Köln"): (Source("Verdienst", "https://example.org/b"),),
    }
    assert len(base.add([saved], mapping=mapping).unchanged) == 2
    mapping.write_text(content.replace("Köln", "Bonn"), "utf-8")
    assert base.add([saved], mapping=mapping).changed == ["Verdienst"]
    assert base.cities() == ["Bonn", "Essen"]


def test_a_mapping_fills_up_what_is_given_for_all(base: KnowledgeBase, saved: Path) -> None:
    mapping = saved / "pages.csv"
    mapping.write_text("path,city\na.html,Essen\nb.md,\ngone.html,Bonn\n", "utf-8")
    report = base.add([], profession="Koch", city="Moers", mapping=mapping)
    assert report.refused == [f"{saved / 'gone.html'}: no such file"]
    assert base.cities() == ["Essen", "Moers"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("m.csv", "path,profesion\na.html,Koch\n", "unknown column profesion; known are path, profession, city"),
        ("m.csv", "path,city\na.html,Essen,Bonn\n", "unknown column a column too many"),
        ("m.csv", "path,city\n,Essen\n", "a row without a path"),
        ("m.csv", "path,language\na.html,fr\n", "language 'fr' of a.html; known are de, en"),
        ("m.yaml", "[a, b]", "neither a list of mappings nor a mapping of paths"),
        ("m.yaml", "{a: [", "while parsing"),
        ("gone.csv", None, "No such file"),
    ],
)
def test_mappings_that_are_refused(base: KnowledgeBase, tmp_path: Path, name: str, content: str, reason: str) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(KnowledgeError, match=reason):
        base.add([], mapping=tmp_path / name)


def test_same_content_under_two_paths(base: KnowledgeBase, write_text: Callable[..., Path]) -> None:
    first, second = write_text("a", f"## Alltag\n\n{TEXT}"), write_text("b", f"## Alltag\n\n{TEXT}", title="Anders")
    report = base.add([first, second])
    assert (report.added, report.skipped) == (["a"], [f"{second}: says the same as {first}"])
    assert base.add([first, second]).skipped == report.skipped
    base.remove([first])
    assert base.add([second]).added == ["Anders"]
    assert len(base.passages()) == 1


def test_a_text_that_becomes_the_same_goes(base: KnowledgeBase, write_text: Callable[..., Path]) -> None:
    first, second = write_text("a", f"## Alltag\n\n{TEXT}"), write_text("b", f"## Alltag\n\n{OTHER}")
    base.add([first, second])
    write_text("b", f"## Alltag\n\n{TEXT}")
    report = base.add([second])
    assert (report.removed, len(report.skipped)) == (["b"], 1)
    assert [text.title for text in base.texts()] == ["a"]


def test_nearly_the_same_is_told(base: KnowledgeBase, write_text: Callable[..., Path]) -> None:
    sentences = [f"Im Betrieb {number} beginnt der Tag um {number} Uhr mit einem Gespräch." for number in range(30)]
    first = write_text("a", "## Alltag\n\n" + " ".join(sentences))
    second = write_text("b", "## Alltag\n\n" + " ".join([*sentences[:29], "Heute nicht."]))
    report = base.add([first, second])
    assert report.added == ["a", "b"]
    (line,) = report.similar
    assert line.startswith(f"{second}: ")
    assert line.endswith(f" % like {first}") or line.endswith(f"% like {first}")


def test_one_template_for_two_cities_is_no_duplicate(base: KnowledgeBase, write_text: Callable[..., Path]) -> None:
    paths = [write_text(city, f"## Alltag\n\n{TEXT}", city=city) for city in ("Essen", "Köln")]
    report = base.add(paths)
    assert (len(report.added), report.skipped, report.similar) == (2, [], [])


def test_report_as_json(saved: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIERLOTSE_SHIPPED_TEXTS", "false")
    (saved / "bad.md").write_text("", "utf-8")
    assert main(["add", "--json", "--profession", "Koch", "--city", "Essen", str(saved)]) == 2
    report = json.loads(capsys.readouterr().out)
    assert (len(report["added"]), report["refused"]) == (2, [f"{saved / 'bad.md'}: empty"])
    assert main(["add"]) == 2
    assert capsys.readouterr().err == "error: add needs PATH or --mapping FILE\n"


def test_of_many_texts_some_are_named_and_all_counted(
    write_text: Callable[..., Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIERLOTSE_SHIPPED_TEXTS", "false")
    paths = [write_text(f"t{number}", f"## {number}\n\n{TEXT}") for number in range(30)]
    for number in range(25):
        (paths[0].parent / f"empty{number}.md").write_text("", "utf-8")
    assert main(["add", str(paths[0].parent)]) == 2
    printed = capsys.readouterr()
    lines, errors = printed.out.splitlines(), printed.err.splitlines()
    assert "added: … and 10 more" in lines
    assert lines[-1].startswith("30 added, 29 similar, 25 refused; ")
    assert (len(errors), errors[-1]) == (21, "error: … and 5 more; --json names all")
    paths[0].write_text(paths[0].read_text("utf-8") + "\n## Neu\n\nNoch ein Abschnitt.\n", "utf-8")
    assert main(["add", *map(str, paths)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("changed: ")
    assert lines[1].startswith("1 changed, 29 unchanged; ")
