"""The servers that other tests stand on are real, empty, and only on loopback."""

import pytest
import redis
from sqlalchemy import create_engine, inspect, make_url, text


def test_each_test_has_an_empty_postgresql_of_its_own(postgres_database: str) -> None:
    engine = create_engine(postgres_database)
    assert inspect(engine).get_table_names() == []
    with engine.connect() as connection:
        assert connection.scalar(text("SHOW listen_addresses")) == "127.0.0.1"
        assert connection.scalar(text("SHOW server_encoding")) == "UTF8"
    engine.dispose()
    assert make_url(postgres_database).host == "127.0.0.1"


@pytest.mark.parametrize("_turn", [1, 2])
def test_each_test_has_an_empty_redis(redis_url: str, _turn: int) -> None:
    client = redis.Redis.from_url(redis_url)
    assert client.dbsize() == 0
    client.set("left", "behind")
