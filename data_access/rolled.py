"""Reading one rollup: filters, grouping, sums. `fetch` decides which one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Table

from data_access.attribution import ALL, BY_PLACE, WHOLE, Attribution
from data_access.cells import cells
from data_access.cube_query import Part, Summed, Within
from data_access.measure import Measure
from data_access.rollups import Rollup
from data_access.selection import By, Selection
from data_access.shares import Shares
from data_access.snapshot import Snapshot
from data_access.spans import Span

_CHANNELS = "measures by channel"
Sums = dict[str, dict[str, float]]  # group -> measure -> sum; the group is '' without a breakdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Which cells of a rollup: `month` is the column that a breakdown by month goes by; `since`:
    see `Part`. `sums` is what is read of them, be it for others too."""

    rollup: Rollup
    sums: tuple[Summed, ...]
    within: Sequence[Within]
    month: Column[int] | None
    since: Span | None = None


def read_sums(
    snap: Snapshot,
    cuts: Sequence[Cut],
    wanted: Collection[str],
    selection: Selection,
    by: By | None,
    on: date,
) -> Sums:
    """Of cuts that add up, alike in their sums; of these the wanted ones. `on`: the day as of which
    agencies or communes are looked up. Who shows one breakdown by place shows others of the same
    cells: they are read once."""
    hows = [grouping(snap, cut.rollup, selection, by, month=cut.month, on=on) for cut in cuts]
    apart = all(_by_channel(snap, cut, selection) for cut in cuts)
    parts = [
        _part(snap, cut, how, selection, on, apart) for cut, how in zip(cuts, hows, strict=True)
    ]
    how, says, keys = hows[0], _says(cuts[0].rollup, by), len(parts[0].keys)
    of = [(cut.rollup, part) for cut, part in zip(cuts, parts, strict=True)]
    rows = cells(snap, of, shared=by in BY_PLACE or apart)
    names = [each.name for each in cuts[0].sums if each.name in wanted]
    at = [i for i, each in enumerate(cuts[0].sums, start=keys) if each.name in wanted]
    result: Sums = {}
    for row in rows:
        if apart and row[keys - 1] != selection.channel:
            continue
        values = [row[place] for place in at]
        if says(values):
            for group, share in how.groups(row).items():
                _add(result, group, names, values, share)
    return result


def read_channels_together(snap: Snapshot, measures: Iterable[Measure]) -> None:
    """Of measures that will be asked for of one channel after the other."""
    snap.kept[_CHANNELS] = frozenset(measure.name for measure in measures)


def _by_channel(snap: Snapshot, cut: Cut, selection: Selection) -> bool:
    """Of what is open or late no cell is a zero, which only a sum over nothing tells."""
    if not selection.channel or cut.rollup.grain is None or cut.rollup.cohort is not None:
        return False
    together = snap.kept.get(_CHANNELS, ())
    return all(each.name in together for each in cut.sums)


def _part(
    snap: Snapshot, cut: Cut, how: Grouping, selection: Selection, on: date, apart: bool
) -> Part:
    table = cut.rollup.table
    if apart:
        selection = replace(selection, channel=None)
    return Part(
        keys=(*how.keys, table.c.channel) if apart else how.keys,
        sums=cut.sums,
        within=tuple(cut.within),
        since=cut.since,
        place=limited(snap, table, selection, on),
        equal=tuple(equal(table, selection)),
    )


def _add(into: Sums, group: str, names: Sequence[str], values: Sequence[Any], share: float) -> None:
    found = into.get(group)
    if found is None:
        more = (float(value) * share if value else 0.0 for value in values)
        into[group] = dict(zip(names, more, strict=True))
        return
    for name, value in zip(names, values, strict=True):
        if value:
            found[name] += float(value) * share


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


def limited(
    snap: Snapshot, table: Table, selection: Selection, on: date
) -> tuple[Column[str], Collection[str]] | None:
    """The codes that a selection limits a table to, and the column that holds them."""
    place, attribution = _places(snap, table, selection, None, on)
    return None if place is None or attribution.shares is None else (place, attribution.shares)


def equal(table: Table, selection: Selection) -> Iterator[tuple[Column[str], str]]:
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
    """`more` is given away."""
    for group, values in more.items():
        target = into.setdefault(group, values)
        if target is values:
            continue
        for name, value in values.items():
            target[name] = target.get(name, 0.0) + value
