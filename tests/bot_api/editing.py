"""Methods that change what the bot sent: text, caption, buttons, media, reactions; and take it away."""

from typing import Any

from telegram.constants import ReactionEmoji

from tests.bot_api.content import Arguments, caption_content, keyboard, known_chat, open_chat, text_content
from tests.bot_api.errors import bad_request
from tests.bot_api.media import MEDIA
from tests.bot_api.world import BOT, Message, World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
TEXT = ("text", "entities")
CAPTION = ("caption", "caption_entities")
BUTTONS = ("reply_markup",)
DELETABLE_SECONDS = 48 * 3600
EMOJI = {emoji.value for emoji in ReactionEmoji}


def edit_message_text(world: World, arguments: Arguments) -> Any:
    message = _own_message(world, arguments)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _changed(world, message, TEXT, text_content(arguments) | keyboard(arguments))


def edit_message_caption(world: World, arguments: Arguments) -> Any:
    message = _own_message(world, arguments)
    if not MEDIA.keys() & message.keys():
        raise bad_request("there is no caption in the message to edit")
    return _changed(world, message, CAPTION, caption_content(arguments) | keyboard(arguments))


def edit_message_reply_markup(world: World, arguments: Arguments) -> Any:
    return _changed(world, _own_message(world, arguments), (), keyboard(arguments))


def edit_message_media(world: World, arguments: Arguments) -> Any:
    message, media = _own_message(world, arguments), arguments["media"]
    if media["type"] not in MEDIA:
        raise bad_request(f"this server keeps no {media['type']}")
    content = MEDIA[media["type"]](world, media["media"]) | caption_content(media) | keyboard(arguments)
    return _changed(world, message, (*TEXT, *CAPTION, *MEDIA), content)


def delete_message(world: World, arguments: Arguments) -> Any:
    chat_id = known_chat(world, arguments)
    with world.changed:
        message = world.message(chat_id, arguments["message_id"])
        if message is None:
            raise bad_request("message to delete not found", violation=False)
        if world.clock.now() - message["date"] > DELETABLE_SECONDS:
            raise bad_request("message can't be deleted for everyone", violation=False)
        del world.logs[chat_id].messages[message["message_id"]]
        world.notify()
    return True


def set_message_reaction(world: World, arguments: Arguments) -> Any:
    chat_id = open_chat(world, arguments)
    if world.message(chat_id, arguments["message_id"]) is None:
        raise bad_request("message to react not found", violation=False)
    reaction = arguments.get("reaction", [])
    if len(reaction) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(kind["type"] == "emoji" and kind["emoji"] not in EMOJI for kind in reaction):
        raise bad_request("REACTION_INVALID")
    with world.changed:
        world.reactions[chat_id, arguments["message_id"], BOT["id"]] = reaction
        world.notify()
    return True


def _own_message(world: World, arguments: Arguments) -> Message:
    message = world.message(open_chat(world, arguments), arguments.get("message_id", 0))
    if message is None:
        raise bad_request("message to edit not found", violation=False)
    if message["from"]["id"] != BOT["id"]:
        raise bad_request("message can't be edited")
    return message


def _changed(world: World, message: Message, replaced: tuple[str, ...], content: Arguments) -> Message:
    """Replaces fields of a message, always with its buttons: an edit without a keyboard removes it."""
    fields = (*replaced, *BUTTONS)
    if all(message.get(key) == content.get(key) for key in fields):
        raise bad_request(NOT_MODIFIED, violation=False)
    kept = {key: value for key, value in message.items() if key not in fields}
    edited = {**kept, **content, "edit_date": int(world.clock.now())}
    with world.changed:
        world.logs[message["chat"]["id"]].messages[message["message_id"]] = edited
        world.notify()
    return edited
