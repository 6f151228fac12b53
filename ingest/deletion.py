"""Taking rows out: folded out of the rollups, then deleted, in the loading transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    MetaData,
    Table,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    true,
)

from ingest.bulk import empty, insert_rows
from ingest.faults import Mask
from ingest.rollup import fold
from ingest.stage import regroup
from ingest.tables import TableSpec, users_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of the keys asked for: those `deleted`, and those `kept` because other rows refer to them.
    The rest was not there."""

    deleted: Mask
    kept: Mask


class Deletion:
    def __init__(self, connection: Connection, spec: TableSpec) -> None:
        self._connection = connection
        self._spec = spec
        self._fact = spec.table
        keys = [plain(self._fact.c[name]) for name in spec.keys]
        self.gone = temporary(
            connection, f"gone_{spec.name}", Column("position", Integer, index=True), *keys
        )
        self._groups = temporary(
            connection, f"losing_{spec.name}", plain(self._fact.c[spec.group or spec.keys[0]])
        )
        self._leaving = temporary(
            connection, f"leaving_{spec.name}", *(plain(c) for c in self._fact.columns)
        )

    def of(self, keys: pd.DataFrame) -> Outcome:
        """`keys` are unique, and of the kinds of the table's columns."""
        empty(self._connection, self.gone)
        insert_rows(self._connection, self.gone, keys.assign(position=np.arange(len(keys))))
        found = exists(select(1).where(same_key(self._spec, self._fact, self.gone)))
        here = set(self._connection.scalars(select(self.gone.c.position).where(found)))
        self.take_out()
        left = set(self._connection.scalars(select(self.gone.c.position)))
        return Outcome(_mask(len(keys), here & left), _mask(len(keys), here - left))

    def choose(self, where: ColumnElement[bool]) -> int:
        """Which rows of the table `take_out` is to take; how many."""
        keys = [self._fact.c[key] for key in self._spec.keys]
        place = func.row_number().over(order_by=keys)
        empty(self._connection, self.gone)
        chosen = select(place, *keys).where(where)
        rows = insert(self.gone).from_select(["position", *self._spec.keys], chosen)
        self._connection.execute(rows)
        return int(self._connection.scalar(select(func.count()).select_from(self.gone)) or 0)

    def used(self) -> ColumnElement[bool]:
        """Which rows of table `gone` are the last of their code while other rows refer to it."""
        code, gone, fact = self._spec.keys[0], self.gone, self._fact
        also = gone.alias("also_gone")
        leaves = exists(select(1).where(same_key(self._spec, fact, also)).correlate(fact))
        others = exists(select(1).where(fact.c[code] == gone.c[code], ~leaves))
        referring = [
            select(column).where(column.is_not(None), ~leaves if column.table is fact else true())
            for column in users_of(self._spec.name)
        ]
        return and_(~others, or_(*(gone.c[code].in_(codes) for codes in referring)))

    def take_out(self) -> int:
        """Deletes the rows that table `gone` names, but those that are used; how many."""
        self._spare_used()
        named = self._named()
        inside = self._touched(named) if self._spec.group else named
        self._fold(inside, -1)
        deleted = self._connection.execute(delete(self._fact).where(named)).rowcount
        if self._spec.group:
            regroup(self._connection, self._fact, inside)
            self._fold(inside, 1)
        return int(deleted)

    def drop(self) -> None:
        for table in (self.gone, self._groups, self._leaving):
            table.drop(self._connection)

    def _spare_used(self) -> None:
        """What is kept may refer to more: a commune to its district. So until nothing is added."""
        spared = bool(users_of(self._spec.name))
        while spared:
            kept = select(self.gone.c.position).where(self.used())
            statement = delete(self.gone).where(self.gone.c.position.in_(kept))
            spared = bool(self._connection.execute(statement).rowcount)

    def _named(self) -> ColumnElement[bool]:
        keys = self._spec.keys
        if len(keys) == 1:
            return self._fact.c[keys[0]].in_(select(self.gone.c[keys[0]]))
        same = same_key(self._spec, self._fact, self.gone)
        return exists(select(1).where(same).correlate(self._fact))

    def _touched(self, named: ColumnElement[bool]) -> ColumnElement[bool]:
        """All rows of the groups that lose one: they change with one another."""
        group = self._fact.c[str(self._spec.group)]
        found = select(group).distinct().where(named)
        empty(self._connection, self._groups)
        self._connection.execute(insert(self._groups).from_select([group.name], found))
        return group.in_(select(self._groups.c[group.name]))

    def _fold(self, where: ColumnElement[bool], sign: int) -> None:
        names = [column.name for column in self._fact.columns]
        rows = select(*self._fact.columns).where(where)
        empty(self._connection, self._leaving)
        self._connection.execute(insert(self._leaving).from_select(names, rows))
        fold(self._connection, self._fact, self._leaving.name, sign)


def temporary(connection: Connection, name: str, *columns: Column[Any]) -> Table:
    table = Table(name, MetaData(), *columns, prefixes=["TEMPORARY"])
    table.create(connection)
    return table


def plain(column: Column[Any]) -> Column[Any]:
    return Column(column.name, column.type)


def same_key(spec: TableSpec, one: FromClause, other: FromClause) -> ColumnElement[bool]:
    return and_(*(one.c[key] == other.c[key] for key in spec.keys))


def _mask(length: int, positions: set[int]) -> Mask:
    mask = np.zeros(length, dtype=bool)
    mask[sorted(positions)] = True
    return mask
