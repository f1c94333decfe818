"""A local Bot API server for tests: real HTTP on a loopback port, strict where Telegram is strict, faults on demand.

In a test, `with BotApiServer() as server:` is all it takes: `server.send_text(11, "Hallo")` writes to the bot,
`server.messages(11, 1)` waits for its answer, `server.transcript(11)` is the chat as its person reads it. Bots poll or set
a webhook on this machine. For load tests, `BotApiServer(strict=False)` leaves the checks against aiogram's models out.

As a program, `python -m tests.bot_api --port 8081` prints the address and the token as the two settings of the bot, and
serves until Ctrl-C. A script or a hand drives it under /control/: `curl -d '{"chat_id": 11, "text": "Hallo"}'
localhost:8081/control/say` writes, `/control/press` with `{"chat_id": 11, "button": "…"}` presses,
`/control/faults` with `{"method": "sendMessage", "status": 429, "retry_after": 3}` disturbs; `GET
/control/chat?chat_id=11` shows the chat, `/control/log`, `/control/updates` and `/control/violations` what the bot
asked for, has still to take in, and did wrong. `control.py` lists all actions and views.
"""

from tests.bot_api.faults import Fault
from tests.bot_api.server import BotApiServer
from tests.bot_api.world import Call, SentMessage

__all__ = ["BotApiServer", "Call", "Fault", "SentMessage"]
