"""`python -m bot telegram …` that says at its end, as JSON on stdout, what CPU time each of its threads has used."""

import json
import multiprocessing
import os
import resource
import sys
import threading
import time
from pathlib import Path

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


def child_seconds(pid: int) -> float:
    """CPU seconds of a process, as Linux keeps them in /proc."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def report() -> None:
    """Prints what was used between the first answers and now."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = spent() | {
        "second": sum(child_seconds(child.pid) for child in multiprocessing.active_children() if child.pid)
    }
    print(
        json.dumps(used | {"all": usage.ru_utime + usage.ru_stime + used["second"], "MB": usage.ru_maxrss / 1024}),
        flush=True,
    )


def listen() -> None:
    """Reports for every line that is read."""
    for _ in sys.stdin:
        report()


if __name__ == "__main__":
    threading.Thread(target=listen, daemon=True).start()
    sys.exit(main(["telegram", *sys.argv[1:]]))
