"""What a group's page reads of its selection as a whole: one call, and one a level of government
that some of its gauges are limited to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from config.province import GaugeSpec
from data_access.selection import Selection
from metrics.catalogue import metric
from metrics.reading import Reading
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
    found = ask.view.readings(metrics, selection, asked=Asked(months=MONTHS))
    return {reading.metric.id: reading for reading in found}
