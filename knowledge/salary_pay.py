"""Whether an amount of money is what somebody earns, by the words around it. Reads neither period nor level."""

import re

from knowledge.salary_amounts import MARK, Amount, MaskedSentence
from knowledge.salary_cues import (
    ANY_PERIOD,
    HOURLY_BELOW,
    LEVELS,
    MONTHLY_UP_TO,
    NET,
    STEPS_IN,
    clause_after,
    clause_before,
    following_period,
)
from knowledge.salary_names import GROUPS
from knowledge.salary_pay_words import (
    ADVERTISED,
    BY,
    BY_THE_HOUR,
    CHANGES,
    COURSE,
    DIFFERENCE_AFTER,
    FOLLOWED,
    HOURLY_RATE,
    INCLUDED,
    JOB_PAYS,
    NEVER,
    NO_PAY,
    ON_TOP,
    OTHER_PERIOD,
    PAY,
    PAY_GROUP,
    PEOPLE_GET,
    POSSIBLE,
    ROW,
    SOME_GET,
    SUBJECT,
    THERE_IT_IS,
)

RARELY_PAID = 150_000  # euros; more is a sum of something else, unless its own clause speaks of pay
LEAST_FULL_TIME = 1_000  # euros a month; an apprentice's pay is about that
LEAST_UNSAID = 800  # euros a month; less is pay only of apprentices and the like, or where a period is stated
LEAST_OF_A_MONTH = 1_500  # euros; "mit 2.890 € weniger als" names pay, "mit 300 € mehr" a difference
_SMALL = re.compile(rf"{ANY_PERIOD.pattern}|{GROUPS}")
_SURE = tuple(map(re.compile, (PAY_GROUP, PEOPLE_GET, ADVERTISED, ROW, SOME_GET, POSSIBLE)))
_EVIDENCE = (PAY, LEVELS, STEPS_IN, *map(re.compile, (JOB_PAYS, HOURLY_RATE)))


def is_pay(sentence: MaskedSentence, amount: Amount, *, among_pay: bool = False) -> bool:
    """Whether an amount is what somebody earns, and no cost, grant, limit or difference.

    `among_pay` says that the sentence stands in a text on pay, where it need not say so again.
    """
    before, after = (INCLUDED.sub("", part) for part in (sentence.before(amount), sentence.after(amount)))
    if _is_ruled_out(sentence, amount, before, after):
        return False
    own = following_period(after) is not None or bool(NET.match(after.lstrip(" (")))
    for part, last in ((clause_before(before), True), (clause_after(after), False), (before, True)):
        verdict = _verdict(part, last=last, own=own)
        if verdict is not None:
            return verdict
    persons = among_pay or amount.high < HOURLY_BELOW or bool(SUBJECT.search(sentence.text))
    if (own and persons) or LEVELS.search(clause_before(before)):
        return True
    is_said = (among_pay and _is_like_pay(sentence, amount)) or any(
        pattern.search(sentence.text) for pattern in _EVIDENCE
    )
    is_sure = any(pattern.search(sentence.text) for pattern in _SURE)
    return is_sure or (is_said and _verdict(after, last=False, own=own) is not False)


def _is_like_pay(sentence: MaskedSentence, amount: Amount) -> bool:
    """Whether an amount has a period or a monthly size; others need a word that says so even in a text on pay."""
    if ANY_PERIOD.search(sentence.text) or THERE_IT_IS.search(sentence.text):
        return True
    return amount.low >= LEAST_FULL_TIME and amount.high <= MONTHLY_UP_TO


def _is_ruled_out(sentence: MaskedSentence, amount: Amount, before: str, after: str) -> bool:
    """Whether it is another thing whatever the words nearby: a grant, a difference, pay by the day, a price, a huge sum."""
    if NEVER.search(sentence.text) or OTHER_PERIOD.match(MARK + after) or _is_difference(amount, before, after):
        return True
    if FOLLOWED.match(after):
        return True
    if amount.high < HOURLY_BELOW:
        return not BY_THE_HOUR.search(sentence.text)
    if amount.high < LEAST_UNSAID and not _SMALL.search(sentence.text):
        return True
    return amount.high > RARELY_PAID and not PAY.search(clause_before(before) + clause_after(after))


def _is_difference(amount: Amount, before: str, after: str) -> bool:
    if DIFFERENCE_AFTER.match(after) and not (amount.low >= LEAST_OF_A_MONTH and before.endswith("mit ")):
        return True
    if ON_TOP.search(clause_after(after)):
        return True
    clause = before.rpartition(MARK)[2]
    return bool(BY.search(before)) and bool(CHANGES.search(clause) or CHANGES.search(clause_after(after)))


def _verdict(part: str, *, last: bool, own: bool) -> bool | None:
    """What the nearest telling word says: `last` reads from the end. A course says no, unless the amount has a period."""
    found = [(m.start(), verdict) for p, verdict in ((PAY, True), (NO_PAY, False)) for m in p.finditer(part)]
    start = part.rfind(MARK) + 1 if last else 0  # a course before another amount is what that one is for
    found += [(m.start(), own) for m in COURSE.finditer(part, start)]
    if not found:
        return None
    return (max if last else min)(found)[1]
