"""Proof that rollups say what the rows say: each is built once more beside, and compared.

Everything happens in one snapshot and in temporary tables: who reads or loads meanwhile is not
held up, and the rollups that pages read are not touched.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    Row,
    Select,
    Table,
    and_,
    func,
    or_,
    select,
)

from data_access.engine import reading, writing
from data_access.rollups import ALL, Rollup
from data_access.schema import dataset
from ingest import ledger
from ingest.bulk import tune
from ingest.rollup import fill, rebuild

SHOWN = 3  # differences of a rollup that are named; all are counted

Progress = Callable[[str, int, int | None], None]
Sums = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A cell that its rows do not give: the sums that differ, as `held` and as the rows' `true`
    ones. None: there is no such cell."""

    table: str
    cell: Mapping[str, Any]
    held: Sums | None
    true: Sums | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """`wrong`: how many cells of which rollup differ; `shown`: the first few of each."""

    data_version: int
    cells: int
    seconds: float
    wrong: Mapping[str, int]
    shown: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        return not self.wrong


@dataclass(slots=True)
class _Found:
    cells: int = 0
    wrong: dict[str, int] = field(default_factory=dict)
    shown: list[Difference] = field(default_factory=list)


def prove(engine: Engine, progress: Progress | None = None) -> Proof:
    """Takes as long as building all rollups from their rows does."""
    began, found = time.perf_counter(), _Found()
    with reading(engine) as connection:
        version = int(connection.scalar(select(dataset.c.version)) or 0)
        tune(connection)
        for number, rollup in enumerate(ALL, start=1):
            with _built_anew(connection, rollup) as true:
                _compare(connection, rollup.table, true, found)
            if progress:
                progress("rollups", number, len(ALL))
    return Proof(
        data_version=version,
        cells=found.cells,
        seconds=time.perf_counter() - began,
        wrong=found.wrong,
        shown=tuple(found.shown),
    )


def mend(engine: Engine) -> None:
    """All rollups anew, in one transaction and under a new data version: readers see the old ones
    or the new ones, and no answer kept from the old ones is given again."""
    with writing(engine) as connection:
        tune(connection)
        rebuild(connection)
        ledger.bump(connection, changed=True, places=False)


@contextmanager
def _built_anew(connection: Connection, rollup: Rollup) -> Iterator[Table]:
    columns = [
        Column(c.name, c.type, primary_key=True, autoincrement=False)
        if c.primary_key
        else Column(c.name, c.type, nullable=False, server_default="0")
        for c in rollup.table.columns
    ]
    name, temporary = f"proved_{rollup.table.name}", ["TEMPORARY"]
    built = Table(name, MetaData(), *columns, prefixes=temporary, sqlite_with_rowid=False)
    built.create(connection)
    fill(connection, rollup, built)
    if connection.dialect.name == "postgresql":  # or it would plan for a table without rows
        connection.exec_driver_sql(f"ANALYZE {name}")
    yield built
    built.drop(connection)


def _compare(connection: Connection, held: Table, true: Table, found: _Found) -> None:
    found.cells += connection.scalar(select(func.count()).select_from(true)) or 0
    for query in (_absent_or_other(held, true), _too_many(held, true)):
        rows = connection.execute(query).all()
        if rows:
            found.wrong[held.name] = found.wrong.get(held.name, 0) + rows[0].total
            found.shown += [_difference(held, row) for row in rows]


def _absent_or_other(held: Table, true: Table) -> Select[Any]:
    """Cells that the rows give and the rollup holds otherwise, or not at all."""
    other = or_(*(held.c[c.name] != c for c in true.columns if not c.primary_key))
    joined = true.outerjoin(held, _same_cell(held, true))
    return _both(held, true, true).select_from(joined).where(or_(_absent(held), other))


def _too_many(held: Table, true: Table) -> Select[Any]:
    joined = held.outerjoin(true, _same_cell(held, true))
    return _both(held, true, held).select_from(joined).where(_absent(true))


def _both(held: Table, true: Table, keyed: Table) -> Select[Any]:
    keys = list(keyed.primary_key.columns)
    sums = [
        each.label(f"{side}_{each.name}")
        for side, table in (("held", held), ("true", true))
        for each in table.columns
        if not each.primary_key
    ]
    total = func.count().over().label("total")
    return select(*keys, *sums, total).order_by(*keys).limit(SHOWN)


def _same_cell(held: Table, true: Table) -> Any:
    return and_(*(held.c[key.name] == key for key in true.primary_key.columns))


def _absent(table: Table) -> Any:
    return next(iter(table.primary_key.columns)).is_(None)


def _difference(held: Table, row: Row[Any]) -> Difference:
    values = row._mapping
    names = [column.name for column in held.columns if not column.primary_key]
    sides = {side: {n: values[f"{side}_{n}"] for n in names} for side in ("held", "true")}
    differing = [n for n in names if sides["held"][n] != sides["true"][n]]
    there = {side: sums[names[0]] is not None for side, sums in sides.items()}
    shown = {
        side: {n: int(sums[n]) for n in differing} if there[side] else None
        for side, sums in sides.items()
    }
    cell = {key.name: values[key.name] for key in held.primary_key.columns}
    return Difference(table=held.name, cell=cell, held=shown["held"], true=shown["true"])
