"""What the bot says of itself: name, descriptions, commands, each per language; and what it can ask about chats."""

import re
from collections.abc import Callable
from typing import Any

from tests.bot_api.content import Arguments, known_chat
from tests.bot_api.errors import bad_request
from tests.bot_api.markup import units
from tests.bot_api.world import BOT, World

MAX_COMMANDS = 100
MAX_COMMAND_DESCRIPTION = 256
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"([a-z]{2})?")
EVERYWHERE = {"type": "default"}

Method = Callable[[World, Arguments], Any]


def get_me(world: World, arguments: Arguments) -> Any:
    return BOT


def get_chat(world: World, arguments: Arguments) -> Any:
    chat_id = known_chat(world, arguments)
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), True
    )
    return world.chats[chat_id] | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


def set_my_commands(world: World, arguments: Arguments) -> Any:
    commands = arguments["commands"]
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(command["command"].removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= units(command["description"]) <= MAX_COMMAND_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return _keep(world, _commands_key(arguments), arguments)


def get_my_commands(world: World, arguments: Arguments) -> Any:
    return world.settings.get(_commands_key(arguments), {}).get("commands", [])


def delete_my_commands(world: World, arguments: Arguments) -> Any:
    with world.changed:
        world.settings.pop(_commands_key(arguments), None)
        world.notify()
    return True


def text_setter(method: str, field: str, limit: int) -> Method:
    """A method setMy… for one text of at most `limit` UTF-16 code units."""

    def keep(world: World, arguments: Arguments) -> Any:
        if units(arguments.get(field, "")) > limit:
            raise bad_request(f"{field} is too long")
        return _keep(world, (method, _language(arguments)), arguments)

    return keep


def text_getter(setter: str, field: str, default: str) -> Method:
    """The method getMy… for a text: that of the language, else that for all languages."""

    def look_up(world: World, arguments: Arguments) -> Any:
        for language in (_language(arguments), ""):
            if text := world.settings.get((setter, language), {}).get(field):
                return {field: text}
        return {field: default}

    return look_up


def _commands_key(arguments: Arguments) -> tuple[str, str]:
    scope = arguments.get("scope", EVERYWHERE)
    where = "" if scope == EVERYWHERE else f"@{scope['type']}:{scope.get('chat_id', '')}:{scope.get('user_id', '')}"
    return f"setMyCommands{where}", _language(arguments)


def _language(arguments: Arguments) -> str:
    code: str = arguments.get("language_code", "")
    if not LANGUAGE.fullmatch(code):
        raise bad_request("language_code must be a two-letter ISO 639-1 code")
    return code


def _keep(world: World, key: tuple[str, str], arguments: Arguments) -> bool:
    with world.changed:
        world.settings[key] = arguments
        world.notify()
    return True
