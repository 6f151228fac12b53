"""Services that were used: procedures offered online of which somebody submitted a dossier online.

The only figure that no sum gives: a procedure that was used in two months is one procedure. So the
procedures of a cube are counted, not added up.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from data_access.days import day_key
from data_access.measures import Measure
from data_access.rolled import Sums
from data_access.rollups import USAGE
from data_access.schema import procedures
from data_access.selection import By, Selection
from data_access.snapshot import Snapshot
from data_access.spans import spans

_BY: dict[By, ColumnElement[Any]] = {By.FIELD: procedures.c.field, By.LEVEL: procedures.c.level}
_ONLINE = ("partial", "end_to_end")


def services_used(
    snap: Snapshot, family: str, measures: list[Measure], selection: Selection, by: By | None
) -> Sums:
    """Nothing for parts of months: dossiers are kept by procedure and month."""
    del family, measures
    parts = spans(selection.period, snap.today)
    if parts.days or parts.months is None:
        return {}
    used = and_(USAGE.time.between(*parts.months), USAGE.table.c.services_used > 0)
    query = _by_month(used, selection) if by is By.MONTH else _at_all(used, selection, by)
    return {
        str(row[0]) if by else "": {"services_used": float(row[-1])}
        for row in snap.connection.execute(query).all()
        if row[0] is not None
    }


def _by_month(used: ColumnElement[bool], selection: Selection) -> Select[Any, Any]:
    """A cell is a procedure in a month. The list of those offered is made once, and looked into:
    half the time of a join."""
    offered = select(procedures.c.code).where(_offered(selection))
    cells = select(USAGE.time, func.count()).where(used, USAGE.table.c.procedure_code.in_(offered))
    return cells.group_by(USAGE.time)


def _at_all(used: ColumnElement[bool], selection: Selection, by: By | None) -> Select[Any, Any]:
    group = [_BY[by]] if by else []
    codes = select(USAGE.table.c.procedure_code).where(used).distinct()
    offered = select(*group, func.count()).select_from(procedures)
    return offered.where(_offered(selection), procedures.c.code.in_(codes)).group_by(*group)


def _offered(selection: Selection) -> ColumnElement[bool]:
    """Online at the period's end, as those are that they are a share of."""
    r, last = procedures.c, day_key(selection.period.end)
    wanted = [r.online_level.in_(_ONLINE), r.online_day <= last, r.withdrawn_day > last]
    for column, value in ((r.level, selection.level), (r.field, selection.field)):
        if value:
            wanted.append(column == str(value))
    return and_(*wanted)
