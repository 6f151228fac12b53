"""34 provinces, made once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from config.provinces import PROVINCES
from data_access.engine import Engine, make_engine
from data_access.migrate import upgrade
from ingest.demo.build import AS_OF, _mark_synthetic
from tests.integration.federation.provinces import Made, offices, province_of

DOSSIERS = 200


@pytest.fixture(scope="session")
def offices_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return offices(tmp_path_factory.mktemp("provinces"))


@pytest.fixture(scope="session")
def made(offices_only: Path) -> dict[str, Made]:
    """By code: to be read, not written."""
    return {
        code: province_of(offices_only, code, dossiers=DOSSIERS + int(code)) for code in PROVINCES
    }


@pytest.fixture
def three(made: Mapping[str, Made]) -> dict[str, Made]:
    return {code: made[code] for code in ("44", "46", "48")}


def empty_nation(url: str) -> Engine:
    """With the demonstration's clock, so that what its provinces tell is of today."""
    engine = make_engine(url)
    upgrade(engine)
    _mark_synthetic(engine, AS_OF)
    return engine


@pytest.fixture
def nation_engine(tmp_path: Path) -> Iterator[Engine]:
    engine = empty_nation(f"sqlite:///{tmp_path / 'nation.db'}")
    yield engine
    engine.dispose()
