"""`kill -9` of a load, and of PostgreSQL under a load, at moments spread over all of it: afterwards
the database holds exactly what it held before, or exactly what the load brings; and the next load
goes on from there."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data_access.engine import make_engine
from tests.integration.conftest import settle_database
from tests.integration.faults.disks import database_in
from tests.integration.faults.loading import BEGUN, COMMITS, Load
from tests.integration.faults.state import (
    address,
    assert_sound,
    code_of,
    contents,
    everything,
    rows_file,
    states,
)
from tests.servers import Server

pytestmark = pytest.mark.timeout(600)  # half a minute each on a machine at rest

SEED = 20241227
KNOWN, ROWS, NEW = 20_000, 10_000, 2_000  # to begin with; of a file; of these, not known yet
KILLS_EACH = 25
AT_COMMIT_EVERY = 5  # the shortest moment, and the one that matters most, is aimed at
COMMIT_SECONDS = 0.02
NOTHING_DONE = 2


@dataclass
class Target:
    """A database under loads that are killed; `came_through` counts those that were not."""

    engine: Engine
    folder: Path
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    came_through: int = 0
    seconds: float = 0.0
    killed: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.expect(KNOWN)
        self.complete()
        self.complete()
        assert_sound(self.engine)  # so that whatever equals it is

    def expect(self, rows: int = ROWS) -> None:
        """What it holds now, and the file that comes next: old rows changed, and new ones."""
        self.before, self.held = everything(self.engine), states(self.engine)
        self.version = contents(self.engine)["version"]
        first = KNOWN + NEW * self.came_through - ROWS if self.held else 0
        state = (4, 9)[self.came_through % 2]
        self.file = rows_file(self.folder / f"{first}.csv", rows, first=first, state=state)
        self.coming = {code_of(number): state for number in range(first, first + rows)}

    def load(self) -> Load:
        self.engine.dispose()
        begun = Load(address(self.engine), self.file, self.folder / "said")
        begun.start()
        return begun

    def complete(self) -> None:
        """The next load, to its end."""
        load, began = self.load(), time.monotonic()
        assert load.end() == 0, (self.folder / "said").read_text()
        self.seconds = time.monotonic() - began
        assert self.settle(proved=False), "a load that ended well is there"

    def kill(self, *, at_commit: bool) -> None:
        load = self.load()
        if at_commit:
            load.wait_for(COMMITS)
        time.sleep(self.chance.uniform(0, COMMIT_SECONDS if at_commit else self.seconds))
        self.killed[load.kill()] += 1

    def settle(self, *, proved: bool = True) -> bool:
        """Exactly as before, or exactly as after; whether it is after."""
        if everything(self.engine) == self.before:
            return False
        assert states(self.engine) == self.held | self.coming
        assert contents(self.engine)["version"] == self.version + 1
        if proved:
            assert_sound(self.engine)
        self.came_through += 1
        self.expect()
        return True


def test_a_load_killed_at_any_moment_is_there_wholly_or_not_at_all(
    settled: Engine, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    target = Target(settled, tmp_path)
    outcomes = Counter[bool]()
    for number in range(KILLS_EACH):
        target.kill(at_commit=number % AT_COMMIT_EVERY == 0)
        outcomes[target.settle()] += 1
    target.complete()
    assert_sound(settled)
    record_property("killed after it had", dict(target.killed))
    record_property("was there afterwards", outcomes[True])
    assert target.killed[BEGUN] >= KILLS_EACH // 4
    assert target.killed[BEGUN] + target.killed[COMMITS] >= KILLS_EACH // 2


def test_postgresql_killed_under_a_load(own_postgres: Server, tmp_path: Path) -> None:
    with database_in(own_postgres) as url:
        settle_database(url)
        target = Target(make_engine(url), tmp_path)
        for part in (0.3, 0.8):
            load = target.load()
            load.wait_for(BEGUN)
            time.sleep(part * target.seconds)
            own_postgres.kill()
            code = load.end()
            own_postgres.start()
            assert code == (0 if target.settle() else NOTHING_DONE)
        said = (tmp_path / "said").read_text()
        assert "Traceback" not in said
        assert "nạp lại không làm trùng hay mất dòng nào" in said
        target.complete()
        assert_sound(target.engine)
        target.engine.dispose()
