"""Two replicas behind nginx, on a real PostgreSQL and a real Chroma server, while parts of it fail under load."""

import time
from collections.abc import Iterator

import pytest

from tests.balancer import nginx_program
from tests.chroma import Chroma
from tests.cluster import Cluster, running_cluster
from tests.postgres import PostgresServer

pytestmark = [pytest.mark.faults]
SERVER_UP = "revierlotse_vector_server_up"


@pytest.fixture(scope="module")
def cluster(
    postgres_server: PostgresServer, chroma_server: Chroma, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cluster]:
    """It is whole again after each test."""
    if nginx_program() is None:
        pytest.skip("nginx is not on this machine")
    if not chroma_server.runs:
        chroma_server.start()
    with running_cluster(tmp_path_factory.mktemp("cluster"), postgres_server.url, chroma_server) as cluster:
        yield cluster


def test_a_replica_is_killed(cluster: Cluster) -> None:
    with cluster.load():
        cluster.wait_for_more(15)
        cluster.kill(0)
        cluster.wait_for_more(30)
        cluster.start(0)
        cluster.wait_ready(0)
        cluster.wait_for_more(15)
    cluster.assert_all_answered()


def test_postgresql_is_restarted(cluster: Cluster, postgres_server: PostgresServer) -> None:
    with cluster.load():
        cluster.wait_for_more(15)
        postgres_server.stop()
        time.sleep(1.5)
        postgres_server.start()
        cluster.wait_for_more(30)
    cluster.assert_all_answered()


def test_chroma_is_restarted(cluster: Cluster, chroma_server: Chroma) -> None:
    with cluster.load():
        cluster.wait_for_more(15, noted=False)
        chroma_server.kill()
        cluster.wait_for_more(15, noted=True)
        for bot in cluster.bots:
            bot.wait_for_metric(SERVER_UP, 0)
            assert bot.get("/readyz").text == "ok, without vectors\n"
        chroma_server.start()
        cluster.wait_for_more(30, noted=False)
    cluster.assert_all_answered()
    for bot in cluster.bots:
        bot.wait_for_metric(SERVER_UP, 1)
