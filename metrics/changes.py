"""The change of a figure since the period before, split into the groups of a breakdown."""

from __future__ import annotations

from data_access.selection import By, Selection
from data_access.snapshot import Snapshot
from metrics.compute import NOTHING, understands
from metrics.contributions import split
from metrics.metric import Median, Metric
from metrics.parts import Split, Unsplit
from metrics.told import as_told
from metrics.values import values_of


def change_by(snap: Snapshot, metric: Metric, selection: Selection, by: By) -> Split | Unsplit:
    """Groups are those of `selection.units` in both periods, so that they are split alike."""
    if isinstance(metric.formula, Median):
        return Unsplit.MEDIAN
    told = as_told(snap, (metric,))
    if not understands(told[0], selection, by):
        return Unsplit.NOT_BY_THIS
    then = selection.during(selection.period.previous(today=snap.today))
    whole = [values_of(snap, told, each, None)[metric.id] for each in (selection, then)]
    parts = [values_of(snap, told, each, by)[metric.id] for each in (selection, then)]
    now, before = (each.get("", NOTHING) for each in whole)
    return split(told[0], (now, before), parts[0], parts[1])
