"""Methods that answer a query: a pressed button, an inline query. Once each, and in time."""

from typing import Any

from tests.bot_api.content import Arguments, caption_content, keyboard, text_content
from tests.bot_api.errors import bad_request
from tests.bot_api.markup import units
from tests.bot_api.world import OpenQuery, World

QUERY_GONE = "query is too old and response timeout expired or query ID is invalid"
MAX_ALERT = 200  # UTF-16 code units shown after a press
MAX_RESULTS = 50
MAX_RESULT_ID = MAX_OFFSET = 64  # bytes


def answer_callback_query(world: World, arguments: Arguments) -> Any:
    if units(arguments.get("text", "")) > MAX_ALERT:
        raise bad_request("MESSAGE_TOO_LONG")
    query = _closed(world, arguments["callback_query_id"])
    if arguments.get("text"):
        world.note(query.chat_id, f"({arguments['text']})")
    return True


def answer_inline_query(world: World, arguments: Arguments) -> Any:
    results = arguments["results"]
    ids = [result["id"] for result in results]
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    if not all(1 <= len(name.encode()) <= MAX_RESULT_ID for name in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(arguments.get("next_offset", "").encode()) > MAX_OFFSET:
        raise bad_request("NEXT_OFFSET_INVALID")
    for result in results:
        message_of_result(result)
    with world.changed:
        _closed(world, arguments["inline_query_id"])
        world.inline_answers[arguments["inline_query_id"]] = arguments
    return True


def message_of_result(result: Arguments) -> Arguments:
    """What a person sends by choosing an inline result: a message's content. Raises what sending it would."""
    text = result.get("input_message_content")
    if text:
        content = text_content({**text, "text": text["message_text"]})
    elif result["type"] == "article":
        raise bad_request("SEND_MESSAGE_TYPE_INVALID: an article needs input_message_content")
    else:
        content = caption_content(result)
    return content | keyboard(result)


def _closed(world: World, query_id: str) -> OpenQuery:
    with world.changed:
        query = world.open_queries.pop(query_id, None)
        world.notify()
    if query is None or world.clock.now() > query.expires:
        raise bad_request(QUERY_GONE)
    return query
