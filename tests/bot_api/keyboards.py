"""Inline keyboards: what Telegram demands of every button."""

from typing import Any

from tests.bot_api.errors import bad_request
from tests.bot_api.markup import units

MAX_CALLBACK_DATA = 64  # bytes
MAX_COPY_TEXT = 256  # UTF-16 code units
MAX_ROW, MAX_BUTTONS = 8, 100
STYLES = (None, "primary", "success", "danger")
SCHEMES = ("http://", "https://", "tg://")
LOOKS = {"text", "style", "icon_custom_emoji_id"}  # all other fields say what a press does


def checked_keyboard(rows: list[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    """The keyboard itself.

    Raises:
        Refusal: A button that Telegram does not accept, or too many of them.
    """
    if any(len(row) > MAX_ROW for row in rows) or sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    for row in rows:
        for button in row:
            _check(button)
    return rows


def _check(button: dict[str, Any]) -> None:
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if len(button.keys() - LOOKS) != 1:
        raise bad_request("inline keyboard buttons do exactly one thing")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= MAX_CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= units(button["copy_text"]["text"]) <= MAX_COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if "url" in button and not button["url"].startswith(SCHEMES):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: unsupported URL protocol")
    if button.get("style") not in STYLES:
        raise bad_request(f"inline keyboard button style {button['style']} is unknown")
