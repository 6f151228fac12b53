"""Staging: which rows are new, which have changed, and both put into their table and rollups.

Everything happens in temporary tables of the loading transaction; they go when it ends.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Table,
    and_,
    exists,
    func,
    insert,
    select,
    update,
)

from data_access.days import NEVER
from data_access.schema import facilities, networks, portals, stations, villages
from ingest import images
from ingest.bulk import empty, insert_rows
from ingest.faults import Mask
from ingest.images import Images
from ingest.replacing import put, replace
from ingest.rollup import fold, fold_images
from ingest.tables import TableSpec

FOLDED_AT_ONCE = 30_000  # rows: folding has a price for each time, and these are kept in memory
Regroup = Callable[[Connection, ColumnElement[bool]], None]


@dataclass(frozen=True, slots=True)
class Diff:
    """A chunk's rows against the table's: neither `new` nor `changed` is unchanged."""

    new: Mask
    changed: Mask


class Stage:
    def __init__(self, connection: Connection, spec: TableSpec) -> None:
        self._connection = connection
        self._spec = spec
        self._fact = spec.table
        self._new = self._copy("staged")
        self._old = self._copy("replaced")
        keys = [_plain_column(self._fact.c[name]) for name in spec.keys]
        self._probe = self._temporary("probe", Column("position", Integer), *keys)
        self._unfolded: list[Images] = []
        self._began_empty = not connection.scalar(
            select(exists(select(self._fact.c[spec.keys[0]])))
        )

    def diff(self, rows: pd.DataFrame, met: Mask | None = None) -> Diff:
        """`rows` have unique keys and their `content_hash`. `met`: those whose key came before in
        this load; a table that was empty holds no others."""
        asked = np.arange(len(rows))
        if self._began_empty and met is not None:
            asked = np.flatnonzero(met)
        held = np.full(len(rows), None, dtype=object)
        if len(asked):
            for position, content_hash in self._known_hashes(rows.iloc[asked]):
                held[asked[position]] = content_hash
        new = np.array([value is None for value in held], dtype=bool)
        changed = ~new & (held != rows["content_hash"].to_numpy(dtype=object))
        return Diff(new, changed)

    def write(self, new: pd.DataFrame, changed: pd.DataFrame) -> None:
        """New and changed rows into the table, and the difference into its rollups."""
        if self._spec.group:
            rows = pd.concat([part for part in (new, changed) if len(part)] or [new])
            self._write_grouped(rows, self._spec.group)
        else:
            self._write_single(new, changed)

    def settle(self) -> None:
        """Folds what has been written and not yet folded."""
        if self._unfolded:
            fold_images(self._connection, self._fact, self._unfolded)
            self._unfolded = []

    def drop(self) -> None:
        self.settle()
        for table in (self._new, self._old, self._probe):
            table.drop(self._connection)

    def _write_single(self, new: pd.DataFrame, changed: pd.DataFrame) -> None:
        fact, connection = self._fact, self._connection
        self._unfolded += [images.of_frame(fact, rows, 1) for rows in (new, changed) if len(rows)]
        if len(changed):
            self._stage(changed)
            replaced = self._same_key(fact, self._new)
            self._unfolded += images.read(connection, fact, fact, -1, where=replaced)
            replace(connection, fact, self._new, self._spec.keys)
        insert_rows(connection, fact, new)
        if sum(map(len, self._unfolded)) >= FOLDED_AT_ONCE:
            self.settle()

    def _stage(self, rows: pd.DataFrame) -> None:
        self._clear(self._new)
        insert_rows(self._connection, self._new, rows)

    def _write_grouped(self, rows: pd.DataFrame, group: str) -> None:
        """Rows of a group change with one another, so a group is folded out and in whole."""
        if not len(rows):
            return
        self._stage(rows)
        fact, new = self._fact, self._new
        groups: Any = select(new.c[group])
        if group not in self._spec.keys:
            groups = groups.union(select(fact.c[group]).where(self._same_key(fact, new)))
        names = self._temporary("touched", _plain_column(fact.c[group]))
        self._connection.execute(insert(names).from_select([group], groups))
        inside = fact.c[group].in_(select(names.c[group]))
        self._keep_old(inside)
        put(self._connection, fact, new, self._spec.keys)
        regroup(self._connection, fact, inside)
        self._clear(new)
        self._fill(new, inside)
        fold(self._connection, fact, new.name, 1)
        names.drop(self._connection)

    def _keep_old(self, where: ColumnElement[bool]) -> None:
        self._clear(self._old)
        self._fill(self._old, where)
        fold(self._connection, self._fact, self._old.name, -1)

    def _fill(self, into: Table, where: ColumnElement[bool]) -> None:
        names = [column.name for column in self._fact.columns]
        self._connection.execute(
            insert(into).from_select(names, select(*self._fact.columns).where(where))
        )

    def _known_hashes(self, rows: pd.DataFrame) -> Sequence[Any]:
        """Position among `rows` and hash, of those that the table holds."""
        self._clear(self._probe)
        keys = rows[list(self._spec.keys)].copy()
        keys["position"] = np.arange(len(rows))
        insert_rows(self._connection, self._probe, keys)
        joined = self._probe.join(
            self._fact, and_(*(self._fact.c[k] == self._probe.c[k] for k in self._spec.keys))
        )
        found = select(self._probe.c.position, self._fact.c.content_hash).select_from(joined)
        return self._connection.execute(found).all()

    def _same_key(self, fact: Table, other: Table) -> ColumnElement[bool]:
        pairs = [fact.c[key] == other.c[key] for key in self._spec.keys]
        if len(pairs) == 1:
            return fact.c[self._spec.keys[0]].in_(select(other.c[self._spec.keys[0]]))
        return exists(select(other.c[self._spec.keys[0]]).where(*pairs).correlate(fact))

    def _clear(self, table: Table) -> None:
        empty(self._connection, table)

    def _copy(self, prefix: str) -> Table:
        return self._temporary(prefix, *(_plain_column(c) for c in self._fact.columns))

    def _temporary(self, prefix: str, *columns: Column[Any]) -> Table:
        name = f"{prefix}_{self._fact.name}"
        table = Table(name, MetaData(), *columns, prefixes=["TEMPORARY"])
        table.create(self._connection)
        return table


def _plain_column(column: Column[Any]) -> Column[Any]:
    return Column(column.name, column.type)


def _superseding(table: Table, key: str, day: str) -> Regroup:
    """What a survey found holds until the next one of the same thing."""
    later = table.alias("later")
    following = (
        select(func.min(later.c[day]))
        .where(later.c[key] == table.c[key], later.c[day] > table.c[day])
        .scalar_subquery()
    )
    found = func.coalesce(following, NEVER)

    def supersede(connection: Connection, touched: ColumnElement[bool]) -> None:
        connection.execute(update(table).where(touched).values(superseded_day=found))

    return supersede


def _choose_leads(connection: Connection, touched: ColumnElement[bool]) -> None:
    """The station of a mast that stays on air longest leads it, the earliest of equals: so that
    counting leads on air counts masts."""
    rank = func.row_number().over(
        partition_by=stations.c.mast_code,
        order_by=(stations.c.off_air_day.desc(), stations.c.on_air_day, stations.c.code),
    )
    ranked = select(stations.c.code, rank.label("place")).where(touched).subquery()
    leads = select(ranked.c.code).where(ranked.c.place == 1)
    connection.execute(update(stations).where(touched).values(mast_lead=stations.c.code.in_(leads)))


_REGROUP: dict[str, Regroup] = {
    "villages": _superseding(villages, "code", "surveyed_day"),
    "networks": _superseding(networks, "agency_code", "surveyed_day"),
    "portals": _superseding(portals, "code", "checked_day"),
    "facilities": _superseding(facilities, "code", "checked_day"),
    "stations": _choose_leads,
}


def regroup(connection: Connection, fact: Table, touched: ColumnElement[bool]) -> None:
    """Works out anew, for whole groups of `fact`, what its rows decide about one another."""
    _REGROUP[fact.name](connection, touched)
