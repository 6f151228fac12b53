"""Rows put in the place of those that have the same key."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    and_,
    func,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import visitors


def put(connection: Connection, fact: Table, staged: Table, keys: Collection[str]) -> None:
    """Every row of `staged`, a table with the columns of `fact`, new or not."""
    names = [column.name for column in fact.columns]
    rows = select(*staged.columns).where(true())  # SQLite wants a WHERE before ON CONFLICT
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(fact).from_select(names, rows, include_defaults=False)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=list(keys),
            set_={name: statement.excluded[name] for name in names if name not in keys},
        )
    )


def replace(connection: Connection, fact: Table, staged: Table, keys: Collection[str]) -> None:
    """The same, of rows that are all there. SQLite writes every index of a column that is set,
    though it be set to what it was: those with an index are set only where they differ.
    PostgreSQL looks by itself, and writes a row once for each statement."""
    if connection.dialect.name == "postgresql":
        put(connection, fact, staged, keys)
        return
    same = and_(*(fact.c[key] == staged.c[key] for key in keys))
    indexed = indexed_together(fact)
    apart = {*keys, *(name for names in indexed for name in names)}
    _set(connection, fact, staged, [c.name for c in fact.columns if c.name not in apart], same)
    for names, moved in zip(indexed, _moved(connection, fact, staged, same), strict=True):
        if moved:
            where = and_(same, _differ(fact, staged, names))
            _set(connection, fact, staged, names, where)


@cache
def indexed_together(fact: Table) -> tuple[tuple[str, ...], ...]:
    """Columns that some index rests on, its condition included; those of one index in one group."""
    groups: list[set[str]] = []
    for index in fact.indexes:
        where = index.dialect_options["sqlite"]["where"]
        said = [] if where is None else visitors.iterate(where)
        own = {part.name for part in (*index.columns, *said) if isinstance(part, Column)}
        own -= {column.name for column in fact.primary_key.columns}
        met = [group for group in groups if group & own]
        groups = [group for group in groups if not group & own] + [own.union(*met)]
    return tuple(sorted(tuple(sorted(group)) for group in groups))


def _moved(
    connection: Connection, fact: Table, staged: Table, same: ColumnElement[bool]
) -> Sequence[Any]:
    """Of each group of columns whether any row has others."""
    asked = [func.max(_differ(fact, staged, names)) for names in indexed_together(fact)]
    return connection.execute(select(*asked).where(same)).one() if asked else []


def _differ(fact: Table, staged: Table, names: Collection[str]) -> ColumnElement[bool]:
    return or_(*(fact.c[name].is_distinct_from(staged.c[name]) for name in names))


def _set(
    connection: Connection,
    fact: Table,
    staged: Table,
    names: Collection[str],
    where: ColumnElement[bool],
) -> None:
    connection.execute(update(fact).where(where).values({n: staged.c[n] for n in names}))
