"""More passages than are compared exactly, on the job and city of the shipped texts, so that a search asks the vectors."""

from pathlib import Path

from knowledge.retriever import FEW

FRONT = "---\ntitle: Räume\nprofession: IT-Projektkoordinator\ncity: Duisburg\nlanguage: de\n---\n"


def write_many_passages(folder: Path) -> Path:
    """Writes a text with more sections than are compared exactly, and returns its path."""
    path = folder / "rooms.md"
    sections = (
        f"\n## Raum {number}\n\nRaum {number} hat {number % 7 + 2} Fenster und Platz für {number % 11 + 3} Tische.\n"
        for number in range(FEW + 1)
    )
    path.write_text(FRONT + "".join(sections), "utf-8")
    return path
