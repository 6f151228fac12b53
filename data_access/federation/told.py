"""What provinces have told us: of whom we know how much, and their sums over months.

Sums are read as `fetch` reads our own cubes, by whole months: flows of the period, stocks by all
changes up to its end, stocks of a cohort by what the changes after its end take away again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from data_access.cubes import FOLDED
from data_access.days import month_key, shift_month
from data_access.measures import Measure, of_family
from data_access.rolled import Sums, merge
from data_access.schema import federated_cubes, federated_provinces
from data_access.selection import Level, Period
from data_access.snapshot import Snapshot

_C = federated_cubes.c


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTold:
    name: str
    label: str
    label_en: str
    as_of: datetime | None
    stale_after: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceTold:
    """`state`: how the last asking ended ('live', 'silent', 'refused', 'never'), and in `reason`
    why it was in vain; `heard_at`: when it was believed last, by our clock."""

    code: str
    version: int
    today: date | None
    as_of: datetime | None
    sources: Mapping[str, SourceTold]
    reported: Mapping[str, tuple[int, int]]
    differs: tuple[str, ...]
    synthetic: bool
    heard_at: datetime | None
    state: str
    reason: str
    reason_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """The first and the last month of a period, both included, of one level or of all."""

    first: int
    last: int
    level: Level | None = None

    @classmethod
    def of(cls, period: Period, level: Level | None = None) -> Months:
        """Whole months: those that a period lies in."""
        return cls(first=month_key(period.start), last=month_key(period.end), level=level)

    @property
    def count(self) -> int:
        first, last = self.first, self.last
        return (last // 100 - first // 100) * 12 + last % 100 - first % 100 + 1

    def before(self) -> Months:
        back = -self.count
        first, last = shift_month(self.first, back), shift_month(self.last, back)
        return Months(first=first, last=last, level=self.level)


def provinces_told(snap: Snapshot) -> dict[str, ProvinceTold]:
    rows = snap.connection.execute(select(federated_provinces)).all()
    return {row.code: _province(row) for row in rows}


def _province(row: Any) -> ProvinceTold:
    sources = [_source(each) for each in json.loads(row.sources)]
    return ProvinceTold(
        code=row.code,
        version=row.version,
        today=row.today,
        as_of=row.as_of,
        sources={each.name: each for each in sources},
        reported={name: (seen, all_) for name, (seen, all_) in json.loads(row.reported).items()},
        differs=tuple(json.loads(row.differs)),
        synthetic=row.synthetic,
        heard_at=row.heard_at,
        state=row.state,
        reason=row.reason,
        reason_en=row.reason_en,
    )


def _source(of: Mapping[str, Any]) -> SourceTold:
    return SourceTold(
        name=of["name"],
        label=of["label"],
        label_en=of["label_en"],
        as_of=datetime.fromisoformat(of["as_of"]) if of["as_of"] else None,
        stale_after=timedelta(seconds=of["stale_s"]),
    )


def sums_told(snap: Snapshot, measures: Iterable[Measure], months: Months) -> Sums:
    """Province -> measure -> sum. A province that told no cell of a family is not there; of what
    deadlines matter for, nothing told is a true zero."""
    sums: Sums = {}
    wanted = list(dict.fromkeys(measures))
    for family in dict.fromkeys(m.family for m in wanted):
        asked = [m for m in wanted if m.family == family]
        if family == "deadline":
            merge(sums, _cohorts(snap, asked, months))
            continue
        for stock in dict.fromkeys(m.stock for m in asked):
            alike = [m for m in asked if m.stock is stock]
            first = 0 if stock else months.first
            within = _C.month.between(first, months.last)
            merge(sums, _there(_read(snap, family, alike, months.level, within), alike))
    return sums


def _there(found: Mapping[str, Mapping[str, int]], measures: Iterable[Measure]) -> Sums:
    """Where there is a cell at all, what it does not tell is 0."""
    names = [(m.name, m.column) for m in measures]
    return {
        code: {name: float(of.get(column, 0)) for name, column in names}
        for code, of in found.items()
        if of.get(FOLDED)
    }


def _cohorts(snap: Snapshot, measures: list[Measure], months: Months) -> Sums:
    sums: Sums = {code: dict.fromkeys((m.name for m in measures), 0.0) for code in _known(snap)}
    for ever in dict.fromkeys(m.ever for m in measures):
        alike = [m for m in measures if m.ever is ever]
        received = _C.slot.between(0 if ever else months.first, months.last)
        found = _read(snap, "deadline", alike, months.level, and_(_C.month > months.last, received))
        for code, of in found.items():
            for m in alike:
                sums[code][m.name] -= of.get(m.column, 0)
    return sums


def histograms_told(snap: Snapshot, family: str, months: Months) -> dict[str, dict[int, float]]:
    """Province -> days -> how many took so long."""
    width = {measure.name: days for days, measure in enumerate(of_family(family))}
    query = select(_C.province_code, _C.slot, _C.measure, func.sum(_C.value))
    within = _C.month.between(months.first, months.last)
    query = query.where(*_cells(snap, family, width, months.level), within)
    query = query.group_by(_C.province_code, _C.slot, _C.measure)
    found: dict[str, dict[int, float]] = {}
    for code, block, name, count in snap.connection.execute(query):
        days = block * len(width) + width[name]
        found.setdefault(code, {})[days] = float(count)
    return found


def _read(
    snap: Snapshot,
    family: str,
    measures: Iterable[Measure],
    level: Level | None,
    within: ColumnElement[bool],
) -> dict[str, dict[str, int]]:
    columns = {FOLDED, *(measure.column for measure in measures)}
    query = select(_C.province_code, _C.measure, func.sum(_C.value))
    query = query.where(*_cells(snap, family, columns, level), within)
    found: dict[str, dict[str, int]] = {}
    rows = snap.connection.execute(query.group_by(_C.province_code, _C.measure))
    for code, name, total in rows:
        found.setdefault(code, {})[name] = int(total)
    return found


def _cells(
    snap: Snapshot, family: str, names: Collection[str], level: Level | None
) -> list[ColumnElement[bool]]:
    """By province first: so the key finds them."""
    found = [_C.province_code.in_(_known(snap)), _C.family == family, _C.measure.in_(sorted(names))]
    return [*found, _C.level == str(level)] if level else found


def _known(snap: Snapshot) -> list[str]:
    def read() -> list[str]:
        heard = select(federated_provinces.c.code).where(federated_provinces.c.version > 0)
        return sorted(snap.connection.scalars(heard))

    return snap.once("provinces that told", read)
