"""Which unit has sent rows of a table in which month: who has reported, and who has not.

Read from the cubes, whose size does not grow with the rows; reported totals are read as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Integer, literal_column, select

from data_access.days import last_of, month_key, months_between, shift_month
from data_access.rollups import ALL, Grain, Rollup
from data_access.schema import observations
from data_access.selection import Level, Period, Selection
from data_access.snapshot import Snapshot

MONTHS = 12
# Tables whose rows come from every unit, month by month or survey by survey. A new station is news,
# not a report, and a month without a petition or an incident has nothing to report.
BY_AGENCY = ("dossiers", "documents", "networks", "portals")
BY_COMMUNE = ("villages",)
BY_REPORTER = ("observations",)
_HUNDRED: ColumnElement[int] = literal_column("100", Integer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An agency, a commune, or by name somebody who reports totals; that one has no level.
    After `last`, the month of its end, nothing is due of it."""

    code: str
    name: str
    level: Level | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """`missing`: months that are over and of which nothing came, though the unit had reported
    before them. `months`: those of which something came."""

    unit: Unit
    months: frozenset[int]
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """Of one table over `months` (oldest first); `running` is the one that is not over. `nobody`:
    months of which no unit at all sent anything, so that no unit is blamed for them. `never`:
    units that have never sent a row; perhaps they have none to send."""

    table: str
    months: tuple[int, ...]
    running: int | None
    nobody: tuple[int, ...]
    units: tuple[Reports, ...]
    never: tuple[Unit, ...]

    @property
    def behind(self) -> list[Reports]:
        """Those with gaps, the worst first; of equals, the one that has been silent longest."""
        return sorted(
            (each for each in self.units if each.missing),
            key=lambda each: (-len(each.missing), max(each.months, default=0), each.unit.code),
        )


def watched(tables: Iterable[str]) -> list[str]:
    """Those of the tables that units report month by month."""
    known = {*BY_AGENCY, *BY_COMMUNE, *BY_REPORTER}
    return [table for table in tables if table in known and _readable(table)]


def _readable(table: str) -> bool:
    return table in BY_REPORTER or _cube(table) is not None


def completeness(snap: Snapshot, table: str, selection: Selection) -> Completeness:
    """Over the year that ends with the selection's period, of the units that it means."""
    months = _months(snap, selection.period)
    seen = _seen(snap, table)
    units = _units(snap, table, selection, seen)
    running = months[-1] if last_of(months[-1]) >= snap.today else None
    nobody = tuple(m for m in months if m != running and not any(m in s for s in seen.values()))
    due = [m for m in months if m != running and m not in nobody]
    return Completeness(
        table=table,
        months=months,
        running=running,
        nobody=nobody,
        units=tuple(_reports(unit, seen[unit.code], due) for unit in units if unit.code in seen),
        never=tuple(unit for unit in units if unit.code not in seen),
    )


def _months(snap: Snapshot, period: Period) -> tuple[int, ...]:
    last = month_key(period.until(snap.today).end)
    return tuple(months_between(shift_month(last, 1 - MONTHS), last))


def _reports(unit: Unit, seen: frozenset[int], due: Iterable[int]) -> Reports:
    since = min(seen)
    until = unit.last or max((*due, since))
    missing = tuple(month for month in due if since < month <= until and month not in seen)
    return Reports(unit=unit, months=seen, missing=missing)


def _seen(snap: Snapshot, table: str) -> Mapping[str, frozenset[int]]:
    """Unit -> every month of which it has sent something, read once a snapshot."""
    read = _from_totals if table in BY_REPORTER else _from_cube
    return snap.once(("months seen", table), lambda: read(snap, table))


def _from_cube(snap: Snapshot, table: str) -> dict[str, frozenset[int]]:
    rollup = _cube(table)
    assert rollup is not None
    place = rollup.table.c[_place(table)]
    month = rollup.time if rollup.grain is Grain.MONTH else rollup.time // _HUNDRED
    found: dict[str, set[int]] = {}
    for code, key in snap.connection.execute(select(place, month).distinct()):
        found.setdefault(code, set()).add(int(key))
    return {code: frozenset(keys) for code, keys in found.items()}


def _from_totals(snap: Snapshot, table: str) -> dict[str, frozenset[int]]:
    """A total of a year tells of each of its months that have begun."""
    del table
    t, now = observations.c, month_key(snap.today)
    query = select(t.agency_code, t.reported_by, t.period_from, t.period_to).distinct()
    found: dict[str, set[int]] = {}
    for agency, reporter, start, end in snap.connection.execute(query):
        months = months_between(month_key(start), min(month_key(end), now))
        if agency or reporter:
            found.setdefault(agency or reporter, set()).update(months)
    return {code: frozenset(keys) for code, keys in found.items() if keys}


def _cube(table: str) -> Rollup | None:
    """The smallest that knows both the unit and the month."""
    known = (r for r in ALL if r.fact.name == table and r.grain and _place(table) in r.dims)
    return next(known, None)


def _place(table: str) -> str:
    return "commune_code" if table in BY_COMMUNE else "agency_code"


def _units(
    snap: Snapshot, table: str, selection: Selection, seen: Mapping[str, frozenset[int]]
) -> list[Unit]:
    """Those who are asked to report. Of totals: whoever has ever reported one."""
    plain, places = replace(selection, field=None, channel=None), snap.places
    if table in BY_COMMUNE:
        communes = places.commune_codes(plain)
        return [
            Unit(code=c.code, name=c.name, level=c.level)
            for c in places.communes_on(plain.period.until(snap.today).end)
            if communes is None or c.code in communes
        ]
    chosen = places.agency_codes(plain)
    agencies = [
        Unit(code=a.code, name=a.name, level=a.level, last=month_key(a.ends) if a.ends else None)
        for a in places.agencies_during(plain.period.start, plain.period.end)
        if chosen is None or a.code in chosen
    ]
    if table not in BY_REPORTER:
        return agencies
    reporters = [unit for unit in agencies if unit.code in seen]
    others = sorted(name for name in seen if name not in places.agencies) if chosen is None else []
    return [*reporters, *(Unit(code=name, name=name) for name in others)]
