"""The operator's commands on the command line: report, doctor, backup, restore, expire, health. Parses and prints only."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bot.operator_settings import LONGEST
from bot.settings import Settings
from knowledge import progress_bar

BROKEN = 2  # exit code of a doctor that found something to put right


def add_operator_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    """Adds the commands to the parser of `python -m bot`."""
    report = commands.add_parser("report", help="write the operator's report: one HTML page, or --json")
    report.add_argument("--json", action="store_true", help="print the figures as JSON")
    report.add_argument(
        "--output", type=Path, metavar="FILE", help="where to write (default: report.html; JSON: printed)"
    )
    report.add_argument("--days", type=_positive, default=30, metavar="N", help="days until today (default: 30)")
    report.add_argument(
        "--at-least", type=_positive, default=3, metavar="K", help="wordings from which gaps are shown (default: 3)"
    )
    report.add_argument("--language", choices=("de", "en"), default="de", help="of the page (default: de)")
    backup = commands.add_parser("backup", help="write texts and database to one file")
    restore = commands.add_parser("restore", help="put a backup in the place of texts and database")
    for command in (backup, restore):
        command.add_argument("file", type=Path, help="the backup")
        command.add_argument("--force", action="store_true", help="overwrite what is there")
    commands.add_parser("expire", help="delete what is older than REVIERLOTSE_KEEP_DAYS")
    doctor = commands.add_parser("doctor", help="check settings, texts, database and Telegram, and say what to do")
    doctor.add_argument("--json", action="store_true", help="print the findings as JSON")
    commands.add_parser("health", help="tell whether the bot on this machine works, for a container")


def doctor(environment: Mapping[str, str], *, as_json: bool) -> int:
    """Prints the findings. Works with settings that cannot be used, too: they are what is wrong."""
    from bot.operations.doctor import examine, is_broken, printed

    findings = examine(environment)
    print(printed(findings, as_json=as_json))
    return BROKEN if is_broken(findings) else 0


def _report(settings: Settings, parsed: argparse.Namespace) -> int:
    from bot.operations.report import report_figures, report_text, write_report

    with progress_bar() as progress, settings.knowledge.open(progress) as knowledge:
        figures = report_figures(settings, knowledge, days=parsed.days, at_least=parsed.at_least)
    text = report_text(figures, as_json=parsed.json, language=parsed.language)
    path = parsed.output or (None if parsed.json else Path("report.html"))
    if path is None:
        sys.stdout.write(text)
    else:
        write_report(text, path)
        print(f"{path}: written")
    return 0


def _backup(settings: Settings, parsed: argparse.Namespace) -> int:
    from bot.operations.backup import write_backup

    print("\n".join(write_backup(settings, parsed.file, force=parsed.force)))
    return 0


def _restore(settings: Settings, parsed: argparse.Namespace) -> int:
    from bot.operations.backup import restore_backup

    print("\n".join(restore_backup(settings, parsed.file, force=parsed.force)))
    return 0


def _expire(settings: Settings, parsed: argparse.Namespace) -> int:
    from bot.operations.expiry import expire

    print(expire(settings.conversations, settings.operator.keep))
    return 0


def _health(settings: Settings, parsed: argparse.Namespace) -> int:
    from bot.operations.health import check_health

    print(check_health(settings))
    return 0


def _positive(text: str) -> int:
    """A whole number from 1 to 36,500, for argparse."""
    number = int(text)
    if not 1 <= number <= LONGEST:
        raise ValueError
    return number


# Imports stand in the commands: database, templates and HTTP cost time that answering need not pay.
OPERATOR_COMMANDS: Mapping[str, Callable[[Settings, argparse.Namespace], int]] = {
    "report": _report,
    "backup": _backup,
    "restore": _restore,
    "expire": _expire,
    "health": _health,
}
