"""The command line of the bot, every command of it. Parses arguments, opens parts and turns errors into one line."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dotenv import find_dotenv, load_dotenv
from rich.console import Console

from bot.ask import ask_lines, ask_once, write_chart
from bot.chart_files import CHARTS_FOLDER, ChartFiles
from bot.conversation import Advisor
from bot.errors import BotError
from bot.language_model import open_configured
from bot.log_lines import start_logging
from bot.memory import Memory
from bot.operations.commands import OPERATOR_COMMANDS, add_operator_commands, doctor
from bot.salary_chart import SalaryCharts
from bot.second_process import SecondProcess
from bot.settings import Settings
from bot.terminal import chat
from knowledge import KnowledgeBase, KnowledgeError, progress_bar

if TYPE_CHECKING:
    from bot.telegram.registration import Webhook

BAD_INPUT = 2  # exit code for whatever the user can put right


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; returns 0, or 2 after one line about what is wrong."""
    parsed = _parser().parse_args(arguments)
    load_dotenv(find_dotenv(usecwd=True))
    try:
        if parsed.command == "doctor":
            return doctor(os.environ, as_json=bool(parsed.json))
        settings = Settings.from_environment(os.environ)
        command = parsed.command or ("telegram" if settings.telegram_token else "chat")
        return _COMMANDS[command](settings, parsed)
    except (BotError, KnowledgeError) as error:
        print(f"revierlotse: {error}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="Answers questions on a job in a city, with sources."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("chat", help="talk at the terminal")
    ask = commands.add_parser("ask", help="answer one question, or JSON Lines from standard input")
    ask.add_argument("text", nargs="*", help="the question")
    ask.add_argument(
        "--jsonl", action="store_true", help='read {"conversation": …, "text": …} lines, print one object each'
    )
    ask.add_argument("--chart", type=Path, metavar="FILE", help="also draw the salaries of the answer into a PNG file")
    telegram = commands.add_parser("telegram", help="answer on Telegram (long polling)")
    telegram.add_argument("--webhook", action="store_true", help="let Telegram call: needs WEBHOOK_URL")
    webhook = commands.add_parser("webhook", help="set, show or delete the address that Telegram calls")
    webhook.add_argument("action", choices=("set", "info", "delete"))
    inbox = commands.add_parser("inbox", help="show updates that wait or were laid aside")
    inbox.add_argument("action", nargs="?", choices=("retry", "drop"), help="what to do with one that was laid aside")
    inbox.add_argument("update", nargs="?", type=int, help="its id")
    add_operator_commands(commands)
    return parser


def _knowledge(settings: Settings) -> KnowledgeBase:
    with progress_bar() as progress:
        return settings.knowledge.open(progress)


def _advisor(settings: Settings, knowledge: KnowledgeBase) -> Advisor:
    """One whose conversations end with this process."""
    folder, assistant = settings.knowledge.data_dir, open_configured(settings, knowledge)
    return Advisor(knowledge, folder, Memory.in_process(), assistant)


def _watching_advisor(settings: Settings) -> Advisor:
    """One for a second process, which has a log and follows a vector server by itself."""
    start_logging(settings.operator.log, secrets=(settings.telegram_token, settings.database_url))
    knowledge = _knowledge(settings)
    knowledge.watch_vectors()
    return Advisor(knowledge, settings.knowledge.data_dir, Memory.in_process())


def _chat(settings: Settings, parsed: argparse.Namespace) -> int:
    chat(_advisor(settings, _knowledge(settings)), Console())
    return 0


def _ask(settings: Settings, parsed: argparse.Namespace) -> int:
    text = " ".join(parsed.text).strip()
    if bool(text) == parsed.jsonl:
        raise BotError('give one question, as in: python -m bot ask "Was verdient man am Anfang?", or --jsonl')
    if parsed.chart and parsed.jsonl:
        raise BotError("--chart belongs to a single question, not to --jsonl")
    knowledge = _knowledge(settings)
    advisor = _advisor(settings, knowledge)
    if parsed.jsonl:
        ask_lines(advisor, sys.stdin, sys.stdout)
        return 0
    answer = ask_once(advisor, text, Console())
    if parsed.chart:
        write_chart(SalaryCharts(knowledge), answer, parsed.chart)
    return 0


def _telegram(settings: Settings, parsed: argparse.Namespace) -> int:
    from bot.feedback import Feedback  # both cost time that the other commands need not pay
    from bot.operations.status import Operations
    from bot.telegram import Surface, run_polling
    from bot.warm_up import warmed_up

    token, base_url, database = _token(settings), settings.telegram_base_url, settings.conversations
    last_error = start_logging(settings.operator.log, secrets=(token, settings.database_url))
    knowledge, folder = _knowledge(settings), settings.knowledge.data_dir
    knowledge.watch_vectors()
    memory = Memory.open(database, expire_after=settings.operator.keep)
    second = SecondProcess(partial(_watching_advisor, settings))
    advisor = Advisor(knowledge, folder, memory, open_configured(settings, knowledge), second)
    feedback = Feedback.open(database)
    operations = Operations(settings.operator, database, knowledge, feedback, last_error)
    surface = Surface(feedback, SalaryCharts(knowledge), ChartFiles(folder / CHARTS_FOLDER), operations)
    with closing(second), warmed_up(advisor):
        if getattr(parsed, "webhook", False):
            from bot.telegram.webhook import run_webhook  # the web server, which polling does not need

            hook, listen = _hook(settings), settings.webhook_listen
            run_webhook(
                advisor, surface, token=token, webhook=hook, listen=listen, database=database, base_url=base_url
            )
        else:
            run_polling(advisor, surface, token=token, base_url=base_url, database=database)
    return 0


def _webhook(settings: Settings, parsed: argparse.Namespace) -> int:
    from bot.telegram.webhook_command import manage_webhook

    token = _token(settings)
    if parsed.action == "set" and not settings.webhook_url:
        raise BotError("WEBHOOK_URL is not set; it is the public address that Telegram calls")
    print(manage_webhook(parsed.action, token=token, webhook=_hook(settings), base_url=settings.telegram_base_url))
    return 0


def _inbox(settings: Settings, parsed: argparse.Namespace) -> int:
    from bot.inbox_command import settle, show_inbox

    if parsed.action and parsed.update is None:
        raise BotError(f"say which update, as in: python -m bot inbox {parsed.action} 123456")
    print(
        settle(settings.conversations, parsed.action, parsed.update)
        if parsed.action
        else show_inbox(settings.conversations)
    )
    return 0


def _token(settings: Settings) -> str:
    if not settings.telegram_token:
        raise BotError("TELEGRAM_BOT_TOKEN is not set; @BotFather gives you one (see README)")
    return settings.telegram_token


def _hook(settings: Settings) -> "Webhook":
    from bot.telegram.registration import Webhook, derived_secret

    return Webhook(settings.webhook_url, settings.webhook_secret or derived_secret(settings.telegram_token))


_COMMANDS = {
    "chat": _chat,
    "ask": _ask,
    "telegram": _telegram,
    "webhook": _webhook,
    "inbox": _inbox,
    **OPERATOR_COMMANDS,
}

if __name__ == "__main__":
    sys.exit(main())
