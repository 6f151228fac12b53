"""What each unit adds to a change adds up to it, whoever comes or goes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.catalogue import metric
from metrics.compute import NOTHING, Value
from metrics.contributions import split
from metrics.parts import REST, Split, Unsplit, rounded

PATIENT = settings(deadline=None)
CODES = st.sampled_from("abcdefgh")
# Counts as they are summed, and those that a crosswalk has parted.
counts = st.one_of(st.integers(0, 5_000).map(float), st.floats(1e-6, 5_000.0))


def ratio(above: float, below: float) -> Value:
    value = above / below if below else None
    return Value(value=value, numerator=above, denominator=below)


def count(total: float) -> Value:
    return Value(value=total, numerator=total)


@st.composite
def ratios(draw: st.DrawFn) -> Value:
    below = draw(counts)
    return ratio(draw(st.floats(0.0, 1.0)) * below, below)


def of_all(groups: dict[str, Value], rest: Value) -> Value:
    """As a sum over sums: of fractions, so that nothing is lost by adding."""
    every = [*groups.values(), rest]
    above = sum((Fraction(v.numerator or 0.0) for v in every), Fraction(0))
    below = sum((Fraction(v.denominator or 0.0) for v in every), Fraction(0))
    return ratio(float(above), float(below))


@PATIENT
@given(
    now=st.dictionaries(CODES, ratios()),
    before=st.dictionaries(CODES, ratios()),
    rest=st.tuples(ratios(), ratios()),
)
def test_parts_of_a_ratio_add_up_to_its_change(
    now: dict[str, Value], before: dict[str, Value], rest: tuple[Value, Value]
) -> None:
    whole = of_all(now, rest[0]), of_all(before, rest[1])
    found = split(metric("on_time"), whole, now, before)
    if whole[0].value is None or whole[1].value is None:
        assert found is Unsplit.NO_CHANGE_KNOWN
        return
    if not now and not before:
        assert found is Unsplit.NOT_BY_THIS
        return
    assert isinstance(found, Split)
    rates = [Fraction(v.numerator or 0.0) / Fraction(v.denominator or 1.0) for v in whole]
    assert sum(part.change for part in found.parts) == found.total == rates[0] - rates[1]
    assert all((p.within or 0) + (p.mix or 0) == p.change for p in found.parts)


@PATIENT
@given(
    now=st.dictionaries(CODES, counts.map(count), min_size=1),
    before=st.dictionaries(CODES, counts.map(count)),
    rest=st.tuples(counts, counts),
)
def test_parts_of_a_count_add_up_to_its_change(
    now: dict[str, Value], before: dict[str, Value], rest: tuple[float, float]
) -> None:
    wholes = [
        count(float(sum((Fraction(v.value or 0.0) for v in each.values()), Fraction(more))))
        for each, more in ((now, rest[0]), (before, rest[1]))
    ]
    found = split(metric("received"), (wholes[0], wholes[1]), now, before)
    assert isinstance(found, Split)
    assert found.total == Fraction(wholes[0].value or 0.0) - Fraction(wholes[1].value or 0.0)
    for part in found.parts:
        if part.code != REST:
            mine = [each.get(part.code, NOTHING).value or 0.0 for each in (now, before)]
            assert part.change == Fraction(mine[0]) - Fraction(mine[1])


@PATIENT
@given(parts=st.lists(st.fractions(-100, 100), min_size=1, max_size=40), decimals=st.integers(0, 3))
def test_what_is_shown_adds_up_to_the_change_as_it_is_shown(
    parts: list[Fraction], decimals: int
) -> None:
    total, unit = sum(parts, Fraction(0)), Fraction(1, 10**decimals)
    shown = rounded(total, parts, decimals)
    assert sum(shown) == round(total / unit) * unit
    assert all(abs(a - b) <= unit for a, b in zip(shown, parts, strict=True))


def test_a_ratio_moves_by_what_units_do_and_by_how_much_they_weigh() -> None:
    """An office of 50 % does better by 10 points, one of 90 % as before and twice as large."""
    before = {"small": ratio(50, 100), "large": ratio(90, 100)}
    now = {"small": ratio(60, 100), "large": ratio(180, 200)}
    found = split(metric("on_time"), (ratio(240, 300), ratio(140, 200)), now, before)
    assert isinstance(found, Split)
    parts = {part.code: part for part in found.parts}
    assert found.total == Fraction(1, 10)
    assert float(parts["small"].within or 0) == pytest.approx((1 / 2 + 1 / 3) / 2 * 0.1)
    assert float(parts["large"].within or 0) == 0
    assert float(parts["large"].mix or 0) == pytest.approx((2 / 3 - 1 / 2) * (0.9 - 0.75))


def test_a_unit_that_came_or_went_moves_the_whole_by_its_weight_alone() -> None:
    now, before = {"new": ratio(9, 10), "old": ratio(50, 100)}, {"old": ratio(50, 100)}
    found = split(metric("on_time"), (ratio(59, 110), ratio(50, 100)), now, before)
    assert isinstance(found, Split)
    [new] = [part for part in found.parts if part.code == "new"]
    assert new.within == 0
    assert new.before is None
    assert new.change > 0


def test_what_cannot_be_split_says_why() -> None:
    known = {"a": ratio(1, 2)}
    median = Value(value=3.0, denominator=9.0)
    whole = ratio(1, 2), ratio(1, 2)
    assert split(metric("median_days"), (median, median), known, known) is Unsplit.MEDIAN
    assert split(metric("on_time"), (whole[0], NOTHING), known, {}) is Unsplit.NO_CHANGE_KNOWN
    assert split(metric("on_time"), whole, {}, {}) is Unsplit.NOT_BY_THIS
    only_share = {"a": Value(value=0.5)}
    assert split(metric("satisfied"), whole, only_share, only_share) is Unsplit.NO_COUNTS
    more = {"a": ratio(5, 9)}
    assert split(metric("satisfied"), whole, more, more) is Unsplit.NOT_ADDING_UP
