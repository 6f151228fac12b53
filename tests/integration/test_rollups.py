"""Rollups say what the rows say, however the rows came, and whatever is asked of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, Table, delete, select

from data_access.engine import make_engine, reading, writing
from data_access.fetch import NotKept
from data_access.rollups import ALL
from data_access.schema import documents, dossiers, stations, villages
from data_access.selection import By, Channel, Level, Period, Selection
from data_access.snapshot import snapshot
from ingest.load import load_frame
from ingest.rollup import rebuild
from metrics.catalogue import metric
from metrics.evaluate import evaluate
from metrics.reading import Reading
from metrics.values import Asked
from tests.integration import counting
from tests.integration.rows import AGENCIES, FIELDS, NOW, province, village

FIRST = date(2024, 9, 1)
SPAN = (NOW.date() - FIRST).days
CODES = list(AGENCIES.code)
CHANNELS = [str(channel) for channel in Channel]
BREAKDOWNS = [None, *(by for by in By if by is not By.MONTH)]
HOURS = ("00:30", "06:15", "08:00", "16:59", "17:00", "23:45")
PATIENT = settings(
    deadline=None,
    max_examples=15,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking loads takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
Row = dict[str, Any]

sometimes = st.booleans()
# Around the turns of months, so that days meet: deadlines, ends of periods, days of finish.
day_numbers = st.sampled_from([0, 1, 2, *range(27, 33), *range(58, 64), *range(88, 94), SPAN - 1])


@pytest.fixture(scope="module")
def shared(settled_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    path = tmp_path_factory.mktemp("rollups") / "rollups.db"
    engine = make_engine(f"sqlite:///{shutil.copy(settled_file, path)}")
    yield engine
    engine.dispose()


@st.composite
def dossier_rows(draw: st.DrawFn) -> Row:
    """A dossier of twelve, at some point of its life."""
    received = draw(day_numbers)
    state = draw(st.sampled_from([1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 10]))
    later = min(SPAN - 1, received + draw(st.sampled_from([0, 1, 2, 3, 30, 31, 60])))
    ended = _moment(draw, later) if later > received else f"{_day(later)}"
    return {
        "code": str(draw(st.integers(1, 12))),
        "agency_code": draw(st.sampled_from(CODES)),
        "field": draw(st.sampled_from(FIELDS)),
        "channel": draw(st.sampled_from(CHANNELS)),
        "state": state,
        "received_at": _moment(draw, received) if received < SPAN - 1 else f"{_day(received)}",
        "due_at": _due(draw, received),
        "paused_days": draw(st.sampled_from([0, 0, 0, 1, 3])),
        "pauses": _pauses(draw, received),
        "finished_at": ended if state in (9, 10) and received < SPAN - 1 else _late_day(state),
        "closed_at": ended if state in (7, 8) and received < SPAN - 1 and draw(sometimes) else None,
        **{name: draw(sometimes) for name in _YES_OR_NO},
    }


_YES_OR_NO = (
    *("end_to_end", "has_fee", "paid_online", "digitised", "has_result"),
    *("result_digitised", "e_result"),
)


def _day(number: int) -> date:
    return FIRST + timedelta(days=number)


def _moment(draw: st.DrawFn, number: int) -> str:
    return f"{_day(number)} {draw(st.sampled_from(HOURS))}"


def _late_day(state: int) -> str | None:
    return f"{_day(SPAN - 1)}" if state in (9, 10) else None


def _pauses(draw: st.DrawFn, received: int) -> str | None:
    """None, one, or one that may still be open after it."""
    ends = [min(SPAN - 1, received + after) for after in (0, 1, 2, 5, 29, 31)]
    first, second, third = sorted(draw(st.tuples(*[st.sampled_from(ends)] * 3)))
    last = draw(st.sampled_from(["", f"{_day(third)}"]))
    once = f"{_day(first)}/{_day(second)}"
    drawn: str | None = draw(
        st.sampled_from([None, None, once, f"{_day(first)}/{last}", f"{once};{_day(third)}/"])
    )
    return drawn


def _due(draw: st.DrawFn, received: int) -> str | None:
    if draw(st.integers(0, 4)) == 0:
        return None
    due = _day(received + draw(st.sampled_from([0, 1, 2, 3, 5, 29, 30])))
    return f"{due} 17:00" if draw(sometimes) else f"{due}"


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    start, end = sorted((draw(day_numbers), draw(day_numbers)))
    period = Period(start=_day(start), end=_day(end))
    if draw(sometimes):
        months = sorted(draw(st.tuples(*[st.sampled_from([202409, 202410, 202411, 202412])] * 2)))
        period = Period(start=Period.month(months[0]).start, end=Period.month(months[1]).end)
    return Selection(
        period=period,
        agency=draw(st.sampled_from([None, None, *CODES])),
        area=draw(st.sampled_from([None, None, None, "450", "19111"])),
        district=draw(st.sampled_from([None, None, "450", "455"])),
        level=draw(st.sampled_from([None, None, *Level])),
        field=draw(st.sampled_from([None, *FIELDS])),
        channel=draw(st.sampled_from([None, *Channel])),
    )


asked = st.tuples(selections(), st.sampled_from(BREAKDOWNS))
loads = st.lists(st.lists(dossier_rows(), min_size=1, max_size=14), min_size=1, max_size=4)


def empty(engine: Engine) -> None:
    with writing(engine) as connection:
        for table in (dossiers, documents, villages, stations, *(r.table for r in ALL)):
            connection.execute(delete(table))


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
        kept = _cells(connection)
        rebuild(connection)
        assert kept == _cells(connection)


def _cells(connection: Connection) -> dict[str, dict[tuple[Any, ...], tuple[Any, ...]]]:
    """Table -> key -> sums, without cells in which nothing is left."""
    return {rollup.table.name: _sums(connection, rollup.table) for rollup in ALL}


def _sums(connection: Connection, table: Table) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    keys = list(table.primary_key.columns)
    values = [column for column in table.columns if not column.primary_key]
    rows = [tuple(row) for row in connection.execute(select(*keys, *values))]
    return {row[: len(keys)]: row[len(keys) :] for row in rows if any(row[len(keys) :])}


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
    for group, part in counting.groups(rows, by).items():
        for name, value in counting.quantiles(part, selection.period).items():
            reading = found.get((name, group))
            assert (reading.value if reading else None) == value, f"{name} of {group or 'all'}"


def _whole_months(period: Period) -> int:
    return period.until(NOW.date()).months or period.months


def assert_all_as_counted(
    engine: Engine, loads: list[list[Row]], asked: list[tuple[Selection, By | None]]
) -> None:
    empty(engine)
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


@settings(PATIENT, max_examples=3)
@given(loads=loads, asked=st.lists(asked, min_size=4, max_size=8))
def test_figures_are_what_straight_counting_gives_on_postgresql(
    settled_postgresql: str, loads: list[list[Row]], asked: list[tuple[Selection, By | None]]
) -> None:
    engine = make_engine(settled_postgresql)
    assert_all_as_counted(engine, loads, asked)
    engine.dispose()


COMMUNES = ("18853", "19111")
surveys = st.fixed_dictionaries(
    {
        "code": st.sampled_from(["v1", "v2", "v3"]),
        "surveyed_on": st.sampled_from(["2024-09-30", "2024-10-31", "2024-11-30"]),
        "commune_code": st.sampled_from(COMMUNES),
        "people": st.integers(0, 500),
        "signal": st.sampled_from(["none", "weak", "good"]),
        "technology": st.sampled_from(["none", "2g", "3g", "4g", "5g"]),
        "has_power": sometimes,
        "has_broadband": sometimes,
    }
).map(lambda changed: {**village(), **changed})


@PATIENT
@given(
    loads=st.lists(st.lists(surveys, min_size=1, max_size=6), min_size=1, max_size=3),
    end=day_numbers.map(_day),
    by=st.sampled_from([None, By.AREA, By.DISTRICT]),
)
def test_villages_are_as_their_last_survey_found_them(
    shared: Engine, loads: list[list[Row]], end: date, by: By | None
) -> None:
    empty(shared)
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


@st.composite
def station_rows(draw: st.DrawFn) -> Row:
    on_air = draw(day_numbers)
    off_air = draw(st.one_of(st.none(), st.integers(1, 40)))
    return {
        "code": draw(st.sampled_from(["s1", "s2", "s3", "s4", "s5"])),
        "mast_code": draw(st.sampled_from(["m1", "m2"])),
        "operator": "VNPT",
        "technology": draw(st.sampled_from(["2g", "4g", "5g"])),
        "commune_code": "18853",
        "longitude": 106.6,
        "latitude": 17.5,
        "on_air_on": f"{_day(on_air)}",
        "off_air_on": None if off_air is None else f"{_day(on_air + off_air)}",
    }


@PATIENT
@given(
    loads=st.lists(st.lists(station_rows(), min_size=1, max_size=6), min_size=1, max_size=3),
    end=day_numbers.map(_day),
)
def test_stations_and_5g_are_those_on_air(
    shared: Engine, loads: list[list[Row]], end: date
) -> None:
    empty(shared)
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


@st.composite
def document_rows(draw: st.DrawFn) -> Row:
    return {
        "code": str(draw(st.integers(1, 8))),
        "agency_code": draw(st.sampled_from(CODES)),
        "direction": draw(st.sampled_from(["in", "out"])),
        "registered_at": _moment(draw, draw(day_numbers)),
        **{name: draw(sometimes) for name in ("secret", "processed_online", "signed")},
    }


@PATIENT
@given(
    loads=st.lists(st.lists(document_rows(), min_size=1, max_size=8), min_size=1, max_size=3),
    period=selections().map(lambda selection: selection.period),
)
def test_documents_are_counted_without_the_secret_ones(
    shared: Engine, loads: list[list[Row]], period: Period
) -> None:
    empty(shared)
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
