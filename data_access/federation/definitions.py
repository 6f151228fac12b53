"""Which measures travel, and whether two installations mean the same by them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.dialects import sqlite

from data_access.cubes import FOLDED
from data_access.measures import Measure, of_family
from data_access.rollups import ALL

# Additive by month over provinces. Not `usage`, which counts a service once however many provinces
# use it, nor `state`, of which only the moment is known.
FAMILIES = (
    *("dossier", "deadline", "duration", "document", "petition", "task", "incident", "closing"),
    *("network", "portal", "procedure", "village", "station"),
)
AFTER = 999912  # the month of what changes after the day of telling
_SIGNS = 12


@cache
def measures_told(family: str) -> frozenset[str]:
    return frozenset({FOLDED, *(measure.name for measure in of_family(family))})


@cache
def definitions() -> Mapping[str, str]:
    """Family -> a sign of all that its measures say. Of two that differ nothing is added up."""
    return {family: _sign("\n".join(_written(family))) for family in FAMILIES}


@cache
def defined() -> str:
    """One sign of all of them."""
    return _sign(repr(definitions()))


def _written(family: str) -> list[str]:
    rows = {str(each.rows) for each in ALL if each.family == family and each.rows is not None}
    return [*sorted(rows), *(_told(measure) for measure in of_family(family))]


def _told(of: Measure) -> str:
    days = [str(column) for column in (of.until, of.cohort) if column is not None]
    basis = "" if of.basis is None else _sql(of.basis)
    return " | ".join([of.name, _sql(of.adds), basis, *days])


def _sql(of: ColumnElement[Any]) -> str:
    return str(of.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))


def _sign(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_SIGNS]
