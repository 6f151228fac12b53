"""Places: ties, intervals, groups, other weights, what it takes to move, and why one moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.scheme_types import Linear
from metrics.index.lift import next_band, next_place
from metrics.index.ranks import possible, ranks, tiers
from metrics.index.sheet import Sheet
from metrics.index.weak import weak
from metrics.index.why import why
from tests.unit.index.lists import Counts, indicator, listed, scheme_of, sheet

Units = Mapping[str, Sequence[Counts]]
ONE = scheme_of(indicator("a", 100))
TWO = scheme_of(indicator("a", 60), indicator("b", 40, Linear(best=0.5)))
ALL = np.ones(4, dtype=bool)
shares = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda n: ((n[0], 40), (n[1], 40)))
lists = st.lists(shares, min_size=2, max_size=9).map(
    lambda found: {f"U{at}": list(each) for at, each in enumerate(found)}
)


def test_ties_share_a_place_and_the_next_is_left_free() -> None:
    assert list(ranks(np.array([90.0, 80.001, 80.004, 70.0]), ALL)) == [1, 2, 2, 4]


def test_intervals_say_which_places_chance_allows() -> None:
    low, high = np.array([88.0, 79, 78, 60]), np.array([92.0, 84, 83, 65])
    best, worst = possible(low, high, ALL)
    assert list(zip(best, worst, strict=True)) == [(1, 1), (2, 3), (2, 3), (4, 4)]


def test_units_within_noise_of_the_best_one_left_are_one_group() -> None:
    score = np.array([90.0, 88, 80, 79])
    low, high = score - 1.5, score + 1.5
    assert list(tiers(score, low, high, ALL)) == [1, 1, 2, 2]


@given(lists)
def test_no_unit_of_a_later_group_reaches_who_leads_an_earlier_one(found: Units) -> None:
    of = listed(sheet(TWO, found))
    leads: dict[int, float] = {}
    for each in of.ranked:
        assert each.tier is not None
        assert each.high is not None
        if each.tier not in leads:
            assert all(each.high < low for tier, low in leads.items() if tier < each.tier)
            leads[each.tier] = each.low or 0.0


def months_of(rates: list[float], volume: int) -> list[Sheet]:
    return [sheet(ONE, {"X": [(round(rate * volume), volume)]}) for rate in rates]


def test_the_interval_is_wider_where_a_units_own_months_differ_more() -> None:
    steady, wild = [0.8, 0.81, 0.79, 0.8] * 3, [0.5, 0.99, 0.7, 1.0] * 3
    spans = []
    for rates in (steady, wild):
        whole = sheet(ONE, {"X": [(sum(round(r * 100) for r in rates), 1200)]})
        [each] = listed(whole, months=months_of(rates, 100)).standings
        assert each.low is not None
        assert each.high is not None
        assert each.low <= (each.score or 0) <= each.high
        spans.append(each.high - each.low)
    assert spans[0] < 1.5 < spans[1]


def test_the_same_months_give_the_same_interval() -> None:
    months = months_of([0.5, 0.9, 0.7, 0.8], 50)
    whole = sheet(ONE, {"X": [(145, 200)]})
    one, other = (listed(whole, months=months).standings[0] for _ in range(2))
    assert (one.low, one.high) == (other.low, other.high)


def test_without_months_nothing_is_claimed_of_noise() -> None:
    [each] = listed(sheet(ONE, {"X": [(7, 10)]})).standings
    assert each.low == each.score == each.high


@given(lists)
def test_other_weights_move_ranks_around_the_present_one(found: Units) -> None:
    for each in listed(sheet(TWO, found)).ranked:
        assert each.from_weights
        assert each.from_weights[0] <= (each.rank or 0) <= each.from_weights[1]


def test_who_is_better_in_everything_keeps_its_place_whatever_the_weights() -> None:
    found = {"A": [(40, 40), (20, 40)], "B": [(20, 40), (10, 40)], "C": [(1, 40), (1, 40)]}
    for each in listed(sheet(TWO, found)).ranked:
        assert each.from_weights == (each.rank, each.rank)


@given(lists, st.randoms())
def test_a_change_of_total_is_the_sum_of_its_parts(found: Units, random: Random) -> None:
    codes = list(found)
    then = {code: found[random.choice(codes)] for code in codes}
    of = listed(sheet(TWO, found), sheet(TWO, then))
    for code in codes:
        told = why(of, code)
        assert told
        assert told.change == pytest.approx(sum(part.change for part in told.parts))
        lost = sum(part.lost for part in told.parts)
        assert told.now + lost == pytest.approx(TWO.total)


@given(lists, st.randoms())
def test_a_change_of_place_is_ones_own_part_and_that_of_others(
    found: Units, random: Random
) -> None:
    codes = list(found)
    then = {code: found[random.choice(codes)] for code in codes}
    of = listed(sheet(TWO, found), sheet(TWO, then))
    for each in of.ranked:
        told = why(of, each.code)
        assert told
        assert told.own is not None
        assert told.others is not None
        assert told.own + told.others == each.climbed


def test_who_stands_still_and_is_overtaken_has_lost_to_others_alone() -> None:
    then = {"A": [(8, 10), (1, 2)], "B": [(6, 10), (1, 2)]}
    now = {"A": [(8, 10), (1, 2)], "B": [(9, 10), (1, 2)]}
    told = why(listed(sheet(TWO, now), sheet(TWO, then)), "A")
    assert told
    assert (told.own, told.others) == (0, -1)


def after(found: Units, code: str, more: dict[str, int]) -> int:
    """Its place had it had that many more."""
    names = [each.id for each in TWO.indicators]
    moved = [
        (own[0] + more.get(name, 0), own[1])
        for name, own in zip(names, found[code], strict=True)
        if own
    ]
    standing = listed(sheet(TWO, {**found, code: moved})).of(code)
    assert standing
    assert standing.rank
    return standing.rank


@settings(max_examples=60, deadline=None)
@given(lists)
def test_what_is_said_to_lift_a_unit_does_and_one_fewer_does_not(found: Units) -> None:
    of = listed(sheet(TWO, found))
    for each in of.ranked:
        assert each.rank
        lift = next_place(of, each.code)
        if lift is None:
            assert each.rank == 1
            continue
        for step in lift.alone:
            assert after(found, each.code, {step.indicator.id: step.more}) < each.rank
            assert after(found, each.code, {step.indicator.id: step.more - 1}) == each.rank
        if lift.least:
            more = {step.indicator.id: step.more for step in lift.least}
            assert after(found, each.code, more) < each.rank


@settings(max_examples=25, deadline=None)
@given(lists)
def test_no_other_mixture_lifts_a_unit_with_fewer_things_but_for_rounding(found: Units) -> None:
    of = listed(sheet(TWO, found))
    last = of.ranked[-1]
    assert last.rank
    lift = next_place(of, last.code)
    if lift is None or not lift.least:
        return
    own = [each for each in found[last.code] if each]
    least = sum(step.more for step in lift.least)
    for a, b in product(
        range(int(own[0][1] - own[0][0]) + 1), range(int(own[1][1] - own[1][0]) + 1)
    ):
        if a + b < least - 1:
            assert after(found, last.code, {"a": a, "b": b}) >= last.rank


def test_the_way_to_the_next_band_is_counted() -> None:
    of = listed(sheet(ONE, {"X": [(740, 1000)], "Y": [(900, 1000)]}))
    lift = next_band(of, "X")
    assert lift
    assert lift.to == 80
    assert [(step.indicator.id, step.more) for step in lift.least] == [("a", 60)]
    assert next_band(of, "Y") is None


def test_weak_points_are_the_last_tenth_and_what_is_below_half() -> None:
    found = {f"U{n}": [(90 - n, 100), (40, 100)] for n in range(10)}
    made = sheet(TWO, found | {"U3": [(87, 100), (10, 100)]})
    lacking = weak(made)
    assert [bool(each) for each in lacking[:, 0]] == [False] * 9 + [True]
    assert [bool(each) for each in lacking[:, 1]] == [n == 3 for n in range(10)]


def test_where_all_are_equal_nobody_is_in_the_last_tenth() -> None:
    made = sheet(ONE, {f"U{n}": [(9, 10)] for n in range(20)})
    assert not weak(made).any()
