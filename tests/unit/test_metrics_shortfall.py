"""What is missing to a target: points, rows, and a working day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.catalogue import metric
from metrics.metric import Unit
from metrics.shortfall import Counts, counted_in, gap, pace

ONLINE, OVERDUE, CUT_OFF = metric("online_submit"), metric("overdue"), metric("cut_off")


def counts(numerator: float, denominator: float) -> Counts:
    value = numerator / denominator
    return Counts(value=value, numerator=numerator, denominator=denominator)


def test_the_gap_says_how_many_more_rows_the_target_needs() -> None:
    found = gap(ONLINE, counts(6_820, 10_000), 0.70)
    assert found.points == pytest.approx(-0.018)
    assert found.rows == 180


def test_a_part_of_a_row_is_a_whole_one() -> None:
    assert gap(ONLINE, counts(2, 3), 0.7).rows == 1


def test_nothing_is_missing_where_the_target_is_attained() -> None:
    assert gap(ONLINE, counts(70, 100), 0.7).rows == 0
    assert gap(ONLINE, counts(71, 100), 0.7).rows == 0


def test_of_what_should_fall_the_gap_says_how_many_there_are_too_many() -> None:
    assert gap(CUT_OFF, Counts(value=21), 0).rows == 21
    assert gap(OVERDUE, Counts(value=4), 5).rows == 0


def test_a_published_percentage_has_a_gap_in_points_only() -> None:
    assert gap(metric("households_fibre"), Counts(value=0.722), 0.8).rows is None


@given(
    st.integers(0, 10**6),
    st.integers(1, 10**6),
    st.floats(0.001, 1.0),
)
def test_so_many_more_rows_attain_the_target_and_one_less_does_not(
    above: int, below: int, target: float
) -> None:
    above = min(above, below)
    rows = gap(ONLINE, counts(above, below), target).rows
    assert rows is not None
    assert above + rows >= target * below - 1e-6
    assert rows == 0 or above + rows - 1 < target * below


def test_the_pace_counts_what_will_come_to_the_denominator() -> None:
    # 100 a day so far, so 100 more will come: 770 of 1100 are needed, 680 are there.
    found = pace(ONLINE, counts(680, 1000), 0.7, passed=10, left=1)
    assert found is not None
    assert (found.needed, found.so_far) == pytest.approx((90, 68))
    assert found.possible


def test_more_than_comes_in_is_not_possible() -> None:
    found = pace(ONLINE, counts(600, 1000), 0.7, passed=10, left=1)
    assert found is not None
    assert found.needed == pytest.approx(170)
    assert not found.possible


def test_what_a_survey_finds_is_not_expected_to_grow() -> None:
    found = pace(metric("covered_4g"), counts(900, 1000), 0.98, passed=200, left=8)
    assert found is not None
    assert (found.needed, found.so_far) == pytest.approx((10, 0))


def test_there_is_no_pace_after_the_last_day_nor_for_what_nobody_counts() -> None:
    assert pace(ONLINE, counts(6, 10), 0.7, passed=10, left=0) is None
    assert pace(metric("households_fibre"), Counts(value=0.7), 0.8, passed=9, left=9) is None
    assert pace(metric("median_days"), Counts(value=9), 5, passed=9, left=9) is None


def test_rows_are_called_what_they_are() -> None:
    assert counted_in(ONLINE) is Unit.DOSSIERS
    assert counted_in(metric("doc_online")) is Unit.DOCUMENTS
    assert counted_in(metric("covered_3g")) is Unit.PEOPLE
    assert counted_in(CUT_OFF) is Unit.VILLAGES
    assert counted_in(metric("households_fibre")) is None
