"""The guard of conftest.py guards."""

import socket

import pytest

from tests.conftest import NetworkReachedError


def test_no_connection_leaves_this_machine() -> None:
    with socket.socket() as outside, pytest.raises(NetworkReachedError, match=r"192\.0\.2\.1"):
        outside.connect(("192.0.2.1", 80))


def test_no_name_is_looked_up_outside() -> None:
    with pytest.raises(NetworkReachedError, match="example"):
        socket.create_connection(("example.org", 80), timeout=1)


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()
