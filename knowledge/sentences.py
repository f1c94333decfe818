"""Where German and English sentences end: by rules, without a model."""

import re
from collections.abc import Iterator

from knowledge.sentence_words import ABBREVIATIONS, BEFORE_FIGURES, FIRST_WORDS, MONTHS, OFTEN_LAST, RANKS

_LETTER_GROUP = re.compile(r"(?:\b\w\.\s?)+\w\.$")  # z. B. / i. d. R. / u. a. / d.h.
_LAST_GROUP = re.compile(r"\b(?:[uo]\.\s?[aä]|u\.\s?v\.\s?m|e\.\s?V)\.$")  # the letter groups that may end a sentence
_END = re.compile(r"[.!?…]+[\"“”»«’')\]]*[.!?…]*(?=\s)")
_MAX_ORDINAL_DIGITS = 2  # "7. Ausgabe", "19. Jahrhundert"; "2026." ends a sentence
_LIST_ITEM = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+")


def split_sentences(text: str) -> list[str]:
    """The sentences of a text in order, each as written but for line breaks, which become blanks.

    Blank lines and list items end a sentence whatever stands before them.
    """
    return [sentence for block in _blocks(text) for sentence in _split_block(block)]


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs and list items, each on one line."""
    lines: list[str] = []
    for line in (*text.splitlines(), ""):
        stripped = line.strip()
        if lines and (not stripped or _LIST_ITEM.match(stripped)):
            yield " ".join(lines)
            lines = []
        if stripped:
            lines.append(stripped)


def _split_block(block: str) -> Iterator[str]:
    start = 0
    for match in _END.finditer(block):
        before, after = block[start : match.end()], block[match.end() :].lstrip()
        if _is_end(before, match.group(), after):
            yield before.strip()
            start = match.end()
    if rest := block[start:].strip():
        yield rest


def _is_end(before: str, mark: str, after: str) -> bool:
    if not after or after[0].islower() or _inside_quotes(before, after) or _LIST_ITEM.fullmatch(before.strip() + " "):
        return False
    if mark == "…":
        return not before[:-1].endswith(" ")
    return mark != "." or _full_stop_ends(before[:-1], after)


def _full_stop_ends(before: str, after: str) -> bool:
    """Whether the full stop between the two ends a sentence, given that a capital, digit or sign follows."""
    words = before.split()
    last = words[-1].lstrip("(„\"'»[").casefold() if words else ""
    next_word = re.sub(r"^\W+|\W.*$", "", after, flags=re.DOTALL).casefold()
    starts_like_a_sentence = next_word in FIRST_WORDS
    if last.isdigit():
        return _number_ends(last, after, next_word)
    if last in BEFORE_FIGURES:
        return not after[0].isdigit()
    if last in OFTEN_LAST:
        return starts_like_a_sentence
    if _LETTER_GROUP.search(before + "."):
        return starts_like_a_sentence and bool(_LAST_GROUP.search(before + "."))
    if len(last) == 1 and last.isalpha():
        return starts_like_a_sentence or (len(words) > 1 and words[-2].casefold() in RANKS)
    return last not in ABBREVIATIONS


def _number_ends(number: str, after: str, next_word: str) -> bool:
    if next_word in MONTHS or (after[0].isdigit() and len(number) <= _MAX_ORDINAL_DIGITS):
        return False
    return len(number) > _MAX_ORDINAL_DIGITS or next_word in FIRST_WORDS


def _inside_quotes(before: str, after: str) -> bool:
    """Whether a quotation opened before is closed only later."""
    german = before.count("„") > before.count("“") + before.count("”") and ("“" in after or "”" in after)
    straight = before.count('"') % 2 == 1 and '"' in after
    return german or straight
