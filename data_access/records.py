"""records: the rows behind a figure, page by page. A page is found by the key of the last row of
the one before, so the thousandth costs what the first costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Integer,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    tuple_,
)

from data_access.row_criteria import Criteria
from data_access.snapshot import Snapshot

Key = tuple[Any, ...]
# Up to here all rows may be sorted and searched for each page; beyond, only as an index has them.
FREE_ROWS, FREE_WINDOW = 20_000, 300_000
CHUNK = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """By a column, and by the key among equals. Without a column: by the day of what is counted,
    which is indexed."""

    column: str = ""
    descending: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """`text`: what a column holds some of; `among`: the values it may have; days: from, to."""

    text: str = ""
    among: tuple[Any, ...] | None = None
    days: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """`counts`: what the row adds to the figure (people, of a village); `share`: the part of it
    that lies in the unit asked about."""

    values: Mapping[str, Any]
    counts: float
    share: float
    key: Key


def page(
    snap: Snapshot,
    found: Criteria,
    *,
    order: Order,
    after: Key | None = None,
    limit: int,
    narrow: Mapping[str, Narrow] | None = None,
) -> list[Record]:
    query, keys = _page_query(found, order, after, limit, narrow or {})
    rows = snap.connection.execute(query).mappings()
    return [_record(found, row, keys) for row in rows]


def plan(snap: Snapshot, found: Criteria, *, order: Order, limit: int) -> str:
    """How the database finds a page, in its own words."""
    query, _ = _page_query(found, order, None, limit, {})
    connection = snap.connection
    written = query.compile(connection, compile_kwargs={"literal_binds": True})
    how = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    return "\n".join(str(row[-1]) for row in connection.exec_driver_sql(f"{how} {written}"))


def _page_query(
    found: Criteria,
    order: Order,
    after: Key | None,
    limit: int,
    narrow: Mapping[str, Narrow],
) -> tuple[Select[Any], int]:
    """And of how many parts its key is."""
    keys = keys_of(found, order)
    day = after[0] if after is not None and not order.column and found.lead is not None else None
    inside = found.window.beyond(day, descending=order.descending)
    query = select(found.fact, found.counts.label("counts"), *_labelled(keys))
    query = query.where(inside, *found.where)
    query = query.where(*(_narrowed(found.fact.c[name], by) for name, by in narrow.items()))
    if after is not None:
        here, there = tuple_(*keys), tuple_(*map(_bound, after, keys))
        query = query.where(here < there if order.descending else here > there)
    query = query.order_by(*(key.desc() if order.descending else key.asc() for key in keys))
    return query.limit(limit), len(keys)


def all_rows(snap: Snapshot, found: Criteria, *, most: int | None = None) -> Iterator[Record]:
    """One chunk after another, never all in memory; `most`: how many there are at most."""
    after: Key | None = None
    seen = 0
    while most is None or seen < most:
        limit = CHUNK if most is None else min(CHUNK, most - seen)
        rows = page(snap, found, order=Order(), after=after, limit=limit)
        yield from rows
        if len(rows) < limit:
            return
        after, seen = rows[-1].key, seen + len(rows)


def is_free(snap: Snapshot, found: Criteria, count: float | None) -> bool:
    """Whether rows may be sorted by any column. Never looks at more than a bounded number."""
    if count is None or count > FREE_ROWS:
        return False
    some = select(literal(1)).select_from(found.fact).where(found.window.looked_through)
    counted = select(func.count()).select_from(some.limit(FREE_WINDOW + 1).subquery())
    seen = snap.connection.scalar(counted)
    return int(seen or 0) <= FREE_WINDOW


def keys_of(found: Criteria, order: Order) -> list[ColumnElement[Any]]:
    """What rows are ordered by: a value that is never NULL, and the table's key."""
    primary: list[Column[Any]] = list(found.fact.primary_key.columns)
    column = found.fact.c[order.column] if order.column else found.lead
    if column is None or any(column is key for key in primary[:1]):
        return [*primary]
    # Few are sorted: an index in that order would look through all others, too.
    return [_known(column) + literal(0) if found.window.few else _known(column), *primary]


def _known(column: Column[Any]) -> ColumnElement[Any]:
    if not column.nullable:
        return column
    if isinstance(column.type, Boolean):
        return case((column.is_(None), 0), (column, 2), else_=1)
    kind = column.type.python_type
    if kind is str:
        return func.coalesce(column, "")
    return func.coalesce(column, literal(-1, Integer))


def _labelled(keys: Sequence[ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    return [key.label(f"key_{place}") for place, key in enumerate(keys)]


def _bound(value: Any, key: ColumnElement[Any]) -> ColumnElement[Any]:
    return literal(value, key.type)


def _narrowed(column: Column[Any], by: Narrow) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = []
    if by.text:
        conditions.append(column.icontains(by.text, autoescape=True))
    if by.days:
        conditions.append(column.between(*by.days))
    if by.among is not None:
        known = [value for value in by.among if value is not None]
        missing = [column.is_(None)] if len(known) < len(by.among) else []
        conditions.append(or_(column.in_(known), *missing))
    return and_(*conditions)


def _record(found: Criteria, row: Mapping[Any, Any], keys: int) -> Record:
    code = row[found.place.name] if found.place is not None else None
    column = next((s.column for s in found.stretches if isinstance(s.column, Column)), None)
    day = row[column.name] if column is not None else None
    return Record(
        values=row,
        counts=float(row["counts"]),
        share=found.share(code, day),
        key=tuple(row[f"key_{place}"] for place in range(keys)),
    )
