"""Lines from the training catalogue -> Answer with numbered citations. Chooses nothing."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Answer, Citation, PassageScore, Sentence
from bot.training_lines import FACTS, Line, fact
from bot.training_phrases import SECTION
from knowledge import Source, Training, in_language

MOST_FURTHER = 3  # other sources of an entry that are named
_NO_SOURCE = Source("")


def answer_of(
    lines: Sequence[Line],
    language: str,
    *,
    topic: str,
    suggestions: tuple[str, ...] = (),
    passages: tuple[PassageScore, ...] = (),
) -> Answer:
    """An answer in which each line bears the numbers of the entries that carry it."""
    entries = list({entry.id: entry for line in lines for entry in line.entries}.values())
    numbers = {entry.id: number for number, entry in enumerate(entries, start=1)}
    return Answer(
        sentences=tuple(_sentence(line, numbers) for line in lines),
        outcome="answered",
        language=language,
        topic=topic,
        citations=tuple(citation(number, entry, language) for number, entry in enumerate(entries, start=1)),
        suggestions=suggestions,
        passages=passages,
    )


def before(lines: Sequence[Line], answer: Answer, topic: str) -> Answer:
    """The answer with lines put before it, their sources behind its own."""
    entries = list({entry.id: entry for line in lines for entry in line.entries}.values())
    first = len(answer.citations) + 1
    numbers = {entry.id: number for number, entry in enumerate(entries, start=first)}
    added = tuple(citation(number, entry, answer.language) for number, entry in enumerate(entries, start=first))
    return replace(
        answer,
        sentences=(*(_sentence(line, numbers) for line in lines), *answer.sentences),
        citations=(*answer.citations, *added),
        topic=topic or answer.topic,
    )


def citation(number: int, entry: Training, language: str) -> Citation:
    """The entry as a source: where its facts come from, of what date, and all that it says."""
    origin, *others = entry.sources or (_NO_SOURCE,)
    return Citation(
        number=number,
        title=entry.named(language),
        section=SECTION[language],
        source=f"{origin.title} ({origin.date})" if origin.date else origin.title,
        address=origin.address,
        further=tuple(source.title for source in others[:MOST_FURTHER]),
        reviewed=entry.reviewed.isoformat() if entry.reviewed else "",
        quote=_described(entry, language),
    )


def _described(entry: Training, language: str) -> str:
    """All that the catalogue says of an entry."""
    reasons = [in_language(text, language) for text in entry.goals.values()]
    facts = [fact(entry, name, language) for name in FACTS]
    said = [
        entry.said("what", language),
        *facts,
        entry.said("quick", language),
        entry.said("cheap", language),
        *reasons,
    ]
    return " · ".join(dict.fromkeys([f"{entry.named(language)} ({entry.issuer})", *filter(None, said)]))


def _sentence(line: Line, numbers: dict[str, int]) -> Sentence:
    cited = tuple(numbers[entry.id] for entry in line.entries)
    return Sentence(line.text, cited, own_line=line.own_line, item=line.item)
