"""Images of rows in memory: new ones that came, old ones that they replace, each with its sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Column, ColumnElement, Connection, Table, select
from sqlalchemy.sql import visitors

from data_access.rollups import of_fact
from ingest.expressions import Array, Columns, Values
from ingest.tables import Kind, kind_of

READ_AT_ONCE = 100_000


@dataclass(frozen=True, slots=True)
class Images:
    """The columns that rollups rest on, and a sign for each row."""

    columns: Columns
    signs: Array

    def __len__(self) -> int:
        return len(self.signs)


@cache
def needed(fact: Table) -> tuple[Column[Any], ...]:
    """The columns of a fact table that its rollups are made from."""
    names: set[str] = set()
    for rollup in of_fact(fact):
        names.update(rollup.dims)
        said: list[Any] = [*rollup.more.values(), rollup.rows]
        for measure in rollup.measures:
            said += [measure.adds, measure.basis, measure.until]
        for each in said:
            names.update(_columns_of(each) if each is not None else ())
    return tuple(column for column in fact.columns if column.name in names)


def _columns_of(expression: ColumnElement[Any]) -> set[str]:
    parts = visitors.iterate(expression)
    return {part.name for part in parts if isinstance(part, Column)}


def of_frame(fact: Table, rows: pd.DataFrame, sign: int) -> Images:
    columns = {c.name: _of_series(rows[c.name], kind_of(c)) for c in needed(fact)}
    return Images(columns, np.full(len(rows), sign, dtype=np.int64))


def read(
    connection: Connection, fact: Table, of: Any, sign: int, where: Any = None
) -> Iterator[Images]:
    """The rows of `of`, a table with the columns of `fact`, so many at a time. None of a table that
    has no rollups."""
    wanted = [of.c[column.name] for column in needed(fact)]
    if not wanted:
        return
    query = select(*wanted) if where is None else select(*wanted).where(where)
    found = connection.execute(query.execution_options(stream_results=True))
    for rows in found.partitions(READ_AT_ONCE):
        columns = zip(*rows, strict=True)
        yield Images(
            {c.name: _of_list(v, kind_of(c)) for c, v in zip(wanted, columns, strict=True)},
            np.full(len(rows), sign, dtype=np.int64),
        )


def joined(parts: Sequence[Images]) -> Images:
    if len(parts) == 1:
        return parts[0]
    return Images(
        {name: _joined([part.columns[name] for part in parts]) for name in parts[0].columns},
        np.concatenate([part.signs for part in parts]),
    )


def _joined(parts: list[Values]) -> Values:
    return Values(
        np.concatenate([part.data for part in parts]),
        np.concatenate([part.known for part in parts]),
    )


def _of_series(column: pd.Series, kind: Kind) -> Values:
    known = column.notna().to_numpy(dtype=bool)
    if kind is Kind.INTEGER:
        filled = column if known.all() else column.fillna(0)
        return Values(filled.to_numpy(dtype=np.int64), known)
    if kind is Kind.YES_NO:
        filled = column if known.all() else column.astype("boolean").fillna(False)
        return Values(filled.to_numpy(dtype=bool), known)
    return Values(column.to_numpy(dtype=object), known)


def _of_list(values: Sequence[Any], kind: Kind) -> Values:
    data = np.array([*values, None], dtype=object)[:-1]
    known = np.array([value is not None for value in values], dtype=bool)
    if kind in (Kind.INTEGER, Kind.YES_NO):
        number = np.int64 if kind is Kind.INTEGER else np.bool_
        return Values(np.where(known, data, 0).astype(number), known)
    return Values(data, known)
