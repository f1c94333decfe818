"""Answers that need arithmetic on salary facts: judging a figure, month <-> year, pay by the hour. Retrieves nothing."""

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.asked import asks_for_pay
from bot.facets import Level, Period, read_level
from bot.question import Question
from bot.salary_offer import NamedPay, asks_to_convert, read_offers, read_weekly_hours
from bot.salary_periods import MONTHS, MONTHS_OF_QUARTER, THIRTEEN, USUAL_HOURS, WEEKS_OF_QUARTER, from_month, to_month
from bot.salary_phrases import distance, hours_written, level_head, level_named, money, salary_phrase
from bot.salary_ranges import Pay, for_levels, known_pay
from bot.sentence_scores import COMPUTED, Candidate
from bot.wording import fold
from knowledge import Hit, split_sentences

NOT_ON_PAY = frozenset({"funding", "training"})  # themes in which a figure is a price or a grant
ENTRY_TOPICS = "entry_"  # topics of theme training that "9000 Euro Einstieg" looks like
MOST_OFFERS = 2  # figures of one message that are judged
_JUDGES = re.compile(
    r"zu (?:wenig|niedrig|viel|hoch)|fair|angemessen|realistisch|in ordnung|\bok(?:ay)?\b|reich(?:t|en)\b|"
    r"too (?:little|low|much|high)|enough|reasonable|realistic|decent"
)
OTHER_PAY = frozenset({"salary_public", "salary_neighbours", "salary_comparison"})  # topics with figures of others


def salary_answer(question: Question, hits: Sequence[Hit], language: str) -> list[Candidate] | None:
    """The sentences that answer a question by arithmetic on salary facts, None where the passages' own do.

    Each sentence comes with the passage that it rests on; computed ones show their formula. Only figures of the asked
    profession and city are used, never those of other groups.

    Args:
        question: What is asked.
        hits: Ranked passages.
        language: "de" or "en", what the answer is written in.
    """
    if not _is_ours(question):
        return None
    pay = known_pay(hits)
    offers = read_offers(question.focus)[:MOST_OFFERS] or read_offers(question.text)[:MOST_OFFERS]
    if offers and ((question.period == "hour" and offers[0].period != "hour") or asks_to_convert(question.focus)):
        return _own_figure(question, offers[0], hits, language)
    if offers:
        return _judged(question, offers, pay, language)
    if question.period == "hour":
        return _by_hour(question, pay, language)
    return _converted(question, pay, language) if question.period in ("month", "year") else None


def _is_ours(question: Question) -> bool:
    """Whether a question is on the pay of the texts' own profession and city, before tax."""
    about_pay = question.theme == "salary" or (asks_for_pay(question.focus) and question.theme != "funding")
    names_pay = question.theme not in NOT_ON_PAY or question.topic.startswith(ENTRY_TOPICS)
    is_claim = bool(_level(question)) or bool(_JUDGES.search(fold(question.focus)))
    claims = names_pay and is_claim and bool(read_offers(question.text))
    elsewhere = question.reading.other_cities or question.reading.other_profession
    is_net = question.outside == "net_pay" or "netto" in fold(question.text)
    return (about_pay or claims) and not elsewhere and not is_net and question.topic not in OTHER_PAY


def _level(question: Question) -> Level:
    """The level asked about; a follow-up keeps that of the question before."""
    return question.reading.level or read_level(question.standalone)


def _judged(
    question: Question, offers: Sequence[NamedPay], pay: Sequence[Pay], language: str
) -> list[Candidate] | None:
    """Whether figures lie below, within or above the range."""
    period = "month" if any(entry.period == "month" for entry in pay) else "year"
    ranges = for_levels(_level(question), (entry for entry in pay if entry.period == period))
    if not ranges:
        return None
    verdicts = [
        Candidate(_verdict(offer, entry, language), entry.passage, COMPUTED) for offer in offers for entry in ranges
    ]
    return [*verdicts, *_grounds(ranges, language)]


def _verdict(offer: NamedPay, pay: Pay, language: str) -> str:
    amount = _in_period(offer, pay.period)
    low, high = pay.fact.low, pay.fact.high
    key = "below" if amount < low else "above" if amount > high else "within"
    formula, percent = distance(amount, high if key == "above" else low, language)
    return salary_phrase(
        key,
        language,
        formula=formula,
        percent=percent,
        offer=_offered(offer, pay.period, language),
        level=level_named(pay.level, language),
        range=money(low, high, pay.period, language),
    )


