"""Statements in the SQL of engines that SQLAlchemy does not speak: Spark, ClickHouse.

What a measure says is written once, as an expression of SQLAlchemy; it is compiled as PostgreSQL
has it and carried over by sqlglot. Types of the columns go with it: whole numbers are divided to
whole numbers in PostgreSQL and to fractions elsewhere, and only who knows the types sees which.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, Table
from sqlalchemy.dialects import postgresql


class Dialect(StrEnum):
    SPARK = "spark"
    CLICKHOUSE = "clickhouse"


def written(
    query: Select[Any] | CompoundSelect[Any], facts: tuple[Table, ...], dialect: Dialect
) -> str:
    """The statement as text, values written out; `facts`: the tables that it reads."""
    from sqlglot import parse_one
    from sqlglot.optimizer.annotate_types import annotate_types

    compiled = query.compile(dialect=_ours(), compile_kwargs={"literal_binds": True})
    tree = parse_one(str(compiled), read="postgres")
    schema: dict[str, object] = {fact.name: _types(fact) for fact in facts}
    return annotate_types(tree, schema=schema, dialect="postgres").sql(dialect=dialect)


@cache
def _ours() -> Any:
    """Named parameters: others would double every '%'."""
    made: Any = postgresql.dialect
    return made(paramstyle="named")


@cache
def _types(fact: Table) -> dict[str, str]:
    return {column.name: str(column.type.compile(_ours())) for column in fact.columns}
