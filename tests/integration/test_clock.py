"""The clock: deadlines, pauses and working days are those of the worked cases in docs/clock.md."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select

from data_access import clock
from data_access.days import to_utc
from data_access.engine import reading, writing
from data_access.schema import dossiers
from data_access.selection import By, Period
from tests.integration.rows import load, readings
from tests.integration.worked_cases import LATER, Case, worked_cases

CASES = worked_cases()
NOW = datetime(2025, 7, 31, 8)
PARTS = {
    "on_time": "on time",
    "overdue_finished": "finished late",
    "overdue_open": "past due",
    "no_deadline": "no deadline",
    "withdrawn": "withdrawn",
}


def procedure(days: int) -> dict[str, Any]:
    return {"code": f"P{days}", "name": "Thủ tục", "field": "Hộ tịch", "statutory_days": days}


@pytest.fixture
def worked(settled: Engine) -> Engine:
    with writing(settled) as connection:
        clock.set_clock(connection, to_utc(NOW), runs=False)
    limits = {case.statutory for case in CASES if case.statutory is not None}
    load(settled, "procedures", *(procedure(days) for days in sorted(limits)))
    load(settled, "dossiers", *(case.row for case in CASES))
    return settled


def worked_out(engine: Engine) -> dict[str, tuple[Any, ...]]:
    names = ("code", "deadline_day", "late", "early", "duration_days")
    with reading(engine) as connection:
        rows = connection.execute(select(*(dossiers.c[name] for name in names)))
        return {row.code: tuple(row)[1:] for row in rows}


def counted(engine: Engine, day: str) -> dict[str, str]:
    """Case → in which part it is counted at the end of that day."""
    end = datetime.strptime(day, "%d/%m/%Y").date()
    period = Period(start=datetime(2024, 1, 1).date(), end=end)
    found = readings(engine, *PARTS, by=By.FIELD, period=period)
    return {r.group.code: PARTS[r.metric.id] for r in found if r.group and r.numerator}


def test_deadlines_and_working_days_are_those_of_the_worked_cases(worked: Engine) -> None:
    assert worked_out(worked) == {case.name: case.worked_out for case in CASES}


def test_every_case_is_counted_in_its_part_at_the_end_of_each_day(worked: Engine) -> None:
    days = sorted({day for case in CASES for day in case.counted})
    found = {day: counted(worked, day) for day in days}

    def shown(case: Case) -> dict[str, str]:
        return {day: found[day].get(case.name, "not received") for day in case.counted}

    assert {case.name: shown(case) for case in CASES} == {c.name: c.counted for c in CASES}
    assert LATER in days
