"""The control interface over HTTP: everything that people and tests do, as JSON, for bots in other processes."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.bot_api.faults import Fault, FaultPlan
from tests.bot_api.people import People
from tests.bot_api.transcript import transcript
from tests.bot_api.world import SentMessage


class Control:
    """POST /control/ACTION with the action's arguments as JSON; GET /control/VIEW to look."""

    def __init__(self, people: People, faults: FaultPlan) -> None:
        self.people = people
        self.world = people.world
        self.faults = faults
        self.actions: dict[str, Callable[..., Any]] = {
            "say": self._say,
            "edit": people.edit_text,
            "press": self._press,
            "react": self._react,
            "stop": people.stop_generation,
            "inline": people.ask_inline,
            "choose": people.choose_result,
            "photo": people.send_photo,
            "voice": people.send_voice,
            "sticker": people.send_sticker,
            "document": lambda chat_id, name, text="": people.send_document(chat_id, name, text.encode()),
            "album": people.send_album,
            "content": people.send_content,
            "block": people.block,
            "unblock": people.unblock,
            "replay": people.replay,
            "poison": people.poison,
            "updates": lambda **content: people.updates.push(content),
            "faults": lambda **fields: faults.add(Fault(**fields)),
            "clear_faults": faults.clear,
            "clock": self.world.clock.advance,
        }
        self.views: dict[str, Callable[..., Any]] = {
            "updates": lambda: people.updates.pending,
            "log": self._log,
            "faults": lambda: [asdict(fault) for fault in faults.planned()],
            "violations": lambda: self.world.violations,
            "chat": lambda chat_id: transcript(self.world, int(chat_id)),
            "messages": lambda chat_id: [message.raw for message in self.world.from_bot(int(chat_id))],
            "inline": lambda update_id: self._inline_answer(int(update_id)),
            "settings": lambda: [[*key, value] for key, value in self.world.settings.items()],
        }

    def routes(self) -> list[Route]:
        """The routes of the interface."""
        return [
            Route("/control/{name}", self._act, methods=["POST"]),
            Route("/control/{name}", self._look, methods=["GET"]),
        ]

    async def _act(self, request: Request) -> Response:
        try:
            given = await request.json() if await request.body() else {}
            result = self.actions[request.path_params["name"]](**given)
        except (LookupError, TypeError, ValueError, StopIteration) as error:
            return _mistake(error)
        return JSONResponse({"result": result})

    async def _look(self, request: Request) -> Response:
        try:
            result = self.views[request.path_params["name"]](**request.query_params)
        except (LookupError, TypeError, ValueError) as error:
            return _mistake(error)
        return JSONResponse({"result": result})

    def _say(self, chat_id: int, text: str, *, reply_to: int = 0, **options: Any) -> int:
        replied = self._message(chat_id, reply_to) if reply_to else None
        return self.people.send_text(chat_id, text, reply_to=replied, **options)

    def _press(self, chat_id: int, button: str = "", *, data: str = "", message_id: int = 0, **options: Any) -> int:
        message = self._message(chat_id, message_id)
        if data:
            return self.people.press_data(message.raw, data, **options)
        return self.people.press(message, button, **options)

    def _react(self, chat_id: int, emoji: str, *, message_id: int = 0, **options: Any) -> int:
        return self.people.react(self._message(chat_id, message_id), emoji, **options)

    def _message(self, chat_id: int, message_id: int) -> SentMessage:
        """A message of the bot, by default the newest."""
        messages = self.world.from_bot(chat_id)
        return next(m for m in reversed(messages) if message_id in (0, m.id))

    def _log(self, method: str = "", since: str = "0") -> list[dict[str, Any]]:
        calls = self.world.calls_of(method) if method else self.world.calls[:]
        return [asdict(call) for call in calls if call.at >= float(since)]

    def _inline_answer(self, update_id: int) -> dict[str, Any]:
        query = self.people.updates.past[update_id]["inline_query"]
        return self.world.inline_answers[query["id"]]


def _mistake(error: Exception) -> Response:
    return JSONResponse({"error": f"{type(error).__name__}: {error}"}, 400)
