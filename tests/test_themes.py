"""What a section that nobody labelled is about, by heading and text."""

import pytest

from knowledge.page_reader import read_page
from knowledge.table_rows import rows_as_items
from knowledge.themes import guess_theme

PAID = "Reich wird keiner. Am Anfang sind 2.400 € brutto im Monat üblich, danach 2.900 € im Monat."


@pytest.mark.parametrize(
    ("heading", "text", "theme"),
    [
        ("Wer in Ahlen einstellt", "Zwei Häuser suchen immer, ein drittes manchmal.", "employers"),
        ("What employers expect", "A steady hand, and patience with people.", "skills"),
        ("Das bringst du mit", "Geduld und ein gutes Auge.", "skills"),
        ("Was an manchen Tagen nervt", "Der Staub ist überall.", "outlook"),
        ("The less shiny side", "Your feet will hurt by noon.", "outlook"),
        ("So geht es danach für dich weiter", "Vieles steht dir offen.", "training"),
        ("Was nachts vom Himmel fällt", PAID, "salary"),
        ("Allerlei", "Mal regnet es, mal scheint die Sonne.", ""),
    ],
)
def test_the_theme_of_a_section(heading: str, text: str, theme: str) -> None:
    assert guess_theme(heading, text, "Ahlen") == theme


def test_the_lines_above_lists_are_headings() -> None:
    page = "Beruf Koch in Unna\nAufgaben\n- Suppen und Soßen kochen.\n- Die Küche putzen.\nLohn\n- 2.400 € im Monat.\n"
    read = read_page(page, "koch")
    assert [(section.heading, section.text.count("- ")) for section in read.sections] == [("Aufgaben", 2), ("Lohn", 1)]


def test_lines_that_broke_in_a_text_copied_from_a_pdf_are_joined() -> None:
    line = (
        "Die Kammer prüft jedes Jahr im Herbst, ob die Betriebe sich an das halten, was mit ihnen vereinbart war, und"
    )
    read = read_page(
        f"Beruf Koch in Unna\n1 Prüfung\n{line}\nob die Löhne stimmen, die sie zahlen.\n2 Ort\nIn der Kammer.\n", "koch"
    )
    assert f"{line} ob die Löhne stimmen" in read.sections[0].text


def test_a_table_is_read_row_by_row() -> None:
    table = [
        "| Wer | brutto im Monat |",
        "|---|---|",
        "| Azubi, 1. Jahr | 880 € |",
        "",
        "| a | b | c |",
        "|-|-|-|",
        "| x | 1 | 2 |",
    ]
    assert list(rows_as_items(table)) == ["- Azubi, 1. Jahr: 880 € (brutto im Monat)", "", "- x: b 1; c 2"]
