"""The SELECT over one cube, written once for each shape of question: only numbers and codes change
from one page to the next, so they are bound, and writing it anew would take longer than running it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Select,
    String,
    bindparam,
    func,
    or_,
    select,
)

from data_access.spans import Span

_SHAPES = 1_000  # far more than the pages have


@dataclass(frozen=True, slots=True)
class Within:
    """Cells whose `column` lies in one of the spans."""

    column: Column[int]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Summed:
    """A sum by its name: of `column`, or of minus it; with `since` only of cells whose time of
    receipt lies in a span of its own."""

    name: str
    column: Column[Any]
    minus: bool = False
    since: Column[int] | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """`spans`: how many each column is bound to; `equal`: columns of which one value counts."""

    keys: tuple[ColumnElement[Any], ...]
    sums: tuple[Summed, ...]
    spans: tuple[tuple[Column[int], int], ...]
    place: Column[str] | None
    equal: tuple[Column[str], ...]


def rows_of(
    connection: Connection,
    keys: Sequence[ColumnElement[Any]],
    sums: Sequence[Summed],
    within: Sequence[Within],
    *,
    since: Span | None = None,
    place: tuple[Column[str], Collection[str]] | None = None,
    equal: Sequence[tuple[Column[str], str]] = (),
) -> Sequence[Any]:
    """Rows of keys and sums; `since`: the span of those sums that have one of their own."""
    arrays = connection.dialect.name == "postgresql"
    shape = Shape(
        keys=tuple(keys),
        sums=tuple(sums),
        spans=tuple((each.column, len(each.spans)) for each in within),
        place=place[0] if place else None,
        equal=tuple(column for column, _ in equal),
    )
    bound: dict[str, Any] = {f"is_{column.name}": value for column, value in equal}
    for name, (first, last) in _bounds(within, since):
        bound[f"{name}_from"], bound[f"{name}_to"] = first, last
    if place:
        codes = sorted(place[1])
        bound["codes"] = codes if arrays else json.dumps(codes)
    return connection.execute(_statement(shape, arrays), bound).all()


def _bounds(within: Sequence[Within], since: Span | None) -> Iterator[tuple[str, Span]]:
    for number, each in enumerate(within):
        for place, span in enumerate(each.spans):
            yield f"s{number}_{place}", span
    if since is not None:
        yield "since", since


@lru_cache(_SHAPES)
def _statement(shape: Shape, arrays: bool) -> Select[Any]:
    conditions = [
        or_(*(_between(column, f"s{number}_{place}") for place in range(count)))
        for number, (column, count) in enumerate(shape.spans)
    ]
    conditions += [column == bindparam(f"is_{column.name}") for column in shape.equal]
    if shape.place is not None:
        conditions.append(_among(shape.place, arrays))
    query = select(*shape.keys, *(_sum(each).label(each.name) for each in shape.sums))
    query = query.where(*conditions)
    return query.group_by(*shape.keys) if shape.keys else query


def _between(column: Column[int], name: str) -> ColumnElement[bool]:
    return column.between(bindparam(f"{name}_from"), bindparam(f"{name}_to"))


def _sum(of: Summed) -> ColumnElement[Any]:
    total = func.sum(of.column)
    found = total if of.since is None else total.filter(_between(of.since, "since"))
    return -found if of.minus else found


def _among(column: Column[str], arrays: bool) -> ColumnElement[bool]:
    """One value for all codes, however many: an array, or a list in JSON for SQLite. Unnested:
    PostgreSQL would go through an array that is no constant for each row."""
    if arrays:
        return column.in_(select(func.unnest(bindparam("codes", type_=ARRAY(String)))))
    codes = func.json_each(bindparam("codes", type_=String)).table_valued("value")
    return column.in_(select(codes.c.value))
