"""How soon a model's words reach Telegram: `python -m tests.benchmarks.streaming` prints milliseconds, over local servers.

The model's first token is measured where the server sends it, the draft where the Bot API server receives it.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

from bot.conversation import Advisor
from bot.language_model import open_configured
from bot.memory import Memory
from bot.settings import Settings
from tests.bot_api import BotApiServer
from tests.bot_api.fixtures import running_bot
from tests.openai_api import OpenAiServer, Reply

ROUNDS = 20
KIM = 11
TEXT = (
    "Als Einsteiger kannst du in Duisburg mit 3.200 € bis 3.600 € im Monat rechnen. [1] "
    "Aufs Jahr sind das bei zwölf Gehältern 38.400 € bis 43.200 €. [1]"
)


def main() -> None:
    """Asks the same question again and again, each time waiting for the first draft and for the first sentence."""
    with tempfile.TemporaryDirectory() as folder, OpenAiServer(lambda call: Reply(TEXT, pause=0.03)) as model:
        environment = {
            "REVIERLOTSE_LLM": "openai:test-model",
            "OPENAI_BASE_URL": model.url,
            "REVIERLOTSE_DATA_DIR": folder,
            "REVIERLOTSE_LLM_CHAT_TOKENS": "100000000",
            "REVIERLOTSE_LLM_DAILY_TOKENS": "100000000",
        }
        os.environ["NO_PROXY"] = "127.0.0.1"
        settings = Settings.from_environment(environment)
        with settings.knowledge.open() as base, BotApiServer() as telegram:
            assistant = open_configured(settings, base)
            advisor = Advisor(base, Path(folder), Memory.in_process(), assistant)
            with running_bot(advisor, telegram):
                delays = [_round(telegram, model, number) for number in range(1, ROUNDS + 1)]
    for name, values in (("first token to draft", [d[0] for d in delays]), ("answer", [d[1] for d in delays])):
        ordered = sorted(values)
        print(f"{name}: median {statistics.median(ordered) * 1000:.0f} ms, worst {ordered[-1] * 1000:.0f} ms")


def _round(telegram: BotApiServer, model: OpenAiServer, number: int) -> tuple[float, float]:
    before = len(telegram.calls("sendMessageDraft"))
    asked = time.monotonic()
    telegram.send_text(KIM, "Was verdient man am Anfang?")
    telegram.wait_calls("sendMessageDraft", before + 1)
    drafted = time.monotonic()
    telegram.messages(KIM, number)
    return drafted - model.first_piece_at, time.monotonic() - asked


if __name__ == "__main__":
    main()
