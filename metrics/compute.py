"""compute: sums into values. Absence is a value with a reason, never 0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from data_access.measures import Measure, Terms, terms
from data_access.rolled import Sums
from data_access.selection import By, Selection
from metrics.metric import Median, Metric, Observed, Ratio, Total
from metrics.reading import Reason

PLACES = {"area", "district", "month"}
OFFICES = PLACES | {"agency", "level"}
# Which filters and breakdowns a family of measures knows.
KNOWS: Mapping[str, set[str]] = {
    "dossier": OFFICES | {"field", "channel"},
    "duration": OFFICES | {"field", "channel"},
    "state": (OFFICES | {"field", "channel"}) - {"month"},
    "document": OFFICES,
    "observation": OFFICES,
    "petition": OFFICES | {"field"},
    "task": OFFICES,
    "incident": OFFICES,
    "closing": OFFICES,
    "network": OFFICES,
    "portal": OFFICES,
    "procedure": {"level", "field", "month"},
    "usage": {"level", "field", "month"},
    "village": PLACES,
    "station": PLACES,
    "facility": PLACES,
}
LEDGERS = ("deadline", "state")
_ABOUT = {"duration": "dossier", "closing": "incident"}  # whose rows a histogram counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    reason: Reason | None = None


NOTHING = Value(reason=Reason.NEVER_REPORTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Sums of measures by group; histograms of durations (days -> how many) by family and group."""

    sums: Sums
    histograms: Mapping[str, Mapping[str, Mapping[int, float]]]

    def groups(self, metric: Metric, by: By | None) -> list[str]:
        if by is None:
            return [""]
        if isinstance(metric.formula, Median):
            return list(self.histograms.get(metric.formula.family, {}))
        names = {measure.name for measure in measures_of(metric)}
        return [group for group, values in self.sums.items() if names & values.keys()]


def family_of(metric: Metric) -> str | None:
    """The family whose rows a metric counts; None where it is reported as a total."""
    if isinstance(metric.formula, Observed):
        return None
    if isinstance(metric.formula, Median):
        return _ABOUT.get(metric.formula.family)
    families = {m.family for m in measures_of(metric)} - {"usage"}
    return "dossier" if families & {"deadline", "dossier", "state"} else families.pop()


def measures_of(metric: Metric) -> list[Measure]:
    formula = metric.formula
    if isinstance(formula, Total):
        others = [m for m in (formula.unknown, formula.among) if m]
        return [*(m for _, m in terms(formula.of).parts), *others]
    if isinstance(formula, Ratio):
        parts = terms(formula.numerator).parts + terms(formula.denominator).parts
        unknown = [formula.unknown] if formula.unknown else []
        return [*(m for _, m in parts), *unknown]
    return []


def understands(metric: Metric, selection: Selection, by: By | None) -> bool:
    """Whether a metric can be limited and broken down so. A village has no agency or field."""
    families = {"observation"}
    if isinstance(metric.formula, Median):
        families = {metric.formula.family}
    elif measures_of(metric):
        families = {m.family.replace("deadline", "dossier") for m in measures_of(metric)}
    known = set.intersection(*(KNOWS[family] for family in families))
    filters = ("area", "district", "agency", "level", "field", "channel")
    asked = {name for name in filters if getattr(selection, name)}
    return asked | ({str(by)} if by else set()) <= known


def only_now(metric: Metric) -> bool:
    """States of open dossiers are kept as they stand; nobody knows how they stood in March."""
    return any(measure.family == "state" for measure in measures_of(metric))


def compute(metric: Metric, figures: Figures, group: str) -> Value:
    formula = metric.formula
    sums = figures.sums.get(group, {})
    if isinstance(formula, Total):
        return _total(metric, formula, sums)
    if isinstance(formula, Ratio):
        return _ratio(formula, sums)
    if isinstance(formula, Median):
        histograms = figures.histograms.get(formula.family, {})
        return _quantile(histograms.get(group, {}), formula.quantile)
    raise TypeError(f"{metric.id}: {type(formula).__name__} is not computed from sums")


def _reported(measures: list[Measure]) -> list[Measure]:
    """Those whose absence means that nothing was reported. A ledger holds only what is open or
    late, so for a group that the cubes know, nothing in it is a true zero."""
    return [measure for measure in measures if measure.family not in LEDGERS] or measures


def _sum(of: Measure | Terms, sums: Mapping[str, float]) -> float:
    total = 0.0
    for sign, name in _signed(of):
        total += sign * sums.get(name, 0.0)
    return total


@lru_cache(1_000)
def _signed(of: Measure | Terms) -> tuple[tuple[int, str], ...]:
    return tuple((sign, measure.name) for sign, measure in terms(of).parts)


def _total(metric: Metric, formula: Total, sums: Mapping[str, float]) -> Value:
    total = _sum(formula.of, sums)
    if total:  # what is in hand past due may be older than the period
        return Value(value=total, numerator=total)
    if any(measure.name not in sums for measure in _reported(measures_of(metric))):
        return NOTHING
    if formula.unknown and formula.among:
        unknown, among = _sum(formula.unknown, sums), _sum(formula.among, sums)
        if unknown == among > 0:
            return Value(reason=_untold(formula.unknown))
    return Value(value=total, numerator=total)


def _untold(unknown: Measure) -> Reason:
    return Reason.NO_DEADLINES if unknown.name.endswith("no_deadline") else Reason.NOT_TOLD


def _ratio(formula: Ratio, sums: Mapping[str, float]) -> Value:
    if any(m.family == "usage" and m.name not in sums for _, m in terms(formula.numerator).parts):
        return Value(reason=Reason.WHOLE_MONTHS)
    above, below = _sum(formula.numerator, sums), _sum(formula.denominator, sums)
    if below == 0:
        return Value(numerator=above, denominator=below, reason=Reason.NOTHING_TO_DIVIDE)
    if formula.unknown and _sum(formula.unknown, sums) == below:
        return Value(numerator=above, denominator=below, reason=_untold(formula.unknown))
    return Value(value=above / below, numerator=above, denominator=below)


def _quantile(histogram: Mapping[int, float], quantile: float) -> Value:
    """The smallest number of days within which that share of the dossiers was finished."""
    total = sum(histogram.values())
    if not total:
        return Value(reason=Reason.NOTHING_TO_DIVIDE)
    seen = 0.0
    for days in sorted(histogram):
        seen += histogram[days]
        if seen >= quantile * total:
            break
    return Value(value=float(days), denominator=total)
