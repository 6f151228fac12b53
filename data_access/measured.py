"""What phones measured, added up by hexagon, network and generation: a rollup, never the rows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from data_access.rollups import Grain, pick
from data_access.snapshot import Snapshot
from data_access.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredCell:
    """How many measurements there were in a hexagon (h3, resolution 9), and how many of them a
    phone calls good, weak or none; of the rest no strength is told."""

    hexagon: str
    operator: str
    technology: str
    measured: int
    good: int
    weak: int
    none: int


def measured_cells(snap: Snapshot, months: Span) -> list[MeasuredCell]:
    """Of the whole province, from the first to the last of `months` (202401)."""
    cube = pick("measurement", Grain.MONTH, ("hexagon", "operator", "technology"))
    assert cube is not None
    c = cube.table.c
    key = [c.hexagon, c.operator, c.technology]
    counts = [c.measured, c.measured_good, c.measured_weak, c.measured_none]
    query = select(*key, *(func.sum(each) for each in counts)).where(c.month.between(*months))
    rows = snap.connection.execute(query.group_by(*key).order_by(*key))
    return [
        MeasuredCell(
            hexagon=hexagon,
            operator=operator,
            technology=technology,
            measured=int(measured),
            good=int(good),
            weak=int(weak),
            none=int(none),
        )
        for hexagon, operator, technology, measured, good, weak, none in rows
    ]
