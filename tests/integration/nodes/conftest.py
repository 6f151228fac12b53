"""A province on PostgreSQL, served by three nodes behind nginx."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis as redis_client

from data_access.engine import make_engine
from ingest.load import load_file
from tests.browser.conftest import visit  # noqa: F401
from tests.integration.conftest import settle_database
from tests.integration.faults.serving import ROWS
from tests.integration.faults.state import rows_file
from tests.integration.nodes.cluster import Cluster, cluster
from tests.integration.rows import province


@pytest.fixture(scope="module")
def nodes(
    postgres_url: str, redis_of_the_run: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("nodes")
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as server:
        server.execute("CREATE DATABASE of_many_nodes")
        url = postgres_url.removesuffix("postgres") + "of_many_nodes"
        settle_database(url)
        engine = make_engine(url)
        load_file(engine, "dossiers", rows_file(folder / "rows.csv", ROWS), province=province())
        engine.dispose()
        redis_client.Redis.from_url(redis_of_the_run).flushall()
        with cluster(url, redis_of_the_run, Path(folder)) as made:
            yield made
        server.execute("DROP DATABASE of_many_nodes WITH (FORCE)")
