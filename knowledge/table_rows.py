"""Markdown tables -> list items, one for each row, because answers show sentences. Knows no other markup."""

import re
from collections.abc import Iterator, Sequence

_ROW = re.compile(r"^\s*\|(?P<cells>.+)\|\s*$")
_RULE = re.compile(r"^[\s|:-]+$")  # the line below a table's header
_PERIOD = re.compile(r"brutto|gross|netto|monat|jahr|stunde|month|year|hour|€|euro|eur\b", re.IGNORECASE)
_END = ".?!: "


def rows_as_items(lines: Sequence[str]) -> Iterator[str]:
    """The lines, those of a table as list items: "| Einstieg | 2.400 € |" -> "- Einstieg: 2.400 €".

    What the header says of money ("brutto im Monat") is repeated in each row; it names the columns where there are more than two.
    """
    header: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        match = _ROW.match(line)
        if match is None:
            header = []
            yield line
        elif _RULE.match(following) and "-" in following:
            header = _cells(match["cells"])
        elif not _RULE.match(line):
            yield _item(_cells(match["cells"]), header)


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("|")]


def _item(cells: Sequence[str], header: Sequence[str]) -> str:
    first, *rest = cells
    if len(rest) == 1:
        note = f" ({header[1].strip(_END)})" if len(header) > 1 and _PERIOD.search(header[1]) else ""
        return f"- {first}: {rest[0]}{note}"
    names = [name.strip(_END) for name in header[1:]] or [""] * len(rest)
    named = (f"{name} {cell}".strip() for name, cell in zip(names, rest, strict=False) if cell)
    return f"- {first}: {'; '.join(named)}"
