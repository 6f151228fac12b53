"""A disk that fills up in the middle of a load: said with the remedy, nothing half written, and
once there is room the next load completes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url

from data_access.engine import make_engine
from ingest.load import load_file
from tests.integration.conftest import settle_database
from tests.integration.faults import disks
from tests.integration.faults.commands import assert_nothing_done, ended, run, start
from tests.integration.faults.disks import KILOBYTE
from tests.integration.faults.state import assert_sound, contents, rows_file
from tests.servers import Server

MANY = 12_000
SAID = ("Chưa ghi gì", "Nothing was written", "dung lượng", "space")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """More than the small disks of these tests hold."""
    return rows_file(tmp_path / "many.csv", MANY)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def assert_loads(engine: Engine, file: Path, before: object) -> None:
    assert contents(engine) == before
    assert_sound(engine)
    assert load_file(engine, "dossiers", file).inserted == MANY
    assert_sound(engine)
    engine.dispose()


@pytest.mark.parametrize("way", disks.WAYS)
def test_under_sqlite(
    way: str, settled_file: Path, tmp_path: Path, many: Path, stack: ExitStack
) -> None:
    folder, size = tmp_path / "full", settled_file.stat().st_size
    folder.mkdir()
    if way == "disk":
        stack.enter_context(disks.small_disk(folder, size + 40_000 * KILOBYTE))
    database = folder / "tamnhin.db"
    database.write_bytes(settled_file.read_bytes())
    if way == "disk":
        disks.fill(folder, leaving=300 * KILOBYTE)
    url = f"sqlite:///{database}"
    before = contents(make_engine(url))
    bound = disks.limited_to(size + 200 * KILOBYTE) if way == "limit" else None
    done = ended(start(url, "load", "dossiers", str(many), before=bound))
    assert_nothing_done(done, *SAID, str(database))
    (folder / disks.BALLAST).unlink(missing_ok=True)
    assert_loads(make_engine(url), many, before)


@pytest.mark.parametrize("way", disks.WAYS)
def test_under_postgresql(
    way: str, own_postgres: Server, tmp_path: Path, many: Path, stack: ExitStack
) -> None:
    space, folder = "pg_default", own_postgres.folder / "small"
    if way == "disk":
        stack.enter_context(disks.small_disk(folder, 60_000 * KILOBYTE, "postgres"))
        space = stack.enter_context(disks.tablespace(own_postgres, folder))
    url = stack.enter_context(disks.database_in(own_postgres, space))
    settle_database(url)
    engine = make_engine(url)
    before = contents(engine)
    engine.dispose()
    with ExitStack() as full:
        if way == "limit":
            full.enter_context(disks.limited(own_postgres, 1100 * KILOBYTE))
        else:
            disks.fill(folder, leaving=300 * KILOBYTE)
            full.callback((folder / disks.BALLAST).unlink)
        done = run(url, "load", "dossiers", str(many))
    assert_nothing_done(done, *SAID, str(make_url(url).port))
    assert_loads(engine, many, before)
