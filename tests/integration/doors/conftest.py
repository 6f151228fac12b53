from __future__ import annotations

import pytest

from tests.integration.doors.house import House, house, own_copy


@pytest.fixture(scope="module")
def closed(small_demonstration_url: str, tmp_path_factory: pytest.TempPathFactory) -> House:
    """For tests that leave no trace that another would see."""
    return house(own_copy(small_demonstration_url, tmp_path_factory.mktemp("closed")))


@pytest.fixture
def own_house(small_demonstration_url: str, tmp_path: object) -> House:
    """For tests that move its clock, or fill its audit."""
    from pathlib import Path

    return house(own_copy(small_demonstration_url, Path(str(tmp_path))))


@pytest.fixture
def on_postgresql(postgres_database: str) -> House:
    """Doors on PostgreSQL; nothing is loaded."""
    return house(postgres_database)