def _in_period(offer: NamedPay, period: Period) -> Decimal:
    return from_month(to_month(offer.amount, offer.period), period)


def _offered(offer: NamedPay, period: Period, language: str) -> str:
    """The figure as it is compared, with the formula where it was converted."""
    named, amount = money(offer.amount, offer.amount, offer.period, language), _in_period(offer, period)
    if offer.period == period:
        return named
    if offer.period == "hour":
        assumed = salary_phrase("assumed", language)
        return f"{named} × 40 × 13 ÷ 3 = {money(amount, amount, period, language)}{assumed}"
    sign = "÷" if period == "month" else "×"
    return f"{named} {sign} {MONTHS} = {money(amount, amount, period, language)}"


def _converted(question: Question, pay: Sequence[Pay], language: str) -> list[Candidate] | None:
    """Month to year or back, where no passage states the figure that is asked for."""
    wanted: Period = question.period
    given: Period = "month" if wanted == "year" else "year"
    if for_levels(_level(question), (entry for entry in pay if entry.period == wanted)):
        return None
    ranges = for_levels(_level(question), (entry for entry in pay if entry.period == given))
    lines = [
        Candidate(_conversion(e.fact.low, e.fact.high, given, e.level, language), e.passage, COMPUTED) for e in ranges
    ]
    return [*lines, *_grounds(ranges, language)] or None


def _conversion(low: Decimal, high: Decimal, given: Period, level: Level, language: str) -> str:
    if given == "month":
        month, year = money(low, high, "month", language), money(low * MONTHS, high * MONTHS, "year", language)
        thirteen = money(low * THIRTEEN, high * THIRTEEN, "year", language)
        return _line("to_year", level, language, month=month, year=year, thirteen=thirteen)
    month, year = money(low / MONTHS, high / MONTHS, "month", language), money(low, high, "year", language)
    thirteen = money(low / THIRTEEN, high / THIRTEEN, "month", language)
    return _line("to_month", level, language, month=month, year=year, thirteen=thirteen)


def _by_hour(question: Question, pay: Sequence[Pay], language: str) -> list[Candidate] | None:
    """Pay by the hour from monthly pay, where no passage states it."""
    if any(entry.period == "hour" for entry in pay):
        return None
    ranges = for_levels(_level(question), (entry for entry in pay if entry.period == "month"))
    lines = [
        Candidate(_hourly(entry.fact.low, entry.fact.high, entry.level, question, language), entry.passage, COMPUTED)
        for entry in ranges
    ]
    return [*lines, *_grounds(ranges, language)] or None


def _hourly(low: Decimal, high: Decimal, level: Level, question: Question, language: str) -> str:
    named = read_weekly_hours(question.text)
    hours = named or USUAL_HOURS
    low_hour, high_hour = (value * MONTHS_OF_QUARTER / WEEKS_OF_QUARTER / hours for value in (low, high))
    return _line(
        "to_hour",
        level,
        language,
        month=money(low, high, "month", language),
        hours=hours_written(hours, language),
        hour=money(low_hour, high_hour, "hour", language),
        assumed="" if named else salary_phrase("assumed", language),
    )


def _own_figure(question: Question, offer: NamedPay, hits: Sequence[Hit], language: str) -> list[Candidate] | None:
    """The person's own figure converted; the passage only shows whose pay is spoken of."""
    if not hits:
        return None
    month = to_month(offer.amount, offer.period)
    if question.period == "hour":
        line = _hourly(month, month, "", question, language)
    else:
        line = _conversion(offer.amount, offer.amount, offer.period, "", language)
    return [Candidate(salary_phrase("own_figure", language) + line, hits[0].passage, COMPUTED)]


def _line(key: str, level: Level, language: str, **values: str) -> str:
    return salary_phrase(key, language, level=level_head(level, language), **values)


def _grounds(ranges: Sequence[Pay], language: str) -> list[Candidate]:
    """The passages' sentences behind a calculation, and what they leave open."""
    stated = [Candidate(e.fact.sentence, e.passage, _place(e)) for e in ranges]
    unsaid = [e for e in ranges if not e.fact.period_stated and e.period != "hour"]
    notes = [Candidate(salary_phrase(f"{e.period}_inferred", language), e.passage, COMPUTED) for e in unsaid[:1]]
    return [*{entry.text: entry for entry in stated}.values(), *notes]


def _place(pay: Pay) -> int:
    return split_sentences(pay.passage.text).index(pay.fact.sentence)
