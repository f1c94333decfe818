"""Pay by the hour, month and year, one into the other. Every formula is the one that answers show."""

from decimal import Decimal

from bot.facets import Period

MONTHS = 12
THIRTEEN = 13  # salaries a year where a thirteenth is paid
MONTHS_OF_QUARTER, WEEKS_OF_QUARTER = 3, 13  # month × 3 ÷ 13 is a week's pay (§ 24 TVöD and most collective agreements)
USUAL_HOURS = Decimal(40)  # a week; named as an assumption wherever it is used


def to_month(amount: Decimal, period: Period, hours: Decimal = USUAL_HOURS) -> Decimal:
    """Euros a month: year ÷ 12, hour × weekly hours × 13 ÷ 3."""
    if period == "year":
        return amount / MONTHS
    return amount * hours * WEEKS_OF_QUARTER / MONTHS_OF_QUARTER if period == "hour" else amount


def from_month(amount: Decimal, period: Period, hours: Decimal = USUAL_HOURS) -> Decimal:
    """Euros in a period from euros a month: × 12 for a year, × 3 ÷ 13 ÷ weekly hours for an hour."""
    if period == "year":
        return amount * MONTHS
    return amount * MONTHS_OF_QUARTER / WEEKS_OF_QUARTER / hours if period == "hour" else amount


def in_period(low: Decimal, high: Decimal, given: Period, wanted: Period) -> tuple[Decimal, Decimal]:
    """A range in another period, unrounded."""
    if given == wanted:
        return low, high
    return from_month(to_month(low, given), wanted), from_month(to_month(high, given), wanted)
