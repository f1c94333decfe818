"""Telegram's HTML: text and entities out of markup, with Telegram's refusals. Offsets count UTF-16 units."""

import re
from html import unescape
from typing import Any

from tests.bot_api.errors import bad_request

ENTITY_OF_TAG = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "tg-spoiler": "spoiler", "span": "spoiler", "a": "text_link", "blockquote": "blockquote",
}  # fmt: skip
TOKEN = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<attributes>[^<>]*)>|(?P<stray><)")
ATTRIBUTE = re.compile(r"""\s+([\w-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
CHARACTER_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """The plain text of Telegram HTML and its entities.

    Raises:
        Refusal: A tag that Telegram does not know, that is not closed, or that was never opened.
    """
    text, entities = "", []
    opened: list[tuple[str, dict[str, Any]]] = []
    position = 0
    for token in TOKEN.finditer(source):
        text += _plain(source[position : token.start()])
        position = token.end()
        where = len(source[: token.start()].encode())
        if token["stray"]:
            raise bad_request(f"can't parse entities: Unsupported start tag at byte offset {where}")
        name = token["name"].lower()
        if token["close"]:
            entities.append(_closed(opened, name, text, where))
        else:
            opened.append((name, _opened(name, token["attributes"], units(text), where, opened)))
    if opened:
        raise bad_request(f"can't parse entities: Can't find end tag corresponding to start tag \"{opened[-1][0]}\"")
    text += _plain(source[position:])
    return text, sorted((e for e in entities if e["length"]), key=lambda e: (e["offset"], -e["length"]))


def _plain(raw: str) -> str:
    return CHARACTER_REFERENCE.sub(lambda match: unescape(match[0]), raw)


def _opened(
    name: str, attributes: str, offset: int, where: int, opened: list[tuple[str, dict[str, Any]]]
) -> dict[str, Any]:
    if name not in ENTITY_OF_TAG:
        raise bad_request(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {where}')
    given = {key: _plain((value or "").strip("\"'")) for key, value in ATTRIBUTE.findall(attributes)}
    if name == "span" and given.get("class") != "tg-spoiler":
        raise bad_request(f'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset {where}')
    if name == "blockquote" and any(tag == "blockquote" for tag, _ in opened):
        raise bad_request("can't parse entities: blockquote can't be nested")
    kind = "expandable_blockquote" if name == "blockquote" and "expandable" in given else ENTITY_OF_TAG[name]
    entity = {"type": kind, "offset": offset}
    return entity | ({"url": given.get("href", "")} if name == "a" else {})


def _closed(opened: list[tuple[str, dict[str, Any]]], name: str, text: str, where: int) -> dict[str, Any]:
    if not opened:
        raise bad_request(f"can't parse entities: Unexpected end tag at byte offset {where}")
    expected, entity = opened.pop()
    if expected != name:
        raise bad_request(
            f'can\'t parse entities: Unmatched end tag at byte offset {where}, expected "</{expected}>", '
            f'found "</{name}>"'
        )
    return entity | {"length": units(text) - entity["offset"]}
