"""Whether an amount of money is what somebody earns, by the words around it. Reads neither period nor level."""

import re

from knowledge.salary_amounts import MARK, Amount, MaskedSentence
from knowledge.salary_cues import (
    ANY_PERIOD,
    LEVELS,
    NET,
    STEPS_IN,
    clause_after,
    clause_before,
    following_period,
)

_PAY = re.compile(
    r"verdien|gehalt|gehält|lohn|löhn|vergüt|entgelt|brutto|\bnetto|salär|salar|\bwages?\b|\bpay\b(?! off)|\bpaid\b|earn|"
    r"\bgross\b|\bnet\b|bezahl|gezahlt|einkommen|einkünfte|median|take home|verdienst"
)
_NO_PAY = re.compile(
    r"kost|für (?:die |eine )?(?:fort|weiter)bildung|gebühr|preis|zuschuss|zuschüss|stipendi|"
    r"prämie|bonus|boni\b|zulage|zuschlag|sonderzahlung|urlaubsgeld|"
    r"weihnachtsgeld|umsatz|umsätze|invest|budget|pausch|freibetrag|(?<!unter)grenze\b|ticket|laptop|firmenwagen|dienstwagen|beitrag|"
    r"beiträge|steuern\b|darlehen|kredit|arbeitslosengeld|bürgergeld|kindergeld|elterngeld|umzug|auftrag|aufträge|"
    r"spesen|leistungen|tagessatz|tagessätze|kapital|gewinn|profit|rente\b|strafe|bußgeld|abfindung|unterschied|differenz|abstand|"
    r"obergrenze|einsparung|spart|\bfees?\b|\bcosts?\b|price|\bgrants?\b|\brents?\b|allowance|invests?|turnover|revenue|"
    r"spend|refund|bonus|\bgap\b|difference|\bloan|\bbudget|savings?|\bsave|daily rate|day rate|severance|pension|tuition"
)
_COURSE = re.compile(r"kurs|lehrgang|lehrgäng|prüfung|schulung|seminar|\bcourse|\bexams?\b")
_EMPLOYER = r"(?:häuser|firm|betrieb|unternehmen|arbeitgeber|konzern)"
_JOB_PAYS = re.compile(
    r"(?:stelle|beruf|job|tätigkeit).*(?:zahl|bekomm|erhalt|erhält|\bpays?\b)|"
    rf"\bzahl(?:en|t)\b[^,;{MARK}]*{_EMPLOYER}|{_EMPLOYER}[^,;{MARK}]*\bzahl(?:en|t)\b"
)
_NEVER = re.compile(
    r"bildungsscheck|bildungsprämie|voucher|taxable|zu versteuernd|(?<!be)(?:ge)?förder(?:t|ung|mittel|fähig|höchst)|"
    r"(?<!be)fördert|subsid|funded|bafög|pauschbetrag|freibetrag|bemessungsgrenze|\bmiete|kaltmiete|us-dollar|us dollar|"
    r"einkommensgrenze|income limit|stipendium|scholarship|umsatz|turnover|kaution"
)
_MORE = (
    r"(?:brutto |gross |im monat |monatlich |im jahr |jährlich )*(?:mehr|weniger|höher|niedriger|extra|zusätzlich|drauf|"
    r"unterschied|more|less|higher|lower|on top|raise)\b"
)
_DIFFERENCE_AFTER = re.compile(rf"^ ?{_MORE}")
_UM = re.compile(r"\b(?:um|by)(?: (?:etwa|rund|ca\.|bis zu|gut|knapp|fast|circa|about|around|up to|some))?[\s(]*$")
_CHANGES = re.compile(
    r"steig|stieg|erhöh|wächst|wuchs|höher|mehr|niedriger|weniger|sink|sank|anheb|angehoben|über\b|unter\b|besser|rose|rise|"
    r"rais|increas|grow|grew|higher|lower|exceed"
)
_OTHER_PERIOD = re.compile(
    rf"{MARK}[^{MARK}]{{0,20}}?(?:(?:pro|am|je|per|a) (?:tag|woche|day|week)\b|/ ?(?:tag|day)|täglich|daily)"
)


def is_pay(sentence: MaskedSentence, amount: Amount, *, among_pay: bool = False) -> bool:
    """Whether an amount is what somebody earns, and no cost, grant, limit or difference.

    `among_pay` says that the sentence stands in a text on pay, where it need not say so again.
    """
    before, after = sentence.before(amount), sentence.after(amount)
    if _NEVER.search(sentence.text) or _is_difference(before, after):
        return False
    if _OTHER_PERIOD.match(MARK + after):
        return False
    own = following_period(after) is not None or bool(NET.match(after.lstrip(" (")))
    for part, last in ((clause_before(before), True), (clause_after(after), False), (before, True)):
        verdict = _verdict(part, last=last, own=own)
        if verdict is not None:
            return verdict
    if own or LEVELS.search(clause_before(before)):
        return True
    return _verdict(after, last=False, own=own) is not False and (
        among_pay or any(pattern.search(sentence.text) for pattern in (_PAY, LEVELS, ANY_PERIOD, _JOB_PAYS, STEPS_IN))
    )


def _is_difference(before: str, after: str) -> bool:
    if _DIFFERENCE_AFTER.match(after):
        return True
    clause = before.rpartition(MARK)[2]
    return bool(_UM.search(before)) and bool(_CHANGES.search(clause) or _CHANGES.search(clause_after(after)))


def _verdict(part: str, *, last: bool, own: bool) -> bool | None:
    """What the nearest telling word says: `last` reads from the end. A course says no, unless the amount has a period."""
    found = [(m.start(), verdict) for p, verdict in ((_PAY, True), (_NO_PAY, False)) for m in p.finditer(part)]
    start = part.rfind(MARK) + 1 if last else 0  # a course before another amount is what that one is for
    found += [(m.start(), own) for m in _COURSE.finditer(part, start)]
    if not found:
        return None
    return (max if last else min)(found)[1]
