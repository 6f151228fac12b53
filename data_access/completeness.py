"""Completeness: how many of the units that should report have done so."""

from dataclasses import replace

from sqlalchemy import func, select

from data_access.days import day_key, month_key
from data_access.rolled import place_filters
from data_access.rollups import Grain, pick
from data_access.selection import Selection
from data_access.snapshot import Snapshot


def reporting(snap: Snapshot, family: str, selection: Selection) -> tuple[int, int]:
    """How many units have sent rows of a family in the period, and how many there are."""
    place = "commune_code" if family in ("village", "station") else "agency_code"
    villages = place == "commune_code"
    rollup = pick(family, Grain.DAY if villages else Grain.MONTH, {place})
    assert rollup is not None
    first, last = selection.period.start, selection.period.until(snap.today).end
    span = (0, day_key(last)) if villages else (month_key(first), month_key(last))
    plain = replace(selection, field=None, channel=None)
    column = rollup.table.c[place]
    query = select(func.count(column.distinct())).where(
        rollup.time.between(*span), *place_filters(snap, rollup.table, plain, last)
    )
    seen = snap.once(("reporting", family, plain), lambda: int(snap.connection.scalar(query) or 0))
    codes = snap.places.commune_codes(plain) if villages else snap.places.agency_codes(plain)
    everyone = (
        len(snap.places.communes_on(last))
        if villages
        else len(snap.places.agencies_during(first, last))
    )
    return seen, everyone if codes is None else len(codes)
