"""Reading one rollup: filters, grouping, sums. `fetch` decides which one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, false

from data_access.attribution import ALL, BY_PLACE, WHOLE, Attribution
from data_access.cube_query import Summed, Within, rows_of
from data_access.rollups import Rollup
from data_access.selection import By, Selection
from data_access.shares import Shares
from data_access.snapshot import Snapshot
from data_access.spans import Span

Sums = dict[str, dict[str, float]]  # group -> measure -> sum; the group is '' without a breakdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Which cells of a rollup: `month` is the column that a breakdown by month goes by, `on` the
    day as of which agencies or communes are looked up; `since`: see `rows_of`."""

    within: Sequence[Within]
    month: Column[int] | None
    on: date
    since: Span | None = None


def read_sums(
    snap: Snapshot,
    rollup: Rollup,
    sums: Sequence[Summed],
    selection: Selection,
    by: By | None,
    cut: Cut,
) -> Sums:
    how = grouping(snap, rollup, selection, by, month=cut.month, on=cut.on)
    names = [each.name for each in sums]
    says, keys = _says(rollup, by), len(how.keys)
    result: Sums = {}
    for row in rows_of(
        snap.connection,
        how.keys,
        sums,
        cut.within,
        since=cut.since,
        place=_codes(snap, rollup.table, selection, cut.on),
        equal=list(_equal(rollup.table, selection)),
    ):
        values = row[keys:]
        if says(values):
            for group, share in how.groups(row).items():
                found = result.setdefault(group, dict.fromkeys(names, 0.0))
                for name, value in zip(names, values, strict=True):
                    if value:
                        found[name] += float(value) * share
    return result


def _says(rollup: Rollup, by: By | None) -> Callable[[Sequence[Any]], bool]:
    """Cubes have a cell for whatever was reported, so no cell at all is not a zero. What deadlines
    matter for and what is open is not all that was reported: there, nothing is a true zero."""
    if rollup.cohort is not None:
        return any if by else lambda _: True
    if rollup.grain is None:
        return lambda _: True
    return lambda values: values.count(None) < len(values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """`keys`: the columns to group by, first `place` if it is one of them, last `label`."""

    keys: tuple[ColumnElement[Any], ...]
    attribution: Attribution
    by_place: bool
    labelled: bool

    def groups(self, row: Sequence[Any]) -> Shares:
        """The groups that a row of the query counts in, and for what share of it."""
        shares = self.attribution.shares
        found = WHOLE if not self.by_place or shares is None else shares.get(row[0], {})
        if not self.labelled:
            return found
        label = row[len(self.keys) - 1]
        if label == "":  # of nobody knows which level
            return {}
        return {str(label): sum(found.values())} if found else {}


def grouping(
    snap: Snapshot,
    rollup: Rollup,
    selection: Selection,
    by: By | None,
    *,
    month: Column[int] | None,
    on: date,
) -> Grouping:
    columns = rollup.table.c
    label: ColumnElement[Any] | None = None
    if by is By.MONTH:
        assert month is not None
        label = _month_of(month)
    elif by is not None and str(by) in columns:
        label = columns[str(by)]
    place, attribution = _places(snap, rollup.table, selection, by, on)
    by_place = place is not None and (by in BY_PLACE or attribution.parted)
    keys = [place] if by_place and place is not None else []
    return Grouping(
        keys=(*keys, *([] if label is None else [label])),
        attribution=attribution,
        by_place=by_place,
        labelled=label is not None,
    )


@cache
def _month_of(column: Column[int]) -> ColumnElement[int]:
    """Of days summed up where they are: what stands has a cell for each day on which it changed,
    since ever. Made once, since a statement is known by what it is made of."""
    return column if column.name.endswith("month") else column // 100


def place_filters(
    snap: Snapshot, table: Table, selection: Selection, on: date
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    place = _codes(snap, table, selection, on)
    if place:
        column, codes = place
        conditions.append(column.in_(sorted(codes)) if codes else false())
    return conditions + [column == value for column, value in _equal(table, selection)]


def _codes(
    snap: Snapshot, table: Table, selection: Selection, on: date
) -> tuple[Column[str], Collection[str]] | None:
    """The codes that a selection limits a table to, and the column that holds them."""
    place, attribution = _places(snap, table, selection, None, on)
    return None if place is None or attribution.shares is None else (place, attribution.shares)


def _equal(table: Table, selection: Selection) -> Iterator[tuple[Column[str], str]]:
    own = ("level",) if "level" in table.c else ()  # others know the level of their agencies
    for name in ("field", "channel", *own):
        value = getattr(selection, name)
        if value:
            yield table.c[name], str(value)


def _places(
    snap: Snapshot, table: Table, selection: Selection, by: By | None, on: date
) -> tuple[Column[Any] | None, Attribution]:
    """The column that says where, and what becomes of its codes."""
    for name in ("agency_code", "commune_code"):
        if name in table.c:
            communes = name == "commune_code"
            return table.c[name], snap.places.attribution(selection, by, on, communes=communes)
    return None, ALL


def merge(into: Sums, more: Sums) -> None:
    for group, values in more.items():
        target = into.setdefault(group, {})
        for name, value in values.items():
            target[name] = target.get(name, 0.0) + value
