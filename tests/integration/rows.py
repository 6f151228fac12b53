"""Small made-up provinces for tests of figures: rows go in by the ordinary loader."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from config.province import Province, read_province
from config.settings import ROOT
from data_access import clock
from data_access.days import to_utc
from data_access.engine import writing
from data_access.selection import By, Period, Selection
from data_access.snapshot import snapshot
from ingest.load import load_frame
from ingest.report import LoadReport
from metrics.catalogue import metric
from metrics.evaluate import evaluate
from metrics.reading import Reading
from metrics.values import Asked

NOW = datetime(2024, 12, 27, 8)
YEAR = Period.year(2024)
AREAS = pd.DataFrame(
    [
        ("44", "Tỉnh Quảng Bình", "province", None),
        ("450", "Thành phố Đồng Hới", "district", "44"),
        ("455", "Huyện Bố Trạch", "district", "44"),
        ("18853", "Phường Hải Thành", "commune", "450"),
        ("19111", "Xã Thượng Trạch", "commune", "455"),
    ],
    columns=["code", "name", "level", "parent_code"],
)
AGENCIES = pd.DataFrame(
    [
        ("TP", "Sở Tư pháp", "province", None),
        ("TC", "Sở Tài chính", "province", None),
        ("DH", "UBND thành phố Đồng Hới", "district", "450"),
        ("BT", "UBND huyện Bố Trạch", "district", "455"),
        ("HT", "UBND phường Hải Thành", "commune", "18853"),
        ("TT", "UBND xã Thượng Trạch", "commune", "19111"),
    ],
    columns=["code", "name", "level", "area_code"],
)
FIELDS = ("Hộ tịch", "Đất đai")


def settle(engine: Engine) -> None:
    """Places and agencies, and a clock that stands at 8:00 of 27/12/2024."""
    with writing(engine) as connection:
        clock.set_clock(connection, to_utc(NOW), runs=False)
    load_frame(engine, "areas", AREAS, source="areas")
    load_frame(engine, "agencies", AGENCIES, source="agencies")


def dossier(code: str = "1", **columns: Any) -> dict[str, Any]:
    """Received on 3/6/2024, due a week later, and being processed."""
    return {
        "code": code,
        "agency_code": "TP",
        "field": "Hộ tịch",
        "channel": "direct",
        "state": 4,
        "received_at": "2024-06-03 08:00",
        "due_at": "2024-06-10 17:00",
        "finished_at": None,
        "closed_at": None,
        **columns,
    }


def finished(code: str = "1", on: str = "2024-06-07 10:00", **columns: Any) -> dict[str, Any]:
    return dossier(code, state=9, finished_at=on, **columns)


def load(engine: Engine, table: str, *rows: dict[str, Any]) -> LoadReport:
    report = load_frame(engine, table, pd.DataFrame(rows), source=_SOURCES.get(table, table))
    assert report.quarantined == 0
    return report


_SOURCES = {
    "dossiers": "one_stop",
    "documents": "documents",
    "villages": "coverage",
    "stations": "coverage",
    "cables": "coverage",
    "commitments": "coverage",
    "measurements": "measurements",
    "facilities": "facilities",
    "observations": "reports",
    "procedures": "national_portal",
    "incidents": "security",
}


def village(code: str = "v1", **columns: Any) -> dict[str, Any]:
    return {
        "code": code,
        "surveyed_on": "2024-11-30",
        "name": f"Bản {code}",
        "commune_code": "19111",
        "longitude": 106.1,
        "latitude": 17.4,
        "people": 100,
        "households": 25,
        "signal": "good",
        "technology": "4g",
        "has_power": True,
        "has_broadband": True,
        **columns,
    }


def observation(metric_id: str, **columns: Any) -> dict[str, Any]:
    return {
        "metric": metric_id,
        "level": "",
        "area_code": "",
        "agency_code": "",
        "period_from": "2024-01-01",
        "period_to": "2024-12-31",
        "numerator": None,
        "denominator": None,
        "value": None,
        **columns,
    }


def target(metric_id: str, value: float, **columns: Any) -> dict[str, Any]:
    kept = {"metric": metric_id, "value": value, "level": "", "area_code": "", "agency_code": ""}
    return {**kept, "period_from": "2024-01-01", "period_to": "2024-12-31", **columns}


def province() -> Province:
    return read_province(ROOT / "config")


def days(first: str, last: str) -> Period:
    return Period(start=date.fromisoformat(first), end=date.fromisoformat(last))


def readings(
    engine: Engine,
    *names: str,
    by: By | None = None,
    period: Period = YEAR,
    asked: Asked | None = None,
    **filters: Any,
) -> list[Reading]:
    selection = Selection(period=period, **filters)
    with snapshot(engine) as snap:
        chosen = [metric(name) for name in names]
        return evaluate(snap, province(), chosen, selection, by=by, asked=asked)


def read(engine: Engine, name: str, period: Period = YEAR, **filters: Any) -> Reading:
    (reading,) = readings(engine, name, period=period, **filters)
    return reading


def values(engine: Engine, name: str, by: By, **filters: Any) -> dict[str, float | None]:
    """Group code -> value."""
    found = readings(engine, name, by=by, **filters)
    return {reading.group.code: reading.value for reading in found if reading.group}
