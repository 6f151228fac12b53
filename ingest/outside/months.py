"""To which month a row belongs: that in which it came. What stands outside the database is kept by
these months, whatever months the row changes."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Column, ColumnElement, Table, and_

from data_access.rollups import HUNDRED
from data_access.schema import documents, dossiers, incidents, petitions, tasks

ROW_MONTH = "row_month"
CAME: Mapping[Table, Column[int]] = {
    dossiers: dossiers.c.received_day,
    documents: documents.c.registered_day,
    petitions: petitions.c.received_day,
    incidents: incidents.c.opened_day,
    tasks: tasks.c.assigned_day,
}


def month_of(fact: Table) -> ColumnElement[int]:
    return CAME[fact] // HUNDRED


def came_in(fact: Table, month: int) -> ColumnElement[bool]:
    """Written by days, so that an index finds them."""
    return and_(CAME[fact] >= month * 100, CAME[fact] <= month * 100 + 99)
