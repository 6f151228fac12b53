"""Measurements of signal: loaded once, added up by hexagon, held against what villages report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from flask import Flask
from sqlalchemy import Engine, select

from config.settings import ROOT
from data_access.cache import SharedCache
from data_access.engine import make_engine, reading
from data_access.errors import UnknownFilter
from data_access.schema import measurements, quarantine
from data_access.selection import Selection
from ingest.load import load_file, load_frame
from metrics.coverage.links import Band
from metrics.desk import Desk, View
from metrics.measured.board import Measured, Wanted, Way, measured
from pages.asking import ask
from pages.registry import all_pages
from tests.integration import cells
from tests.integration.rows import YEAR, load, province, village

MAPPINGS = ROOT / "config/mappings"
ONE: dict[str, Any] = {
    "code": "1",
    "measured_at": "2024-06-03 09:00",
    "longitude": 106.1,
    "latitude": 17.4,
    "operator": "Viettel",
    "technology": "4g",
    "strength_dbm": -100,
}
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"latitude": 106.1, "longitude": 17.4}, "bad_place"),
    ({"latitude": 0, "longitude": 0}, "bad_place"),
    ({"strength_dbm": -170}, "out_of_range"),
    ({"strength_dbm": 23}, "out_of_range"),
    ({"operator": "Verizon"}, "unknown_value"),
    ({"operator": None, "mcc": 457, "mnc": 1}, "unknown_value"),
    ({"operator": None, "mcc": 452}, "missing"),
    ({"technology": "6g"}, "unknown_value"),
    ({"measured_at": "2025-03-01 09:00"}, "impossible_date"),
    ({"longitude": None}, "missing"),
]


def many(count: int, *, first: int = 0, **columns: Any) -> list[dict[str, Any]]:
    return [{**ONE, "code": f"{first + n}", **columns} for n in range(count)]


@contextmanager
def opened(engine: Engine) -> Iterator[View]:
    with Desk(engine=engine, province=province(), cache=SharedCache()).open() as view:
        yield view


def found(engine: Engine, wanted: Wanted = Wanted(), **chosen: Any) -> Measured:  # noqa: B008
    with opened(engine) as view:
        return measured(view, Selection(period=YEAR, **chosen), wanted)


def reasons(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(connection.scalars(select(quarantine.c.reason).order_by(quarantine.c.line)))


def test_what_cannot_be_right_waits_with_its_reason_and_the_rest_goes_in_once(
    settled: Engine,
) -> None:
    rows = pd.DataFrame(
        [ONE, *({**ONE, "code": f"w{n}", **wrong} for n, (wrong, _) in enumerate(WRONG))]
    )
    first = load_frame(settled, "measurements", rows, source="drive")
    assert (first.inserted, first.quarantined) == (1, len(WRONG))
    assert reasons(settled) == [reason for _, reason in WRONG]
    again = load_frame(settled, "measurements", rows, source="drive")
    assert (again.unchanged, again.inserted, again.data_version) == (1, 0, first.data_version)
    with reading(settled) as connection:
        cells.assert_as_counted(connection)
        [row] = connection.execute(select(measurements)).all()
        assert (row.band, row.measured_day, row.hexagon[:2]) == ("good", 20240603, "89")


@pytest.mark.parametrize(
    ("columns", "band"),
    [
        ({"strength_dbm": -118}, "good"),
        ({"strength_dbm": -118.5}, "weak"),
        ({"strength_dbm": -129}, "none"),
        ({"strength_dbm": -104, "technology": "2g"}, "weak"),
        ({"strength_dbm": None}, ""),
        ({"strength_dbm": 0}, ""),
        ({"strength_dbm": None, "technology": "none"}, "none"),
        ({"operator": "VinaPhone"}, "good"),
        ({"operator": None, "mcc": 452, "mnc": 2}, "good"),
    ],
)
def test_a_phone_says_how_strong_it_was(
    settled_sqlite: str, columns: dict[str, Any], band: str
) -> None:
    engine = make_engine(settled_sqlite)
    load(engine, "measurements", {**ONE, **columns})
    with reading(engine) as connection:
        [row] = connection.execute(select(measurements)).all()
    assert row.band == band
    assert row.operator == ("VNPT" if columns.keys() & {"operator"} else "Viettel")
    engine.dispose()


def test_a_correction_moves_what_it_was_counted_in(settled: Engine) -> None:
    load(settled, "villages", village("v1"))
    load(settled, "measurements", *many(12))
    assert found(settled).tally.good == 12
    report = load(settled, "measurements", *many(12, strength_dbm=-122))
    assert report.updated == 12
    assert (found(settled).tally.good, found(settled).tally.weak) == (0, 12)
    with reading(settled) as connection:
        cells.assert_as_counted(connection)


def test_reports_and_measurements_that_disagree_are_told_apart_from_few(settled: Engine) -> None:
    """v1 says good and is weak; v2 says none and is good; v3 has few; v4 is as it says."""
    places = {"v1": 106.1, "v2": 106.2, "v3": 106.3, "v4": 106.4}
    says = {"v1": "good", "v2": "none", "v3": "good", "v4": "good"}
    load(
        settled,
        "villages",
        *(village(code, longitude=at, signal=says[code]) for code, at in places.items()),
        village("v5", longitude=106.5),
    )
    load(
        settled,
        "measurements",
        *many(14, strength_dbm=-122),
        *many(14, first=100, longitude=106.2),
        *many(3, first=200, longitude=106.3),
        *many(14, first=300, longitude=106.4),
    )
    told = found(settled)
    by = {each.village.code: (each.way, each.band, each.tally.judged) for each in told.villages}
    assert by == {
        "v1": (Way.MEASURED_LESS, Band.WEAK, 14),
        "v2": (Way.MEASURED_MORE, Band.GOOD, 14),
        "v3": (Way.UNSURE, None, 3),
        "v4": (None, Band.GOOD, 14),
    }
    assert told.unmeasured == 1
    assert sum(each.tally.count for each in told.hexagons) == 45
    other = found(settled, Wanted(operator="VNPT"))
    assert (other.villages, other.hexagons, list(other.networks)) == ([], [], ["Viettel"])
    elsewhere = found(settled, area="18853")
    assert (elsewhere.villages, elsewhere.hexagons) == ([], [])


def test_measurements_of_earlier_years_do_not_count_any_more(settled: Engine) -> None:
    load(settled, "villages", village("v1"))
    load(
        settled,
        "measurements",
        {**ONE, "measured_at": "2024-01-01 00:30"},
        {**ONE, "code": "2", "measured_at": "2023-12-31 23:30"},
    )
    assert found(settled).tally.count == 1
    assert found(settled).months == (202401, 202412)


MEASURED_FILE = """mcc,mnc,lac,cellid,lon,lat,signal,measured_at,rating,speed,direction,act
452,4,101,7001,106.1,17.4,-95,1717380000000,5,0,0,LTE
452,02,101,7002,106.1002,17.4,-108,2024-06-03 02:00:00,5,0,0,UMTS
452,04,101,7001,106.1,17.4,0,1717466400000,5,0,0,LTE
457,1,9,9,105.9,17.1,-95,1717380000000,5,0,0,LTE
"""
CELLS_FILE = """\
radio,mcc,net,area,cell,unit,lon,lat,range,samples,changeable,created,updated,averageSignal
LTE,452,5,101,7001,0,106.1,17.4,1000,12,1,1600000000,1717380000,-112
GSM,452,1,101,7002,0,106.1,17.4,1000,3,1,1600000000,1717380000,0
CDMA,452,1,101,7003,0,106.1,17.4,1000,3,1,1600000000,1717380000,0
"""


@pytest.mark.parametrize(
    ("name", "text", "loaded"),
    [
        (
            "opencellid_measurements",
            MEASURED_FILE,
            [("VNPT", "3g", "weak"), ("Viettel", "4g", ""), ("Viettel", "4g", "good")],
        ),
        (
            "opencellid_cells",
            CELLS_FILE,
            [("MobiFone", "2g", ""), ("Vietnamobile", "4g", "good")],
        ),
    ],
)
def test_a_file_of_opencellid_is_read_as_it_comes(
    settled: Engine, tmp_path: Path, name: str, text: str, loaded: list[tuple[str, ...]]
) -> None:
    path = tmp_path / "452.csv"
    path.write_text(text, encoding="utf-8")
    mapping = MAPPINGS / f"{name}.toml"
    report = load_file(settled, "measurements", path, mapping_path=mapping)
    assert (report.inserted, report.quarantined) == (len(loaded), 1)
    assert load_file(settled, "measurements", path, mapping_path=mapping).inserted == 0
    with reading(settled) as connection:
        rows = connection.execute(select(measurements)).all()
    assert sorted((row.operator, row.technology, row.band) for row in rows) == loaded
    assert {row.measured_day for row in rows} <= {20240603, 20240604}
    assert reasons(settled) == ["unknown_value"]


def test_the_page_counts_what_it_lists(small_demonstration_url: str) -> None:
    engine = make_engine(small_demonstration_url)
    page = all_pages()["/measurements"]
    with opened(engine) as view, Flask("tests").test_request_context("/"):
        whole = measured(view, Selection(period=YEAR), Wanted())
        assert {each.way for each in whole.villages} == {*Way, None}
        assert whole.tally.count + whole.outside == sum(t.count for t in whole.networks.values())
        every = view.every_village(Selection(period=YEAR))
        assert len(whole.villages) + whole.unmeasured == len(every)
        drawn = page.content(ask(view, "?from=2024-01-01&to=2024-12-31"))
        assert page.brief
        assert page.brief(ask(view, "?from=2024-01-01&to=2024-12-31"))
        with pytest.raises(UnknownFilter, match="Viettel"):
            page.content(ask(view, "?operator=viettell"))
    figure: Any = drawn.figures["measured-map"]
    assert len(figure["data"][1]["locations"]) == len(whole.hexagons)
    rows = str(drawn.blocks["villages"]).count("data-code")
    assert rows == len(whole.among(Way.MEASURED_LESS))
    engine.dispose()
