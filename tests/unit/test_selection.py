"""Selections and periods: what a link says, and what a period is compared with."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.days import day_key, first_of, from_day_key, last_of, months_between, shift_month
from data_access.errors import TamNhinError, UnknownFilter
from data_access.selection import Channel, Level, Period, Selection
from data_access.spans import spans

PATIENT = settings(deadline=None)  # a busy machine is no failure
TODAY = date(2024, 12, 27)
dates = st.dates(date(2000, 1, 1), date(2030, 12, 31))
periods = st.tuples(dates, dates).map(lambda two: Period(start=min(two), end=max(two)))
codes = st.one_of(st.none(), st.text("H0123456789.", min_size=1))


def period(first: str, last: str) -> Period:
    return Period(start=date.fromisoformat(first), end=date.fromisoformat(last))


@PATIENT
@given(
    selection=st.builds(
        Selection,
        period=periods,
        area=codes,
        district=codes,
        agency=codes,
        level=st.one_of(st.none(), st.sampled_from(Level)),
        field=st.one_of(st.none(), st.sampled_from(["Đất đai", "Hộ tịch & nuôi con nuôi"])),
        channel=st.one_of(st.none(), st.sampled_from(Channel)),
    )
)
def test_a_selection_survives_its_own_link(selection: Selection) -> None:
    assert Selection.from_query(selection.to_query(), today=TODAY) == selection


def test_without_days_a_selection_is_of_this_year() -> None:
    assert Selection.from_query({}, today=TODAY).period == Period.year(2024)
    assert Selection.from_query({"to": "2023-06-30"}, today=TODAY).period == period(
        "2023-01-01", "2023-06-30"
    )
    assert Selection.from_query({"from": "2023-06-01"}, today=TODAY).period == period(
        "2023-06-01", "2023-12-31"
    )


@pytest.mark.parametrize(
    ("query", "named", "valid"),
    [
        ({"level": "village"}, "village", "commune"),
        ({"channel": "fax"}, "fax", "postal"),
        ({"from": "2024-02-30"}, "2024-02-30", "YYYY-MM-DD"),
        ({"to": "hôm qua"}, "hôm qua", "YYYY-MM-DD"),
        ({"from": "0001-01-01"}, "0001-01-01", "1950-01-01"),
        ({"to": "9999-12-31"}, "9999-12-31", "2200-12-31"),
    ],
)
def test_a_value_that_cannot_be_is_named_with_the_valid_ones(
    query: dict[str, str], named: str, valid: str
) -> None:
    with pytest.raises(UnknownFilter, match=named) as caught:
        Selection.from_query(query, today=TODAY)
    assert valid in caught.value.valid


def test_a_period_that_ends_before_it_begins_is_refused_by_name() -> None:
    with pytest.raises(TamNhinError, match="30/06/2024 trước ngày đầu 01/07/2024"):
        Selection.from_query({"from": "2024-07-01", "to": "2024-06-30"}, today=TODAY)


@pytest.mark.parametrize(
    ("of", "previous", "year_before"),
    [
        # a month: the month before, however long it was
        (("2024-03-01", "2024-03-31"), ("2024-02-01", "2024-02-29"), ("2023-03-01", "2023-03-31")),
        (("2024-02-01", "2024-02-29"), ("2024-01-01", "2024-01-31"), ("2023-02-01", "2023-02-28")),
        # a quarter
        (("2024-07-01", "2024-09-30"), ("2024-04-01", "2024-06-30"), ("2023-07-01", "2023-09-30")),
        # a running month and a running year, as far as they have run
        (("2024-12-01", "2024-12-31"), ("2024-11-01", "2024-11-27"), ("2023-12-01", "2023-12-27")),
        (("2024-01-01", "2024-12-31"), ("2023-01-01", "2023-12-27"), ("2023-01-01", "2023-12-27")),
        # any other days: as many before
        (("2024-06-11", "2024-06-20"), ("2024-06-01", "2024-06-10"), ("2023-06-11", "2023-06-20")),
        (("2024-12-18", "2024-12-31"), ("2024-12-08", "2024-12-17"), ("2023-12-18", "2023-12-27")),
        (("2024-02-29", "2024-02-29"), ("2024-02-28", "2024-02-28"), ("2023-02-28", "2023-02-28")),
    ],
)
def test_what_a_period_is_compared_with(
    of: tuple[str, str], previous: tuple[str, str], year_before: tuple[str, str]
) -> None:
    assert period(*of).previous(today=TODAY) == period(*previous)
    assert period(*of).year_before(today=TODAY) == period(*year_before)


@PATIENT
@given(of=periods, today=dates)
def test_the_period_before_ends_where_it_begins_and_is_as_long(of: Period, today: date) -> None:
    before = of.previous(today=today)
    assert before.end < of.start
    if not (of.months or of.is_week or of.is_to_date or of.is_month_to_date):
        assert before.end == of.start - timedelta(days=1)
        run = of.until(today)
        assert before.end - before.start == run.end - run.start


@PATIENT
@given(of=periods, today=dates)
def test_months_and_edges_are_every_day_of_a_period_once(of: Period, today: date) -> None:
    parts = spans(of, today)
    found = {
        day for first, last in parts.days for day in _days(from_day_key(first), from_day_key(last))
    }
    if parts.months:
        whole = set(_days(first_of(parts.months[0]), last_of(parts.months[1])))
        assert not whole & found
        found |= whole
    wanted = set(_days(of.start, of.end))
    assert wanted <= found
    assert all(day > today for day in found - wanted)


def test_months_are_counted_over_the_turn_of_a_year() -> None:
    assert shift_month(202401, -1) == 202312
    assert shift_month(202312, 13) == 202501
    assert months_between(202311, 202402) == [202311, 202312, 202401, 202402]
    assert months_between(202402, 202401) == []


@PATIENT
@given(day=dates)
def test_a_day_is_its_key(day: date) -> None:
    assert from_day_key(day_key(day)) == day


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]
