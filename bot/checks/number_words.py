"""Numbers written as words, German and English: "neuntausend", "zweiundvierzig", "nine thousand five hundred"."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from bot.wording import fold

_SMALL: Final = {
    name: value
    for names in (
        "null ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn "
        "achtzehn neunzehn",
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen",
    )
    for value, name in enumerate(names.split())
}
_TENS: Final = {
    name: 10 * value
    for names in (
        "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
        "twenty thirty forty fifty sixty seventy eighty ninety",
    )
    for value, name in enumerate(names.split(), start=2)
}
_FACTORS: Final = {
    "hundert": 100, "hundred": 100, "tausend": 1_000, "thousand": 1_000,
    "million": 1_000_000, "millionen": 1_000_000, "milliarde": 10**9, "milliarden": 10**9, "billion": 10**9,
}  # fmt: skip
_COMPOUND = ("tausend", "hundert")
_NO_FIGURE = frozenset({"ein", "one", "null"})  # articles and pronouns, where they stand alone
_SPELT = {"eins": "ein", "zwo": "zwei"}
_ODD: Final = {"anderthalb": Decimal("1.5"), "eineinhalb": Decimal("1.5"), "zweieinhalb": Decimal("2.5")}


def word_value(words: Sequence[str]) -> Decimal | None:
    """The number that words make together; None where they make none ("ein" alone is an article)."""
    folded = [fold(word) for word in words]
    if len(folded) == 1 and folded[0] in _NO_FIGURE:
        return None
    if len(folded) == 1 and folded[0] in _ODD:
        return _ODD[folded[0]]
    total, current, begun = 0, 0, False
    for word in folded:
        if word in ("und", "and") and begun:
            continue
        if word in _FACTORS:
            total, current = _multiplied(total, current or (0 if begun else 1), _FACTORS[word])
        elif (value := _single(word)) is not None:
            current += value
        else:
            return None
        begun = True
    return Decimal(total + current) if begun and folded[-1] not in ("und", "and") else None


def _multiplied(total: int, current: int, factor: int) -> tuple[int, int]:
    """Total and current group after a factor: a hundred stays in its group, a thousand closes it."""
    return (total, current * factor) if factor == _FACTORS["hundert"] else (total + current * factor, 0)


@lru_cache(maxsize=4096)
def _single(word: str) -> int | None:
    """The value of one word, German compounds taken apart."""
    word = _SPELT.get(word, word)
    if word in _SMALL or word in _TENS:
        return _SMALL.get(word, _TENS.get(word))
    for name in _COMPOUND:
        if name in word:
            before, _, after = word.partition(name)
            head = 1 if not before else _single(before)
            rest = 0 if not after else _single(after.removeprefix("und"))
            return None if head is None or rest is None else head * _FACTORS[name] + rest
    units, joined, tens = word.partition("und")
    if joined and units in _SMALL and tens in _TENS:
        return _SMALL[units] + _TENS[tens]
    return None
