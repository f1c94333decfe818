"""The words around an amount of pay: its period, level, bound and whether it is gross. Does not ask whether it is pay."""

import re
from decimal import Decimal
from typing import Literal

from knowledge.salary_amounts import MARK, Amount, MaskedSentence

Period = Literal["hour", "month", "year"]
Level = Literal["", "entry", "experienced"]
Bound = Literal["", "least", "most"]

HOURLY_BELOW = 100  # euros; nobody earns less in a month
MONTHLY_UP_TO = 12_000  # euros; a full-time year is not paid less
LEAST_PAID: dict[Period, int] = {"hour": 5, "month": 400, "year": 8_000}  # euros; below, it is something else
MOST_PAID: dict[Period, int] = {"hour": 300, "month": 30_000, "year": 400_000}
NEAR = 32  # characters in which a period follows the amount that it belongs to

BOUNDARY = re.compile(r"[,;:()|•·]|\s[-–—]\s|\b(?:und|aber|doch|denn|während|wenn|and|but|while|when)\b")
_PERIODS: dict[Period, str] = {
    "hour": r"stundenl[oö]hn|stundensatz|(?:pro|je|die|in der|per|an|a|every) (?:stunde|hour)\b|"
    r"/ ?(?:std|stunde|h\b|hour)|hourly|stündlich|\bthe hour",
    "month": r"monatsgeh[aä]lt(?:er|ern)?\b|monatsl[oö]hn|monatsbrutto|monatsverdienst|monatsentgelt|bruttomonats|"
    r"monatlich|\bmtl\b|"
    r"(?:pro|im|je|den|per|a|each|every) (?:monat|month)\b|/ ?(?:monat|month|mon\b)|monthly|\bp\. ?m\.",
    "year": r"jahresgeh[aä]lt|jahresbrutto|jahresl[oö]hn|jahreseinkommen|jahresziel|jahresverdienst|"
    r"bruttojahres|jährlich|"
    r"(?:pro|im|je|das|per|a|each|every) (?:kalender)?(?:jahr|year)\b(?! \d)|/ ?(?:jahr|year)|annual|yearly|per annum|"
    r"\bp\. ?a\b|aufs jahr",
}
ANY_PERIOD = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PERIODS.items()))
_YEARS_LONG = (
    r"(?:drei|vier|fünf|sechs|sieben|acht|zehn|three|four|five|six|seven|eight|ten|"
    r"einige|mehrere|ein paar|several|a few|some|[3-9](?!\d)|1\d|20)"
)
LEVELS = re.compile(
    r"(?P<none>ohne (?:berufs|praxis)?erfahrung|(?:without|no) (?:prior |work )?experience)|"
    r"(?P<experienced>\berfahr|(?:berufs|praxis|projekt|führungs|branchen|arbeits)erfahr|senior|langjährig|"
    r"\bprofis?\b|"
    r"routinier|\broutine\b|gestanden(?:e|en|er) |betriebszugehörig|endstufe|\bdie (?:dritte|vierte|fünfte|"
    r"sechste) $|(?:top|final|highest) step|"
    r"(?:höchste|letzte)\w* stufe|später|fortgeschritten|experience|veteran|seasoned|\blater\b|"
    rf"(?:(?:nach|mit|after|with|ab|over|seit|wer) )(?:(?:etwa|rund|mehr als|about|more than|over|den ersten) )?"
    rf"{_YEARS_LONG}\w*\+?"
    r"(?:,? (?:bis|to|oder|or|-) \w+|, \w+)?(?:-\d+)? (?:\w+ )?(?:berufs|dienst)?(?:jahre|"
    r"years)n?\b(?! (?:ausbildung|lehre|"
    r"stud))|"
    r"länger dabei|(?:three|four|five|six|seven|eight|ten|[3-9]|1\d|20) years (?:down|later|in\b|on\b)|"
    r"seit (?:vielen )?jahren|jahrzehnt|decade|"
    r"(?<!bis )(?:[3-9]\.|[1-3]\d\.|dritten|vierten|fünften|sechsten|siebten|achten|neunten|zehnten|elften|zwölften|"
    r"\w+zehnten) (?:berufs|dienst|tätigkeits)jahr|"
    r"ab (?:dem|the) (?:dritten|vierten|fünften|sechsten|third|fourth|fifth|[3-9]\.) (?:jahr|year)|berufspraxis|"
    r"(?:lange[rn]?|wachsende[rn]?|mehr|viel|einiger|mit|nach) praxis\b|"
    r"alte[rn]? hase|old hand)|"
    r"(?P<entry>(?<!\d)[12]\. (?:berufs|dienst|tätigkeits)jahr|(?<!wieder)einsteig|(?<!wieder)einstieg|anfäng|"
    r"angefangen|\banfangs?|\bbeginn(?:t|en|er|ers|ing)?\b|\bfängt\b|\bfangen\b|berufsstart|"
    r"\bstart(?!-?up| sofort| ab |termin|datum)(?:et|est|en|er|gehalt|gehälter|s|ing|ers)?\b|zum start|geht(?: es|s) los|"
    r"ausgelernt|los geht|\bstufe 1 (?:bedeutet|bringt|sind|ergibt)|"
    r"\bnew (?:drivers|staff|starters|hires|recruits|colleagues|employees)|\bbegins?\b|eingangs(?:amt|stufe)|"
    r"(?:erste|unterste)\w* stufe|first step|junior|absolvent|"
    r"berufseinst|"
    r"berufsanfäng|neuling|"
    r"frisch (?:von|aus)(?! der meister)|nach (?:der |bestandener |erfolgreicher )?(?:gesellen|abschluss)?prüfung(?! zum)|"
    r"nach dem volontariat|"
    r"erste\w* (?:job|jahr|berufsjahr|stelle)|nach (?:dem|der) (?:studium|ausbildung|lehre|"
    r"abschluss|examen|bachelor|master)|newly qualified|frisch gebacken|"
    r"zunächst|zu beginn|at first|initially|entry|graduate|first[- ](?:job|year)|newcomer|fresh out)"
)
STEPS_IN = re.compile(
    rf"\bsteig(?:t|en)\b[^,;]*{MARK}[^,;]*\bein\b|\bgeh(?:t|en)\b[^,;]*{MARK}[^,;]*\blos\b"
)  # "steigen mit 3.250 € ein"
_DEPENDS = re.compile(rf"(?:je nach|abhängig von|hängt von|depending on|depends on|based on)[^,;{MARK}]*")
_APPRENTICE = re.compile(
    r"angehende|lehrling|\bazubi|auszubildende|ausbildungsvergütung|ausbildungsjahr|lehrjahr|apprentice|trainee|"
    r"volontär|"
    r"referendar|anwärter|praktik"
)
_TRAINING_YEAR = re.compile(r"(?:erste\w*|1\.|first) (?:\w+)?(?:jahr|year)\w*")
_LABEL = re.compile(r"[^|:;,]*(?::|\|)[^|:]*$|\|[^|]*$")  # of the amount in a row: "Einstieg: ", "| Top "
_RESET = re.compile(
    r"\b(?:jetzt|heute|inzwischen|mittlerweile|now|today)\b|schnitt|median|im mittel|mittlere|average|insgesamt|"
    r"overall|nach (?:der|abschluss der) (?:probezeit|einarbeitung)|after (?:the )?probation|\bonce\b|sobald|"
    r"meister|vorarbeiter|leiter\b|leitung|\bhead\b|\bende[nt]|\breich(?:t|en)\b|\breach"
)
_TRIAL = re.compile(r"probezeit|einarbeitung|probation")
_RISES = re.compile(
    r"spring|heb|hob|steig|stieg|klett|wächst|wachs|erhöh|bring|lift|rais|ris|rose|grow|climb|increas|jump"
)
_FROM = re.compile(r"(?:\bvon|\bfrom) (?:etwa |rund |about |around |between )?$")
_ONTO = re.compile(r"(?:\bauf|\bto)(?: etwa| rund| zwischen| about| around| between| bis zu| up to)? $")

