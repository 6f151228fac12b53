"""Two loads at once: one waits and says so, both complete. Another program's lock is waited for
as long as was asked, then named."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

from data_access.engine import writing
from tests.integration.faults.commands import DONE, assert_nothing_done, ended, run, start
from tests.integration.faults.state import address, assert_sound, contents, rows_file

WAITS = "Một lượt ghi khác đang chạy; đợi đến lượt. / Another writer is at work"
EACH = 2000
PATIENT_SECONDS = 30


def test_two_loads_at_once_both_complete_and_say_that_they_waited(
    settled: Engine, tmp_path: Path
) -> None:
    before = contents(settled)
    files = [rows_file(tmp_path / f"{first}.csv", EACH, first=first) for first in (0, EACH)]
    with writing(settled):
        loads = [start(address(settled), "load", "dossiers", str(file)) for file in files]
        heard = [_first_line(load) for load in loads]
        assert contents(settled) == before
    assert all(line.startswith(WAITS) for line in heard), heard
    for load in loads:
        done = ended(load)
        assert done.code == DONE, done
        assert f"thêm {EACH}" in done.out
    after = contents(settled)
    assert after["states"] == {4: 2 * EACH}
    assert after["version"] == before["version"] + 2
    assert_sound(settled)


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stderr
    return process.stderr.readline()


def test_a_lock_that_is_held_too_long_is_named_with_the_remedy(
    settled: Engine, tmp_path: Path
) -> None:
    before = contents(settled)
    file = rows_file(tmp_path / "rows.csv", EACH)
    with held(settled):
        began = time.monotonic()
        done = run(address(settled), "load", "dossiers", str(file), "--wait", "1")
        assert 0.9 < time.monotonic() - began < PATIENT_SECONDS
        assert_nothing_done(done, "khóa quá lâu", "locked by another program", "thử lại")
    assert contents(settled) == before
    assert run(address(settled), "load", "dossiers", str(file)).code == DONE
    assert_sound(settled)


@contextmanager
def held(engine: Engine) -> Iterator[None]:
    """By a program that is not ours and knows nothing of our turns."""
    if engine.dialect.name == "sqlite":
        with writing(engine):
            yield
        return
    with psycopg.connect(address(engine).replace("+psycopg", "")) as other:
        other.execute("LOCK TABLE dossiers IN ACCESS EXCLUSIVE MODE NOWAIT")
        yield


@pytest.mark.parametrize("table", ["dossiers", "areas"])
def test_pages_read_on_while_a_load_writes(settled: Engine, tmp_path: Path, table: str) -> None:
    with writing(settled) as connection:
        connection.exec_driver_sql(f"DELETE FROM {table}")
        done = run(address(settled), "figure", "received", "--json")
        assert done.code == DONE
