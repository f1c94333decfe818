"""Files -> texts: layouts of job-portal pages, Markdown with front matter, and everything that is refused."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge import Source, TextRefused
from knowledge.mapping_file import Given
from knowledge.page_title import read_title
from knowledge.passage import SourceText
from knowledge.reader import MAX_BYTES, find_files, load, read_text

HEADINGS = [
    "Zwischen Hafenkran und Tabelle: Der Logistikplaner in Mülheim an der Ruhr",
    "Was am Tag so anfällt – oder: Telefon, Karte, Telefon",
    "Muss man dafür programmieren können?",
    "Gehalt und Zulagen",
    "Was die Stadt anders macht",
    "Fortbildung, die sich auszahlt",
]
LONG = "Dieser Absatz ist lang genug, um unter einer Überschrift zu stehen, denn er hat mehrere Teile. " * 2


def read(path: Path, **facets: str) -> SourceText:
    return read_text(path, load(path), Given(**facets))


@pytest.fixture
def save(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def save(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return save


def test_page_without_markup(page: Path) -> None:
    text = read(page)
    assert (text.profession, text.city, text.language) == ("Logistikplaner", "Mülheim an der Ruhr", "de")
    assert text.title == "Logistikplaner Jobs und Stellenangebote in Mülheim an der Ruhr"
    assert [section.heading for section in text.sections] == HEADINGS
    assert text.sections[3].text.startswith("Zum Einstieg liegen die Gehälter zwischen 2.900 € und 3.300 €")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("cp1252"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n", "\n\n").encode(),
        lambda text: text.replace("\n", "\n \t\n\n").encode(),
        lambda text: ("\n\n" + text.replace("\n", "\n  ")).encode(),
    ],
    ids=["windows", "byte order mark", "cp1252", "utf-16", "blank lines", "white lines", "indented"],
)
def test_same_page_in_other_dress(
    page: Path, save: Callable[[str, bytes], Path], change: Callable[[str], bytes]
) -> None:
    assert read(save("page.txt", change(page.read_text("utf-8")))) == read(page)


def test_wrapped_page(save: Callable[[str, str], Path]) -> None:
    paragraph = LONG.strip().replace("Absatz ist", "Absatz\nist").replace(", denn", ",\ndenn")
    text = read(save("page.txt", f"Koch Jobs in Essen\n\nIn der Küche\n\n{paragraph}\n\nDanach\n\n{paragraph}\n"))
    assert [(section.heading, section.text) for section in text.sections] == [
        ("In der Küche", LONG.strip()),
        ("Danach", LONG.strip()),
    ]


def test_several_paragraphs_and_short_lines_stay_in_their_section(save: Callable[[str, str], Path]) -> None:
    text = read(save("page.txt", f"Beruf Koch in Essen\nIn der Küche\n{LONG}\nUnd noch etwas.\n{LONG}\n"))
    assert [section.heading for section in text.sections] == ["In der Küche"]
    assert text.sections[0].text == f"{LONG.strip()}\n\nUnd noch etwas.\n\n{LONG.strip()}"


def test_text_before_the_first_heading_stands_under_the_title(save: Callable[[str, str], Path]) -> None:
    text = read(save("page.txt", f"Beruf Koch in Essen\n{LONG}\nIn der Küche\n{LONG}\n"))
    assert [section.heading for section in text.sections] == ["Beruf Koch in Essen", "In der Küche"]


@pytest.mark.parametrize(
    ("line", "profession", "city"),
    [
        ("SAP Berater Jobs und Stellenangebote in Bottrop", "SAP Berater", "Bottrop"),
        ("Beruf SAP Berater in Bottrop", "SAP Berater", "Bottrop"),
        ("Jobs als Pflegefachkraft in Mülheim an der Ruhr", "Pflegefachkraft", "Mülheim an der Ruhr"),
        ("Elektroniker Gehalt in Bochum", "Elektroniker", "Bochum"),
        ("Elektroniker/in (m/w/d) in Bochum", "Elektroniker/in", "Bochum"),
        ("Elektroniker (m/w/d) Jobs in Frankfurt am Main", "Elektroniker", "Frankfurt am Main"),
        ("Koch Stellenangebote in Halle (Saale) | Stellenmarkt", "Koch", "Halle (Saale)"),
        ("Koch Jobs in Bad Homburg vor der Höhe – Stand 2026", "Koch", "Bad Homburg vor der Höhe"),
        ("IT project coordinator jobs in Duisburg", "IT project coordinator", "Duisburg"),
        ("Jobs as a data engineer in Essen", "data engineer", "Essen"),
    ],
)
def test_title_lines(line: str, profession: str, city: str) -> None:
    assert read_title(line) == (profession, city)


@pytest.mark.parametrize(
    "line",
    [
        "Zwischen Hafen und Halle: Der Logistikplaner in Essen",
        "Warum Bottrop nicht ins Bild passt",
        "Jobs gibt es in vielen Branchen, sagt man.",
        "Kurse gibt es in Bottrop an jeder Ecke",
    ],
)
def test_other_lines_are_no_titles(line: str) -> None:
    assert read_title(line) is None


def test_english_page(save: Callable[[str, str], Path]) -> None:
    paragraph = "This is what you do all day, and it is not what the brochures say about the job. " * 2
    text = read(save("page.txt", f"Chef jobs in Essen\nIn the kitchen\n{paragraph}\n"))
    assert (text.language, text.profession) == ("en", "Chef")


def test_markdown(save: Callable[[str, str], Path]) -> None:
    text = read(
        save(
            "koch.md",
            """---