_LEAST = re.compile(r"(?:\bab|mindestens|wenigstens|\büber|mehr als|at least|\bover|more than|above|\bfrom) $")
_FOR = re.compile(
    r"^(?: ?(?:brutto|gross|im monat|monatlich|im jahr|(?:a|an|per|pro) \w+|/ ?\w+))*(?: \([^)]*\)| (?:für|bei|"
    r"for|wird man als|als|"
    r"nach|after|once)\b[^,;:()]*)"
)
_OTHERS = re.compile(  # "Neulinge 15,20 €, Fahrer 17,90 €"
    rf"{MARK}[^{MARK}]*, (?:die |der )?(?!später|immer|weniger|wieder|lieber|sogar)[a-zäöüß]{{4,}}(?:er|innen|leute) $"
)
_RARELY = re.compile(
    r"(?:selten|kaum|nicht|nie|rarely|seldom|hardly|not|never) (?:mehr als|über|more than|over|above) $"
)
_MOST = re.compile(
    r"(?:\bbis|bis zu|maximal|höchstens|\bunter|weniger als|up to|as much as|at most|less than|below|under)(?: rund|"
    r" etwa| about)? $"
)
_SECOND = re.compile(rf"^ auf {MARK}")  # "from 3,200 to 4,000", a rise, as the mask writes it
_UPWARDS = re.compile(
    r"^(?: im monat| im jahr| brutto)* ?(?:aufwärts|up\b|upwards|(?:und|oder|and|or) (?:mehr|more)|\+(?! ?\w))"
)
_NOT_BELOW = re.compile(
    r"\b(?:selten|kaum|niemand|nie|keiner|nobody|no one|never|rarely|seldom|hardly|no|not)\b[^,;]*"
    r"(?:\bunter|weniger als|less than|below|under) $"
)
_TOP = re.compile(rf"(?:spitze|spitzeng|top salar|top pay)[^,;{MARK}]*$")
_NET_LABEL = re.compile(
    rf"(?<!{MARK} )\b(?:(?P<gross>brutto|gross)|netto|\bnet):? (?:ca\. |etwa |rund )?$"
)  # "Brutto: 3.420 €, Netto: …"
NET = re.compile(
    r"(?P<gross>brutto|vor steuern|vor abzügen|\bgross\b|before tax)|(?P<net>netto|\bnet\b|after tax|"
    r"after deductions|nach abzügen|"
    r"auf die hand|auf dem konto)"
)


