"""A PostgreSQL server of the tests' own, on a free loopback port, and a database in it for each test. A plugin module."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

START_SECONDS = 30.0
NUMBERS = count()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator["PostgresServer"]:
    """A running server."""
    found = _programs()
    if found is None:
        pytest.skip("PostgreSQL's programs initdb and postgres are not on this machine")
    pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        server = PostgresServer(found, Path(folder))
        server.start()
        yield server
        server.stop()


@pytest.fixture
def postgres(postgres_server: "PostgresServer") -> str:
    """The URL of a running server, without a database's name."""
    return postgres_server.url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of each kind that the bot supports."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bot.sqlite3'}"
    return new_database(request.getfixturevalue("postgres"))


def new_database(server: str) -> str:
    """Creates a database and returns its URL."""
    name = f"test_{os.getpid()}_{next(NUMBERS)}"
    engine = sa.create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return f"{server}/{name}"


def _programs() -> Path | None:
    """The folder of initdb and postgres, of the newest version."""
    on_path = shutil.which("initdb")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = Path(on_path).resolve() if on_path else installed[-1] if installed else None
    return found.parent if found else None


class PostgresServer:
    """A server that can be stopped and started again."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder = programs, folder
        self._user: dict[str, Any] = {}
        if os.getuid() == 0:  # as which the server refuses to run
            shutil.chown(folder, "postgres", "postgres")
            self._user = {"user": "postgres", "group": "postgres", "extra_groups": []}
        self._port = _free_port()
        self.url = f"postgresql+psycopg://postgres@127.0.0.1:{self._port}"
        made = ["-D", folder / "data", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync"]
        subprocess.run([programs / "initdb", *made], cwd=folder, check=True, capture_output=True, **self._user)

    def start(self) -> None:
        """Starts it, and waits until it takes connections."""
        where = ["-clisten_addresses=127.0.0.1", f"-cunix_socket_directories={self._folder}", "-cfsync=off"]
        command = [self._programs / "postgres", "-D", self._folder / "data", f"-cport={self._port}", *where]
        self._process = subprocess.Popen(command, cwd=self._folder, stderr=subprocess.DEVNULL, **self._user)
        _wait_for(self._port, self._process)

    def stop(self) -> None:
        """Stops it its fast way: open connections are ended."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait()


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    engine = sa.create_engine(f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres")
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with engine.connect():
                return engine.dispose()
        except sa.exc.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
