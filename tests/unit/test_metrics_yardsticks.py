"""What a reading is held against, from what was fetched for it."""

from __future__ import annotations

from datetime import date

from data_access.selection import By, Period, Selection
from metrics.catalogue import metric
from metrics.own_best import own_best, window_of
from metrics.reading import Against, Group, Point, Reading, Yardstick
from metrics.yardsticks import yardsticks
from tests.unit.component_readings import reading_of

TODAY = date(2024, 12, 27)


def of(period: Period, name: str = "on_time", **changes: object) -> Reading:
    plain = {"metric": metric(name), "selection": Selection(period=period), "series": ()}
    return reading_of(**(plain | changes))


def by_kind(found: list[Yardstick]) -> dict[Against, Yardstick]:
    return {each.against: each for each in found}


def month(key: int, above: float, below: float) -> Point:
    return Point(month=key, value=above / below, numerator=above, denominator=below)


def test_differences_are_the_reading_minus_what_it_is_held_against() -> None:
    reading = of(Period.month(202412), value=0.8, target=0.9, previous=0.7, last_year=None)
    found = by_kind(yardsticks(reading, today=TODAY))
    assert round(found[Against.TARGET].difference or 0, 6) == -0.1
    assert round(found[Against.PREVIOUS].difference or 0, 6) == 0.1
    assert found[Against.LAST_YEAR].difference is None
    assert found[Against.PREVIOUS].period == Period(start=date(2024, 11, 1), end=date(2024, 11, 27))
    assert Against.PROVINCE not in found
    assert Against.PEERS not in found


def test_of_a_year_the_period_before_is_last_year_and_said_once() -> None:
    found = by_kind(yardsticks(of(Period.year(2024)), today=TODAY))
    assert Against.PREVIOUS not in found
    assert found[Against.LAST_YEAR].period == Period(start=date(2023, 1, 1), end=date(2023, 12, 27))


def peer(code: str, value: float, volume: float = 100.0) -> Reading:
    group = Group(by=By.DISTRICT, code=code, label=code, short=code)
    return of(Period.year(2024), group=group, value=value, denominator=volume)


def test_among_its_peers_a_unit_has_a_place_and_the_middle_one_is_the_measure() -> None:
    peers = [peer("a", 0.9), peer("b", 0.8), peer("c", 0.7), peer("few", 1.0, volume=3)]
    found = by_kind(yardsticks(peers[1], today=TODAY, peers=peers, minimum_volume=30))
    mine = found[Against.PEERS]
    assert (mine.value, mine.place, mine.count) == (0.8, 2, 3)


def test_a_count_is_a_part_of_the_provinces_and_has_no_distance_from_it() -> None:
    mine = of(Period.year(2024), "received", value=10.0, denominator=None)
    whole = of(Period.year(2024), "received", value=100.0, denominator=None)
    found = by_kind(yardsticks(mine, today=TODAY, province=whole))
    assert found[Against.PROVINCE].value == 100.0
    assert found[Against.PROVINCE].difference is None


def test_ones_own_best_is_among_months_that_are_over_and_have_enough_rows() -> None:
    series = (
        month(202409, 80, 100),
        month(202410, 3, 3),  # too few
        month(202411, 70, 100),
        month(202412, 99, 100),  # still running
    )
    reading = of(Period.month(202412), series=series)
    found = own_best(reading, today=TODAY, minimum_volume=30)
    assert found is not None
    assert (found.period, found.value) == (Period.month(202409), 0.8)


def test_a_quarter_of_flows_is_held_against_quarters_by_sum_over_sum() -> None:
    first = [month(202400 + m, 50, 100) for m in (1, 2, 3)]
    second = [month(202400 + m, above, 100) for m, above in ((4, 90), (5, 30), (6, 60))]
    quarter = Period.term(202409, 3)
    reading = of(quarter, "online_submit", series=(*first, *second))
    found = own_best(reading, today=TODAY, minimum_volume=0)
    assert found is not None
    assert (found.period, found.value) == (Period.term(202404, 3), 0.6)


def test_counts_are_held_against_stretches_as_long_and_what_stands_against_months() -> None:
    odd = Period(start=date(2024, 1, 1), end=date(2024, 11, 5))
    assert window_of(metric("overdue"), Period.year(2024)) == 12
    assert window_of(metric("overdue"), odd) is None
    assert window_of(metric("median_days"), Period.year(2024)) == 1
    assert window_of(metric("open"), Period.year(2024)) == 1  # what stands on a day
    assert window_of(metric("received"), Period.year(2024)) == 12
    assert window_of(metric("on_time"), odd) == 1
