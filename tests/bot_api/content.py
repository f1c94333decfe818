"""What a message may consist of: text with entities, a caption, a quoted message. Telegram's limits and words."""

from typing import Any

from tests.bot_api.errors import Refusal, bad_request
from tests.bot_api.keyboards import checked_keyboard
from tests.bot_api.markup import parse_html, units
from tests.bot_api.world import World

Arguments = dict[str, Any]

MAX_TEXT, MAX_CAPTION = 4096, 1024  # UTF-16 code units, after parsing


def known_chat(world: World, arguments: Arguments, name: str = "chat_id") -> int:
    """The chat that a request names."""
    try:
        chat_id = int(arguments.get(name, 0))
    except ValueError:  # the name of a channel
        chat_id = 0
    if chat_id not in world.chats:
        raise bad_request("chat not found")
    return chat_id


def open_chat(world: World, arguments: Arguments) -> int:
    """The chat of a request, if the bot may write there."""
    chat_id = known_chat(world, arguments)
    if chat_id in world.blocked:
        by_whom = "blocked by the user" if chat_id > 0 else "kicked from the supergroup chat"
        raise Refusal(403, f"Forbidden: bot was {by_whom}")
    return chat_id


def text_content(arguments: Arguments) -> Arguments:
    """The fields `text` and `entities`."""
    text, entities = formatted(arguments["text"], arguments, "entities")
    if not text.strip():
        raise bad_request("message text is empty")
    if units(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def caption_content(arguments: Arguments) -> Arguments:
    """The fields `caption` and `caption_entities`; nothing without a caption."""
    text, entities = formatted(arguments.get("caption", ""), arguments, "caption_entities")
    if units(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return ({"caption": text} if text else {}) | ({"caption_entities": entities} if entities else {})


def formatted(source: str, arguments: Arguments, key: str) -> tuple[str, list[dict[str, Any]]]:
    """Plain text and its entities, out of HTML or as the request lists them under `key`."""
    mode = arguments.get("parse_mode", "")
    if mode == "HTML":
        return parse_html(source)
    if mode:
        raise bad_request(f"this server parses HTML only, not {mode}")
    entities = arguments.get(key, [])
    for entity in entities:
        if entity["offset"] < 0 or entity["length"] < 1 or entity["offset"] + entity["length"] > units(source):
            raise bad_request("entity beyond the end of the message text")
    return source, entities


def keyboard(arguments: Arguments) -> Arguments:
    """The field `reply_markup`; only inline keyboards become part of a message."""
    markup = arguments.get("reply_markup") or {}
    rows = [row for row in checked_keyboard(markup.get("inline_keyboard", [])) if row]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def placed(world: World, chat_id: int, arguments: Arguments) -> Arguments:
    """Where in the chat a message belongs: its thread, and the message that it replies to."""
    place: Arguments = {}
    if "message_thread_id" in arguments:
        place = {"message_thread_id": arguments["message_thread_id"], "is_topic_message": True}
    return place | _quoted(world, chat_id, arguments.get("reply_parameters"))


def _quoted(world: World, chat_id: int, wanted: Arguments | None) -> Arguments:
    if not wanted:
        return {}
    message = world.message(chat_id, wanted["message_id"])
    if message is None:
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found", violation=False)
    if wanted.get("quote", "") not in message.get("text", message.get("caption", "")):
        raise bad_request("QUOTE_TEXT_INVALID")
    return {"reply_to_message": {key: value for key, value in message.items() if key != "reply_to_message"}}
