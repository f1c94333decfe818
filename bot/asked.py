"""What kind of value a message asks for - an amount, a time, a share, contact data - and what gives it. Leaf module."""

import re
from functools import lru_cache
from typing import Final

from bot.wording import fold

REMEMBERED = 4096  # messages, and the sentences of passages that are asked for most
_PAY = re.compile(
    r"\bwomit (?:kann|darf|konnte) (?:ich|man) (?:da |dort |etwa )*rechnen\b|"
    r"verdien|gehalt|lohn(?!t)|kohle|knete|brutto|\b(?:an|viel) geld\b|salar|\bpays?\b|earn|wage|entgelt|besoldung|vergutung|"
    r"\b(?:was|wat|wie ?viel) (?:krieg|krich|bekomm)\w* (?:man|ein\w*|der|die|ich|du|so)? ?als\b|"
    r"\b(?:was|wat|wie ?viel) (?:krieg|krich|bekomm)\w* (?:ich|man|du|die|der|sie) (?:da|dann|denn|dort|danach)\b|"
    r"\b(?:was|wat|wie ?viel) wurd\w* (?:ich|man|du) (?:\w+ )?(?:kriegen|bekommen)\b|"
    r"\b(?:was|wat|wie ?viel) (?:kann|darf|sollte?|konnte) (?:ich|man) (?:\w+ )?(?:verlangen|fordern|erwarten)\b|"
    # Idioms: "wat gibbet dafür", "was springt da raus", "kann man davon leben", "reicht das für eine Familie".
    r"\b(?:gibts?|gibb?et|gibbts|krie?ch\w*|zahlen (?:die|sie)) (?:es |da |die |man )*(?:dafur|einem)\b|"
    r"\b(?:was|wat|wie ?viel) (?:springt|kommt|schaut) .*\b(?:raus|rum|heraus)\b|\bdavon leben\b|\bzum leben\b|"
    r"\b(?:fur|ernahr\w*) (?:n?e |eine |die |meine )?familie\b|\bfamilie (?:\w+ )?ernahren\b|\bmiete zahlen\b|"
    r"\bschotter\b|\bmoneten\b|\bzaster\b|\bpenunze|"
    r"\bwhat (?:can|should|could) i (?:ask for|demand|expect)\b|"
    r"\bhow much (?:money )?(?:do|dos|does|can|could|would|will)\b[^.?!]* make\b"
)
_PAID_BY = re.compile(rf"{_PAY.pattern}|\bzahl(?:t|en)\b")
_JOBS = re.compile(r"\b(?:welche\w*|was|wat|what|which)\b.*\b(?:berufe?n?|jobs|professions|occupations)\b")
_CONTACT = re.compile(
    r"(?:telefon|handy|mobil|durchwahl)\w*|e-?mail|phone|whatsapp|kontaktdaten|contact (?:data|details|email|number)"
)
_CONTACT_GIVEN = re.compile(r"\b0\d{2,5}[ /-]\d{3}|@|servicetelefon")

# What a question asks for, and what a sentence that gives it holds; both in folded text.
_VALUES: Final = tuple(
    (re.compile(asked), re.compile(given))
    for asked, given in (
        (
            r"verdien|gehalt|lohn|kohle|knete|asche|kostet|kosten|preis|gebuhr|(?<!s)teuer|salar|\bpay\b|earn|wage|cost|price|fee|"
            r"money|geld|brutto|\b\d{4}\b|\d\.\d{3}",
            r"€|\beuro\b|\beur\b|\busd\b|dollar|kostenlos|gebuhr",
        ),
        (
            r"(?:wie lang|bis wann|how long|until when).*(?:gilt|gultig|valid)|"
            r"lauft\b.*\bab\b|ablauf|verfall|erneuer|expire|renew",
            r"\d+ ?(?:jahre|years)|(?:ein|zwei|drei|vier|funf|one|two|three|four|five) (?:jahr|year)|lauft n|ablauf|verfall|"
            r"gultig|"
            r"erneuer|lebenslang|expire|renew",
        ),
        (
            r"^(?!.*(?:gilt|gultig|valid)).*(?:wie lang|dauer|wieviel zeit|wie viele? stunden|how long|duration|how many hours)",
            r"\d+ ?(?:minuten|stunden|tage|wochen|monate|jahre|semester|minutes|hours|days|weeks|months|years)|"
            r"(?:einen?|anderthalb|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|"
            r"one|two|three|four|five|six|nine|ten|twelve) "
            r"(?:stunde|tag|woche|jahr|monat|semester|hour|day|week|year|month)",
        ),
        (r"wie ?viele?|wie hoch|prozent|anteil|quote|how many|how much|percent|share", r"\d"),
        (
            r"\bwann\b|frist|seit wann|\bwhen\b|deadline",
            r"\b(?:19|20)\d\d\b|\d\. ?(?:januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember)|"
            r"wochen|monate|\btag|weeks|months|\bday",
        ),
    )
)


def asks_for_pay(text: str) -> bool:
    """Whether a message asks what is earned."""
    return bool(_PAY.search(fold(text)))


def asks_what_is_paid(text: str) -> bool:
    """Whether a message asks what somebody earns or an employer pays."""
    return bool(_PAID_BY.search(fold(text)))


def asks_for_jobs(text: str) -> bool:
    """Whether a message asks which professions there are."""
    return bool(_JOBS.search(fold(text)))


def asks_for_contact(text: str) -> bool:
    """Whether a message asks for a telephone number or an address to write to."""
    return bool(_CONTACT.search(fold(text)))


def gives_contact(text: str) -> bool:
    """Whether a text holds a telephone number or an address to write to."""
    return bool(_CONTACT_GIVEN.search(fold(text)))


def gives_value(question: str, sentence: str) -> float:
    """1 where the sentence holds the kind of value that the question asks for, 0 where it does not or none is asked."""
    return float(not _asked(question).isdisjoint(_given(sentence)))


def asks_for_value(text: str) -> bool:
    """Whether a text asks for a value of some kind."""
    return bool(_asked(text))


@lru_cache(maxsize=REMEMBERED)
def _asked(text: str) -> frozenset[int]:
    """The numbers of the kinds of value that a text asks for."""
    folded = fold(text)
    return frozenset(number for number, (wanted, _) in enumerate(_VALUES) if wanted.search(folded))


@lru_cache(maxsize=REMEMBERED)
def _given(text: str) -> frozenset[int]:
    """The numbers of the kinds of value that a text holds."""
    folded = fold(text)
    return frozenset(number for number, (_, value) in enumerate(_VALUES) if value.search(folded))