title: Gehalt als Koch
profession: Koch
city: Essen
topic: salary
reviewed: 2026-05-31
sources:
  - {title: Tariftext, address: "https://example.org/t", date: 2026-01, mark: A, topics: [salary_entry]}
  - Mündlich
---
# Gehalt

<!-- nur für uns -->
## Einstieg {#salary_entry}

Zum Anfang sind es **2.400 €**
brutto, siehe [Tarif](https://example.org).

- `Zulage`
- *Essen*

## Später

Mehr.
""",
        )
    )
    assert (text.title, text.profession, text.city, text.language) == ("Gehalt als Koch", "Koch", "Essen", "de")
    assert text.reviewed == date(2026, 5, 31)
    assert text.sources == (
        Source("Tariftext", "https://example.org/t", "2026-01", "A", ("salary_entry",)),
        Source("Mündlich"),
    )
    assert [(section.heading, section.topic) for section in text.sections] == [
        ("Einstieg", "salary_entry"),
        ("Später", "salary"),
    ]
    assert text.sections[0].text == "Zum Anfang sind es 2.400 € brutto, siehe Tarif.\n\n- Zulage\n- Essen"


def test_markdown_without_front_matter_reads_its_title(save: Callable[[str, str], Path]) -> None:
    text = read(save("koch.md", "# Koch Jobs in Essen\n\n## Alltag\n\nViel.\n"))
    assert (text.profession, text.city, text.sections[0].heading) == ("Koch", "Essen", "Alltag")


def test_given_facets_win(page: Path) -> None:
    text = read(page, profession="Disponent", city="Moers")
    assert (text.profession, text.city) == ("Disponent", "Moers")


FRONT = "---\nprofession: Koch\ncity: Essen\n"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", "", "empty"),
        ("blank.md", " \n\n", "empty"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        ("table.xlsx", "a", "ending .xlsx cannot be read; readable are .md, .markdown, .txt, .html, .htm, .pdf"),
        ("noending", "a", "ending none"),
        (
            "page.txt",
            f"Guten Tag\n{LONG}",
            "no profession and no city recognised; name them in the front matter, in a mapping file or with ",
        ),
        ("city.md", f"---\nprofession: Koch\n---\n{LONG}", "--city"),
        ("yaml.md", "---\ntitle: [Koch\n---\nText", "the front matter is no YAML: .* in line"),
        ("open.md", "---\ntitle: 'Koch\n\nText", "the front matter is no YAML"),
        ("tab.md", "---\n\ttitle: Koch\n---\nText", "the front matter is no YAML"),
        ("list.md", "---\n- Koch\n---\nText", "no mapping"),
        ("word.md", "---\nKoch\n---\nText", "no mapping"),
        ("date.md", FRONT + "reviewed: gestern\n---\nText", "reviewed is 'gestern', no date"),
        ("language.md", FRONT + "language: fr\n---\nText", "language is 'fr'; known are de, en"),
        ("sources.md", FRONT + "sources: Tarif\n---\nText", "sources are no list"),
        ("source.md", FRONT + "sources: [{address: a}]\n---\nText", "a source in the front matter has no title"),
        (
            "topics.md",
            FRONT + "sources: [{title: T, topics: role}]\n---\nText",
            "topics in the front matter are no list",
        ),
        ("title.md", FRONT + "title: {a: b}\n---\nText", "title is no single value"),
        ("bare.md", FRONT + "---\n# Nur\n## Überschriften\n", "no text below the headings"),
    ],
)
def test_refused(save: Callable[[str, str | bytes], Path], name: str, content: str | bytes, reason: str) -> None:
    path = save(name, content)
    with pytest.raises(TextRefused, match=reason) as refusal:
        read(path)
    assert str(refusal.value).startswith(f"{path}: ")
    assert "\n" not in str(refusal.value)


def test_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(5 * MAX_BYTES)
    with pytest.raises(TextRefused, match="50 MB is too large; at most 10 MB"):
        load(path)


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TextRefused, match=r"gone\.txt: no such file"):
        load(tmp_path / "gone.txt")
    with pytest.raises(TextRefused, match="not a file"):
        load(tmp_path)


def test_find_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["a.md", "b/c.txt", "b/d.md", "b/picture.png", "b/[x].md"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")

    def found(*paths: Path) -> list[str]:
        return [str(path.relative_to(tmp_path)) for path in find_files(paths)]

    assert found(tmp_path) == ["a.md", "b/[x].md", "b/c.txt", "b/d.md"]
    assert found(tmp_path / "b" / "*.md") == ["b/[x].md", "b/d.md"]
    assert found(tmp_path / "**" / "*.txt") == ["b/c.txt"]
    assert found(tmp_path / "b/[x].md") == ["b/[x].md"]
    assert found(tmp_path / "a.md", tmp_path / "*.md") == ["a.md"]
    monkeypatch.chdir(tmp_path)
    assert found(Path("b/*.txt"), Path("a.md")) == ["b/c.txt", "a.md"]


def test_folder_or_pattern_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TextRefused, match="no readable text there"):
        find_files([tmp_path])
    with pytest.raises(TextRefused, match="no readable text there"):
        find_files([tmp_path / "*.md"])
