"""Every canonical table loads: what is right goes in once, what cannot be right is kept apart."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, select

from data_access.days import NEVER
from data_access.engine import reading
from data_access.schema import (
    assessments,
    incidents,
    metadata,
    networks,
    petitions,
    portals,
    quarantine,
    tasks,
)
from ingest.load import load_frame
from ingest.report import LoadReport
from ingest.tables import table_names

CONTRACT = (
    *("dossiers", "documents", "villages", "stations", "agencies", "areas", "boundaries"),
    *("procedures", "targets", "observations", "petitions", "incidents", "tasks", "assessments"),
    *("networks", "portals", "commitments", "measurements", "facilities"),
)
PETITION = {
    "code": "PA-1",
    "agency_code": "TP",
    "area_code": "18853",
    "field": "Môi trường",
    "received_at": "2024-06-03 09:00",
    "due_at": "2024-06-10 17:00",
    "answered_at": "2024-06-10 16:00",
    "satisfied": "có",
}
INCIDENT = {
    "code": "SC-1",
    "agency_code": "TC",
    "kind": "Mã độc",
    "severity": "serious",
    "opened_at": "2024-06-03 23:30",
    "closed_at": "2024-06-05 00:30",
}
TASK = {
    "code": "NV-1",
    "agency_code": "DH",
    "name": "Số hóa hộ tịch",
    "kind": "scheme",
    "assigned_at": "2024-01-15",
    "due_at": "2024-06-30",
    "done_at": "2024-07-02",
    "progress": "0,8",
}
ASSESSMENT = {
    "scheme": "PAPI",
    "year": 2023,
    "area_code": "44",
    "points": "42,6",
    "maximum": 80,
    "rank": 12,
    "ranked": 63,
}
NETWORK = {
    "agency_code": "HT",
    "surveyed_on": "2024-03-31",
    "on_dedicated_network": True,
    "firewall": False,
    "computers": 14,
    "officials": 16,
}
PORTAL = {
    "code": "haithanh.example.vn",
    "checked_on": "2024-03-31",
    "agency_code": "HT",
    "updated": True,
    "last_post_on": "2024-03-30",
}
ROWS: dict[str, dict[str, Any]] = {
    "petitions": PETITION,
    "incidents": INCIDENT,
    "tasks": TASK,
    "assessments": ASSESSMENT,
    "networks": NETWORK,
    "portals": PORTAL,
}
WRONG = [
    ("petitions", {"agency_code": "XX"}, "unknown_agency"),
    ("petitions", {"area_code": "99999"}, "unknown_area"),
    ("petitions", {"answered_at": "2024-06-02"}, "finish_before_receipt"),
    ("incidents", {"severity": "terrible"}, "unknown_value"),
    ("incidents", {"closed_at": "2024-05-01"}, "finish_before_receipt"),
    ("tasks", {"kind": "wish"}, "unknown_value"),
    ("tasks", {"progress": "nhiều"}, "bad_number"),
    ("assessments", {"year": "năm ngoái"}, "bad_number"),
    ("networks", {"computers": "1.5"}, "bad_number"),
    ("networks", {"surveyed_on": "2030-01-01"}, "impossible_date"),
    ("portals", {"agency_code": None}, "missing"),
]


def _load(engine: Engine, table: str, *rows: dict[str, Any]) -> LoadReport:
    return load_frame(engine, table, pd.DataFrame(rows), source="test")


def _rows(engine: Engine, table: str) -> list[Any]:
    of = metadata.tables[table]
    with reading(engine) as connection:
        return list(connection.execute(select(of).order_by(*of.primary_key.columns)))


def test_every_table_of_the_contract_can_be_loaded() -> None:
    assert set(CONTRACT) <= set(table_names())


@pytest.mark.parametrize("table", ROWS)
def test_a_row_goes_in_once_and_is_changed_by_a_correction(settled: Engine, table: str) -> None:
    first = _load(settled, table, ROWS[table])
    assert (first.inserted, first.quarantined) == (1, 0)
    again = _load(settled, table, ROWS[table])
    assert (again.unchanged, again.data_version) == (1, first.data_version)
    column = {"assessments": "rank", "networks": "officials", "portals": "name"}.get(table, "code")
    if column != "code":
        value = "Cổng phường" if column == "name" else 7
        corrected = _load(settled, table, {**ROWS[table], column: value})
        assert (corrected.updated, corrected.data_version) == (1, first.data_version + 1)
        assert getattr(_rows(settled, table)[0], column) == value


@pytest.mark.parametrize(("table", "change", "reason"), WRONG)
def test_a_row_that_cannot_be_right_is_kept_apart(
    settled: Engine, table: str, change: dict[str, Any], reason: str
) -> None:
    report = _load(settled, table, ROWS[table], {**ROWS[table], **_other_key(table), **change})
    assert (report.inserted, report.quarantined) == (1, 1)
    with reading(settled) as connection:
        assert connection.scalars(select(quarantine.c.reason)).all() == [reason]


def _other_key(table: str) -> dict[str, Any]:
    if table == "assessments":
        return {"criterion": "Công khai"}
    return {"agency_code": "DH"} if table == "networks" else {"code": "other"}


def test_an_answer_after_its_due_time_is_late_and_one_in_time_is_not(settled: Engine) -> None:
    late = {**PETITION, "code": "PA-2", "answered_at": "2024-06-10 17:30"}
    waiting = {**PETITION, "code": "PA-3", "answered_at": None, "due_at": None}
    _load(settled, "petitions", PETITION, late, waiting)
    found = {row.code: row for row in _rows(settled, petitions.name)}
    assert [found[code].late for code in ("PA-1", "PA-2", "PA-3")] == [False, True, False]
    assert found["PA-1"].received_day == 20240603
    assert (found["PA-3"].deadline_day, found["PA-3"].answered_day) == (NEVER, NEVER)


def test_an_incident_lasts_calendar_days_of_the_province(settled: Engine) -> None:
    _load(settled, "incidents", INCIDENT, {**INCIDENT, "code": "SC-2", "closed_at": None})
    closed, open_ = _rows(settled, incidents.name)
    assert (closed.opened_day, closed.closed_day, closed.duration_days) == (20240603, 20240605, 2)
    assert closed.opened_at == datetime(2024, 6, 3, 16, 30)  # UTC
    assert (open_.closed_day, open_.duration_days) == (NEVER, None)


def test_a_task_done_after_its_due_day_is_late(settled: Engine) -> None:
    on_the_day = {**TASK, "code": "NV-2", "done_at": "2024-06-30 16:00"}
    _load(settled, "tasks", TASK, on_the_day)
    late, kept = _rows(settled, tasks.name)
    assert (late.late, kept.late) == (True, False)
    assert (late.done_day, late.progress) == (20240702, 0.8)


@pytest.mark.parametrize(
    ("table", "first", "day"), [(networks, NETWORK, "surveyed_on"), (portals, PORTAL, "checked_on")]
)
def test_what_a_survey_found_holds_until_the_next_one(
    settled: Engine, table: Any, first: dict[str, Any], day: str
) -> None:
    _load(settled, table.name, {**first, day: "2024-09-30"})
    _load(settled, table.name, first)  # an earlier one that comes late
    earlier, later = _rows(settled, table.name)
    assert (earlier.superseded_day, later.superseded_day) == (20240930, NEVER)


def test_a_unit_that_was_not_assessed_is_a_row_without_points(settled: Engine) -> None:
    unassessed = {**ASSESSMENT, "area_code": "", "agency_code": "TC", "points": None, "rank": None}
    report = _load(settled, "assessments", ASSESSMENT, {**unassessed, "note": "Không đánh giá"})
    assert report.inserted == 2
    province, agency = sorted(_rows(settled, assessments.name), key=lambda row: row.agency_code)
    assert (province.points, province.rank) == (42.6, 12)
    assert (agency.points, agency.rank, agency.note) == (None, None, "Không đánh giá")
