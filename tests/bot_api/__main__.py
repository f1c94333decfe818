"""The server as a program: `python -m tests.bot_api --port P`."""

import argparse
import signal
import sys
import threading

from tests.bot_api.server import TOKEN, BotApiServer


def main(arguments: list[str] | None = None) -> int:
    """Serves until SIGINT or SIGTERM. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.bot_api", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="loopback port; by default a free one")
    parser.add_argument("--token", default=TOKEN, help="the only token that the server knows")
    parser.add_argument("--lenient", action="store_true", help="do not check requests against aiogram's models")
    parser.add_argument("--pace", type=float, default=1.0, help="factor of the pauses between deliveries (default 1)")
    given = parser.parse_args(arguments)
    try:
        server = BotApiServer(given.token, port=given.port, strict=not given.lenient, pace=given.pace)
    except (OSError, OverflowError) as error:
        print(f"cannot listen on port {given.port}: {error}", file=sys.stderr)
        return 2
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    with server:
        print(f"TELEGRAM_API_BASE_URL={server.url}\nTELEGRAM_BOT_TOKEN={server.token}", flush=True)
        ended.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
