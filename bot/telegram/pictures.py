"""Sends charts as photos with the same facts as caption; a picture that Telegram has already is not uploaded again."""

from collections.abc import Awaitable
from functools import partial
from hashlib import sha256
from html import escape

from telegram import InputFile, Message, Update
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest

from bot.salary_chart import Chart
from bot.telegram.context import Context, chosen_phrases, consult
from bot.telegram.format import source_lines, units
from bot.telegram.keyboards import CHART, keyboard_of, without_chart
from bot.telegram.languages import phrases_in
from bot.telegram.presses import acknowledge, replace_keyboard
from bot.telegram.sending import patiently, quotes_by_itself, reply, reply_place

CAPTION_LIMIT = int(MessageLimit.CAPTION_LENGTH)
FILE_NAME = "chart.png"
NO_RIGHT = "not enough rights"  # Telegram's words where a group takes texts and no pictures
OWNER_CHARACTERS = 12


async def pressed(update: Update, context: Context) -> None:
    """Shows the chart of the pressed button, and takes the button away."""
    data = await acknowledge(update)
    chart = await consult(context.surface.charts.by_key, data.removeprefix(CHART))
    if chart is None:
        await reply(update, context, [(await chosen_phrases(update, context)).no_picture])
        return
    await send_chart(update, context, chart)
    if update.callback_query:
        await replace_keyboard(update, context, without_chart(keyboard_of(update.callback_query)))


async def send_chart(update: Update, context: Context, chart: Chart) -> None:
    """Sends a chart; facts too long for a caption follow in a message."""
    facts = caption(chart)
    fits = units(facts) <= CAPTION_LIMIT
    owner = sha256(context.bot.base_url.encode()).hexdigest()[
        :OWNER_CHARACTERS
    ]  # a bot on a server: both hold the file
    known = await consult(context.surface.pictures.uploaded, chart, owner)
    shown = facts if fits else f"<b>{escape(chart.title, quote=False)}</b>"
    try:
        sent = await _send(update, context, known, shown) if known else None
    except BadRequest:  # Telegram has dropped the file
        await consult(context.surface.pictures.forget_upload, chart, owner)
        sent = None
    if sent is None:
        png = await consult(context.surface.pictures.png, chart)
        sent = await _unless_forbidden(_send(update, context, InputFile(png, FILE_NAME), shown))
        if sent and sent.photo:
            await consult(context.surface.pictures.remember_upload, chart, owner, sent.photo[-1].file_id)
    if not sent or not fits:
        await reply(update, context, [facts])


async def _unless_forbidden(sending: Awaitable[Message]) -> Message | None:
    """The message sent; None where the group takes no pictures, so that the facts have to do."""
    try:
        return await sending
    except BadRequest as error:
        if NO_RIGHT not in str(error).lower():
            raise
        return None


def caption(chart: Chart) -> str:
    """The facts of a chart as HTML, with their sources."""
    phrases = phrases_in(chart.language)
    lines = [f"<b>{escape(chart.title, quote=False)}</b>", f"<i>{escape(chart.unit, quote=False)}</i>"]
    group = ""
    for bar in chart.bars:
        if bar.group != group:
            group = bar.group
            lines.append(f"\n<b>{escape(group, quote=False)}</b>")
        lines.append(f"{bar.label}: {bar.amounts(chart.language)} [{bar.citation}]")
    return "\n".join([*lines, "", *source_lines(chart.citations, phrases)])


async def _send(update: Update, context: Context, photo: InputFile | str, text: str) -> Message:
    place = reply_place(update, context, quoting=quotes_by_itself(update))
    return await patiently(
        partial(context.bot.send_photo, photo=photo, caption=text, parse_mode=ParseMode.HTML, **place)
    )
