"""Readings for a row of gauges: one evaluation a level of government, not one a gauge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from config.province import GaugeSpec
from data_access.selection import Level, Selection
from metrics.catalogue import metric
from metrics.reading import Reading
from metrics.values import Asked
from pages.page import Ask

A_YEAR = Asked(compare=True, months=12)


def gauge_readings(ask: Ask, specs: Sequence[GaugeSpec]) -> list[Reading]:
    """In the order of the specs."""
    found: dict[GaugeSpec, Reading] = {}
    for level in dict.fromkeys(spec.level for spec in specs):
        mine = [spec for spec in specs if spec.level == level]
        metrics = [metric(spec.metric) for spec in mine]
        readings = ask.view.readings(metrics, at_level(ask, level), asked=A_YEAR)
        found |= dict(zip(mine, readings, strict=True))
    return [found[spec] for spec in specs]


def at_level(ask: Ask, level: str | None) -> Selection:
    """A level or an office that the viewer has chosen wins over a gauge's own level."""
    chosen = ask.selection
    if level and not (chosen.level or chosen.agency or chosen.area):
        return replace(chosen, level=Level(level))
    return chosen
