"""Histograms of durations in days: what medians and percentiles are read from. Of dossiers they are
kept by month, of incidents, which are few, by day."""

from __future__ import annotations

from collections.abc import Sequence

from data_access.cells import by_rows, cells
from data_access.cube_query import Part, Summed, Within
from data_access.days import day_key
from data_access.eras import eras
from data_access.fetch import needed
from data_access.rolled import equal, grouping, limited
from data_access.rollups import BLOCK, Grain, Rollup, pick
from data_access.selection import By, Selection
from data_access.snapshot import Snapshot
from data_access.spans import spans


def duration_counts(
    snap: Snapshot, family: str, selection: Selection, by: By | None
) -> dict[str, dict[int, float]]:
    """Group ('' without a breakdown) -> days -> how many took so long. Raises NotKept for a part
    of a month where durations are kept by month and no store has the rows."""
    counts: dict[str, dict[int, float]] = {}
    for era in eras(snap.places, selection, by, communes=False):
        part = era.part_of(selection.period)
        if part:
            _read(snap, family, selection.during(part), by, counts)
    return {group: histogram for group, histogram in counts.items() if histogram}


def _read(
    snap: Snapshot,
    family: str,
    selection: Selection,
    by: By | None,
    counts: dict[str, dict[int, float]],
) -> None:
    """Dossiers of a commune that was parted are taken to have taken as long in each part."""
    rollup, span = _kept(snap, family, selection, by)
    on = selection.period.start
    how = grouping(snap, rollup, selection, by, month=rollup.time, on=on)
    columns, width = rollup.table.c, len(rollup.measures)
    part = Part(
        keys=(*how.keys, columns[BLOCK]),
        sums=tuple(Summed(m.name, columns[m.column]) for m in rollup.measures),
        within=(Within(rollup.time, (span,)),),
        place=limited(snap, rollup.table, selection, on),
        equal=tuple(equal(rollup.table, selection)),
    )
    for row in cells(snap, [(rollup, part)]):
        block, dossiers = row[len(how.keys)], row[len(how.keys) + 1 :]
        for group, share in how.groups(row).items():
            found = [float(count or 0) * share for count in dossiers]
            _add(counts.setdefault(group, {}), block * width, found)


def _kept(
    snap: Snapshot, family: str, selection: Selection, by: By | None
) -> tuple[Rollup, tuple[int, int]]:
    """The cube that answers, and from when to when."""
    dims = needed(family, selection, by)
    daily = pick(family, Grain.DAY, dims)
    monthly, parts = pick(family, Grain.MONTH, dims), spans(selection.period, snap.today)
    if daily is None and monthly is not None and parts.months is not None and not parts.days:
        return monthly, parts.months
    days = (day_key(selection.period.start), day_key(selection.period.end))
    return daily or by_rows(snap, family, Grain.DAY, dims, also=("period",)), days


def _add(histogram: dict[int, float], first: int, dossiers: Sequence[float]) -> None:
    for days, count in enumerate(dossiers, start=first):
        if count:
            histogram[days] = histogram.get(days, 0.0) + float(count)
