"""What each Bot API method does to the world, with the refusals a bot meets in practice. Types were checked before."""

from collections.abc import Callable
from typing import Any

from tests.bot_api.errors import Refusal, bad_request
from tests.bot_api.markup import parse_html, units
from tests.bot_api.world import BOT, World

Arguments = dict[str, Any]

MAX_TEXT, MAX_CAPTION, MAX_CALLBACK_DATA = 4096, 1024, 64
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
QUERY_GONE = "query is too old and response timeout expired or query ID is invalid"


def get_me(world: World, arguments: Arguments) -> Any:
    return BOT


def send_message(world: World, arguments: Arguments) -> Any:
    chat_id = _open_chat(world, arguments)
    content = _text_content(arguments, "text", MAX_TEXT) | _markup(arguments) | _quoted(world, chat_id, arguments)
    if "message_thread_id" in arguments:
        content |= {"message_thread_id": arguments["message_thread_id"], "is_topic_message": True}
    return world.store_message(chat_id, BOT, content)


def send_photo(world: World, arguments: Arguments) -> Any:
    chat_id = _open_chat(world, arguments)
    caption = _text_content(arguments, "caption", MAX_CAPTION) if arguments.get("caption") else {}
    photo = {"file_id": "photo", "file_unique_id": "photo", "width": 1, "height": 1}
    return world.store_message(chat_id, BOT, {"photo": [photo]} | caption | _markup(arguments))


def send_document(world: World, arguments: Arguments) -> Any:
    chat_id = _open_chat(world, arguments)
    caption = _text_content(arguments, "caption", MAX_CAPTION) if arguments.get("caption") else {}
    document = {"file_id": "document", "file_unique_id": "document"}
    return world.store_message(chat_id, BOT, {"document": document} | caption | _markup(arguments))


def send_message_draft(world: World, arguments: Arguments) -> Any:
    if world.chats[_open_chat(world, arguments)]["type"] != "private":
        raise bad_request("drafts can be sent only to private chats")
    if not arguments["draft_id"]:
        raise bad_request("DRAFT_ID_INVALID")
    if units(arguments.get("text", "")) > MAX_TEXT:
        raise bad_request("message is too long")
    return True


def send_chat_action(world: World, arguments: Arguments) -> Any:
    _open_chat(world, arguments)
    return True


def edit_message_text(world: World, arguments: Arguments) -> Any:
    chat_id = _open_chat(world, arguments)
    message = world.messages.get((chat_id, arguments.get("message_id", 0)))
    if message is None or message["from"]["id"] != BOT["id"]:
        raise bad_request("message to edit not found", violation=False)
    content = _text_content(arguments, "text", MAX_TEXT) | _markup(arguments)
    shown = ("text", "entities", "reply_markup")
    if all(message.get(key) == content.get(key) for key in shown):
        raise bad_request(NOT_MODIFIED, violation=False)
    with world.changed:
        for key in shown:
            message.pop(key, None)
        message.update(content, edit_date=message["date"])
        world.notify()
    return message


def delete_message(world: World, arguments: Arguments) -> Any:
    with world.changed:
        if world.messages.pop((int(arguments["chat_id"]), arguments["message_id"]), None) is None:
            raise bad_request("message to delete not found", violation=False)
        world.notify()
    return True


def answer_callback_query(world: World, arguments: Arguments) -> Any:
    with world.changed:
        if arguments["callback_query_id"] not in world.open_queries:
            raise bad_request(QUERY_GONE)
        world.open_queries.remove(arguments["callback_query_id"])
        world.notify()
    return True


def set_webhook(world: World, arguments: Arguments) -> Any:
    world.webhook = dict(arguments) if arguments["url"] else {}
    return True


def delete_webhook(world: World, arguments: Arguments) -> Any:
    world.webhook = {}
    return True


def get_webhook_info(world: World, arguments: Arguments) -> Any:
    return {"url": world.webhook.get("url", ""), "has_custom_certificate": False, "pending_update_count": 0}


def setting(method: str) -> Callable[[World, Arguments], Any]:
    """A setMy… method: keeps what was set, by language."""

    def keep(world: World, arguments: Arguments) -> Any:
        with world.changed:
            world.settings[method, arguments.get("language_code", "")] = arguments
            world.notify()
        return True

    return keep


METHODS: dict[str, Callable[[World, Arguments], Any]] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendMessageDraft": send_message_draft,
    "sendChatAction": send_chat_action,
    "editMessageText": edit_message_text,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    **{name: setting(name) for name in ("setMyCommands", "setMyDescription", "setMyShortDescription", "setMyName")},
}


def _open_chat(world: World, arguments: Arguments) -> int:
    chat_id = int(arguments["chat_id"])
    if chat_id not in world.chats:
        raise bad_request("chat not found")
    if chat_id in world.blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    return chat_id


def _text_content(arguments: Arguments, name: str, limit: int) -> Arguments:
    source, mode = arguments[name], arguments.get("parse_mode", "")
    if mode not in ("", "HTML"):
        raise bad_request(f"this server parses HTML only, not {mode}")
    text, entities = parse_html(source) if mode else (source, [])
    if not text.strip():
        raise bad_request("message text is empty")
    if units(text) > limit:
        raise bad_request("message is too long" if name == "text" else "message caption is too long")
    key = "entities" if name == "text" else "caption_entities"
    return {name: text} | ({key: entities} if entities else {})


def _markup(arguments: Arguments) -> Arguments:
    keyboard = arguments.get("reply_markup")
    for row in (keyboard or {}).get("inline_keyboard", []):
        for button in row:
            if not button["text"].strip():
                raise bad_request("button text must be non-empty")
            if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= MAX_CALLBACK_DATA:
                raise bad_request("BUTTON_DATA_INVALID")
    return {"reply_markup": keyboard} if keyboard else {}


def _quoted(world: World, chat_id: int, arguments: Arguments) -> Arguments:
    wanted = arguments.get("reply_parameters")
    if not wanted:
        return {}
    message = world.messages.get((chat_id, wanted["message_id"]))
    if message is None and not wanted.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found", violation=False)
    return {"reply_to_message": message} if message else {}
