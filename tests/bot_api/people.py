"""People act on what they see: press, react, stop, ask inline, block. And updates no person makes: replays, junk."""

from itertools import count
from typing import Any

from tests.bot_api.answering import message_of_result
from tests.bot_api.queues import LIFETIME
from tests.bot_api.updates import UpdateQueue
from tests.bot_api.world import SENDER, OpenQuery, SentMessage, World
from tests.bot_api.writing import Writing, person


class People(Writing):
    """All that people do. Every method returns the id of its update."""

    def __init__(self, world: World, updates: UpdateQueue) -> None:
        super().__init__(world, updates)
        self._query_ids = count(9_001)

    def press(self, message: SentMessage, button: str, *, language_code: str = "de", user_id: int = 0) -> int:
        """Presses the button with this text under a message of the bot."""
        rows = message.raw["reply_markup"]["inline_keyboard"]
        data = next(b["callback_data"] for row in rows for b in row if b["text"] == button)
        self.world.note(message.chat_id, f"[{button}]")
        return self.press_data(message.raw, data, language_code=language_code, user_id=user_id)

    def press_data(self, message: dict[str, Any], data: str, *, language_code: str = "de", user_id: int = 0) -> int:
        """Sends a callback query with any data, under a message that may no longer be accessible."""
        chat_id = message["chat"]["id"]
        current = self.world.message(chat_id, message["message_id"]) or message
        query = {"message": current, "chat_instance": str(chat_id), "data": data}
        return self._ask("callback_query", person(user_id or abs(chat_id), language_code), query, chat_id)

    def react(self, message: SentMessage, emoji: str, *, user_id: int = 0) -> int:
        """Puts a reaction on a message, in place of the person's earlier one; "" takes it away."""
        user = user_id or abs(message.chat_id)
        key, new = (message.chat_id, message.id, user), [{"type": "emoji", "emoji": emoji}] if emoji else []
        with self.world.changed:
            old = self.world.reactions.get(key, [])
            self.world.reactions[key] = new
            self.world.note(message.chat_id, f"{emoji} on {message.id}")
            where = {"chat": self.world.chats[message.chat_id], "message_id": message.id, "user": person(user)}
            change = {"date": int(self.world.clock.now()), "old_reaction": old, "new_reaction": new}
            return self.updates.push({"message_reaction": where | change})

    def stop_generation(self, chat_id: int) -> int:
        """Presses Stop at the newest draft of a chat.

        Raises:
            LookupError: No draft with a Stop button is to be seen.
        """
        with self.world.changed:
            drafts = self.world.logs[chat_id].drafts
            draft_id = next((number for number in reversed(drafts) if drafts[number].can_stop), None)
            if draft_id is None:
                raise LookupError(f"no draft in chat {chat_id} has a Stop button")
            self.world.note(chat_id, "[Stop]")
            where = {"chat": self.world.chats[chat_id], "draft_id": draft_id}
            return self.updates.push({"stopped_message_generation": where})

    def ask_inline(self, user_id: int, query: str, *, offset: str = "", language_code: str = "de") -> int:
        """Types "@bot query" in some chat."""
        asked = {"query": query, "offset": offset, "chat_type": "sender"}
        return self._ask("inline_query", person(user_id, language_code), asked, user_id)

    def choose_result(self, update_id: int, result_id: str, *, chat_id: int = 0) -> int:
        """Sends one of the answers to an inline query into a chat, by default the person's own."""
        query = self.updates.past[update_id]["inline_query"]
        results = self.world.inline_answers[query["id"]]["results"]
        chosen = next(result for result in results if result["id"] == result_id)
        chat_id = chat_id or query["from"]["id"]
        self.meet(chat_id)
        self.world.store_message(chat_id, query["from"], message_of_result(chosen) | {"via_bot": SENDER})
        about = {"result_id": result_id, "from": query["from"], "query": query["query"]}
        return self.updates.push({"chosen_inline_result": about})

    def block(self, chat_id: int) -> int:
        """Blocks the bot, or removes it from a group."""
        self.world.blocked.add(chat_id)
        return self._member_changed(chat_id, "member", "kicked")

    def unblock(self, chat_id: int) -> int:
        """Takes that back."""
        self.world.blocked.discard(chat_id)
        return self._member_changed(chat_id, "kicked", "member")

    def replay(self, update_id: int) -> int:
        """Lets an update come once more, as happens now and then."""
        self.updates.replay(update_id)
        return update_id

    def poison(self, chat_id: int) -> int:
        """Sends an update that no library can read, in the queue of a chat."""
        return self.updates.push({"message": {"message_id": "?", "chat": {"id": chat_id}, "date": "yesterday"}})

    def _ask(self, kind: str, sender: dict[str, Any], query: dict[str, Any], chat_id: int) -> int:
        with self.world.changed:
            number = str(next(self._query_ids))
            expires = self.world.clock.now() + LIFETIME[kind]
            self.world.open_queries[number] = OpenQuery(sender["id"], chat_id, expires)
            return self.updates.push({kind: {"id": number, "from": sender, **query}})

    def _member_changed(self, chat_id: int, old: str, new: str) -> int:
        chat = self.meet(chat_id)
        change: dict[str, Any] = {"chat": chat, "from": person(abs(chat_id)), "date": int(self.world.clock.now())}
        for key, status in (("old_chat_member", old), ("new_chat_member", new)):
            banned = {"until_date": 0} if status == "kicked" else {}
            change[key] = {"user": SENDER, "status": status, **banned}
        return self.updates.push({"my_chat_member": change})
