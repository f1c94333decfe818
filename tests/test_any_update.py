"""Ten thousand random and mutated updates: nothing breaks, each is answered, passed over or parked, none is lost."""

import asyncio
import copy
import logging
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.inbox import Inbox
from bot.inbox_store import NewUpdate
from bot.telegram.app import bot_number
from bot.telegram.incoming import LARGEST_ID, new_update
from tests.bot_api import BotApiServer
from tests.replicas import running_webhook
from tests.scripted import ScriptedAdvisor

pytestmark = pytest.mark.faults

CHATS = range(11, 61)
SERVER_BREAKS = 40  # calls with impossible chats or inline queries, over which the test server fails with 500


def bodies(chat: int) -> list[dict[str, Any]]:
    """Updates of every kind that the bot asks for, and of some others, before anything is wrong with them."""
    person = {"id": chat, "is_bot": False, "first_name": "Kim", "language_code": "de"}
    place = {"id": chat, "type": "private", "first_name": "Kim"}
    message = {"message_id": 1, "date": 1, "chat": place, "from": person, "text": "Hallo"}
    marked = {**message, "text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}
    photo = {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]}
    reaction = {"chat": place, "message_id": 1, "date": 1, "old_reaction": [], "new_reaction": []}
    query = {"id": "1", "from": person, "message": message, "chat_instance": "1", "data": "ask:1"}
    return copy.deepcopy(
        [
            {"message": message},
            {"message": marked},
            {"message": {**message, **photo}},
            {"edited_message": message},
            {"callback_query": query},
            {"inline_query": {"id": "1", "from": person, "query": "Gehalt", "offset": ""}},
            {"message_reaction": reaction},
        ]
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
STRANGE = [None, True, -1, 0, 2**63, -(2**80), 1e308, "", "\x00", "\ud83d", "x" * 5000, [], {}, [[]], {"id": 11}]


@given(JSON, st.sampled_from(bodies(11)), st.integers())
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_value_has_an_id_and_a_lane_that_a_database_can_store(value: Any, body: Any, number: int) -> None:
    for raw in (value, {"update_id": number, **body}, {"update_id": 1, "message": value}):
        update = new_update(raw)
        assert isinstance(update, NewUpdate) and abs(update.id) <= LARGEST_ID
        assert update.lane.isascii() and len(update.lane) <= 64
        assert update.payload.isascii() and "\x00" not in update.payload


def test_ten_thousand_mutated_updates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.telegram.work.FIRST_PAUSE", 0.001)  # before another try
    caplog.set_level(logging.CRITICAL)  # thousands of failures in full are not read by anybody
    database = f"sqlite:///{tmp_path / 'bot.sqlite3'}"
    chance = random.Random(5)
    updates = [mutated(chance, number) for number in range(10_000)]
    with BotApiServer(strict=False) as server:
        for chat in CHATS:
            server.send_text(chat, "Hallo")
        new = asyncio.run(written_down(database, server.token, updates))
        with running_webhook(ScriptedAdvisor(), server, database) as bot:
            statuses = {bot.post(update) for update in updates[:200]}  # all of them known already
            bot.wait_for_metric('revierlotse_queue{state="waiting"}', 0)
            bot.wait_for_metric('revierlotse_queue{state="leased"}', 0)
            assert statuses == {200} and bot.metric("revierlotse_duplicate_updates_total") == 200
            unknown = bot.metric("revierlotse_unknown_sends_total")
            parked = bot.metric('revierlotse_queue{state="parked"}')
    assert 9_000 < new < 10_000 and 0 < parked < new
    sends = Counter(call.status for call in server.calls("sendMessage"))
    assert sends[200] > 1000 and unknown <= SERVER_BREAKS


async def written_down(database: str, token: str, updates: list[Any]) -> int:
    """Puts updates into the inbox as polling does; returns how many were new."""
    inbox = Inbox.open(database, bot_number(token))
    new = [await inbox.receive([new_update(raw) for raw in updates[i : i + 100]]) for i in range(0, len(updates), 100)]
    inbox.close()
    return sum(new)


def mutated(chance: random.Random, number: int) -> Any:
    """An update of which up to three parts are gone or something else; now and then its id came before."""
    chosen = chance.randrange(number or 1) if chance.random() < 0.05 else number
    update = {"update_id": chosen, **chance.choice(bodies(chance.choice(CHATS)))}
    for _ in range(chance.randrange(4)):
        holder = chance.choice(list(_holders(update)))
        if holder:
            key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
            if chance.random() < 0.3:
                del holder[key]
            else:
                holder[key] = copy.deepcopy(chance.choice([*STRANGE, *bodies(11)]))
    return update


def _holders(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _holders(inner)
