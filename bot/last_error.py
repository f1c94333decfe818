"""Remembers the last error that was logged, for administrators: when, where and its first line, which names no person."""

import logging
from datetime import UTC, datetime

LONGEST = 120  # characters; class and place are short


class LastError(logging.Handler):
    """A log handler that keeps the first line of our own last error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.text = ""
        self.moment: datetime | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps a record of ours; what libraries say may quote people."""
        if record.name.partition(".")[0] in ("bot", "knowledge"):
            self.text = f"{record.name}: {record.getMessage()}".splitlines()[0][:LONGEST]
            self.moment = datetime.fromtimestamp(record.created, UTC)
