"""Reading one rollup: filters, grouping, sums. `fetch` decides which one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, false, select

from data_access.rollups import Rollup
from data_access.selection import By, Selection
from data_access.snapshot import Snapshot

Sums = dict[str, dict[str, float]]  # group -> measure -> sum; the group is '' without a breakdown

BY_PLACE = (By.AGENCY, By.AREA, By.DISTRICT, By.LEVEL)


def read_sums(
    snap: Snapshot,
    rollup: Rollup,
    sums: Mapping[str, ColumnElement[Any]],
    selection: Selection,
    by: By | None,
    within: ColumnElement[bool],
    *,
    month: Column[int] | None,
) -> Sums:
    key, label = grouping(snap, rollup, by, month)
    columns = [column.label(name) for name, column in sums.items()]
    query: Select[Any] = select(*([key] if key is not None else []), *columns)
    query = query.where(within, *place_filters(snap, rollup.table, selection))
    if key is not None:
        query = query.group_by(key)
    result: Sums = {}
    for row in snap.connection.execute(query):
        group = label(row[0]) if key is not None else ""
        values = row[1:] if key is not None else row
        if group is not None and _says(rollup, by, values):
            merge(result, {group: {n: float(v or 0) for n, v in zip(sums, values, strict=True)}})
    return result


def _says(rollup: Rollup, by: By | None, values: Sequence[Any]) -> bool:
    """Cubes have a cell for whatever was reported, so no cell at all is not a zero. What deadlines
    matter for and what is open is not all that was reported: there, nothing is a true zero."""
    if rollup.cohort is not None:
        return by is None or any(values)
    return rollup.grain is None or any(value is not None for value in values)


def grouping(
    snap: Snapshot, rollup: Rollup, by: By | None, month: Column[int] | None
) -> tuple[ColumnElement[Any] | None, Callable[[Any], str | None]]:
    """The column to group by, and what each of its values is called in the result."""
    columns = rollup.table.c
    if by is None:
        return None, str
    if by is By.MONTH:
        assert month is not None
        if month.name.endswith("month"):
            return month, str
        return month, lambda day: str(day // 100)
    if by in BY_PLACE:
        place = columns.get("agency_code", columns.get("commune_code"))
        return place, lambda code: snap.places.group_of(by, code)
    return columns[str(by)], str


def place_filters(snap: Snapshot, table: Table, selection: Selection) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if "agency_code" in table.c:
        codes, place = snap.places.agency_codes(selection), table.c["agency_code"]
    elif "commune_code" in table.c:
        codes, place = snap.places.commune_codes(selection), table.c["commune_code"]
    else:
        codes, place = None, None
    if codes is not None and place is not None:
        conditions.append(place.in_(sorted(codes)) if codes else false())
    for name in ("field", "channel"):
        value = getattr(selection, name)
        if value:
            conditions.append(table.c[name] == str(value))
    return conditions


def merge(into: Sums, more: Sums) -> None:
    for group, values in more.items():
        target = into.setdefault(group, {})
        for name, value in values.items():
            target[name] = target.get(name, 0.0) + value
