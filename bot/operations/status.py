"""What administrators see in the chat: how the bot is doing, what it could not answer, and whether new texts are in use."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bot import inbox_store
from bot.database import Database
from bot.feedback import Feedback
from bot.last_error import LastError
from bot.operations.figures import Period, clustered
from bot.operations.gap_clusters import Gaps
from bot.operator_settings import OperatorSettings
from bot.topics import load_topics
from bot.version import version
from knowledge import KnowledgeBase

GAP_DAYS = 30
AT_LEAST = 3  # wordings, as in the report


@dataclass(frozen=True, slots=True)
class Texts:
    """What is searched at this moment."""

    texts: int
    passages: int


@dataclass(frozen=True, slots=True)
class Status:
    """How the bot is doing: texts, updates by state, today's answers by outcome, the last error of this process."""

    version: str
    texts: Texts
    updates: dict[str, int]
    today: dict[str, int]
    error: str
    error_at: datetime | None


class Operations:
    """The operator's questions to a running bot. All calls block.

    Every method raises `MemoryUnavailable` or `KnowledgeError` where database or texts cannot be read.
    """

    def __init__(
        self,
        settings: OperatorSettings,
        database: str | Path,
        knowledge: KnowledgeBase,
        feedback: Feedback,
        last_error: LastError,
    ) -> None:
        self.settings = settings
        self.database = database
        self._inbox = Database.open(database, inbox_store.TABLES)
        self._knowledge = knowledge
        self._feedback = feedback
        self._last_error = last_error

    def status(self) -> Status:
        """How the bot is doing."""
        today: Counter[str] = Counter()
        for row in self._feedback.usage(_today()):
            today[row["outcome"]] += row["answers"]
        with self._inbox.reading() as connection:
            updates = inbox_store.counts(connection)
        return Status(version(), self.texts(), updates, dict(today), self._last_error.text, self._last_error.moment)

    def gaps(self) -> Gaps:
        """What could not be answered in the last days, in groups."""
        period = Period(GAP_DAYS, AT_LEAST, self.settings.review_months, _today())
        return clustered(self._feedback, self._knowledge, load_topics(), period)

    def texts(self) -> Texts:
        """Opens the newest state of the texts where another process made one, and counts them."""
        self._knowledge.search("Gehalt", limit=1)
        entries = self._knowledge.texts()
        return Texts(len(entries), sum(entry.passages for entry in entries))

    def close(self) -> None:
        """Releases the database."""
        self._inbox.close()


def _today() -> date:
    return datetime.now(UTC).date()
