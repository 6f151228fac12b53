"""What came on each day in the whole province: short series, from the smallest cube by day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data_access.cube_query import Part, Summed, Within, rows_of
from data_access.days import day_key, from_day_key
from data_access.measure import Measure
from data_access.rollups import Grain, pick
from data_access.snapshot import Snapshot


def daily_sums(
    snap: Snapshot, measures: Iterable[Measure], first: date, last: date
) -> dict[date, dict[str, float]]:
    """Day -> measure -> sum, of flows; days on which nothing was reported are absent."""
    found: dict[date, dict[str, float]] = {}
    wanted = sorted(measures, key=lambda measure: measure.name)
    for family in dict.fromkeys(measure.family for measure in wanted):
        rollup = pick(family, Grain.DAY, ())
        assert rollup is not None, family
        asked = [measure for measure in wanted if measure.family == family]
        part = Part(
            keys=(rollup.time,),
            sums=tuple(Summed(m.name, rollup.table.c[m.column]) for m in asked),
            within=(Within(rollup.time, ((day_key(first), day_key(last)),)),),
        )
        rows = rows_of(snap.connection, [part])
        for day, *values in rows:
            into = found.setdefault(from_day_key(day), {})
            into |= {m.name: float(value or 0) for m, value in zip(asked, values, strict=True)}
    return found
