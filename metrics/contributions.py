"""Contributions: how much of a change each group brought about. They add up to the change exactly.

Of a count, a group's part is its own change. Of a ratio R = N/D, a group with n of d has the part
w1·r1 − w0·r0 − R̄·(w1 − w0), with w = d/D, r = n/d and R̄ the mean of both periods' ratios; which is

    (w0 + w1)/2 · (r1 − r0)          its own ratio has moved: `within`
  + (w1 − w0) · ((r0 + r1)/2 − R̄)    it makes up more or less of the whole: `mix`

so a group that has come or gone is all mix, and nothing is left over. Fractions, not floats: what
adds up on paper adds up here. A median cannot be split: no sum of parts makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from metrics.compute import NOTHING, Value
from metrics.metric import Median, Metric, Observed, Ratio, Unit
from metrics.parts import REST, Contribution, Split, Unsplit


@dataclass(frozen=True, slots=True)
class _Counts:
    """What a group counted: n of d; of a plain count d is 0."""

    n: Fraction = Fraction(0)
    d: Fraction = Fraction(0)

    def __sub__(self, other: _Counts) -> _Counts:
        return _Counts(self.n - other.n, self.d - other.d)

    @property
    def value(self) -> Fraction | None:
        return self.n / self.d if self.d else None


Both = tuple[_Counts, _Counts]  # now, before


def split(
    metric: Metric,
    whole: tuple[Value, Value],
    now: Mapping[str, Value],
    before: Mapping[str, Value],
) -> Split | Unsplit:
    """`whole`: its value now and before; the others by group."""
    if isinstance(metric.formula, Median):
        return Unsplit.MEDIAN
    if whole[0].value is None or whole[1].value is None:
        return Unsplit.NO_CHANGE_KNOWN
    if not now and not before:
        return Unsplit.NOT_BY_THIS
    ratio = metric.unit is Unit.RATIO or isinstance(metric.formula, Ratio)
    try:
        known = _both(*whole, ratio=ratio)
        groups = {
            code: _both(now.get(code, NOTHING), before.get(code, NOTHING), ratio=ratio)
            for code in {*now, *before}
        }
    except _NoCounts:
        return Unsplit.NO_COUNTS
    rest = _rest(known, groups.values())
    if isinstance(metric.formula, Observed) and any(c.n < 0 or c.d < 0 for c in rest):
        return Unsplit.NOT_ADDING_UP
    return _added({**groups, REST: rest} if rest != (_Counts(), _Counts()) else groups, known)


class _NoCounts(Exception):
    pass


def _both(now: Value, before: Value, *, ratio: bool) -> Both:
    return _counts(now, ratio), _counts(before, ratio)


def _counts(value: Value, ratio: bool) -> _Counts:
    if not ratio:
        return _Counts(Fraction(value.value or 0.0))
    if value.value is not None and (value.numerator is None or value.denominator is None):
        raise _NoCounts
    return _Counts(Fraction(value.numerator or 0.0), Fraction(value.denominator or 0.0))


def _rest(known: Both, groups: Iterable[Both]) -> Both:
    """What belongs to no group: of departments, when it is split by district."""
    now, before = known
    for mine in groups:
        now, before = now - mine[0], before - mine[1]
    return now, before


def _added(groups: Mapping[str, Both], whole: Both) -> Split:
    rates = whole[0].value, whole[1].value
    ratio = rates[0] is not None and rates[1] is not None
    of = _of_ratio if ratio else _of_count
    found = [of(code, *both, whole) for code, both in groups.items()]
    moved = [part for part in found if part.change or part.now != part.before]
    moved.sort(key=lambda part: (-abs(part.change), part.code))
    return Split(total=sum((part.change for part in moved), Fraction(0)), parts=tuple(moved))


def _of_count(code: str, now: _Counts, before: _Counts, whole: Both) -> Contribution:
    del whole
    return Contribution(
        code=code,
        change=now.n - before.n,
        within=None,
        mix=None,
        now=float(now.n),
        before=float(before.n),
    )


def _of_ratio(code: str, now: _Counts, before: _Counts, whole: Both) -> Contribution:
    weights = now.d / whole[0].d, before.d / whole[1].d
    middle = (whole[0].n / whole[0].d + whole[1].n / whole[1].d) / 2
    change = now.n / whole[0].d - before.n / whole[1].d - middle * (weights[0] - weights[1])
    rates = now.value, before.value
    within = Fraction(0)
    if rates[0] is not None and rates[1] is not None:
        within = (weights[0] + weights[1]) / 2 * (rates[0] - rates[1])
    return Contribution(
        code=code,
        change=change,
        within=within,
        mix=change - within,
        now=None if rates[0] is None else float(rates[0]),
        before=None if rates[1] is None else float(rates[1]),
    )
