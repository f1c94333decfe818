"""The settings of whoever runs the bot: who administers it, how long things are kept, how it logs. Reads a mapping."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, cast

from bot.errors import SettingsRefused

KEEP_DAYS = 30  # of silence, after which nobody expects to be remembered
REVIEW_MONTHS = 12  # salaries and prices are published yearly
LONGEST = 36_500  # days or months; more is a mistake
LogForm = Literal["text", "json"]


@dataclass(frozen=True, slots=True)
class OperatorSettings:
    """Telegram's ids of the administrators, days until things expire, months until texts are stale, form of the log."""

    admins: frozenset[int] = frozenset()
    keep_days: int = KEEP_DAYS
    review_months: int = REVIEW_MONTHS
    log: LogForm = "text"

    @classmethod
    def from_environment(cls, values: Mapping[str, str]) -> "OperatorSettings":
        """Reads TELEGRAM_ADMINS, REVIERLOTSE_KEEP_DAYS, REVIERLOTSE_REVIEW_MONTHS and REVIERLOTSE_LOG.

        Raises:
            SettingsRefused: Values cannot be used; the message names each of their variables.
        """
        complaints = [complaint for check in (_bad_admins, _bad_numbers, _bad_log) if (complaint := check(values))]
        if complaints:
            raise SettingsRefused("; ".join(complaints))
        return cls(
            admins=frozenset(int(entry) for entry in _entries(values)),
            keep_days=int(values.get("REVIERLOTSE_KEEP_DAYS") or KEEP_DAYS),
            review_months=int(values.get("REVIERLOTSE_REVIEW_MONTHS") or REVIEW_MONTHS),
            log=cast(LogForm, values.get("REVIERLOTSE_LOG") or "text"),
        )

    @property
    def keep(self) -> timedelta:
        """How long conversations, feedback and updates laid aside are kept."""
        return timedelta(days=self.keep_days)


def _entries(values: Mapping[str, str]) -> list[str]:
    return [entry.strip() for entry in values.get("TELEGRAM_ADMINS", "").split(",") if entry.strip()]


def _bad_admins(values: Mapping[str, str]) -> str:
    is_good = all(re.fullmatch(r"[1-9][0-9]{0,17}", entry) for entry in _entries(values))
    return "" if is_good else "TELEGRAM_ADMINS must be user ids separated by commas, such as 123456,789012"


def _bad_numbers(values: Mapping[str, str]) -> str:
    names = ("REVIERLOTSE_KEEP_DAYS", "REVIERLOTSE_REVIEW_MONTHS")
    bad = [name for name in names if (value := values.get(name, "")) and not _is_number(value)]
    return "; ".join(f"{name} must be a whole number from 1 to {LONGEST}" for name in bad)


def _is_number(value: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,5}", value)) and 1 <= int(value) <= LONGEST


def _bad_log(values: Mapping[str, str]) -> str:
    return "" if values.get("REVIERLOTSE_LOG", "") in ("", "text", "json") else "REVIERLOTSE_LOG must be text or json"
