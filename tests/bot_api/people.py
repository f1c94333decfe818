"""The people's side: writing, pressing buttons, editing, sending pictures. Everything becomes an update for the bot."""

import re
from itertools import count
from typing import Any

from tests.bot_api.markup import units
from tests.bot_api.updates import UpdateQueue
from tests.bot_api.world import SentMessage, World

COMMAND_OR_MENTION = re.compile(r"(?<!\S)(?:(?P<command>/\w+(?:@\w+)?)|(?P<mention>@\w+))")


class People:
    """Acts for the persons in the chats. A private chat has the id of its person; group ids are negative."""

    def __init__(self, world: World, updates: UpdateQueue) -> None:
        self.world = world
        self.updates = updates
        self._query_ids = count(9_001)

    def send_text(
        self,
        chat_id: int,
        text: str,
        *,
        language_code: str = "de",
        user_id: int = 0,
        reply_to: SentMessage | None = None,
    ) -> int:
        """Writes a message and returns the id of its update."""
        content: dict[str, Any] = {"text": text, "entities": _entities(text)}
        if reply_to:
            content["reply_to_message"] = reply_to.raw
        return self.send_content(chat_id, content, language_code=language_code, user_id=user_id)

    def send_content(
        self, chat_id: int, content: dict[str, Any], *, language_code: str = "de", user_id: int = 0
    ) -> int:
        """Sends a message of any kind, `content` being its fields in the Bot API."""
        self._meet(chat_id)
        message = self.world.store_message(chat_id, _person(user_id or abs(chat_id), language_code), content)
        return self.updates.push({"message": message})

    def edit_text(self, update_id: int, text: str) -> int:
        """Changes the text of a message sent before."""
        message = self.updates.past[update_id]["message"]
        message = {**message, "text": text, "entities": _entities(text), "edit_date": message["date"] + 1}
        return self.updates.push({"edited_message": message})

    def press(self, message: SentMessage, button: str, *, language_code: str = "de", user_id: int = 0) -> int:
        """Presses the button with this text under a message of the bot."""
        rows = message.raw["reply_markup"]["inline_keyboard"]
        data = next(b["callback_data"] for row in rows for b in row if b["text"] == button)
        return self.press_data(message.raw, data, language_code=language_code, user_id=user_id)

    def press_data(self, message: dict[str, Any], data: str, *, language_code: str = "de", user_id: int = 0) -> int:
        """Sends a callback query with any data, under a message that may no longer be accessible."""
        number = str(next(self._query_ids))
        person = _person(user_id or abs(message["chat"]["id"]), language_code)
        with self.world.changed:
            self.world.open_queries.add(number)
        query = {"id": number, "from": person, "message": message, "chat_instance": "1", "data": data}
        return self.updates.push({"callback_query": query})

    def block(self, chat_id: int) -> None:
        """Blocks the bot."""
        self.world.blocked.add(chat_id)

    def _meet(self, chat_id: int) -> None:
        kind = {"type": "private", "first_name": "Kim"} if chat_id > 0 else {"type": "supergroup", "title": "Runde"}
        with self.world.changed:
            self.world.chats.setdefault(chat_id, {"id": chat_id, **kind})


def _person(user_id: int, language_code: str) -> dict[str, Any]:
    language = {"language_code": language_code} if language_code else {}
    return {"id": user_id, "is_bot": False, "first_name": "Kim", **language}


def _entities(text: str) -> list[dict[str, Any]]:
    return [
        {
            "type": "bot_command" if match["command"] else "mention",
            "offset": units(text[: match.start()]),
            "length": units(match[0]),
        }
        for match in COMMAND_OR_MENTION.finditer(text)
    ]
