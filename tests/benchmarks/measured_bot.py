"""`python -m bot telegram …` that says at its end, as JSON on stdout, what CPU time each of its threads has used."""

import json
import resource
import sys
import threading
import time

from bot.__main__ import main


def spent() -> dict[str, float]:
    """CPU seconds by the kind of work."""
    kinds = {"MainThread": "loop", "writer": "database", "asyncio": "answers"}
    seconds = dict.fromkeys(kinds.values(), 0.0)
    for thread in threading.enumerate():
        kind = kinds.get(thread.name.partition("_")[0])
        if kind and thread.ident:
            seconds[kind] += time.clock_gettime(time.pthread_getcpuclockid(thread.ident))
    return seconds


def report() -> None:
    """Prints what was used between the first answers and now."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps(spent() | {"all": usage.ru_utime + usage.ru_stime, "MB": usage.ru_maxrss / 1024}), flush=True)


def listen() -> None:
    """Reports for every line that is read."""
    for _ in sys.stdin:
        report()


if __name__ == "__main__":
    threading.Thread(target=listen, daemon=True).start()
    sys.exit(main(["telegram", *sys.argv[1:]]))
