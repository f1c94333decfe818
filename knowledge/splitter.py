"""`SourceText` -> `Passage`s: along headings, long sections at sentence ends. Knows nothing of files and indexes."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge.passage import Passage, Section, SourceText, content_hash
from knowledge.sentences import split_sentences
from knowledge.themes import guess_theme

# Sections of job-portal pages run to about 1,000 characters and answer one theme: they stay whole.
MAX_CHARACTERS = 1400
_BLANKS_BEFORE_BREAK = re.compile(r" +\n")


def split_text(text: SourceText, *, kind: str = "") -> list[Passage]:
    """The passages of one text in reading order.

    Args:
        text: What the reader made of a file.
        kind: Keeps equal passages apart that differ in where they come from ("shipped", "added").
    """
    return [_passage(text, section, part, kind) for section in text.sections for part in _parts(section.text)]


def passage_hash(passage: Passage, kind: str) -> str:
    """The id of a passage: what it says, of what and where, and on which sources it rests."""
    reviewed = passage.reviewed.isoformat() if passage.reviewed else ""
    origins = "\x1e".join("\x1d".join((s.title, s.address, s.date, s.mark)) for s in passage.sources)
    about = (passage.profession, passage.city, passage.language, passage.title, passage.section, passage.topic)
    return content_hash(kind, *about, origins, reviewed, passage.text)


def _passage(text: SourceText, section: Section, part: str, kind: str) -> Passage:
    topic = section.topic or guess_theme(section.heading, section.text, text.city)
    sources = tuple(
        replace(source, topics=()) for source in text.sources if not source.topics or topic in source.topics
    )
    passage = Passage(
        id="",
        profession=text.profession,
        city=text.city,
        topic=topic,
        language=text.language,
        title=text.title,
        section=section.heading,
        text=part,
        sources=sources,
        reviewed=text.reviewed,
    )
    return replace(passage, id=passage_hash(passage, kind))


def _parts(text: str) -> Iterator[str]:
    """The text whole, or in parts of about equal length, none above `MAX_CHARACTERS`."""
    text = text.strip()
    if len(text) <= MAX_CHARACTERS:
        if text:
            yield text
        return
    target = len(text) / math.ceil(len(text) / MAX_CHARACTERS)
    part = ""
    for piece in _pieces(text):
        if part and (len(part) >= target or len(part) + len(piece) > MAX_CHARACTERS):
            yield _tidy(part)
            part = ""
        part += piece
    if part.strip():
        yield _tidy(part)


def _tidy(part: str) -> str:
    return _BLANKS_BEFORE_BREAK.sub("\n", part).strip()


def _pieces(text: str) -> Iterator[str]:
    """Sentences with the white space that follows them; joined, they give the text again."""
    for paragraph in text.split("\n\n"):
        for line in paragraph.split("\n"):
            for sentence in split_sentences(line):
                yield from (f"{piece} " for piece in _cut(sentence))
            yield "\n"
        yield "\n"


def _cut(sentence: str) -> Iterator[str]:
    """A sentence as it is, or cut at blanks where it alone exceeds the limit."""
    while len(sentence) >= MAX_CHARACTERS:
        end = sentence.rfind(" ", 1, MAX_CHARACTERS - 1)
        end = end if end > 0 else MAX_CHARACTERS - 1
        yield sentence[:end]
        sentence = sentence[end:].lstrip()
    yield sentence
