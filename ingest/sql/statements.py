"""What is asked of another system's database. The mapping's query stands inside as it was written;
every value is a bound parameter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, Subquery, and_, column, false, literal_column, or_, select, text


def everything(query: str) -> Select[Any]:
    return select(literal_column("q.*")).select_from(_inner(query, ()))


def nothing(query: str) -> Select[Any]:
    """No rows: only to learn the names of the columns."""
    return everything(query).where(false())


def changed(query: str, watermark: str, since: object) -> Select[Any]:
    """Rows from `since` on, those that equal it included; and all that have no watermark."""
    mark = _inner(query, (watermark,)).c[watermark]
    rows: Select[Any] = select(literal_column("q.*")).select_from(mark.table)
    return rows.where(or_(mark >= since, mark.is_(None)))


def keys_only(query: str, keys: Sequence[str]) -> Select[Any]:
    inner = _inner(query, keys)
    return select(*(inner.c[name] for name in keys))


def of_keys(query: str, keys: Sequence[str], wanted: Sequence[tuple[Any, ...]]) -> Select[Any]:
    inner = _inner(query, keys)
    rows: Select[Any] = select(literal_column("q.*")).select_from(inner)
    if len(keys) == 1:
        return rows.where(inner.c[keys[0]].in_([value for (value,) in wanted]))
    same = (
        and_(*(inner.c[name] == value for name, value in zip(keys, values, strict=True)))
        for values in wanted
    )
    return rows.where(or_(*same))


def _inner(query: str, names: Sequence[str]) -> Subquery:
    """A colon is no parameter here (to_char(…, 'HH24:MI')), and a comment at the query's end must
    not swallow the bracket."""
    verbatim = query.strip().rstrip(";").replace(":", "\\:")
    return text(f"{verbatim}\n").columns(*(column(name) for name in names)).subquery("q")
