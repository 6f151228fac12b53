"""Which families have no rows at all: a system that has never sent any."""

from sqlalchemy import exists, select

from data_access.rollups import OFFICE_CUBES
from data_access.snapshot import Snapshot

_SMALLEST = {cube.family: cube for cube in reversed(OFFICE_CUBES)}


def families_without_rows(snap: Snapshot) -> frozenset[str]:
    """Of what offices answer for; asked once a snapshot."""
    return snap.once("families without rows", lambda: _read(snap))


def _read(snap: Snapshot) -> frozenset[str]:
    there = [
        exists(select(cube.table.c[cube.table.primary_key.columns.keys()[0]])).label(family)
        for family, cube in _SMALLEST.items()
    ]
    row = snap.connection.execute(select(*there)).one()
    return frozenset(family for family, found in row._mapping.items() if not found)
