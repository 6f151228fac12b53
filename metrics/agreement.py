"""Whether a report agrees with what the rows give: values, counts, and the report with itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal

from config.province import Tolerance
from data_access.reports import Observation
from metrics.compute import Value
from metrics.metric import Metric, Observed, Unit
from metrics.reading import Agreement, Reconciliation

_DECIMALS = 6  # of a percentage as published; beyond them is the noise of fractions


def compared(
    metric: Metric, value: Value, parts: Collection[Observation], tolerance: Tolerance
) -> Reconciliation:
    above = _sum(part.numerator for part in parts)
    below = _sum(part.denominator for part in parts)
    reported, own = _reported(metric, parts, above, below)
    allowed = tolerance.of(metric.id, is_ratio=metric.unit is Unit.RATIO)
    if isinstance(metric.formula, Observed) and reported is not None:
        allowed = _rounding(reported)
    counts = _counts_agree(metric, value, above, below, tolerance)
    return Reconciliation(
        state=_state(metric, value.value, reported, allowed, counts, own),
        reported=reported,
        numerator=above,
        denominator=below,
        difference=None if None in (value.value, reported) else _minus(value.value, reported),
        tolerance=allowed,
        counts_agree=counts,
        own_counts=own,
        reported_by=tuple(dict.fromkeys(part.reported_by for part in parts if part.reported_by)),
        parts=len(parts),
    )


def _minus(one: float | None, other: float | None) -> float:
    return (one or 0.0) - (other or 0.0)


def _sum(values: Iterable[float | None]) -> float | None:
    known = list(values)
    return None if None in known else sum(each for each in known if each is not None)


def _reported(
    metric: Metric, parts: Collection[Observation], above: float | None, below: float | None
) -> tuple[float | None, float | None]:
    """The value reported, and the one that its own counts give where that is another."""
    given = next(iter(parts)).value if len(parts) == 1 else None
    counted = above if metric.unit is not Unit.RATIO else None
    if metric.unit is Unit.RATIO and above is not None and below:
        counted = above / below
    if given is None or counted is None:
        return (counted if given is None else given), None
    return given, None if abs(given - counted) <= _rounding(given) else counted


def _rounding(value: float) -> float:
    """Half a unit of the last decimal that a percentage was published with: 76,2 → 0,0005."""
    shown = Decimal(repr(round(value * 100, _DECIMALS))).normalize()
    exponent = shown.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return 0.5 * float(10**-decimals) / 100 + 1e-12


def _counts_agree(
    metric: Metric, value: Value, above: float | None, below: float | None, tolerance: Tolerance
) -> bool | None:
    """Of a ratio, both its counts where they were reported."""
    pairs = [(value.numerator, above), (value.denominator, below)]
    known = [(ours, theirs) for ours, theirs in pairs if ours is not None and theirs is not None]
    if metric.unit is not Unit.RATIO or not known:
        return None
    share = tolerance.count / 100
    return all(_near(ours, theirs, share) for ours, theirs in known)


def _near(ours: float, theirs: float, share: float) -> bool:
    return abs(ours - theirs) <= share * max(abs(ours), abs(theirs)) + 1e-9


def _state(
    metric: Metric,
    ours: float | None,
    reported: float | None,
    allowed: float,
    counts: bool | None,
    own: float | None,
) -> Agreement:
    if ours is None or reported is None:
        return Agreement.NOT_COMPARABLE
    if metric.unit is Unit.RATIO:
        close = abs(ours - reported) <= allowed + 1e-12
    else:
        close = _near(ours, reported, allowed)
    agree = close and counts is not False and own is None
    return Agreement.RECONCILED if agree else Agreement.UNRECONCILED
