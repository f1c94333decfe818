"""A chat as a person reads it: who said what, with the buttons to press; and what was pressed."""

from tests.bot_api.world import BOT, Message, World

PICTOGRAMS = {"photo": "🖼", "document": "📄", "voice": "🎤", "sticker": "🏷"}


def transcript(world: World, chat_id: int) -> list[str]:
    """One line for each message, oldest first, edits applied and deletions gone; gestures in brackets between."""
    with world.changed:
        log = world.logs[chat_id]
        lines = [(number, _line(message)) for number, message in log.messages.items()]
        lines += log.gestures
        lines += [
            (max(log.messages, default=0), f"{BOT['first_name']} … {draft.text}") for draft in log.drafts.values()
        ]
    return [line for _, line in sorted(lines, key=lambda entry: entry[0])]


def _line(message: Message) -> str:
    kind = next((sign for field, sign in PICTOGRAMS.items() if field in message), "")
    text = " ".join(filter(None, (kind, message.get("text", message.get("caption", "")))))
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = "".join("\n  " + " ".join(f"[{button['text']}]" for button in row) for row in rows)
    return f"{message['from']['first_name']}: {text}{buttons}"
