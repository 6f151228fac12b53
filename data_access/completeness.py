"""Completeness: how many of the units that should report have done so."""

from dataclasses import replace

from sqlalchemy import select

from data_access.days import day_key, month_key
from data_access.places import Places
from data_access.rollups import Grain, pick
from data_access.selection import Period, Selection
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
    query = select(rollup.table.c[place]).where(rollup.time.between(*span)).distinct()
    seen = snap.once(("reporting", family, span), lambda: set(snap.connection.scalars(query)))
    expected = _expected(snap.places, plain.during(Period(start=first, end=last)), villages)
    return len(seen & expected), len(expected)


def _expected(places: Places, selection: Selection, villages: bool) -> frozenset[str]:
    """Those that there were in the period: nobody waits for who is gone before or comes later."""
    if villages:
        codes = places.commune_codes(selection)
        every = (area.code for area in places.communes_on(selection.period.end))
        return frozenset(every) if codes is None else codes
    codes = places.agency_codes(selection)
    during = places.agencies_during(selection.period.start, selection.period.end)
    return frozenset(each.code for each in during) if codes is None else codes
