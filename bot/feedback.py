"""What people thought of answers, what could not be answered, and how many answers there were, for the operator's report.

Feedback belongs to its conversation and goes with it. Gaps and counts name nobody: no chat, no user, no hour of the day.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from bot.answer import Answer
from bot.composer import CRISIS
from bot.database import Database
from bot.feedback_store import TABLES, FeedbackStore
from bot.notes import Exchange
from bot.personal_data import masked

Vote = Literal["up", "down"]
Reason = Literal["wrong", "not_my_question", "too_long", "outdated"]

LATENCIES = (50, 100, 200, 500, 1000, 2000, 5000, 20_000)  # milliseconds; the classes in which answers are counted
SLOWER = 1_000_000  # the class of all that took longer
KEEP_GAPS = timedelta(days=365)  # they name nobody, and after a year the texts are others
LONGEST_GAP = 300  # characters kept of a question: enough to see what texts are missing


class Feedback:
    """Votes by conversation, gaps and counts by day. Every method raises `MemoryUnavailable` where the database fails."""

    name = "feedback"  # of its part in a person's export

    def __init__(self, store: FeedbackStore) -> None:
        self._store = store

    @classmethod
    def open(cls, address: str | Path) -> "Feedback":
        """Opens the feedback of a database: a SQLAlchemy URL, or the path of a SQLite file."""
        return cls(FeedbackStore(Database.open(address, TABLES)))

    @classmethod
    def in_process(cls) -> "Feedback":
        """Feedback that ends with this process."""
        return cls(FeedbackStore(Database.in_process(TABLES)))

    def close(self) -> None:
        """Releases the database."""
        self._store.close()

    def answered(self, question: str, answer: Answer, seconds: float) -> None:
        """Counts an answer and keeps the question as a gap where it was declined; a person's crisis is no gap.

        Args:
            question: In the person's words; kept only where declined, and masked.
            answer: What was said.
            seconds: How long it took.
        """
        within = next((limit for limit in LATENCIES if seconds * 1000 <= limit), SLOWER)
        counted = {"topic": answer.topic, "outcome": answer.outcome, "language": answer.language, "within_ms": within}
        self._store.count({"day": _today(), **counted})
        if answer.outcome == "declined" and answer.topic != CRISIS and question.strip():
            self._add_gap("declined", question, answer.topic, answer.language)

    def rate(self, conversation: str, exchange: Exchange, vote: Vote) -> None:
        """Keeps a vote on an answer in the place of an earlier one; a downvoted question becomes a gap."""
        before = self._store.vote(conversation, exchange.sent[-1])
        if before and before["vote"] == vote:
            return
        self._close_gap(before)
        gap = self._add_gap("downvoted", exchange.question, exchange.topic, exchange.language) if vote == "down" else 0
        self._store.put_vote(
            {
                "conversation": conversation,
                "message": exchange.sent[-1],
                "day": _today(),
                "vote": vote,
                "reason": "",
                "question": exchange.question,
                "passages": list(exchange.passages),
                "outcome": exchange.outcome,
                "topic": exchange.topic,
                "language": exchange.language,
                "gap": gap,
            }
        )

    def explain(self, conversation: str, exchange: Exchange, reason: Reason) -> None:
        """Adds to a downvote why; without a vote nothing happens."""
        before = self._store.vote(conversation, exchange.sent[-1])
        if before and before["vote"] == "down":
            self._store.put_vote({**before, "reason": reason})
            self._store.explain_gap(before["gap"], reason)

    def withdraw(self, conversation: str, exchange: Exchange) -> None:
        """Takes a vote back, and the gap with it."""
        before = self._store.vote(conversation, exchange.sent[-1])
        self._close_gap(before)
        self._store.delete_vote(conversation, exchange.sent[-1])

    def gaps(self, since: date) -> list[dict[str, Any]]:
        """The questions since a day that were declined or whose answer was downvoted, oldest first."""
        return self._store.gaps(since)

    def usage(self, since: date) -> list[dict[str, Any]]:
        """How many answers there were, by day, topic, outcome, language and latency class (`within_ms`)."""
        return self._store.usage(since)

    def votes(self, since: date) -> list[dict[str, Any]]:
        """How many votes of each kind there were, by day, topic, outcome, language and reason."""
        return self._store.count_votes(since)

    def expire(self, keep: timedelta) -> tuple[int, int]:
        """Deletes votes given longer ago, and gaps older than `KEEP_GAPS`; returns how many of each."""
        today = _today()
        return self._store.delete_votes_before(today - keep), self._store.delete_gaps_before(today - KEEP_GAPS)

    def export(self, conversation: str) -> list[dict[str, Any]]:
        """All feedback of a conversation, as JSON can say it."""
        hidden = ("conversation", "gap")
        return [
            {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}
            for row in ({k: v for k, v in row.items() if k not in hidden} for row in self._store.votes(conversation))
        ]

    def forget(self, conversation: str) -> None:
        """Deletes all feedback of a conversation."""
        self._store.delete_votes(conversation)

    def _add_gap(self, kind: str, question: str, topic: str, language: str) -> int:
        text = masked(question)[:LONGEST_GAP]
        words = {"kind": kind, "reason": "", "question": text, "topic": topic, "language": language}
        return self._store.add_gap({"day": _today(), **words})

    def _close_gap(self, vote: dict[str, Any] | None) -> None:
        if vote and vote["gap"]:
            self._store.delete_gap(vote["gap"])


def _today() -> date:
    return datetime.now(UTC).date()
