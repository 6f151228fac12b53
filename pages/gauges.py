"""Readings for a row of gauges: one evaluation a level of government, not one a gauge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from config.province import GaugeSpec
from data_access.selection import Level
from metrics.catalogue import metric
from metrics.reading import Reading
from metrics.values import Asked
from pages.page import Ask

A_YEAR = Asked(compare=True, months=12)


def gauge_readings(ask: Ask, specs: Sequence[GaugeSpec]) -> list[Reading]:
    """In the order of the specs. A level that the viewer has chosen wins over a gauge's own."""
    found: dict[GaugeSpec, Reading] = {}
    for level in dict.fromkeys(spec.level for spec in specs):
        mine = [spec for spec in specs if spec.level == level]
        selection = ask.selection
        if level and not (selection.level or selection.agency or selection.area):
            selection = replace(selection, level=Level(level))
        readings = ask.view.readings([metric(s.metric) for s in mine], selection, asked=A_YEAR)
        found |= dict(zip(mine, readings, strict=True))
    return [found[spec] for spec in specs]
