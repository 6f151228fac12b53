"""What a group's page reads of its selection as a whole: one call, and one a level of government
that some of its gauges are limited to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from config.province import GaugeSpec
from data_access.fetch import NotKept
from data_access.selection import Selection
from metrics.catalogue import metric
from metrics.metric import Median, Metric
from metrics.reading import Reading, Reason, Status
from metrics.values import Asked
from pages.gauges import at_level
from pages.group_trend import Trend
from pages.page import Ask

MONTHS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`whole`: readings of the selection by metric id, with their months."""

    gauges: Sequence[Reading]
    whole: Mapping[str, Reading]


def figures_of(
    ask: Ask,
    gauges: Sequence[GaugeSpec],
    counts: Iterable[Sequence[str]],
    trends: Iterable[Trend],
) -> Figures:
    names = [spec.metric for spec in gauges if not spec.level]
    names += [name for row in counts for name in row]
    names += [name for trend in trends if trend.split is None for name in trend.metrics]
    whole = _readings(ask, dict.fromkeys(names), ask.selection)
    limited = {
        level: _readings(
            ask, [spec.metric for spec in gauges if spec.level == level], at_level(ask, level)
        )
        for level in dict.fromkeys(spec.level for spec in gauges if spec.level)
    }
    told = [limited[spec.level] if spec.level else whole for spec in gauges]
    return Figures(
        gauges=[found[spec.metric] for found, spec in zip(told, gauges, strict=True)], whole=whole
    )


def _readings(ask: Ask, names: Iterable[str], selection: Selection) -> dict[str, Reading]:
    metrics = [metric(name) for name in names]
    asked = Asked(months=MONTHS)
    try:
        found = ask.view.readings(metrics, selection, asked=asked)
    except NotKept:  # medians are kept by month only: a week has none, but all the rest
        kept = [each for each in metrics if not isinstance(each.formula, Median)]
        found = ask.view.readings(kept, selection, asked=asked)
        found += [_not_kept(each, found[0]) for each in metrics if each not in kept]
    return {reading.metric.id: reading for reading in found}


def _not_kept(of: Metric, like: Reading) -> Reading:
    return replace(
        like,
        metric=of,
        value=None,
        numerator=None,
        denominator=None,
        previous=None,
        last_year=None,
        target=None,
        status=Status.NO_DATA,
        reason=Reason.NOT_BY_THIS,
        series=(),
        reconciliation=None,
    )
