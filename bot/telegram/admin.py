"""/status, /luecken and /neu_laden for the configured administrators, in their private chats. For others they do not exist."""

from collections.abc import Iterable
from html import escape
from typing import Any, cast

from telegram import Update
from telegram.ext import CommandHandler, filters

from bot.operations.status import GAP_DAYS, Operations, Status, Texts
from bot.telegram.admin_phrases import ADMIN_PHRASES
from bot.telegram.context import Context, chosen_phrases, consult
from bot.telegram.sending import reply

MOST_GAPS = 15  # groups in one message
COMMAND_NAMES = {"status": ("status",), "gaps": ("luecken", "gaps"), "reload": ("neu_laden", "reload")}


def admin_handlers(admins: Iterable[int]) -> list[CommandHandler[Context, Any]]:
    """The handlers of the commands, for these people alone; the commands of others go on to the other handlers."""
    known = sorted(admins)
    if not known:
        return []
    allowed = filters.User(user_id=known) & filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    callbacks = {"status": status, "gaps": gaps, "reload": reload}
    return [CommandHandler(list(names), callbacks[key], allowed) for key, names in COMMAND_NAMES.items()]


async def status(update: Update, context: Context) -> None:
    """Says how the bot is doing."""
    words = await _words(update, context)
    found = await consult(_operations(context).status)
    await reply(update, context, [_status_text(found, words)])


async def gaps(update: Update, context: Context) -> None:
    """Lists what could not be answered, in groups that nobody can be recognised in."""
    words = await _words(update, context)
    found = await consult(_operations(context).gaps)
    lines = [f"<b>{words['gaps'].format(days=GAP_DAYS)}</b>"]
    lines += [f"{gap.times}× {escape(gap.question, quote=False)}" for gap in found.shown[:MOST_GAPS]]
    if not found.shown:
        lines.append(words["no_gaps"])
    if found.further:
        lines.append(words["further"].format(n=found.further))
    await reply(update, context, ["\n".join(lines)])


async def reload(update: Update, context: Context) -> None:
    """Takes up texts that another process added, at once, and says what there is now."""
    words = await _words(update, context)
    found = await consult(_operations(context).texts)
    await reply(update, context, [f"{words['reloaded']} {_texts(found, words)}"])


def _status_text(status: Status, words: dict[str, str]) -> str:
    updates, today = status.updates, status.today
    error = words["no_error"]
    if status.error_at:
        error = f"{status.error_at:%Y-%m-%d %H:%M} UTC, {escape(status.error, quote=False)}"
    outcomes = ", ".join(f"{count} {words[outcome]}" for outcome, count in sorted(today.items()))
    return "\n".join(
        [
            f"<b>Revierlotse {escape(status.version)}</b>",
            _texts(status.texts, words),
            words["queue"].format(**updates),
            words["today"].format(n=sum(today.values())) + (f": {outcomes}" if outcomes else ""),
            f"{words['error']}: {error}",
        ]
    )


def _texts(texts: Texts, words: dict[str, str]) -> str:
    return words["texts"].format(texts=texts.texts, passages=texts.passages)


async def _words(update: Update, context: Context) -> dict[str, str]:
    return ADMIN_PHRASES[(await chosen_phrases(update, context)).language]


def _operations(context: Context) -> Operations:
    return cast(Operations, context.surface.operations)  # the handlers are registered only where there are any
