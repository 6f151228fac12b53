"""Yardsticks: what a reading is held against. Read from what was fetched for the reading and for
the breakdown that it stands in: none of them costs a query of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from statistics import median_low

from data_access.selection import Period
from metrics.metric import Direction, Unit
from metrics.own_best import own_best
from metrics.reading import Against, Reading, Yardstick


def yardsticks(
    reading: Reading,
    *,
    today: date,
    province: Reading | None = None,
    peers: Sequence[Reading] = (),
    minimum_volume: float = 0,
) -> list[Yardstick]:
    """`province`: the same figure without the unit that is chosen; `peers`: units of its level,
    the chosen one among them. Without a chosen unit there are neither."""
    period = reading.selection.period
    before, year_before = period.previous(today=today), period.year_before(today=today)
    found = [_against(Against.TARGET, reading, reading.target)]
    if before != year_before:
        found.append(_against(Against.PREVIOUS, reading, reading.previous, before))
    found.append(_against(Against.LAST_YEAR, reading, reading.last_year, year_before))
    if province is not None:
        found.append(_of_all(reading, province))
    if peers:
        found.append(_middle(reading, peers, minimum_volume))
    best = own_best(reading, today=today, minimum_volume=minimum_volume)
    if best is not None:
        found.append(_against(Against.OWN_BEST, reading, best.value, best.period))
    return found


def _against(
    against: Against, reading: Reading, value: float | None, period: Period | None = None
) -> Yardstick:
    difference = None
    if reading.value is not None and value is not None:
        difference = reading.value - value
    return Yardstick(against=against, value=value, difference=difference, period=period)


def _of_all(reading: Reading, province: Reading) -> Yardstick:
    """A count is a part of the province's; how far it is from it says nothing."""
    found = _against(Against.PROVINCE, reading, province.value)
    counts = reading.denominator is None and reading.metric.unit not in (Unit.RATIO, Unit.DAYS)
    return replace(found, difference=None) if counts else found


def _middle(reading: Reading, peers: Sequence[Reading], minimum_volume: float) -> Yardstick:
    """Those with few rows are no measure; of an even number the lower middle, which is a unit."""
    values = sorted(
        each.value for each in peers if each.value is not None and _enough(each, minimum_volume)
    )
    if not values:
        return Yardstick(against=Against.PEERS, value=None, difference=None)
    middle = median_low(values)
    if reading.value is None:
        return Yardstick(against=Against.PEERS, value=middle, difference=None, count=len(values))
    lower = reading.metric.direction is Direction.LOWER_IS_BETTER
    better = sum(v < reading.value if lower else v > reading.value for v in values)
    return Yardstick(
        against=Against.PEERS,
        value=middle,
        difference=reading.value - middle,
        place=better + 1,
        count=len(values),
    )


def _enough(reading: Reading, minimum_volume: float) -> bool:
    if reading.metric.unit is not Unit.RATIO or reading.denominator is None:
        return True
    return reading.denominator >= minimum_volume
