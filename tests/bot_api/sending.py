"""Methods that put something new into a chat: messages, drafts, photos, documents, copies, the typing line."""

from typing import Any

from tests.bot_api.content import (
    MAX_TEXT,
    Arguments,
    caption_content,
    formatted,
    keyboard,
    known_chat,
    open_chat,
    placed,
    text_content,
)
from tests.bot_api.errors import bad_request
from tests.bot_api.markup import units
from tests.bot_api.media import document, photo
from tests.bot_api.world import SENDER, Draft, World

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
COPIED = ("text", "entities", "caption", "caption_entities", "photo", "document", "voice", "sticker")


def send_message(world: World, arguments: Arguments) -> Any:
    return _send(world, arguments, text_content(arguments))


def send_photo(world: World, arguments: Arguments) -> Any:
    open_chat(world, arguments)
    return _send(world, arguments, photo(world, arguments["photo"]) | caption_content(arguments))


def send_document(world: World, arguments: Arguments) -> Any:
    open_chat(world, arguments)
    return _send(world, arguments, document(world, arguments["document"]) | caption_content(arguments))


def copy_message(world: World, arguments: Arguments) -> Any:
    original = world.message(known_chat(world, arguments, "from_chat_id"), arguments["message_id"])
    if original is None:
        raise bad_request("message to copy not found", violation=False)
    content = {key: original[key] for key in COPIED if key in original}
    if "caption" in arguments:
        content |= caption_content(arguments)
    return {"message_id": _send(world, arguments, content)["message_id"]}


def send_message_draft(world: World, arguments: Arguments) -> Any:
    chat_id = open_chat(world, arguments)
    if world.chats[chat_id]["type"] != "private":
        raise bad_request("drafts can be sent only to private chats")
    if not arguments["draft_id"]:
        raise bad_request("DRAFT_ID_INVALID")
    text, _ = formatted(arguments.get("text", ""), arguments, "entities")
    if units(text) > MAX_TEXT:
        raise bad_request("message is too long")
    with world.changed:
        world.logs[chat_id].drafts[arguments["draft_id"]] = Draft(text, bool(arguments.get("can_stop")))
        world.notify()
    return True


def send_chat_action(world: World, arguments: Arguments) -> Any:
    open_chat(world, arguments)
    if arguments["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def _send(world: World, arguments: Arguments, content: Arguments) -> dict[str, Any]:
    chat_id = open_chat(world, arguments)
    content |= keyboard(arguments) | placed(world, chat_id, arguments)
    with world.changed:
        world.logs[chat_id].drafts.clear()  # the message takes their place
        return world.store_message(chat_id, SENDER, content)