def read_period(sentence: MaskedSentence, amount: Amount) -> tuple[Period, bool]:
    """For which period an amount is paid, and whether the sentence says so."""
    guessed = _by_size(amount.low)
    following = following_period(sentence.after(amount))
    if following is not None:
        return following, True
    said = {_period_of(match) for match in ANY_PERIOD.finditer(sentence.text)}
    if guessed in said:
        return guessed, True
    if len(said) == 1 and is_plausible(amount, only := next(iter(said))) and len(sentence.amounts) == 1:
        return only, True
    return guessed, False


def is_plausible(amount: Amount, period: Period) -> bool:
    """Whether anybody is paid that much in that period."""
    return LEAST_PAID[period] <= amount.low and amount.high <= MOST_PAID[period]


def read_level(sentence: MaskedSentence, amount: Amount) -> Level:
    """The career level that an amount is paid at, "" where nobody said."""
    left_out = _TRAINING_YEAR if _APPRENTICE.search(sentence.text) else _DEPENDS
    before, after = (left_out.sub("", part) for part in (sentence.before(amount), sentence.after(amount)))
    if _RISES.search(sentence.text) and _TRIAL.search(sentence.text) and _FROM.search(before):
        return "entry"
    if _RISES.search(sentence.text) and "experienced" in {_level_of(m) for m in LEVELS.finditer(sentence.text)}:
        if _FROM.search(before) and re.search(rf"^[^{MARK}]*\b(?:auf|to)\b[^{MARK}]*{MARK}", after):
            return "entry"
        if _ONTO.search(before) and MARK in before:
            return "experienced"
    if _APPRENTICE.search(clause_before(before)):
        return ""
    if labelled := _LABEL.search(before.rpartition(MARK)[2]):
        found = LEVELS.search(labelled.group())
        if found or MARK in before or "|" in before:
            return _level_of(found) if found else ""
    if MARK in before and not LEVELS.search(clause_before(before)):
        own = _own_words(after)
        if found := LEVELS.search(own):
            return _level_of(found)
        if _RESET.search(own):
            return ""
    if _OTHERS.search(before) and not LEVELS.search(clause_before(before)):
        return ""
    if cues := list(LEVELS.finditer(before)):
        rest = before[cues[-1].end() :]
        boundary = BOUNDARY.search(rest)
        is_reset = boundary and _RESET.search(rest, boundary.start())
        return "" if is_reset else _level_of(cues[-1])
    near = after if len(sentence.amounts) == 1 else clause_after(after)
    found = LEVELS.search(near) or LEVELS.search(_own_words(after))
    if found:
        return _level_of(found)
    return "entry" if STEPS_IN.search(before.rpartition(MARK)[2] + MARK + near) else ""


