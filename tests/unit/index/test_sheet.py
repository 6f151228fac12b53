"""Points of units: what is known, what is granted, what is left out and says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.scheme_types import Elsewhere, Formula, Linear, Steps
from metrics.index.sheet import State
from metrics.index.why import shares
from tests.unit.index.lists import Counts, indicator, listed, scheme_of, sheet

Units = Mapping[str, Sequence[Counts]]
TWO = scheme_of(indicator("a", 60), indicator("b", 40, Linear(best=0.8), empty=10))
counts = st.integers(1, 500).flatmap(
    lambda below: st.integers(0, below).map(lambda above: (above, below))
)
units = st.dictionaries(
    st.text("ABCDEF", min_size=1, max_size=3), st.tuples(counts, counts), min_size=1, max_size=8
)
formulas = st.sampled_from(
    [
        Linear(),
        Linear(best=0.5),
        Linear(worst=0.8, best=1.0),
        Steps(steps=((0.9, 10.0), (0.5, 4.0))),
    ]
)


@given(formulas, st.integers(1, 400), st.data())
def test_more_of_a_good_thing_never_lowers_points(
    formula: Formula, below: int, data: st.DataObject
) -> None:
    above = data.draw(st.integers(0, below - 1))
    scheme = scheme_of(indicator("a", 10, formula))
    found = sheet(scheme, {"X": [(above, below)], "Y": [(above + 1, below)]})
    assert found.points[0, 0] <= found.points[1, 0] <= 10


@given(st.integers(1, 400), st.data())
def test_less_of_a_bad_thing_never_lowers_points(below: int, data: st.DataObject) -> None:
    above = data.draw(st.integers(1, below))
    scheme = scheme_of(indicator("late", 10, Linear(worst=0.3, best=0.0)))
    found = sheet(scheme, {"X": [(above, below)], "Y": [(above - 1, below)]})
    assert found.points[0, 0] <= found.points[1, 0]


@given(units, st.randoms())
def test_the_order_of_rows_does_not_matter(found: Units, random: Random) -> None:
    mixed = list(found.items())
    random.shuffle(mixed)
    one, other = listed(sheet(TWO, found)), listed(sheet(TWO, dict(mixed)))
    told = [(each.code, each.rank, each.score, each.tier) for each in one.standings]
    assert told == [(each.code, each.rank, each.score, each.tier) for each in other.standings]


@given(units)
def test_the_parts_add_up_to_the_whole(found: Units) -> None:
    made = sheet(TWO, found)
    assert made.total == pytest.approx(made.points.sum(axis=1))
    assert shares(made).sum(axis=1) == pytest.approx(made.score)
    assert (made.points <= made.maxima + 1e-9).all()


def test_nothing_to_divide_is_granted_what_the_scheme_says_or_left_out() -> None:
    found = sheet(TWO, {"X": [(0, 0), (0, 0)]})
    assert [State(each) for each in found.state[0]] == [State.NOTHING, State.DEFAULT]
    assert found.maximum[0] == 40
    assert found.score[0] == pytest.approx(100 * 10 / 40)


def test_what_only_one_unit_has_not_reported_leaves_it_without_a_place() -> None:
    found = listed(sheet(TWO, {"X": [None, (1, 2)], "Y": [(1, 2), (1, 2)]}))
    assert [(each.code, each.rank) for each in found.standings] == [("Y", 1), ("X", None)]
    assert str(found.standings[1].unranked) == "missing"


def test_what_nobody_has_reported_is_left_out_for_all_and_all_are_ranked() -> None:
    found = sheet(TWO, {"X": [None, (1, 2)], "Y": [None, (2, 2)]})
    assert (found.state[:, 0] == State.NOBODY).all()
    assert [each.rank for each in listed(found).standings] == [1, 2]


def test_a_unit_of_which_nothing_is_known_was_not_assessed_and_has_no_total() -> None:
    found = listed(sheet(TWO, {"X": [None, None], "Y": [(1, 2), (1, 2)]}))
    last = found.standings[-1]
    assert (last.code, last.score, str(last.unranked)) == ("X", None, "nothing")


@pytest.mark.parametrize(
    ("elsewhere", "state", "points", "maximum"),
    [(Elsewhere.OMIT, State.OMITTED, 0, 60), (Elsewhere.FULL, State.FULL, 40, 100)],
)
def test_what_does_not_apply_to_a_level_is_left_out_or_given_in_full(
    elsewhere: Elsewhere, state: State, points: float, maximum: float
) -> None:
    scheme = scheme_of(
        indicator("a", 60), indicator("b", 40, levels=("province",), elsewhere=elsewhere)
    )
    found = sheet(scheme, {"X": [(1, 2), (0, 9)]}, level="commune")
    assert found.state[0, 1] == state
    assert (found.points[0, 1], found.maximum[0]) == (points, maximum)


def test_below_the_minimum_volume_a_unit_has_a_total_and_no_place() -> None:
    scheme = scheme_of(indicator("a", 100), volume="received")
    found = listed(
        sheet(scheme, {"X": [(3, 3)], "Y": [(80, 100)]}, volumes={"X": 3, "Y": 100}), minimum=30
    )
    assert [(e.code, e.rank, e.score) for e in found.standings] == [("Y", 1, 80), ("X", None, 100)]
    assert str(found.standings[1].unranked) == "few"


def test_points_are_steps_where_the_scheme_says_so() -> None:
    scheme = scheme_of(indicator("a", 10, Steps(steps=((0.9, 10.0), (0.5, 4.0)))))
    found = sheet(scheme, {c: [(n, 10)] for c, n in zip("XYZ", (9, 5, 4), strict=True)})
    assert list(found.points[:, 0]) == [10, 4, 0]
    assert not np.isnan(found.score).any()
