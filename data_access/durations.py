"""Histograms of durations in working days, by month: what medians and percentiles are read from."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from data_access.fetch import NotKept, needed
from data_access.rolled import grouping, place_filters
from data_access.rollups import BLOCK, Grain, pick
from data_access.selection import By, Selection
from data_access.snapshot import Snapshot
from data_access.spans import spans


def duration_counts(
    snap: Snapshot, selection: Selection, by: By | None
) -> dict[str, dict[int, float]]:
    """Group ('' without a breakdown) -> days -> dossiers finished. Raises NotKept for a period
    that is not made of whole months: durations are kept by month."""
    dims = needed("duration", selection, by)
    rollup = pick("duration", Grain.MONTH, dims)
    parts = spans(selection.period, snap.today)
    if rollup is None or parts.days or parts.months is None:
        raise NotKept({*dims, "period"})
    key, label = grouping(snap, rollup, by, rollup.time)
    columns = rollup.table.c
    keys = [columns[BLOCK], *([] if key is None else [key])]
    query = (
        select(*keys, *(func.sum(columns[m.column]) for m in rollup.measures))
        .where(rollup.time.between(*parts.months), *place_filters(snap, rollup.table, selection))
        .group_by(*keys)
    )
    counts: dict[str, dict[int, float]] = {}
    for block, *rest in snap.connection.execute(query):
        group = "" if key is None else label(rest[0])
        if group is not None:
            _add(counts.setdefault(group, {}), block * len(rollup.measures), rest[len(keys) - 1 :])
    return {group: histogram for group, histogram in counts.items() if histogram}


def _add(histogram: dict[int, float], first: int, dossiers: Sequence[float]) -> None:
    for days, count in enumerate(dossiers, start=first):
        if count:
            histogram[days] = histogram.get(days, 0.0) + float(count)
