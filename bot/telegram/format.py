"""Renders an `Answer` as Telegram HTML within the message limit. Knows nothing of chats or sending."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from telegram.constants import MessageLimit

from bot.answer import Answer, Citation, Sentence
from bot.telegram.languages import phrases_in
from bot.telegram.phrases import Phrases

# Telegram counts what remains after the tags are parsed; counting the tags too is simpler and never too long.
LIMIT = int(MessageLimit.MAX_TEXT_LENGTH)
MAX_NAME = 200  # characters of a title or section: a source stays one line
MAX_ADDRESS = 1000  # characters of a link once escaped; a longer address is left out, the title stays
MAX_QUOTE = 1500  # units of a quoted passage: two fit into one message
MAX_HEADER = 300  # units of the question repeated above an answer


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of HTML that is never cut, and what stands between it and the piece before it."""

    html: str
    separator: str = " "


def units(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def answer_messages(answer: Answer, *, question: str = "") -> list[str]:
    """The HTML messages of an answer: the sentences, then the sources below the last of them.

    Args:
        answer: What to say.
        question: Shown in italics above the answer, for questions that were pressed rather than typed.
    """
    phrases = phrases_in(answer.language)
    blocks = [block for sentence in answer.sentences for block in _sentence_blocks(sentence)]
    blocks = blocks or [Block(escape(phrases.no_words, quote=False))]
    if question:
        header = Block(f"<i>» {_shortened(question, MAX_HEADER)}</i>")
        blocks = [header, Block(blocks[0].html, "\n\n"), *blocks[1:]]
    return pack(_with_sources(blocks, [_source_line(citation, phrases) for citation in answer.citations], phrases))


def source_messages(answer: Answer) -> list[str]:
    """The HTML messages of /quellen: each citation with its passage as an expandable quote."""
    phrases = phrases_in(answer.language)
    if not answer.citations:
        return [phrases.no_sources]
    entries = [Block(_quoted_source(citation, phrases), "\n\n") for citation in answer.citations]
    return pack([Block(f"<b>{phrases.sources}</b>"), *entries])


def source_lines(citations: Sequence[Citation], phrases: Phrases) -> list[str]:
    """The heading and a line of HTML for each source."""
    return [f"<b>{phrases.sources}</b>", *(_source_line(citation, phrases) for citation in citations)]


def pack(blocks: Iterable[Block]) -> list[str]:
    """Joins blocks in order into as few messages as fit the limit, cutting only between blocks."""
    messages: list[str] = []
    for block in blocks:
        joined = f"{messages[-1]}{block.separator}{block.html}" if messages else block.html
        if messages and units(joined) <= LIMIT:
            messages[-1] = joined
        else:
            messages.append(block.html)
    return messages


def _sentence_blocks(sentence: Sentence) -> Iterator[Block]:
    """The sentence with its numbers as one block, or as several where it alone is longer than a message."""
    numbers = "".join(f"[{number}]" for number in sentence.citations)
    parts = list(_cut(sentence.numbered.strip(), LIMIT - units(numbers) - 1))
    separators = [sentence.break_before, *(" " for _ in parts)]
    for part, separator in zip(parts[:-1], separators, strict=False):
        yield Block(escape(part, quote=False), separator)
    if parts:
        yield Block(f"{escape(parts[-1], quote=False)} {numbers}".rstrip(), separators[len(parts) - 1])


def _with_sources(blocks: list[Block], lines: Sequence[str], phrases: Phrases) -> list[Block]:
    """Ties the sources to the last sentence, so that they never stand in a message of their own if that fits."""
    if not lines:
        return blocks
    heading = f"<b>{phrases.sources}</b>"
    tied = "\n".join([f"{blocks[-1].html}\n\n{heading}", *lines])
    if units(tied) <= LIMIT:
        return [*blocks[:-1], Block(tied, blocks[-1].separator)]
    return [*blocks, Block(f"{heading}\n{lines[0]}", "\n\n"), *(Block(line, "\n") for line in lines[1:])]


def _source_line(citation: Citation, phrases: Phrases) -> str:
    title = _shortened(citation.title, MAX_NAME)
    address = escape(citation.address.strip())
    if address.lower().startswith(("http://", "https://")) and len(address) <= MAX_ADDRESS:
        title = f'<a href="{address}">{title}</a>'
    reviewed = f"{phrases.reviewed} {_day(citation.reviewed, phrases)}" if citation.reviewed else ""
    details = [title, _shortened(citation.section, MAX_NAME), escape(reviewed, quote=False)]
    return f"[{citation.number}] " + " · ".join(detail for detail in details if detail)


def _quoted_source(citation: Citation, phrases: Phrases) -> str:
    further = "".join(f"\n+ {_shortened(title, MAX_NAME)}" for title in citation.further)
    line = _source_line(citation, phrases) + further
    quote = _shortened(citation.quote, MAX_QUOTE)
    return f"{line}\n<blockquote expandable>{quote}</blockquote>" if quote else line


def _day(reviewed: str, phrases: Phrases) -> str:
    """An ISO day as German readers write it; anything else as it stands."""
    try:
        day = date.fromisoformat(reviewed)
    except ValueError:
        return reviewed
    return f"{day:%d.%m.%Y}" if phrases is phrases_in("de") else reviewed


def _shortened(text: str, limit: int) -> str:
    """The escaped text, at most `limit` units long, with an ellipsis where something was left out."""
    first, *rest = [*_cut(text.strip(), limit - 1), ""]
    return escape(first, quote=False) + ("…" if any(rest) else "")


def _cut(text: str, limit: int) -> Iterator[str]:
    """Parts of a plain text, each at most `limit` units long once escaped, cut at spaces where there are any."""
    while text:
        end = _fitting(text, limit)
        space = text.rfind(" ", 1, end) if end < len(text) else -1
        end = space if space > 0 else end
        yield text[:end].rstrip()
        text = text[end:].lstrip()


def _fitting(text: str, limit: int) -> int:
    """How many characters of the text fit, at least one."""
    if units(escape(text, quote=False)) <= limit:
        return len(text)
    length = 0
    for index, character in enumerate(text):
        length += units(escape(character, quote=False))
        if length > limit:
            return max(index, 1)
    return len(text)
