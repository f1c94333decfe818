"""The command line of the bot: chat, ask, telegram. Parses arguments, opens parts and turns errors into one line."""

import argparse
import os
import sys
from collections.abc import Sequence

from dotenv import find_dotenv, load_dotenv
from rich.console import Console

from bot.ask import ask_lines, ask_once
from bot.conversation import Advisor
from bot.errors import BotError
from bot.memory import Memory
from bot.settings import Settings
from bot.terminal import chat
from knowledge import KnowledgeError, progress_bar

BAD_INPUT = 2  # exit code for whatever the user can put right


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; returns 0, or 2 after one line about what is wrong."""
    parsed = _parser().parse_args(arguments)
    load_dotenv(find_dotenv(usecwd=True))
    try:
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
    commands.add_parser("telegram", help="answer on Telegram (long polling)")
    return parser


def _advisor(settings: Settings, memory: Memory) -> Advisor:
    with progress_bar() as progress:
        return Advisor(settings.knowledge.open(progress), settings.knowledge.data_dir, memory)


def _chat(settings: Settings, parsed: argparse.Namespace) -> int:
    chat(_advisor(settings, Memory.in_process()), Console())
    return 0


def _ask(settings: Settings, parsed: argparse.Namespace) -> int:
    text = " ".join(parsed.text).strip()
    if bool(text) == parsed.jsonl:
        raise BotError('give one question, as in: python -m bot ask "Was verdient man am Anfang?", or --jsonl')
    advisor = _advisor(settings, Memory.in_process())
    if parsed.jsonl:
        ask_lines(advisor, sys.stdin, sys.stdout)
    else:
        ask_once(advisor, text, Console())
    return 0


def _telegram(settings: Settings, parsed: argparse.Namespace) -> int:
    from bot.telegram import run_polling  # costs half a second that the other commands need not pay

    if not settings.telegram_token:
        raise BotError("TELEGRAM_BOT_TOKEN is not set; @BotFather gives you one (see README)")
    advisor = _advisor(settings, Memory.open(settings.conversations))
    run_polling(advisor, token=settings.telegram_token, base_url=settings.telegram_base_url)
    return 0


_COMMANDS = {"chat": _chat, "ask": _ask, "telegram": _telegram}

if __name__ == "__main__":
    sys.exit(main())
