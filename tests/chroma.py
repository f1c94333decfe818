"""A Chroma server of the tests' own, on a free loopback port, that can be killed and started again. A plugin module."""

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

START_SECONDS = 60.0  # on a busy machine; otherwise it takes one


class Chroma:
    """A server whose data outlive it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._port = _free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def runs(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        self.folder.mkdir(exist_ok=True)
        program = Path(sys.executable).parent / "chroma"
        command = [program, "run", "--path", self.folder, "--host", "127.0.0.1", "--port", str(self._port)]
        self._process = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self._process.poll() is None and time.monotonic() < deadline, "the Chroma server did not start"
            time.sleep(0.05)

    def kill(self) -> None:
        """Ends it as a power cut does."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def freeze(self) -> None:
        """Lets it take connections and say nothing."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Lets it go on."""
        assert self._process
        self._process.send_signal(signal.SIGCONT)

    def forget(self) -> None:
        """Deletes its data while it is down."""
        shutil.rmtree(self.folder)

    def collections(self) -> set[str]:
        """The names of its collections."""
        path = "/api/v2/tenants/default_tenant/databases/default_database/collections"
        with httpx.Client(trust_env=False) as client:
            return {collection["name"] for collection in client.get(f"{self.url}{path}").raise_for_status().json()}

    def _answers(self) -> bool:
        try:
            with httpx.Client(trust_env=False) as client:
                return client.get(f"{self.url}/api/v2/heartbeat").status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chroma]:
    """The server of all tests; to start one takes a second."""
    if not (Path(sys.executable).parent / "chroma").exists():
        pytest.skip("the program chroma, which the package chromadb brings, is not beside this Python")
    server = Chroma(tmp_path_factory.mktemp("chroma") / "data")
    yield server
    server.kill()


@pytest.fixture
def chroma(chroma_server: Chroma) -> Chroma:
    """The server, running. Each embedding model has a collection of its own, so a test names its model after itself."""
    if not chroma_server.runs:
        chroma_server.start()
    return chroma_server


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
