"""Readers see one version or the next, never between; a cell goes with its last row."""

from __future__ import annotations

import time
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

from flask import Flask
from sqlalchemy import Engine, select

from data_access.cache import shared_cache
from data_access.engine import make_engine, reading
from data_access.schema import dataset
from data_access.selection import By, Selection
from ingest.proof import prove
from metrics.catalogue import metric
from metrics.desk import Desk, View
from tests.integration.rows import YEAR, dossier, finished, load, province, read, values

STEPS = 40
PATIENCE_SECONDS = 60
TOTALS = ("received", "resolved", "open", "overdue_open", "overdue_finished")
Seen: TypeAlias = tuple[int, dict[str, float | None], dict[str, float | None]]


def _step(engine: Engine, step: int) -> None:
    """One finished, one that stays open; the finished one of the step before is corrected: it was
    late, and another agency's."""
    rows = [finished(f"f{step}"), dossier(f"o{step}")]
    if step > 1:
        rows.append(finished(f"f{step - 1}", on="2024-06-20 10:00", agency_code="TC"))
    load(engine, "dossiers", *rows)


def _expected(step: int) -> tuple[dict[str, float | None], dict[str, float | None]]:
    counts = (2 * step, step, step, step, step - 1)
    agencies = {"TP": step + 1, "TC": step - 1} if step > 1 else {"TP": 2}
    return dict(zip(TOTALS, map(float, counts), strict=True)), {**agencies}


def _watch(url: str, folder: Path, last: int) -> list[Seen]:
    """In a process of its own, as a server reads: again and again, through the shared cache."""
    cache = shared_cache(Flask("reader"), None, folder / "cache")
    desk = Desk(engine=make_engine(url), province=province(), cache=cache)
    seen: list[Seen] = []
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (not seen or seen[-1][0] < last) and time.monotonic() < deadline:
        with desk.open() as view:
            seen.append(_seen(view))
        (folder / "reading").touch()
    desk.engine.dispose()
    return seen


def _seen(view: View) -> Seen:
    whole = view.readings([metric(name) for name in TOTALS], Selection(period=YEAR))
    parts = view.readings([metric("received")], Selection(period=YEAR), by=By.AGENCY)
    assert {r.data_version for r in (*whole, *parts)} == {view.snap.version}
    return (
        view.snap.version,
        {r.metric.id: r.value for r in whole},
        {r.group.code: r.value for r in parts if r.group},
    )


def test_each_reading_is_of_one_version_while_a_writer_loads(
    settled: Engine, tmp_path: Path
) -> None:
    _step(settled, 1)
    first = _version(settled)
    url = settled.url.render_as_string(hide_password=False)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as reader:
        watching = reader.submit(_watch, url, tmp_path, first + STEPS - 1)
        _wait_for(tmp_path / "reading", watching)
        for step in range(2, STEPS + 1):
            _step(settled, step)
        seen = watching.result(timeout=PATIENCE_SECONDS)
    versions = [version for version, _, _ in seen]
    assert versions == sorted(versions)
    assert versions[-1] == first + STEPS - 1
    assert len(set(versions)) >= 3
    for version, whole, parts in seen:
        assert (whole, parts) == _expected(version - first + 1)


def _version(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(connection.scalar(select(dataset.c.version)) or 0)


def _wait_for(sign: Path, process: Future[list[Seen]]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not sign.exists() and not process.done():
        assert time.monotonic() < deadline, "the reader has not begun"
        time.sleep(0.01)


def test_a_dossier_that_moves_leaves_no_zero_behind(settled: Engine) -> None:
    load(settled, "dossiers", finished("1"), dossier("2", agency_code="DH"))
    load(settled, "dossiers", finished("1", agency_code="TC"))
    assert values(settled, "received", By.AGENCY) == {"TC": 1, "DH": 1}
    for name in ("received", "resolved", "open", "on_time", "median_days"):
        assert read(settled, name, agency="TP").value is None, name
    assert prove(settled).holds


def test_where_other_dossiers_stay_what_moved_away_leaves_a_true_zero(settled: Engine) -> None:
    load(settled, "dossiers", finished("1"), dossier("2"))
    load(settled, "dossiers", finished("1", agency_code="TC"))
    assert read(settled, "resolved", agency="TP").value == 0
    assert read(settled, "received", agency="TP").value == 1


def test_a_dossier_that_moves_to_another_month_leaves_a_gap_there(settled: Engine) -> None:
    load(settled, "dossiers", dossier("1"))
    load(settled, "dossiers", dossier("1", received_at="2024-07-01 08:00"))
    assert values(settled, "received", By.MONTH) == {"202407": 1}


def test_a_field_that_no_dossier_has_any_more_is_not_offered(settled: Engine) -> None:
    load(settled, "dossiers", dossier("1"), dossier("2", field="Đất đai"))
    load(settled, "dossiers", dossier("2"))
    assert values(settled, "received", By.FIELD) == {"Hộ tịch": 2}
