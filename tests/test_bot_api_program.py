"""The local Bot API server as a program of its own, driven over its control interface; and PTB as its client."""

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Forbidden, RetryAfter
from telegram.request import HTTPXRequest

from tests.bot_api import BotApiServer, Fault
from tests.bot_api.__main__ import main
from tests.bot_api.client import post
from tests.test_bot_api_server import picture

pytestmark = pytest.mark.filterwarnings("ignore:.*`retry_after`")  # PTB warns of its own coming change

ROOT = Path(__file__).parent.parent
KIM = 11


@pytest.fixture(scope="module")
def program() -> Iterator[dict[str, str]]:
    """The two settings that the program prints."""
    command = [sys.executable, "-m", "tests.bot_api"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        yield dict(process.stdout.readline().strip().split("=", 1) for _ in range(2))
        process.terminate()
        assert process.wait(20) == 0


class Remote:
    """The program's Bot API and its control interface."""

    def __init__(self, settings: dict[str, str]) -> None:
        self.url = settings["TELEGRAM_API_BASE_URL"]
        self.token = settings["TELEGRAM_BOT_TOKEN"]

    def call(self, method: str, **params: Any) -> Any:
        return post(f"{self.url}/bot{self.token}/{method}", data=params)[1].get("result")

    def do(self, action: str, **arguments: Any) -> Any:
        status, body = post(f"{self.url}/control/{action}", json=arguments)
        assert status == 200, body
        return body["result"]

    def look(self, view: str, **arguments: Any) -> Any:
        with httpx.Client(trust_env=False) as client:
            return client.get(f"{self.url}/control/{view}", params=arguments).json()["result"]


@pytest.fixture
def remote(program: dict[str, str]) -> Remote:
    return Remote(program)


def test_a_whole_chat_by_remote_control(remote: Remote) -> None:
    update_id = remote.do("say", chat_id=KIM, text="Hallo")
    assert [update["update_id"] for update in remote.look("updates")] == [update_id]
    keyboard = '{"inline_keyboard": [[{"text": "Ja", "callback_data": "1"}]]}'
    remote.call("sendMessage", chat_id=KIM, text="Wirklich?", reply_markup=keyboard)
    remote.do("press", chat_id=KIM, button="Ja")
    remote.do("react", chat_id=KIM, emoji="👍")
    remote.do("edit", update_id=update_id, text="Hallo!")
    for action in ("photo", "voice", "sticker", "block", "unblock", "poison"):
        remote.do(action, chat_id=KIM)
    remote.do("document", chat_id=KIM, name="a.txt", text="Inhalt")
    kinds = [list(update)[1] for update in remote.look("updates")]
    asked_for = ["message", "callback_query", "edited_message", *["message"] * 3, *["my_chat_member"] * 2]
    assert kinds == [*asked_for, "message", "message"]
    assert remote.look("chat", chat_id=KIM)[:3] == ["Kim: Hallo!", "Revierlotse: Wirklich?\n  [Ja]", "[Ja]"]
    assert remote.look("messages", chat_id=KIM)[0]["text"] == "Wirklich?"


def test_faults_and_the_log_by_remote_control(remote: Remote) -> None:
    remote.do("faults", method="getMe", status=429, retry_after=3)
    assert [fault["method"] for fault in remote.look("faults")] == ["getMe"]
    assert remote.call("getMe") is None
    assert remote.call("getMe")["username"] == "revierlotse_bot"
    log = remote.look("log", method="getMe")
    assert [entry["status"] for entry in log] == [429, 200]
    assert log[0]["at"] <= log[1]["at"]
    remote.call("getMe", colour="red")
    assert remote.look("violations") == ["getMe: Bad Request: getMe has no parameter colour"]


@pytest.mark.parametrize(
    ("action", "arguments"),
    [("dance", {}), ("say", {"chat_id": KIM}), ("press", {"chat_id": 12, "button": "x"}), ("replay", {"update_id": 1})],
)
def test_a_mistake_gets_a_400(remote: Remote, action: str, arguments: dict[str, Any]) -> None:
    status, body = post(f"{remote.url}/control/{action}", json=arguments)
    assert status == 400
    assert body["error"]


def test_a_port_that_cannot_be_had_is_one_clear_line(
    program: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    for port in (program["TELEGRAM_API_BASE_URL"].rpartition(":")[2], "70000"):
        assert main(["--port", port]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith(f"cannot listen on port {port}: ")
        assert said.err.count("\n") == 1


# python-telegram-bot as the client


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        server.send_text(KIM, "Hallo")
        yield server


def ptb(server: BotApiServer) -> Bot:
    request = HTTPXRequest(httpx_kwargs={"trust_env": False})
    where = {"base_url": f"{server.url}/bot", "base_file_url": f"{server.url}/file/bot"}
    return Bot(server.token, **where, request=request, get_updates_request=request)


async def test_ptb_understands_and_is_understood(server: BotApiServer) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="1", style="primary")]])
    async with ptb(server) as bot:
        assert bot.username == "revierlotse_bot"
        photo = await bot.send_photo(KIM, BytesIO(picture()), caption="Bild", reply_markup=keyboard)
        stored = await bot.get_file(photo.photo[-1].file_id)
        assert bytes(await stored.download_as_bytearray()) == picture()
        assert await bot.send_message_draft(KIM, 7, "Ich", api_kwargs={"can_stop": True})
        server.stop_generation(KIM)
        server.press(server.messages(KIM, 1)[0], "a")
        server.ask_inline(KIM, "Gehalt")
        wanted = [*Update.ALL_TYPES, "stopped_message_generation"]
        updates = await bot.get_updates(allowed_updates=wanted)
        assert updates[1].api_kwargs["stopped_message_generation"]["draft_id"] == 7
        query = updates[2].callback_query
        assert query is not None
        assert await query.answer("Gern")
        assert (await bot.edit_message_caption(KIM, photo.id, caption="neu")).caption == "neu"
        assert await bot.set_webhook("https://example.org/hook", secret_token="x", allowed_updates=["message"])
        info = await bot.get_webhook_info()
        assert (info.url, info.allowed_updates) == ("https://example.org/hook", ("message",))
        assert await bot.delete_webhook()
        assert (await bot.get_chat(KIM)).first_name == "Kim"
    assert server.violations == []


async def test_ptb_reads_the_errors(server: BotApiServer) -> None:
    async with ptb(server) as bot:
        server.fault(Fault("sendMessage", status=429, retry_after=3, chat_id=KIM))
        with pytest.raises(RetryAfter):
            await bot.send_message(KIM, "a")
        with pytest.raises(BadRequest, match="Message is too long"):
            await bot.send_message(KIM, "x" * 4097)
        server.block(KIM)
        with pytest.raises(Forbidden):
            await bot.send_message(KIM, "a")
