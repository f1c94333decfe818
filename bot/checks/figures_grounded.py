"""Whether each figure of a generated sentence stands in a cited passage, said of the same thing. Pay has a file of its own."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.checks.draft import DraftSentence, Fault
from bot.checks.evidence import Evidence, Grounds, Statement
from bot.checks.figures import Figure, has_split_digits, plain, read_figures
from bot.checks.pay import computed, pay_faults
from bot.keywords import stems
from bot.wording import fold

HALF = Figure(Decimal(50), "%")
KEPT_LETTERS = 5  # of a quantity word that its passage must hold: "verdoppelt", "Verdopplung"
_QUANTITY = re.compile(
    r"\b(?:doppel\w*|verdoppel\w*|verdreifach\w*|zweifach\w*|dreifach\w*|vierfach\w*|zehnfach\w*|halbier\w*|halfte|halb\w*|"
    r"drittel|viertel|\w+stellig\w*|dutzend\w*|million\w*|milliard\w*|hunderte|tausende|twice|doubl\w*|tripl\w*|half|"
    r"quarter\w*|dozens?|billions?|(?:two|three|four|five|six|seven)-figure|januar|februar|marz|april|juni|juli|august|"
    r"september|oktober|november|dezember|january|february|june|july|october|december)\b"
)
_MAY = re.compile(r"\b(?:im|in|seit|ab|bis|ende|anfang|mitte|since|until) (?:Mai|May|March)\b")
_CLAUSE = re.compile(r"[,;:](?!\d)|\b(?:und|oder|aber|während|and|or|but|while)\b|\s[–—-]\s")
_OUTDATED = re.compile(r"veraltet|uberholt|nicht mehr|falsch|fruher|outdated|no longer|wrong|formerly|used to")
_NEGATION = re.compile(
    r"\b(?:nicht|kein\w*|nie|niemals|falsch\w*|gelogen|veraltet\w*|not|never|no|wrong|false|outdated|\w+n't)\b"
)
_MORE = re.compile(
    r"\b(?:mehr als|uber|mindestens|wenigstens|ab|more than|over|above|at least)\s+(?:(?:etwa|rund|about|€) ?)?\d"
)
_LESS = re.compile(
    r"\b(?:weniger als|unter|hochstens|maximal|bis zu|knapp|less than|under|below|at most|up to)\s+(?:(?:etwa|rund|€) ?)?\d"
)


def figure_faults(sentence: DraftSentence, cited: Sequence[Grounds], evidence: Evidence) -> Iterator[Fault]:
    """The figures, quantity words and months of a sentence that its passages do not carry."""
    if has_split_digits(plain(sentence.text)):
        yield Fault("figure", "single digits")
    figures, text = read_figures(sentence.text), plain(sentence.text)
    carrying = [statement for grounds in cited for statement in _carrying(grounds, figures, text, evidence)]
    own = {figure for figure in figures if computed(figure, cited, text)}
    stated = own.union(*(statement.figures for statement in carrying))
    for figure in figures:
        if figure not in stated:
            yield Fault("figure", f"{figure.value:f} {figure.unit}".strip())
    for clause in _CLAUSE.split(text):
        together = set(read_figures(clause)) & stated - own
        if not any(together <= statement.figures for statement in carrying) and together:
            yield Fault("figure", clause.strip())
    if figures and carrying:
        yield from _twisted(fold(text), carrying)
    yield from _quantities(text, cited)
    yield from pay_faults(sentence, cited, evidence)


def _carrying(grounds: Grounds, figures: Sequence[Figure], text: str, evidence: Evidence) -> Iterator[Statement]:
    """The statements with one of the figures that speak of what the sentence speaks of; in another language any."""
    said = stems(text)
    told = {stem for stem in said if not any(letter.isdigit() for letter in stem)}
    for statement in grounds.statements:
        if _OUTDATED.search(statement.folded) and not _OUTDATED.search(fold(text)):
            continue
        same = grounds.passage.language != evidence.language or told & (
            statement.stems | stems(grounds.passage.section)
        )
        if same and statement.figures & set(figures):
            yield statement


def _twisted(folded: str, carrying: Sequence[Statement]) -> Iterator[Fault]:
    """A denial or a "more than" that none of the statements has."""
    for pattern in (_NEGATION, _MORE, _LESS):
        said = pattern.search(folded)
        if said and not any(pattern.search(statement.folded) for statement in carrying):
            yield Fault("figure", said.group())


def _quantities(text: str, cited: Sequence[Grounds]) -> Iterator[Fault]:
    """Words that stand for a quantity or a month and that no cited passage holds."""
    words = [match.group() for match in _QUANTITY.finditer(fold(text))]
    words += [match.group().split()[-1].lower() for match in _MAY.finditer(text)]
    is_half_said = any(HALF in grounds.figures for grounds in cited)
    for word in words:
        if is_half_said and word.startswith(("halft", "half")):
            continue
        if not any(word[:KEPT_LETTERS] in grounds.folded for grounds in cited):
            yield Fault("figure", word)
