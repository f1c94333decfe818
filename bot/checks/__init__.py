"""Checks of what a language model wrote, sentence by sentence against the passages it cites. They ask no model and trust none."""

from bot.checks.checker import Checker
from bot.checks.draft import DraftSentence, Fault, Kind, read_draft
from bot.checks.evidence import Evidence
from bot.checks.instructions import gives_orders, is_trusted

__all__ = ["Checker", "DraftSentence", "Evidence", "Fault", "Kind", "gives_orders", "is_trusted", "read_draft"]
