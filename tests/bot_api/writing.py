"""People write to the bot: text, pictures, voice, stickers, documents, albums, edits. Each becomes an update."""

import re
from itertools import count
from typing import Any

from tests.bot_api import attachments
from tests.bot_api.markup import units
from tests.bot_api.updates import UpdateQueue
from tests.bot_api.world import SentMessage, World

COMMAND_OR_MENTION = re.compile(r"(?<!\S)(?:(?P<command>/\w+(?:@\w+)?)|(?P<mention>@\w+))")


class Writing:
    """Writes for the persons in the chats. A private chat has the id of its person; group ids are negative.

    Every method returns the id of its update; `language_code` is that of the person's app, "" for none.
    """

    def __init__(self, world: World, updates: UpdateQueue) -> None:
        self.world = world
        self.updates = updates
        self._albums = count(1)

    def send_text(
        self,
        chat_id: int,
        text: str,
        *,
        language_code: str = "de",
        user_id: int = 0,
        reply_to: SentMessage | None = None,
    ) -> int:
        """Writes a message, perhaps in reply to one of the bot; commands and mentions become entities."""
        content: dict[str, Any] = {"text": text, "entities": entities(text)}
        if reply_to:
            content["reply_to_message"] = reply_to.raw
        return self.send_content(chat_id, content, language_code=language_code, user_id=user_id)

    def send_content(
        self, chat_id: int, content: dict[str, Any], *, language_code: str = "de", user_id: int = 0
    ) -> int:
        """Sends a message of any kind, `content` being its fields in the Bot API."""
        sender = person(user_id or abs(chat_id), language_code)
        with self.world.changed:  # so that no other update comes between
            self.meet(chat_id)
            return self.updates.push({"message": self.world.store_message(chat_id, sender, content)})

    def send_photo(self, chat_id: int, caption: str = "") -> int:
        """Sends a photo."""
        return self.send_content(chat_id, attachments.photo(self.world.files, caption))

    def send_voice(self, chat_id: int) -> int:
        """Sends a voice note."""
        return self.send_content(chat_id, attachments.voice(self.world.files))

    def send_sticker(self, chat_id: int, emoji: str = "👍") -> int:
        """Sends a sticker."""
        return self.send_content(chat_id, attachments.sticker(self.world.files, emoji))

    def send_document(self, chat_id: int, name: str, content: bytes = b"\x00", caption: str = "") -> int:
        """Sends a document."""
        return self.send_content(chat_id, attachments.document(self.world.files, name, content, caption))

    def send_album(self, chat_id: int, size: int = 3, caption: str = "") -> list[int]:
        """Sends several photos at once: one update for each, the caption under the first."""
        album = {"media_group_id": str(next(self._albums))}
        captions = [caption] + [""] * (size - 1)
        return [
            self.send_content(chat_id, attachments.photo(self.world.files, caption) | album) for caption in captions
        ]

    def edit_text(self, update_id: int, text: str) -> int:
        """Changes the text of a message sent before."""
        message = self.updates.past[update_id]["message"]
        edited = {**message, "text": text, "entities": entities(text), "edit_date": message["date"] + 1}
        with self.world.changed:
            self.world.logs[message["chat"]["id"]].messages[message["message_id"]] = edited
            return self.updates.push({"edited_message": edited})

    def meet(self, chat_id: int) -> dict[str, Any]:
        """The chat with this id, opened if it is new."""
        kind = {"type": "private", "first_name": "Kim"} if chat_id > 0 else {"type": "supergroup", "title": "Runde"}
        with self.world.changed:
            return self.world.chats.setdefault(chat_id, {"id": chat_id, **kind})


def person(user_id: int, language_code: str = "de") -> dict[str, Any]:
    """A User object."""
    language = {"language_code": language_code} if language_code else {}
    return {"id": user_id, "is_bot": False, "first_name": "Kim", **language}


def entities(text: str) -> list[dict[str, Any]]:
    """The entities that an app marks in a text."""
    return [
        {
            "type": "bot_command" if match["command"] else "mention",
            "offset": units(text[: match.start()]),
            "length": units(match[0]),
        }
        for match in COMMAND_OR_MENTION.finditer(text)
    ]
