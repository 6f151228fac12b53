"""Periods: how they are named, offered and compared, in worked cases."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.presets import before, current
from data_access.selection import Period
from wording.periods import compared, named
from wording.words import Words

VI, EN = Words("vi"), Words("en")
TODAY = date(2024, 12, 27)  # a Friday
dates = st.dates(date(2000, 1, 1), date(2030, 12, 31))


def period(first: str, last: str = "") -> Period:
    return Period(start=date.fromisoformat(first), end=date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("of", "said", "english"),
    [
        (("2024-12-27",), "27/12/2024", "27/12/2024"),
        (("2024-12-23", "2024-12-29"), "Tuần 23–29/12/2024", "Week 23–29/12/2024"),
        (("2024-12-30", "2025-01-05"), "Tuần 30/12/2024–05/01/2025", "Week 30/12/2024–05/01/2025"),
        (("2024-02-01", "2024-02-29"), "Tháng 2/2024", "Month 2/2024"),
        (("2024-10-01", "2024-12-31"), "Quý IV/2024", "Q4 2024"),
        (("2024-01-01", "2024-06-30"), "6 tháng đầu năm 2024", "First 6 months of 2024"),
        (("2024-07-01", "2024-12-31"), "6 tháng cuối năm 2024", "Last 6 months of 2024"),
        (("2024-01-01", "2024-09-30"), "9 tháng đầu năm 2024", "First 9 months of 2024"),
        (("2024-01-01", "2024-12-31"), "Năm 2024", "Year 2024"),
        (("2024-01-01", "2024-12-27"), "Lũy kế đến 27/12/2024", "Year to 27/12/2024"),
        (("2024-11-05", "2024-11-20"), "05–20/11/2024", "05–20/11/2024"),
        (("2024-02-01", "2024-03-31"), "01/02–31/03/2024", "01/02–31/03/2024"),
        (("2023-01-01", "2024-12-31"), "01/01/2023–31/12/2024", "01/01/2023–31/12/2024"),
    ],
)
def test_periods_are_named_as_reports_name_them(
    of: tuple[str, ...], said: str, english: str
) -> None:
    assert named(period(*of), VI) == said
    assert named(period(*of), EN) == english


@pytest.mark.parametrize(
    ("of", "today", "previous", "year_before", "said"),
    [
        # a day: the day before; the same date
        (("2024-12-27",), "2024-12-27", ("2024-12-26",), ("2023-12-27",), "ngày 26/12/2024"),
        # a running week: the same days of last week; a year ago the same days of the week
        (
            ("2024-12-23", "2024-12-29"),
            "2024-12-27",
            ("2024-12-16", "2024-12-20"),
            ("2023-12-25", "2023-12-29"),
            "5 ngày đầu tuần trước, 16–20/12/2024",
        ),
        # a week that is over, and over the turn of a year
        (
            ("2024-12-30", "2025-01-05"),
            "2025-02-01",
            ("2024-12-23", "2024-12-29"),
            ("2024-01-01", "2024-01-07"),
            "tuần 23–29/12/2024",
        ),
        # a running month, and one whose days were chosen by hand
        (
            ("2024-12-01", "2024-12-31"),
            "2024-12-27",
            ("2024-11-01", "2024-11-27"),
            ("2023-12-01", "2023-12-27"),
            "27 ngày đầu tháng 11/2024",
        ),
        (
            ("2024-12-01", "2024-12-20"),
            "2024-12-27",
            ("2024-11-01", "2024-11-20"),
            ("2023-12-01", "2023-12-20"),
            "20 ngày đầu tháng 11/2024",
        ),
        # the 30th of March has no like in February
        (
            ("2024-03-01", "2024-03-31"),
            "2024-03-30",
            ("2024-02-01", "2024-02-29"),
            ("2023-03-01", "2023-03-30"),
            "29 ngày đầu tháng 2/2024",
        ),
        # a running quarter, a half that is over
        (
            ("2024-10-01", "2024-12-31"),
            "2024-12-27",
            ("2024-07-01", "2024-09-26"),
            ("2023-10-01", "2023-12-27"),
            "01/07–26/09/2024",
        ),
        (
            ("2024-01-01", "2024-06-30"),
            "2024-12-27",
            ("2023-07-01", "2023-12-31"),
            ("2023-01-01", "2023-06-30"),
            "6 tháng cuối năm 2023",
        ),
        # what adds up since January: as far into the year before
        (
            ("2024-01-01", "2024-09-30"),
            "2024-12-27",
            ("2023-01-01", "2023-09-30"),
            ("2023-01-01", "2023-09-30"),
            "cùng kỳ 2023",
        ),
        (
            ("2024-01-01", "2024-09-30"),
            "2024-05-15",
            ("2023-01-01", "2023-05-15"),
            ("2023-01-01", "2023-05-15"),
            "cùng kỳ 2023, đến 15/05",
        ),
        (
            ("2024-01-01", "2024-12-27"),
            "2024-12-27",
            ("2023-01-01", "2023-12-27"),
            ("2023-01-01", "2023-12-27"),
            "cùng kỳ 2023, đến 27/12",
        ),
        (
            ("2024-01-01", "2024-12-31"),
            "2024-12-27",
            ("2023-01-01", "2023-12-27"),
            ("2023-01-01", "2023-12-27"),
            "cùng kỳ 2023, đến 27/12",
        ),
        # the leap day: its like is the last of February
        (
            ("2024-01-01", "2024-12-31"),
            "2024-02-29",
            ("2023-01-01", "2023-02-28"),
            ("2023-01-01", "2023-02-28"),
            "cùng kỳ 2023, đến 28/02",
        ),
        # any other days: as many just before
        (
            ("2024-11-05", "2024-11-20"),
            "2024-12-27",
            ("2024-10-20", "2024-11-04"),
            ("2023-11-05", "2023-11-20"),
            "20/10–04/11/2024",
        ),
    ],
)
def test_a_period_is_compared_with_one_as_long_and_says_with_which(
    of: tuple[str, ...],
    today: str,
    previous: tuple[str, ...],
    year_before: tuple[str, ...],
    said: str,
) -> None:
    asked, day = period(*of), date.fromisoformat(today)
    assert asked.previous(today=day) == period(*previous)
    assert asked.year_before(today=day) == period(*year_before)
    assert compared(asked, day, VI) == said


def test_beside_todays_date_a_year_needs_no_day() -> None:
    assert compared(Period.year(2024), TODAY, VI, short=True) == "cùng kỳ 2023"


def test_what_is_offered_lies_around_the_day_and_steps_back_from_it() -> None:
    assert [named(each, VI) for each in current(TODAY)] == [
        *("27/12/2024", "Tuần 23–29/12/2024", "Tháng 12/2024", "Quý IV/2024"),
        *("6 tháng cuối năm 2024", "9 tháng đầu năm 2024", "Năm 2024", "Lũy kế đến 27/12/2024"),
    ]
    assert [named(each, VI) for each in before(TODAY)] == [
        *("26/12/2024", "Tuần 16–22/12/2024", "Tháng 11/2024", "Quý III/2024"),
        *("6 tháng đầu năm 2024", "9 tháng đầu năm 2023", "Năm 2023", "Lũy kế đến 27/12/2023"),
    ]


@settings(deadline=None)
@given(day=dates)
def test_weeks_begin_on_monday_and_every_offered_stretch_holds_the_day_or_is_over(
    day: date,
) -> None:
    assert Period.week(day).start.weekday() == 0
    assert Period.week(day).is_week
    offered = current(day)
    assert len(set(offered)) == len(offered)
    nine = [each for each in offered if each.months == 9]
    assert all(each.start <= day <= each.end for each in offered if each not in nine)
    assert all(each.end < day for each in before(day) if each.end.year < day.year)


@settings(deadline=None)
@given(day=dates, length=st.sampled_from([1, 3, 6]))
def test_a_running_month_quarter_or_half_is_compared_with_as_much_of_the_one_before(
    day: date, length: int
) -> None:
    term = Period.term(day.year * 100 + day.month, length)
    found, run = term.previous(today=day), term.until(day)
    assert found.end < term.start
    assert found.start == Period.term(found.start.year * 100 + found.start.month, length).start
    whole = Period.term(found.start.year * 100 + found.start.month, length)
    if not run.months:
        assert found.days == min(run.days, whole.days)
    else:
        assert found.months == run.months
