"""What a section that nobody labelled is about, by heading and text."""

import pytest

from knowledge.page_reader import read_page
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
