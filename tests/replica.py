"""A replica: the bot with a scripted advisor in a process of its own; `python -m tests.replica` reads from stdin how."""

import json
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.answer import Answer
from bot.database import Database
from bot.telegram import build_application
from bot.telegram.polling import poll
from bot.telegram.registration import TABLES, Webhook
from bot.telegram.running import run_until_signal
from bot.telegram.webhook import listening, serve
from tests.scripted import ScriptedAdvisor, plain_surface

SECRET = "replica-secret"
THINKING = 0.03  # seconds for an answer


@dataclass(frozen=True)
class Start:
    """What a replica is told. Without a `port` it polls."""

    token: str
    base_url: str
    database: str
    port: int = 0
    lease: float = 1.0


class SlowAdvisor(ScriptedAdvisor):
    """Answers everything after a moment."""

    def reply(self, conversation: str, text: str, **how: Any) -> Answer:
        time.sleep(THINKING)
        return super().reply(conversation, text, **how)


def main() -> None:
    """Runs as it is told."""
    start = Start(**json.loads(sys.stdin.readline()))
    application = build_application(
        SlowAdvisor(),
        plain_surface(),
        token=start.token,
        base_url=start.base_url,
        database=start.database,
        lease=start.lease,
    )
    if not start.port:
        run_until_signal(partial(poll, application))
        return
    with closing(Database.open(start.database, TABLES)) as marks, listening("127.0.0.1", start.port) as bound:
        run_until_signal(partial(serve, application, bound, Webhook("", SECRET), marks))


if __name__ == "__main__":
    main()
