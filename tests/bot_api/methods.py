"""Every method of the server that needs nothing but the world, by its name in the Bot API."""

from collections.abc import Callable
from typing import Any

from tests.bot_api import answering, editing, profile, sending
from tests.bot_api.content import Arguments
from tests.bot_api.world import BOT, World

MAX_NAME, MAX_DESCRIPTION, MAX_SHORT_DESCRIPTION = 64, 512, 120

METHODS: dict[str, Callable[[World, Arguments], Any]] = {
    "getMe": profile.get_me,
    "getChat": profile.get_chat,
    "getFile": lambda world, arguments: world.files.get_file(arguments),
    "sendMessage": sending.send_message,
    "sendMessageDraft": sending.send_message_draft,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "copyMessage": sending.copy_message,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageMedia": editing.edit_message_media,
    "deleteMessage": editing.delete_message,
    "setMessageReaction": editing.set_message_reaction,
    "answerCallbackQuery": answering.answer_callback_query,
    "answerInlineQuery": answering.answer_inline_query,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.text_setter("setMyName", "name", MAX_NAME),
    "getMyName": profile.text_getter("setMyName", "name", str(BOT["first_name"])),
    "setMyDescription": profile.text_setter("setMyDescription", "description", MAX_DESCRIPTION),
    "getMyDescription": profile.text_getter("setMyDescription", "description", ""),
    "setMyShortDescription": profile.text_setter("setMyShortDescription", "short_description", MAX_SHORT_DESCRIPTION),
    "getMyShortDescription": profile.text_getter("setMyShortDescription", "short_description", ""),
}
