"""Working days, as a due date counts them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.workdays import WorkCalendar

# 30/4 and 1/5/2024 were holidays, 29/4 a day off made up for on Saturday 4/5.
CALENDAR = WorkCalendar(
    [date(2024, 4, 29), date(2024, 4, 30), date(2024, 5, 1)], [date(2024, 5, 4)]
)
DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2024, 12, 31))


def between(start: str, end: str) -> int:
    days = (np.array([text], dtype="datetime64[D]") for text in (start, end))
    return int(CALENDAR.between(*days)[0])


def add(start: str, days: int) -> str:
    return str(CALENDAR.add(np.array([start], dtype="datetime64[D]"), np.array([days]))[0])


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2024-06-03", "2024-06-03", 0),
        ("2024-06-03", "2024-06-04", 1),
        ("2024-06-07", "2024-06-10", 1),
        ("2024-06-08", "2024-06-10", 1),
        ("2024-06-03", "2024-06-08", 4),
        ("2024-04-26", "2024-05-02", 1),
        ("2024-05-03", "2024-05-04", 1),
    ],
)
def test_days_after_the_first_up_to_the_last_are_counted(start: str, end: str, days: int) -> None:
    assert between(start, end) == days


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2024-06-08", 0, "2024-06-08"),
        ("2024-06-07", 1, "2024-06-10"),
        ("2024-06-08", 1, "2024-06-10"),
        ("2024-06-03", 5, "2024-06-10"),
        ("2024-04-26", 3, "2024-05-04"),
    ],
)
def test_adding_skips_weekends_and_holidays_and_uses_make_up_days(
    start: str, days: int, end: str
) -> None:
    assert add(start, days) == end


@given(start=DAYS, days=st.integers(min_value=1, max_value=200))
def test_what_was_added_is_what_lies_between(start: date, days: int) -> None:
    assert between(str(start), add(str(start), days)) == days


def test_no_day_stays_no_day() -> None:
    nothing = np.array(["NaT"], dtype="datetime64[D]")
    assert np.isnat(CALENDAR.add(nothing, np.array([0])))
