"""Finds amounts of money in a sentence: single ones and ranges, in any spelling. Does not ask what they are paid for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

MARK = "¤"  # stands in a masked sentence where an amount stood
_THOUSAND = 1000
_WIDEST = 4  # a range whose ends differ by more is two figures that happen to stand side by side

_NUMBER = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
_CURRENCY = r"(?:€|(?:euros?|eur)\b)"
_THOUSANDS = r"(?:(?:tsd\.?|tausend|thousand|k)(?![a-zäöü])|t(?= ?(?:€|eur)))"  # "45 T€", "45 TEUR"
_ONE = rf"(?:{_CURRENCY} ?)?(?:{_NUMBER})(?: ?{_THOUSANDS})?(?:,[-–—]{{1,2}})?(?: ?{_CURRENCY})?"
_PERIOD = r"(?: (?:brutto|gross|im monat|monatlich|im jahr|jährlich|a month|a year))*"
_ABOUTS = "etwa|rund|ca\\.|circa|knapp|gut|about|around|roughly|approximately".split("|")
ABOUT = f"(?:{'|'.join(_ABOUTS)})"
_TO = rf"{_PERIOD}(?: ?[-–—] ?| bis(?: zu| hin zu| maximal)? |(?: up)? to )(?:{ABOUT} )?"
_NO_START = r"(?<![\w$£.,'])"
_NO_END = (
    r"(?![.,']?\d|[-\w]|\s?(?:%|prozent|percent|mio|mill|mrd|milliard|billion|bn\b|\$|us\b|us-|dollar|chf|franken|£))"
)


def _after(word: str) -> str:
    """What asks for a word before an amount, with or without an "about" between them."""
    words = (word, *(f"{word} {about}" for about in _ABOUTS))
    return f"(?:{'|'.join(f'(?<={one} )' for one in words)})"


_RANGES = (
    rf"{_after('zwischen')}(?P<a1>{_ONE}){_PERIOD} und (?:{ABOUT} )?(?P<b1>{_ONE})",
    rf"{_after('between')}(?P<a2>{_ONE}){_PERIOD} and (?:{ABOUT} )?(?P<b2>{_ONE})",
    rf"(?P<a3>{_ONE}){_TO}(?P<b3>{_ONE})",
    rf"(?P<b4>{_ONE})",
)
_AMOUNT = re.compile(rf"{_NO_START}(?:{'|'.join(_RANGES)}){_NO_END}", re.IGNORECASE)
_DIGITS = re.compile(_NUMBER)
_HAS_CURRENCY = re.compile(rf"{_CURRENCY}|\d ?{_THOUSANDS}", re.IGNORECASE)
_HAS_THOUSANDS = re.compile(rf"\d ?{_THOUSANDS}", re.IGNORECASE)
_GROSS_FOLLOWS = re.compile(r" (?:brutto|netto|gross|net)\b", re.IGNORECASE)  # "3200 brutto" needs no sign
_NET_BEFORE = re.compile(
    r"\b(?:brutto|netto|gross|net)\b[^.;:€\d]{0,25}$", re.IGNORECASE
)  # nor does "netto rund 2.250"
_LEAST_BARE, _MOST_BARE = 1000, 200_000  # euros without a sign
_FIRST_YEAR, _LAST_YEAR = 1950, 2099  # a bare number between them is a year
_TELLS_PAY = re.compile(r"brutto|netto|verdien|gehalt|lohn", re.IGNORECASE)
_AT_BARE = re.compile(r"\b(?:bei|mit|auf|knapp|um die|nur|jetzt|aktuell) $", re.IGNORECASE)  # "bei 2.600 angefangen"
_RISES_TO, _ONTO_NEXT = (
    re.compile(r"\b(?:von|from) $"),
    re.compile(r" (?:auf|to) [\d.,]+ ?(?:€|euro|eur)", re.IGNORECASE),
)
_SLASHED = re.compile(r" ?/ ?[\d., /]+(?:€|euro|eur)", re.IGNORECASE)  # "1.144 / 1.234 / 1.312 Euro"
_COUNTED = re.compile(r" ?[-/%]| (?:[A-ZÄÖÜ]|[a-zäöü]+(?:en|er|e) [A-ZÄÖÜ])")  # "mit 2.600 (neuen) Beschäftigten"
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007", " ") | dict.fromkeys("’‘`´", "'") | {"‑": "-"})


_THOUSANDS_SPELT = {
    "ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
}  # fmt: skip
_SPELT = re.compile(  # "dreitausend Euro", "zweieinhalbtausend Euro"
    rf"\b({'|'.join(_THOUSANDS_SPELT)})(einhalb)?tausend\b(?= {_CURRENCY})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Amount:
    """Euros from `low` to `high`, the same where one figure stands alone; it is the `place`-th in its sentence."""

    low: Decimal
    high: Decimal
    place: int


@dataclass(frozen=True, slots=True)
class MaskedSentence:
    """A sentence with `MARK` in place of each of its amounts."""

    text: str
    amounts: tuple[Amount, ...]

    def lower(self) -> "MaskedSentence":
        """The same in lower case."""
        return MaskedSentence(self.text.lower(), self.amounts)

    def before(self, amount: Amount) -> str:
        """What stands before an amount, other amounts masked."""
        return MARK.join(self.text.split(MARK)[: amount.place + 1])

    def after(self, amount: Amount) -> str:
        """What stands behind an amount, other amounts masked."""
        return MARK.join(self.text.split(MARK)[amount.place + 1 :])


def mask(text: str) -> MaskedSentence:
    """Find the amounts in euros of a sentence and replace them by `MARK`."""
    plain = _SPELT.sub(_in_figures, text.translate(_SPACES).replace(MARK, " "))
    masked, amounts, end = "", list[Amount](), 0
    for start, stop, values in _found(plain):
        masked += plain[end:start]
        for number, (low, high) in enumerate(values):
            masked += f" auf {MARK}" if number else MARK
            amounts.append(Amount(low, high, len(amounts)))
        end = stop
    return MaskedSentence(masked + plain[end:], tuple(amounts))


def _in_figures(spelt: re.Match[str]) -> str:
    return f"{_THOUSANDS_SPELT[spelt[1].lower()]}.{'500' if spelt[2] else '000'}"


def _found(text: str) -> Iterator[tuple[int, int, list[tuple[Decimal, Decimal]]]]:
    """Start, end and the values of each amount; two values where what looks like a range is none."""
    for match in _AMOUNT.finditer(text):
        high_text = next(part for name, part in match.groupdict().items() if name[0] == "b" and part)
        low_text = next((part for name, part in match.groupdict().items() if name[0] == "a" and part), "")
        high = _value(high_text)
        if not _HAS_CURRENCY.search(match.group()) and not _is_bare_pay(text, match, high):
            continue
        if not low_text:
            yield match.start(), match.end(), [(high, high)]
            continue
        low = _scaled(_value(low_text), high)
        if low < high <= low * _WIDEST:
            raised = _rises(text[: match.start()], text[match.end() :])
            yield match.start(), match.end(), [(low, low), (high, high)] if raised else [(low, high)]
        else:
            yield match.start("b3") if match["b3"] else match.start(), match.end(), [(high, high)]


def _is_bare_pay(text: str, match: re.Match[str], high: Decimal) -> bool:
    """Whether "brutto" or "netto" beside a figure without a sign says that it is money; a year is none."""
    if _GROSS_FOLLOWS.match(text, match.end()):
        return True
    if (match.group().isdigit() and _FIRST_YEAR <= high <= _LAST_YEAR) or not _LEAST_BARE <= high <= _MOST_BARE:
        return False
    before, after = text[: match.start()], text[match.end() :]
    if _SLASHED.match(after):
        return True
    if _RISES_TO.search(before) and _ONTO_NEXT.match(after):
        return True
    return bool(_NET_BEFORE.search(before)) or bool(
        _TELLS_PAY.search(text) and _AT_BARE.search(before) and not _COUNTED.match(after)
    )


_FROM = re.compile(r"\b(?:lift|rais|ris|rose|grow|climb|increas|jump)\w*\b.*\bfrom (?:about )?$", re.IGNORECASE)
_TO_NEXT = re.compile(r"^[\w ]* to (?:between )?(?:€|\d)", re.IGNORECASE)


def _rises(before: str, after: str) -> bool:
    """Whether "from 3,200 to 4,000" is a rise and no range."""
    return bool(_FROM.search(before)) and not _TO_NEXT.match(after)


def _scaled(low: Decimal, high: Decimal) -> Decimal:
    """The lower end of "55-65k" and "38-42.000", where only the upper one is written out."""
    return low * _THOUSAND if low * _THOUSAND <= high else low


def _value(text: str) -> Decimal:
    found = _DIGITS.search(text)
    digits = found.group() if found else "0"
    whole, decimals = re.fullmatch(r"(.*?)(?:[.,](\d{1,2}))?", digits).groups()  # type: ignore[union-attr]  # always
    value = Decimal(re.sub(r"\D", "", whole) + (f".{decimals}" if decimals else ""))
    return value * _THOUSAND if _HAS_THOUSANDS.search(text) else value
