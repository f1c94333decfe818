"""Answer -> terminal: sentences with citation numbers, sources and suggestions. Telegram has a renderer of its own."""

from rich.console import Console
from rich.text import Text

from bot.answer import Answer, Citation

_LABELS = {
    "sources": {"de": "Quellen", "en": "Sources"},
    "next": {"de": "Weiterfragen", "en": "Ask next"},
    "section": {"de": "Abschnitt", "en": "section"},
    "also": {"de": "außerdem:", "en": "also:"},
    "reviewed": {"de": "geprüft", "en": "reviewed"},
}


def render_answer(answer: Answer, console: Console) -> None:
    """Prints an answer for a person."""
    body = Text()
    for position, sentence in enumerate(answer.sentences):
        body.append((sentence.break_before if position else "") + sentence.numbered)
        body.append("".join(f" [{number}]" for number in sentence.citations), style="cyan")
    console.print(body)
    language = answer.language
    if answer.citations:
        console.print(Text(f"\n{_LABELS['sources'][language]}:", style="bold"))
        for citation in answer.citations:
            console.print(Text(f"  [{citation.number}] {source_line(citation, language)}", style="dim"))
    if answer.suggestions:
        console.print(Text(f"\n{_LABELS['next'][language]}:", style="bold"))
        for number, suggestion in enumerate(answer.suggestions, start=1):
            console.print(Text(f"  {number}  {suggestion}", style="green"))


def source_line(citation: Citation, language: str) -> str:
    """A citation as one line: title, section, review date and address."""
    parts = [citation.title, f"{_LABELS['section'][language]} „{citation.section}“" if citation.section else ""]
    parts += [
        f"{_LABELS['reviewed'][language]} {citation.reviewed}" if citation.reviewed else "",
        citation.source,
        citation.address,
    ]
    further = f" ({_LABELS['also'][language]} {'; '.join(citation.further)})" if citation.further else ""
    return ", ".join(part for part in parts if part) + further
