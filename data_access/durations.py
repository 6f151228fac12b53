"""Histograms of durations in working days, by month: what medians and percentiles are read from."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from data_access.eras import eras
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
    counts: dict[str, dict[int, float]] = {}
    for era in eras(snap.places, selection, by, communes=False):
        part = era.part_of(selection.period)
        if part:
            _read(snap, selection.during(part), by, counts)
    return {group: histogram for group, histogram in counts.items() if histogram}


def _read(
    snap: Snapshot, selection: Selection, by: By | None, counts: dict[str, dict[int, float]]
) -> None:
    """Dossiers of a commune that was parted are taken to have taken as long in each part."""
    dims = needed("duration", selection, by)
    rollup = pick("duration", Grain.MONTH, dims)
    parts = spans(selection.period, snap.today)
    if rollup is None or parts.days or parts.months is None:
        raise NotKept({*dims, "period"})
    on = selection.period.start
    how = grouping(snap, rollup, selection, by, month=rollup.time, on=on)
    columns, width = rollup.table.c, len(rollup.measures)
    query = (
        select(*how.keys, columns[BLOCK], *(func.sum(columns[m.column]) for m in rollup.measures))
        .where(
            rollup.time.between(*parts.months),
            *place_filters(snap, rollup.table, selection, on),
        )
        .group_by(*how.keys, columns[BLOCK])
    )
    for row in snap.connection.execute(query):
        block, dossiers = row[len(how.keys)], row[len(how.keys) + 1 :]
        for group, share in how.groups(row).items():
            found = [float(count or 0) * share for count in dossiers]
            _add(counts.setdefault(group, {}), block * width, found)


def _add(histogram: dict[int, float], first: int, dossiers: Sequence[float]) -> None:
    for days, count in enumerate(dossiers, start=first):
        if count:
            histogram[days] = histogram.get(days, 0.0) + float(count)
