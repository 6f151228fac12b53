"""The SELECT over one cube, written once for each shape of question: only numbers and codes change
from one page to the next, so they are bound, and writing it anew would take longer than running it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    String,
    bindparam,
    cast,
    func,
    or_,
    select,
    union_all,
)

from data_access.spans import Span

_SHAPES = 1_000  # far more than the pages have


class Codes(StrEnum):
    """How a statement is told which codes count: as one value, an array of PostgreSQL or a list in
    JSON for SQLite, or written out one by one."""

    ARRAY = "array"
    JSON = "json"
    LISTED = "listed"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is asked of one cube; `since`: the span of those sums that have one of their own.
    `place`: the codes of a column that count, `equal`: columns of which one value counts."""

    keys: tuple[ColumnElement[Any], ...]
    sums: tuple[Summed, ...]
    within: tuple[Within, ...]
    since: Span | None = None
    place: tuple[Column[str], Collection[str]] | None = None
    equal: tuple[tuple[Column[str], str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """`spans`: how many each column is bound to; `equal`: columns of which one value counts."""

    keys: tuple[ColumnElement[Any], ...]
    sums: tuple[Summed, ...]
    spans: tuple[tuple[Column[int], int], ...]
    place: Column[str] | None
    equal: tuple[Column[str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One statement, and what it is bound to: names and values, codes as one text or array."""

    shapes: tuple[Shape, ...]
    bound: tuple[tuple[str, Any], ...]


def question(parts: Sequence[Part], told: Codes) -> Question:
    """Of cubes whose rows are alike: all are asked at once, since a statement costs more than what
    it reads."""
    bound: list[tuple[str, Any]] = []
    for number, part in enumerate(parts):
        bound += ((f"is{number}_{column.name}", value) for column, value in part.equal)
        for name, (first, last) in _bounds(part.within, part.since, number):
            bound += (f"{name}_from", first), (f"{name}_to", last)
        if part.place:
            codes = sorted(part.place[1])
            one = json.dumps(codes) if told is Codes.JSON else tuple(codes)
            bound.append((f"codes{number}", one))
    return Question(tuple(map(_shape, parts)), tuple(bound))


def _shape(part: Part) -> Shape:
    return Shape(
        keys=part.keys,
        sums=part.sums,
        spans=tuple((each.column, len(each.spans)) for each in part.within),
        place=part.place[0] if part.place else None,
        equal=tuple(column for column, _ in part.equal),
    )


def answered(connection: Connection, asked: Question) -> Sequence[Any]:
    """Rows of keys and sums, of one cube after the other."""
    statement = _statement(asked.shapes, codes_told(connection))
    return connection.execute(statement, _values(asked)).all()


def rows_of(connection: Connection, parts: Sequence[Part]) -> Sequence[Any]:
    return answered(connection, question(parts, codes_told(connection)))


def codes_told(connection: Connection) -> Codes:
    return Codes.ARRAY if connection.dialect.name == "postgresql" else Codes.JSON


def bound(asked: Question) -> Select[Any] | CompoundSelect[Any]:
    """The statement with its values in it, to be written out for another engine; the question's
    codes are `LISTED`."""
    return _statement(asked.shapes, Codes.LISTED).params(_values(asked))


def _values(asked: Question) -> dict[str, Any]:
    return {n: list(v) if isinstance(v, tuple) else v for n, v in asked.bound}


def _bounds(within: Sequence[Within], since: Span | None, part: int) -> Iterator[tuple[str, Span]]:
    for number, each in enumerate(within):
        for place, span in enumerate(each.spans):
            yield f"s{part}_{number}_{place}", span
    if since is not None:
        yield f"since{part}", since


@lru_cache(_SHAPES)
def _statement(shapes: tuple[Shape, ...], told: Codes) -> Select[Any] | CompoundSelect[Any]:
    written = [_select(shape, number, told) for number, shape in enumerate(shapes)]
    return written[0] if len(written) == 1 else union_all(*written)


def _select(shape: Shape, number: int, told: Codes) -> Select[Any]:
    conditions = [
        or_(*(_between(column, f"s{number}_{at}_{place}") for place in range(count)))
        for at, (column, count) in enumerate(shape.spans)
    ]
    conditions += [column == bindparam(f"is{number}_{column.name}") for column in shape.equal]
    if shape.place is not None:
        conditions.append(_among(shape.place, f"codes{number}", told))
    sums = (_sum(each, number, told).label(each.name) for each in shape.sums)
    query = select(*shape.keys, *sums).where(*conditions)
    return query.group_by(*shape.keys) if shape.keys else query


def _between(column: Column[int], name: str) -> ColumnElement[bool]:
    return column.between(bindparam(f"{name}_from"), bindparam(f"{name}_to"))


def _sum(of: Summed, number: int, told: Codes) -> ColumnElement[Any]:
    """PostgreSQL adds whole numbers up to decimals, which are slow to read."""
    total = func.sum(of.column)
    found = total if of.since is None else total.filter(_between(of.since, f"since{number}"))
    signed = -found if of.minus else found
    return signed if told is Codes.JSON else cast(signed, BigInteger)


def _among(column: Column[str], name: str, told: Codes) -> ColumnElement[bool]:
    """One value for all codes, however many: an array, or a list in JSON for SQLite. Unnested:
    PostgreSQL would go through an array that is no constant for each row."""
    if told is Codes.LISTED:
        return column.in_(bindparam(name, type_=String, expanding=True))
    if told is Codes.ARRAY:
        return column.in_(select(func.unnest(bindparam(name, type_=ARRAY(String)))))
    codes = func.json_each(bindparam(name, type_=String)).table_valued("value")
    return column.in_(select(codes.c.value))
