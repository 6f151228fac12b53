"""Folding rows into rollups, with a sign: old images out, new images in.

The expressions are those of the measures, so that a rollup kept by changes, one built anew and a
straight query over the rows cannot mean different things. What is folded is added up in memory,
once for all rollups; `fill` has the database do it instead, which is slower and proves the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Executable,
    MetaData,
    Select,
    Table,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.visitors import replacement_traverse

from data_access.changing import counted, keys_of, passes
from data_access.engine import writing
from data_access.measures import Measure
from data_access.rollups import ALL, FOLDED, Rollup, of_fact
from data_access.schema import dataset
from ingest import images
from ingest.bulk import add_up
from ingest.folding import Folding
from ingest.images import Images, joined
from ingest.outside.adding import add_outside


def fold(connection: Connection, fact: Table, staged: str, sign: int) -> None:
    """Adds `sign` times the rows of table `staged` (columns as in `fact`) to all its rollups."""
    table = fact if staged == fact.name else fact.to_metadata(MetaData(), name=staged)
    for part in images.read(connection, fact, table, sign):
        fold_images(connection, fact, [part])


def fold_images(connection: Connection, fact: Table, rows: Sequence[Images]) -> None:
    """Adds rows in memory, each with its own sign, to all rollups of their table: what old and new
    images have alike comes to nothing before it is written."""
    folding = Folding(joined(rows))
    for rollup in of_fact(fact):
        cells = folding.cells(rollup)
        add_up(connection, rollup.table, cells.columns)
        connection.execute(delete(rollup.table).where(rollup.table.c[FOLDED] == 0))


def fill(connection: Connection, rollup: Rollup, into: Table) -> None:
    """Adds all rows to `into`, an empty table with the columns of the rollup's own; also those that
    stand outside the database."""
    elsewhere = replace(rollup, table=into)
    for statement in _additions(elsewhere, rollup.fact.name, 1, connection.dialect.name):
        connection.execute(statement)
    add_outside(connection, [rollup], {rollup: into})


def rebuild(connection: Connection) -> None:
    """All rollups anew from the rows, wherever these stand."""
    for rollup in ALL:
        connection.execute(delete(rollup.table))
    for fact in dict.fromkeys(rollup.fact for rollup in ALL):
        fold(connection, fact, fact.name, 1)
        add_outside(connection, of_fact(fact), {})
    connection.execute(update(dataset).values(rollups_due=False))


def renew(engine: Engine) -> bool:
    """Builds rollups anew where a migration has changed what they hold; whether it had to."""
    with writing(engine) as connection:
        due = bool(connection.scalar(select(dataset.c.rollups_due)))
        if due:
            rebuild(connection)
        return due


def _additions(rollup: Rollup, staged: str, sign: int, dialect: str) -> list[Executable]:
    return [
        _adding(rollup, _summed(rollup, staged, day, sign, direction, measures), dialect)
        for day, direction, measures in passes(rollup)
    ]


def _summed(
    rollup: Rollup,
    staged: str,
    day: ColumnElement[int] | None,
    sign: int,
    direction: int,
    measures: list[Measure],
) -> tuple[list[str], Select[Any]]:
    """The names of the columns to fill, and the select that fills them."""
    keys, sums = keys_of(rollup, day), [func.count() * sign]
    sums += [func.sum(sign * direction * m.adds) for m in measures]
    query = select(*keys.values(), *sums).group_by(*keys.values())
    query = query.where(*counted(rollup, day, measures))
    return [*keys, FOLDED, *(m.column for m in measures)], _reading(query, rollup.fact, staged)


def _reading(query: Select[Any], fact: Table, staged: str) -> Select[Any]:
    """The same query over the table `staged`."""
    if staged == fact.name:
        return query
    other = fact.to_metadata(MetaData(), name=staged)

    def swap(element: Any, **_: Any) -> Any:
        return other.c[element.name] if getattr(element, "table", None) is fact else None

    swapped: Any = replacement_traverse(query, {}, swap)
    return cast("Select[Any]", swapped)


def _adding(rollup: Rollup, summed: tuple[list[str], Select[Any]], dialect: str) -> Executable:
    names, query = summed
    table = rollup.table
    keys = [column.name for column in table.primary_key.columns]
    kind: Any = postgresql if dialect == "postgresql" else sqlite
    statement = kind.insert(table).from_select(names, query, include_defaults=False)
    added = [name for name in names if name not in keys]
    adding: Executable = statement.on_conflict_do_update(
        index_elements=keys,
        set_={name: table.c[name] + statement.excluded[name] for name in added},
    )
    return adding