def read_bound(sentence: MaskedSentence, amount: Amount) -> Bound:
    """Whether a figure is the least or the most that is paid."""
    before, after = sentence.before(amount), sentence.after(amount)
    if amount.low != amount.high or _SECOND.match(after):
        return ""
    if _NOT_BELOW.search(before):
        return "least"
    if _MOST.search(before) or _RARELY.search(before):
        return "most"
    if _LEAST.search(before) or _UPWARDS.match(after):
        return "least"
    return "most" if _TOP.search(before) else ""


def read_gross(sentence: MaskedSentence, amount: Amount) -> bool | None:
    """Whether an amount is before tax, None where nobody said."""
    if label := _NET_LABEL.search(sentence.before(amount)):
        return bool(label["gross"])
    found = NET.search(sentence.after(amount).partition(MARK)[0])
    earlier = list(NET.finditer(sentence.before(amount)))
    anywhere = {match.lastgroup for match in NET.finditer(sentence.text)}
    if found or earlier:
        return (found or earlier[-1]).lastgroup == "gross"
    return anywhere == {"gross"} if len(anywhere) == 1 else None


def following_period(after: str) -> Period | None:
    """The period that follows an amount directly, as in "3.200 € im Monat"."""
    near = after.partition(MARK)[0][:NEAR]
    found = ANY_PERIOD.search(re.split(r"[,;:]|\s[-–—]\s|\b(?:und|and|aber|but)\b", near)[0])
    return _period_of(found) if found else None


def _own_words(after: str) -> str:
    """What an amount is said to be for directly behind it, in brackets too: "für alte Hasen", "(ab 5 Jahren)"."""
    found = _FOR.match(after.partition(MARK)[0])
    return found.group() if found else ""


def clause_before(before: str) -> str:
    """The end of what stands before an amount, back to the last comma, bracket, dash, conjunction or amount."""
    return BOUNDARY.split(before.rpartition(MARK)[2])[-1]


def clause_after(after: str) -> str:
    """The beginning of what stands behind an amount, up to the next boundary or amount."""
    return BOUNDARY.split(after.partition(MARK)[0])[0]


def _period_of(match: re.Match[str]) -> Period:
    return next(name for name in _PERIODS if match[name])


def _level_of(match: re.Match[str]) -> Level:
    return "experienced" if match["experienced"] else "entry"


def _by_size(amount: Decimal) -> Period:
    if amount < HOURLY_BELOW:
        return "hour"
    return "month" if amount <= MONTHLY_UP_TO else "year"
