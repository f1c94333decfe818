"""What is stored of a person: /datenschutz says it, /meine_daten hands it out as a file, /loeschen deletes it everywhere."""

import json
from functools import partial

from telegram import Chat, InlineKeyboardButton, InputFile, Update
from telegram.error import BadRequest, Forbidden

from bot.operator_settings import KEEP_DAYS
from bot.telegram.context import Context, chat_of, chosen_phrases, conversation_of
from bot.telegram.keyboards import in_rows
from bot.telegram.presses import acknowledge, replace_pressed
from bot.telegram.sending import patiently, reply, reply_place

FORGET = "forget:"  # begins the callback data of the confirmation: "forget:yes:<user>"
FILE_NAME = "revierlotse.json"


async def privacy(update: Update, context: Context) -> None:
    """Says what is remembered."""
    operations = context.surface.operations
    days = operations.settings.keep_days if operations else KEEP_DAYS
    await reply(update, context, [(await chosen_phrases(update, context)).privacy.format(days=days)])


async def my_data(update: Update, context: Context) -> None:
    """Sends everything stored under this chat as a JSON file; out of a group it goes to the person alone."""
    phrases = await chosen_phrases(update, context)
    conversation = conversation_of(update)
    parts = {part.name: await part.export(conversation) for part in context.personal_data}
    content = json.dumps({"conversation": conversation, **parts}, ensure_ascii=False, indent=2)
    is_private = chat_of(update).type == Chat.PRIVATE
    person = None if is_private else update.effective_user
    place = {"chat_id": person.id} if person else reply_place(update, context, quoting=False)
    send = partial(
        context.bot.send_document,
        document=InputFile(content.encode("utf-8", "replace"), FILE_NAME),
        caption=phrases.my_data,
        **place,
    )
    try:
        await patiently(send)
    except (Forbidden, BadRequest):
        if is_private:
            raise
        await reply(update, context, [phrases.my_data_private.format(username=context.bot.username)])
        return
    if not is_private:
        await reply(update, context, [phrases.my_data_sent])


async def forget(update: Update, context: Context) -> None:
    """Asks whether everything shall really be deleted."""
    phrases = await chosen_phrases(update, context)
    asker = update.effective_user.id if update.effective_user else ""
    buttons = [
        InlineKeyboardButton(phrases.forget_yes, callback_data=f"{FORGET}yes:{asker}", style="danger"),
        InlineKeyboardButton(phrases.forget_no, callback_data=f"{FORGET}no:{asker}"),
    ]
    await reply(update, context, [phrases.forget_really], in_rows(buttons, per_row=1))


async def confirmed(update: Update, context: Context) -> None:
    """Deletes everything stored of the conversation, or nothing."""
    query = update.callback_query
    if query is None:
        return
    phrases = await chosen_phrases(update, context)
    answer, _, asker = (query.data or "").removeprefix(FORGET).partition(":")
    if asker != str(query.from_user.id):
        await acknowledge(update, phrases.only_the_asker, is_alert=True)
        return
    await acknowledge(update)
    if answer == "yes":
        for part in context.personal_data:
            await part.forget(conversation_of(update))
    await replace_pressed(update, context, phrases.forgotten if answer == "yes" else phrases.not_forgotten)
