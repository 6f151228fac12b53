"""When the calendar of working days changes, everything that rests on it follows at once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, delete, func, select

from data_access import clock
from data_access.cache import SharedCache
from data_access.days import to_utc
from data_access.engine import reading, writing
from data_access.schema import dataset, dossiers, holidays
from data_access.selection import Period
from ingest.load import load_frame
from ingest.mapping import parse_mapping
from ingest.report import LoadReport
from ingest.tables import spec_of
from metrics.checkup import check_data
from metrics.desk import Desk
from tests.integration.rows import days, dossier, finished, load, province, read
from tests.integration.test_clock import NOW, procedure
from tests.integration.test_rollups import assert_rollups_are_as_if_built_anew
from tests.integration.worked_cases import worked_cases

CASES = worked_cases()
JUNE = days("2024-06-01", "2024-06-30")
# Days off and make-up days anywhere among the worked cases, some of them the library's holidays.
EDITS = (
    ("2024-02-07", "Nghỉ thêm", False),
    ("2024-02-14", "Làm việc", True),
    ("2024-04-18", "Làm việc", True),
    ("2024-05-04", "Không làm bù", False),
    ("2024-06-05", "Nghỉ bão", False),
    ("2024-06-08", "Làm bù", True),
    ("2024-06-10", "Nghỉ bão", False),
    ("2025-01-31", "Làm việc", True),
    ("2025-04-26", "Không làm bù", False),
)


def calendar(engine: Engine, *rows: tuple[str, str, bool]) -> LoadReport:
    named = [{"day": day, "name": name, "working": working} for day, name, working in rows]
    return load(engine, "holidays", *named)


def set_clock(engine: Engine, local: datetime) -> None:
    with writing(engine) as connection:
        clock.set_clock(connection, to_utc(local), runs=False)


def held(engine: Engine) -> list[tuple[Any, ...]]:
    """All dossiers as they are stored, with the hashes by which a later load knows them."""
    with reading(engine) as connection:
        return [tuple(r) for r in connection.execute(select(dossiers).order_by(dossiers.c.code))]


def deadline(engine: Engine, code: str) -> int:
    with reading(engine) as connection:
        query = select(dossiers.c.deadline_day).where(dossiers.c.code == code)
        return int(connection.execute(query).scalar_one())


def day_of(engine: Engine, day: str) -> Any:
    with reading(engine) as connection:
        query = select(holidays).where(holidays.c.day == date.fromisoformat(day))
        return connection.execute(query).one_or_none()


@pytest.fixture
def worked(settled: Engine) -> Engine:
    set_clock(settled, NOW)
    limits = {case.statutory for case in CASES if case.statutory is not None}
    load(settled, "procedures", *(procedure(limit) for limit in sorted(limits)))
    load(settled, "dossiers", *(case.row for case in CASES))
    return settled


def test_a_changed_calendar_leaves_all_as_if_it_had_always_been_so(
    worked: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.recount.ROWS", 7)
    before = held(worked)
    calendar(worked, *EDITS)
    followed = held(worked)
    assert_rollups_are_as_if_built_anew(worked)
    assert sum(a != b for a, b in zip(before, followed, strict=True)) > len(CASES) / 2
    assert load(worked, "dossiers", *(case.row for case in CASES)).unchanged == len(CASES)
    with writing(worked) as connection:
        connection.execute(delete(dossiers))
    load(worked, "dossiers", *(case.row for case in CASES))
    assert held(worked) == followed


def test_each_single_day_is_followed_by_all_that_count_it(worked: Engine) -> None:
    first = held(worked)
    for edit in EDITS:
        calendar(worked, edit)
        followed = held(worked)
        assert load(worked, "dossiers", *(case.row for case in CASES)).unchanged == len(CASES)
        assert held(worked) == followed, edit
    back = [(day, name, not working) for day, name, working in EDITS]
    calendar(worked, *[edit for edit in back if edit[0] not in ("2024-02-07", "2024-06-08")])
    calendar(worked, ("2024-02-07", "Ngày thường", True), ("2024-06-08", "Thứ bảy", False))
    assert held(worked) == first


def test_figures_move_with_the_calendar_in_one_version(settled: Engine) -> None:
    load(settled, "procedures", procedure(2))
    load(
        settled,
        "dossiers",
        dossier("open", procedure_code="P2", due_at=None, received_at="2024-06-27 08:00"),
        finished("late", on="2024-06-06 09:00", procedure_code="P2", due_at=None),
        finished("promised", on="2024-06-11 09:00"),
    )

    def figures() -> tuple[float | None, ...]:
        names = ("overdue_finished", "overdue_open", "median_days")
        return tuple(read(settled, name, JUNE).value for name in names)

    # 3/6 + 2 working days = 5/6, finished on 6/6; 27/6 + 2 = 1/7; three days and six.
    assert figures() == (2, 0, 3)
    with reading(settled) as connection:
        version = connection.scalar(select(dataset.c.version))
    report = calendar(settled, ("2024-06-04", "Nghỉ bão", False), ("2024-06-29", "Làm bù", True))
    # 5 and 6/6; 28 and Saturday 29/6, so that it is past due on the 30th.
    assert figures() == (1, 1, 2)
    assert report.data_version == (version or 0) + 1
    assert "3 hồ sơ" in report.notes[-1].vi
    assert report.read == report.inserted == 2


def test_a_day_that_changes_nothing_of_a_dossier_leaves_it_alone(settled: Engine) -> None:
    load(settled, "dossiers", dossier("promised"), finished("done"))
    before = held(settled)
    report = calendar(settled, ("2024-06-08", "Thứ bảy", False), ("2024-06-21", "Nghỉ", False))
    assert report.notes == ()
    assert held(settled) == before


def test_a_dry_run_of_a_calendar_moves_nothing(worked: Engine) -> None:
    before = held(worked)
    frame = pd.DataFrame([("2024-06-05", "Nghỉ bão", False)], columns=["day", "name", "working"])
    report = load_frame(worked, "holidays", frame, source="holidays", dry_run=True)
    assert "hồ sơ" in report.notes[-1].vi
    assert held(worked) == before
    assert day_of(worked, "2024-06-05") is None


def test_a_day_that_the_source_takes_back_is_followed_too(worked: Engine) -> None:
    before = held(worked)
    calendar(worked, ("2024-06-05", "Nghỉ bão", False))
    assert held(worked) != before
    mapping = parse_mapping({"deletes": {"tombstone": {"column": "gone"}}}, "holidays.toml")
    frame = pd.DataFrame([{"day": "2024-06-05", "name": "Nghỉ bão", "working": False, "gone": 1}])
    load_frame(worked, "holidays", frame, source="holidays", mapping=mapping)
    assert held(worked) == before


def test_the_calendar_goes_on_with_the_years_and_keeps_what_the_province_loaded(
    settled: Engine,
) -> None:
    """On 27/12/2024 the library is asked up to 2026; Tết 2027 begins on 4 February."""
    load(settled, "procedures", procedure(500), procedure(540))
    rows = [
        dossier(f"in {n} days", procedure_code=f"P{n}", due_at=None, received_at="2024-12-26")
        for n in (500, 540)
    ]
    load(settled, "dossiers", *rows)
    before = {row["code"]: deadline(settled, row["code"]) for row in rows}
    assert before["in 500 days"] < 20270101 < before["in 540 days"]
    calendar(settled, ("2028-01-03", "Ngày làm việc", True))
    assert day_of(settled, "2027-02-08") is None
    set_clock(settled, datetime(2026, 11, 2, 8))
    load(settled, "agencies", {"code": "NEW", "name": "Sở mới", "level": "province"})
    assert day_of(settled, "2027-02-08").working is False
    assert day_of(settled, "2028-01-03").working is True
    assert day_of(settled, "2028-01-24").working is False
    assert deadline(settled, "in 500 days") == before["in 500 days"]
    assert deadline(settled, "in 540 days") > before["in 540 days"]
    assert_rollups_are_as_if_built_anew(settled)
    assert load(settled, "dossiers", *rows).unchanged == 2


def test_a_row_of_the_province_is_known_again_and_one_of_the_library_is_taken_over(
    settled: Engine,
) -> None:
    assert day_of(settled, "2024-09-02").content_hash == ""
    row = ("2024-09-02", "Quốc khánh", False)
    assert calendar(settled, row).updated == 1
    assert calendar(settled, row).unchanged == 1


def test_other_statutory_days_move_dossiers_that_have_no_due_date_of_their_own(
    settled: Engine,
) -> None:
    load(settled, "procedures", procedure(5), procedure(9))
    rows = [
        dossier("open", procedure_code="P5", due_at=None),
        finished("done", on="2024-06-11 09:00", procedure_code="P5", due_at=None),
        finished("promised", procedure_code="P5"),
        dossier("other", procedure_code="P9", due_at=None),
    ]
    load(settled, "dossiers", *rows)
    assert read(settled, "overdue_finished", JUNE).value == 1
    before = {row["code"]: deadline(settled, row["code"]) for row in rows}
    load(settled, "procedures", procedure(5) | {"statutory_days": 7}, procedure(9))
    after = {row["code"]: deadline(settled, row["code"]) for row in rows}
    # 3/6 + 5 = 10/6, + 7 = 12/6
    assert before == {"open": 20240610, "done": 20240610, "promised": 20240610, "other": 20240614}
    assert after == before | {"open": 20240612, "done": 20240612}
    assert read(settled, "overdue_finished", JUNE).value == 0
    assert_rollups_are_as_if_built_anew(settled)
    load(settled, "procedures", procedure(5) | {"statutory_days": None}, procedure(9))
    assert read(settled, "no_deadline", JUNE).value == 2
    assert load(settled, "dossiers", *rows).unchanged == 4


def test_check_says_when_the_calendar_does_not_know_the_year(settled: Engine) -> None:
    def said() -> list[str]:
        desk = Desk(engine=settled, province=province(), cache=SharedCache())
        with desk.open() as view:
            return [finding.vi for finding in check_data(view) if finding.about == "holidays"]

    assert said() == []
    set_clock(settled, datetime(2031, 3, 3, 8))
    assert "2031" in said()[0]
    load(settled, "agencies", {"code": "NEW", "name": "Sở mới", "level": "province"})
    assert said() == []


def test_a_calendar_row_needs_a_day_and_a_name(settled: Engine) -> None:
    frame = pd.DataFrame([("2024-06-31", "Nghỉ", False), ("2024-06-28", None, False)])
    frame.columns = pd.Index(["day", "name", "working"])
    assert load_frame(settled, "holidays", frame, source="holidays").quarantined == 2
    assert {c.name for c in spec_of("holidays").columns} == {"day", "name", "working"}
    with reading(settled) as connection:
        june = select(func.count()).where(holidays.c.day.between(*_ends(JUNE)))
        assert connection.scalar(june) == 0


def _ends(period: Period) -> tuple[date, date]:
    return period.start, period.end
