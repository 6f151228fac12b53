"""Rollups say what the rows say, however the rows came, and whatever is asked of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, Table, select

from data_access.engine import make_engine, reading, writing
from data_access.fetch import NotKept
from data_access.schema import documents, stations, villages
from data_access.selection import By, Period, Selection
from data_access.snapshot import snapshot
from ingest.load import load_frame
from ingest.rollup import rebuild
from metrics.catalogue import metric
from metrics.evaluate import evaluate
from metrics.reading import Reading, Reason
from metrics.values import Asked
from tests.integration import cells, counting
from tests.integration.drawn import (
    COMMUNES,
    DEEPER,
    FIRST,
    PROCEDURES,
    Row,
    day_numbers,
    day_of,
    document_rows,
    dossier_rows,
    selections,
    station_rows,
    surveys,
)
from tests.integration.rows import NOW, province

BREAKDOWNS = [None, *(by for by in By if by is not By.MONTH)]
PATIENT = settings(
    deadline=None,
    max_examples=DEEPER * 15,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking loads takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def shared(settled_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    path = tmp_path_factory.mktemp("rollups") / "rollups.db"
    engine = make_engine(f"sqlite:///{shutil.copy(settled_file, path)}")
    yield engine
    engine.dispose()


asked = st.tuples(selections(), st.sampled_from(BREAKDOWNS))
loads = st.lists(st.lists(dossier_rows(), min_size=1, max_size=14), min_size=1, max_size=4)


def load_all(engine: Engine, table: str, loads: Sequence[Sequence[Row]], source: str) -> None:
    """Each load in turn, and the last one again: which changes nothing."""
    for rows in [*loads, loads[-1]]:
        keys = ["code", "surveyed_on"] if table == "villages" else ["code"]
        frame = pd.DataFrame(list(rows)).drop_duplicates(keys)
        report = load_frame(engine, table, frame, source=source)
        assert report.quarantined == 0
    assert report.inserted == report.updated == 0


def assert_rollups_are_as_if_built_anew(engine: Engine) -> None:
    with writing(engine) as connection:
        kept = cells.all_held(connection)
        rebuild(connection)
        assert kept == cells.all_held(connection)


def shown(
    engine: Engine, names: Sequence[str], selection: Selection, by: By | None
) -> dict[tuple[str, str], Reading]:
    with snapshot(engine) as snap:
        found = evaluate(
            snap,
            province(),
            [metric(name) for name in names],
            selection,
            by=by,
            asked=Asked(compare=False),
        )
    return {(r.metric.id, r.group.code if r.group else ""): r for r in found}


def assert_as_counted(engine: Engine, selection: Selection, by: By | None) -> None:
    rows = counting.chosen(counting.read_rows(engine), selection)
    try:
        found = shown(engine, (*counting.TOTALS, *counting.RATIOS), selection, by)
    except NotKept:
        assert _by_place(selection, by)
        assert selection.field or by is By.FIELD
        assert selection.channel or by is By.CHANNEL
        assert not selection.period.until(NOW.date()).months
        return
    so_far = selection.period.until(NOW.date())
    for group, part in counting.groups(rows, by).items():
        for name, (above, below) in counting.counted(part, so_far).items():
            where = f"{name} of {group or 'all'} by {by}, {selection}"
            _assert_same(found.get((name, group)), above, below, where)


def _by_place(selection: Selection, by: By | None) -> bool:
    placed = selection.agency or selection.area or selection.district or selection.level
    return bool(placed or by in (By.AGENCY, By.AREA, By.DISTRICT, By.LEVEL))


def _assert_same(reading: Reading | None, above: float, below: float | None, where: str) -> None:
    if below is None:
        assert ((reading.value if reading else None) or 0) == above, where
    elif below:
        assert reading is not None, where
        assert (reading.numerator, reading.denominator) == (above, below), where
        assert reading.value == above / below or reading.reason == "no_deadlines", where
    else:
        assert reading is None or reading.value is None, where


def assert_medians_as_counted(engine: Engine, selection: Selection, by: By | None) -> None:
    rows = counting.chosen(counting.read_rows(engine), selection)
    try:
        found = shown(engine, tuple(counting.QUANTILES), selection, by)
    except NotKept:
        placed, field = _by_place(selection, by), selection.field or by is By.FIELD
        channel = selection.channel or by is By.CHANNEL
        assert (placed and field and channel) or not _whole_months(selection.period)
        return
    if by is None and not _whole_months(selection.period):
        assert {reading.reason for reading in found.values()} == {Reason.WHOLE_MONTHS}
        return
    for group, part in counting.groups(rows, by).items():
        for name, value in counting.quantiles(part, selection.period).items():
            reading = found.get((name, group))
            assert (reading.value if reading else None) == value, f"{name} of {group or 'all'}"


def _whole_months(period: Period) -> int:
    return period.until(NOW.date()).months or period.months


def assert_all_as_counted(
    engine: Engine, loads: list[list[Row]], asked: list[tuple[Selection, By | None]]
) -> None:
    cells.empty(engine)
    load_frame(engine, "procedures", pd.DataFrame(PROCEDURES), source="list")
    load_all(engine, "dossiers", loads, "one_stop")
    for narrow, by in asked:
        for selection in (narrow, Selection(period=narrow.period)):
            assert_as_counted(engine, selection, by)
            assert_medians_as_counted(engine, selection, by)
    assert_rollups_are_as_if_built_anew(engine)


@PATIENT
@given(loads=loads, asked=st.lists(asked, min_size=4, max_size=8))
def test_figures_are_what_straight_counting_gives(
    shared: Engine, loads: list[list[Row]], asked: list[tuple[Selection, By | None]]
) -> None:
    assert_all_as_counted(shared, loads, asked)


@settings(PATIENT, max_examples=DEEPER * 3)
@given(loads=loads, asked=st.lists(asked, min_size=4, max_size=8))
def test_figures_are_what_straight_counting_gives_on_postgresql(
    settled_postgresql: str, loads: list[list[Row]], asked: list[tuple[Selection, By | None]]
) -> None:
    engine = make_engine(settled_postgresql)
    assert_all_as_counted(engine, loads, asked)
    engine.dispose()


@PATIENT
@given(
    loads=st.lists(st.lists(surveys, min_size=1, max_size=6), min_size=1, max_size=3),
    end=day_numbers.map(day_of),
    by=st.sampled_from([None, By.AREA, By.DISTRICT]),
)
def test_villages_are_as_their_last_survey_found_them(
    shared: Engine, loads: list[list[Row]], end: date, by: By | None
) -> None:
    cells.empty(shared)
    load_all(shared, "villages", loads, "coverage")
    rows = _read(shared, villages)
    last = rows[rows.surveyed_on <= end].sort_values("surveyed_on").groupby("code").tail(1)
    part = {By.AREA: last.commune_code, By.DISTRICT: last.commune_code.map(_district)}
    placed = last.assign(group=part[by] if by else "")
    selection = Selection(period=Period(start=min(end, FIRST), end=end))
    found = shown(shared, ("no_signal", "cut_off_people", "covered_4g"), selection, by)
    for group, those in placed.groupby("group"):
        none = those.signal == "none"
        cut = none & ~those.has_power & ~those.has_broadband
        fourth = those.technology.isin(["4g", "5g"])
        assert found["no_signal", str(group)].value == none.sum()
        assert found["cut_off_people", str(group)].value == those.people[cut].sum()
        covered = found["covered_4g", str(group)]
        people = (those.people[fourth].sum(), those.people.sum())
        assert (covered.numerator, covered.denominator) == people
    assert_rollups_are_as_if_built_anew(shared)


def _district(commune: str) -> str:
    return dict(zip(COMMUNES, ("450", "455"), strict=True))[commune]


@PATIENT
@given(
    loads=st.lists(st.lists(station_rows(), min_size=1, max_size=6), min_size=1, max_size=3),
    end=day_numbers.map(day_of),
)
def test_stations_and_5g_are_those_on_air(
    shared: Engine, loads: list[list[Row]], end: date
) -> None:
    cells.empty(shared)
    load_all(shared, "stations", loads, "coverage")
    rows = _read(shared, stations)
    started = rows.on_air_on <= end
    gone = rows.off_air_on.map(lambda day: day is not None and day == day and day <= end)
    on_air = rows[started & ~gone.astype(bool)]
    selection = Selection(period=Period(start=FIRST, end=end))
    found = shown(shared, ("stations", "stations_5g"), selection, None)
    assert (found["stations", ""].value or 0) == len(on_air)
    assert (found["stations_5g", ""].value or 0) == (on_air.technology == "5g").sum()
    assert_rollups_are_as_if_built_anew(shared)


@PATIENT
@given(
    loads=st.lists(st.lists(document_rows(), min_size=1, max_size=8), min_size=1, max_size=3),
    period=selections().map(lambda selection: selection.period),
)
def test_documents_are_counted_without_the_secret_ones(
    shared: Engine, loads: list[list[Row]], period: Period
) -> None:
    cells.empty(shared)
    load_all(shared, "documents", loads, "documents")
    rows = _read(shared, documents)
    first, last = int(f"{period.start:%Y%m%d}"), int(f"{period.end:%Y%m%d}")
    open_ = rows[rows.registered_day.between(first, last) & ~rows.secret]
    out = open_[open_.direction == "out"]
    found = shown(shared, ("doc_online", "doc_signed"), Selection(period=period), None)
    for name, column, those in (
        ("doc_online", "processed_online", open_),
        ("doc_signed", "signed", out),
    ):
        reading = found[name, ""]
        assert (reading.denominator or 0) == len(those)
        assert reading.value == (those[column].sum() / len(those) if len(those) else None)
    assert_rollups_are_as_if_built_anew(shared)


def _read(engine: Engine, table: Table) -> pd.DataFrame:
    with reading(engine) as connection:
        return pd.DataFrame([row._mapping for row in connection.execute(select(table))])
