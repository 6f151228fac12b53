"""The feed: what a province tells the nation. Sums by month and level of government, never a row.

What deadlines matter for is a stock of a cohort at a period's end: what the changes after it take
away again. So of that family changes after the day of telling are told as well, as those of one
month after all others.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    Select,
    and_,
    case,
    func,
    literal_column,
    select,
)

from data_access.cubes import BLOCK, FOLDED, RECEIVED_MONTH
from data_access.days import day_key, month_key
from data_access.federation.definitions import AFTER, FAMILIES
from data_access.rollups import HUNDRED, Grain, Rollup, pick
from data_access.schema import agencies
from data_access.scope import Bound, Scope
from data_access.selection import Level
from data_access.snapshot import Snapshot

_DIGEST = 16
_PLACES = ("agency_code", "commune_code")
_OF_COMMUNES = ("village", "station")
Key = tuple[int, str, int, str]  # month, family, slot, level


def _number(value: int) -> ColumnElement[int]:
    """Written out, not bound: PostgreSQL must see that SELECT and GROUP BY name the same month."""
    return literal_column(str(value), Integer)


_AFTER = _number(AFTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTold:
    """`text`: one line of JSON a cell; `digest`: by what it holds."""

    digest: str
    text: str


def months_told(snap: Snapshot, scope: Scope) -> dict[int, MonthTold]:
    """All months of all families, in order, of what lies in a scope today."""
    cells: dict[Key, Counter[str]] = defaultdict(Counter)
    for family in FAMILIES:
        for query, names in _queries(snap, family, scope):
            for row in snap.connection.execute(query).mappings():
                key = row["month"], family, row.get("slot", 0), row.get("level", "")
                cells[key].update({name: int(row[name]) for name in names if row[name]})
    lines: dict[int, list[str]] = defaultdict(list)
    for key in sorted(cells):
        lines[key[0]].append(_line(key, cells[key]))
    return {month: _month(mine) for month, mine in lines.items()}


def _month(lines: Sequence[str]) -> MonthTold:
    text = "".join(lines)
    return MonthTold(digest=sha256(text.encode()).hexdigest()[:_DIGEST], text=text)


def _line(key: Key, sums: Counter[str]) -> str:
    """Without those that are 0: `folded` never is."""
    month, family, slot, level = key
    told = {name: sums[name] for name in sorted(sums) if sums[name]}
    cell: Mapping[str, Any] = {"f": family, "m": month, "s": slot, "l": level, "v": told}
    return json.dumps(cell, separators=(",", ":")) + "\n"


def _queries(
    snap: Snapshot, family: str, scope: Scope
) -> Iterator[tuple[Select[Any], tuple[str, ...]]]:
    """Months from the cube by month where there is one; of the running one, days where what comes
    after today counts too."""
    codes = _codes(snap, family, scope)
    if codes is not None and not codes:
        return
    today, dims = snap.today, _dims(family)
    monthly, daily = pick(family, Grain.MONTH, dims), pick(family, Grain.DAY, dims)
    if family == "deadline":
        assert monthly is not None
        assert daily is not None
        running = month_key(today)
        yield _query(monthly, codes, _whole(monthly, running), monthly.time != running)
        first, last = running * 100, running * 100 + 99
        bucket = case((daily.time > _number(day_key(today)), _AFTER), else_=_number(running))
        yield _query(daily, codes, bucket, daily.time.between(first, last))
        return
    rollup = monthly or daily
    assert rollup is not None
    yield _query(rollup, codes, *_so_far(rollup, today))


def _whole(rollup: Rollup, running: int) -> ColumnElement[int]:
    return case((rollup.time > _number(running), _AFTER), else_=rollup.time)


def _so_far(rollup: Rollup, today: date) -> tuple[ColumnElement[int], ColumnElement[bool]]:
    if rollup.grain is Grain.MONTH:
        return rollup.time, rollup.time <= month_key(today)
    return rollup.time // HUNDRED, rollup.time <= day_key(today)


def _dims(family: str) -> set[str]:
    if family in _OF_COMMUNES:
        return {"commune_code"}
    return {"level"} if family == "procedure" else {"agency_code"}


def _query(
    rollup: Rollup,
    codes: Sequence[str] | None,
    bucket: ColumnElement[int],
    condition: ColumnElement[bool],
) -> tuple[Select[Any], tuple[str, ...]]:
    columns = rollup.table.c
    names = (FOLDED, *(measure.name for measure in rollup.measures))
    keys: list[ColumnElement[Any]] = [bucket.label("month"), *_slot(rollup), *_level(rollup)]
    query = select(*keys, *(func.sum(columns[name]).label(name) for name in names))
    if "agency_code" in columns:
        query = query.join(agencies, agencies.c.code == columns.agency_code)
    place = _place(rollup)
    limits = [condition] if codes is None or place is None else [condition, place.in_(codes)]
    return query.where(and_(*limits)).group_by(*keys), names


def _slot(rollup: Rollup) -> list[ColumnElement[int]]:
    found = (rollup.table.c.get(name) for name in (RECEIVED_MONTH, BLOCK))
    return [column.label("slot") for column in found if column is not None]


def _level(rollup: Rollup) -> list[ColumnElement[str]]:
    columns = rollup.table.c
    if "agency_code" in columns:
        return [agencies.c.level.label("level")]
    return [columns.level.label("level")] if "level" in columns else []


def _place(rollup: Rollup) -> Column[str] | None:
    return next((rollup.table.c[name] for name in _PLACES if name in rollup.table.c), None)


def _codes(snap: Snapshot, family: str, scope: Scope) -> list[str] | None:
    """Of agencies or communes that a scope holds; None where it holds all. Procedures are the whole
    province's, villages are no agency's."""
    if scope.whole:
        return None
    places, today = snap.places, snap.today
    if family == "procedure" or (family in _OF_COMMUNES and scope.bound is Bound.AGENCY):
        return []
    if family in _OF_COMMUNES:
        units = (each for each in places.areas.values() if each.level is Level.COMMUNE)
        return sorted({each.code for each in units if scope.holds(each, places)})
    return [code for code in places.agencies if scope.holds_agency(code, places, today)]
