"""Sums into values: ratios, medians, and what is said where there is none."""

from __future__ import annotations

import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.selection import By, Level, Period, Selection
from metrics.catalogue import CATALOGUE, metric
from metrics.compute import Figures, Value, compute, understands
from metrics.metric import Metric
from metrics.reading import Reason

ON_TIME = metric("on_time")
RECEIVED = metric("received")
SELECTION = Selection(period=Period.year(2024))


def value(of: Metric, **sums: float) -> Value:
    return compute(of, Figures(sums={"": sums} if sums else {}, histograms={}), "")


def test_ratio_is_sum_over_sum() -> None:
    found = value(metric("online_submit"), received=8, received_online=6)
    assert (found.value, found.numerator, found.denominator) == (0.75, 6, 8)


def test_ratio_with_zero_denominator_is_no_data() -> None:
    found = value(metric("online_submit"), received=0, received_online=0)
    assert (found.value, found.reason) == (None, Reason.NOTHING_TO_DIVIDE)


def test_a_total_of_nothing_reported_is_no_data_and_a_reported_zero_is_zero() -> None:
    assert value(RECEIVED).reason is Reason.NEVER_REPORTED
    assert value(RECEIVED, received=0).value == 0


def test_nothing_in_a_ledger_is_a_true_zero_beside_reported_rows() -> None:
    reported = {"received": 5, "no_deadline": 1}
    assert value(metric("overdue"), **reported, received_late=0).value == 0
    assert value(metric("overdue"), **reported, received_late=2).value == 2
    assert value(metric("overdue")).value is None
    assert value(metric("overdue_now"), overdue_in_hand=3).value == 3


def test_of_dossiers_without_due_dates_nobody_can_say_how_many_are_overdue() -> None:
    found = value(metric("overdue"), received=5, no_deadline=5, received_late=0)
    assert (found.value, found.reason) == (None, Reason.NO_DEADLINES)


def test_on_time_takes_out_what_is_late_withdrawn_or_unknown() -> None:
    sums = {
        "received": 20,
        "no_deadline": 3,
        "received_late": 4,
        "late_after": 1,
        "received_withdrawn": 2,
        "withdrawn_after": 1,
        "overdue_open": 2,
    }
    assert value(ON_TIME, **sums).numerator == 20 - 3 - (4 - 1) - (2 - 1) - 2


def test_on_time_without_any_due_date_says_so() -> None:
    assert value(ON_TIME, received=3, no_deadline=3).reason is Reason.NO_DEADLINES
    assert value(ON_TIME, received=3, no_deadline=2).value == pytest.approx(1 / 3)


@given(days=st.lists(st.integers(0, 60), min_size=1, max_size=40))
def test_a_median_is_a_number_of_days_that_occurred(days: list[int]) -> None:
    figures = Figures(sums={}, histograms={"duration": {"": Counter(days)}})
    assert compute(metric("median_days"), figures, "").value == statistics.median_low(days)
    p90 = compute(metric("p90_days"), figures, "").value
    assert p90 is not None
    assert sum(day <= p90 for day in days) >= 0.9 * len(days)
    assert sum(day < p90 for day in days) < 0.9 * len(days)


def test_villages_have_no_agency_level_field_or_channel() -> None:
    no_signal = metric("no_signal")
    assert understands(no_signal, SELECTION, By.AREA)
    assert understands(no_signal, SELECTION, By.MONTH)
    assert not understands(no_signal, SELECTION, By.AGENCY)
    assert not understands(no_signal, SELECTION, By.FIELD)
    commune = Selection(period=SELECTION.period, level=Level.COMMUNE)
    assert not understands(no_signal, commune, None)


def test_dossiers_know_every_filter_and_breakdown() -> None:
    for by in By:
        assert understands(ON_TIME, SELECTION, by)
    assert not understands(metric("waiting"), SELECTION, By.MONTH)


def test_every_metric_can_be_computed_from_nothing() -> None:
    for each in CATALOGUE.values():
        if each.source != "reports":
            assert value(each).value is None
