"""The nginx of compose.yaml, run with this machine's nginx: the same configuration with other addresses."""

import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import yaml

COMPOSE = Path(__file__).parents[1] / "compose.yaml"
PUBLISHED = "listen 8080;"
START_SECONDS = 30.0


def nginx_configuration() -> str:
    """What compose.yaml gives to nginx; a doubled dollar sign stands for one there."""
    content: str = yaml.safe_load(COMPOSE.read_text("utf-8"))["configs"]["nginx"]["content"]
    return content.replace("$$", "$")


def nginx_program() -> str | None:
    """Debian keeps it where only root's path leads."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def running_nginx(folder: Path, port: int, replaced: Mapping[str, str]) -> Iterator[str]:
    """The balancer at a port of this machine; its address. `replaced` says what stands for which address."""
    program = nginx_program()
    assert program
    text = nginx_configuration()
    for old, new in {PUBLISHED: f"listen 127.0.0.1:{port};", "/tmp/": f"{folder}/", **replaced}.items():
        assert old in text
        text = text.replace(old, new)
    folder.mkdir()
    folder.chmod(0o755)
    file = folder / "nginx.conf"
    file.write_text(text)
    command = [program, "-c", file, "-p", folder, "-e", "stderr", "-g", "daemon off;"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    with httpx.Client(trust_env=False) as client:
        while True:
            try:
                assert client.get(f"{address}/nothing").status_code == httpx.codes.NOT_FOUND
                return
            except httpx.TransportError:
                assert process.poll() is None and time.monotonic() < deadline, "nginx did not start"
                time.sleep(0.05)
