"""Names of months below an axis: as many as leave each its own room, never turned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from pptx.util import Pt

from exports import lettering
from exports.pptx.chart_xml import quiet_axes, skip_labels

AXIS_SIZE = 12.0
SIZES = (12.0, 11.0, 10.0, 9.0)
SKIPS = (1, 2, 3, 4, 6, 12, 24, 36)
NAMED = 36  # months that have room for a name each
_IN_A_YEAR = re.compile(r"(.+)[/ ](\d{4})")


def years(categories: Sequence[str]) -> list[tuple[str, list[str]]] | None:
    """'T1/2024', 'T2/2024' → ('2024', ['T1', 'T2']); None where they are not of years, or many."""
    found = [_IN_A_YEAR.fullmatch(name) for name in categories]
    if len(found) > NAMED:
        return None
    months = [(each[2], each[1]) for each in found if each]
    if len(months) < len(found) or not months:
        return None
    grouped = groupby(months, key=lambda month: month[0])
    return [(year, [name for _, name in each]) for year, each in grouped]


def dated(chart: Any, categories: Sequence[str], across: float) -> None:
    """`across`: inches that the axis has."""
    found, each = years(categories), across / max(len(categories), 1)
    if found is None:
        quiet_axes(chart, AXIS_SIZE)
        skip_labels(chart.category_axis, _skip(categories, each))
        return
    names = [name for _, months in found for name in months]
    fits = (size for size in SIZES if lettering.widest(names, size) + 0.03 <= each)
    quiet_axes(chart, next(fits, SIZES[-1]))
    chart.value_axis.tick_labels.font.size = Pt(AXIS_SIZE)


def _skip(categories: Sequence[str], each: float) -> int:
    """So many months to a name that none touches the next."""
    wide = lettering.widest(categories, AXIS_SIZE) + 0.12
    return next((skip for skip in SKIPS if skip * each >= wide), SKIPS[-1])
