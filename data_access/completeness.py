"""Completeness: how many of the units that should report have done so."""

from dataclasses import replace

from sqlalchemy import Column, select

from data_access.days import day_key, month_key
from data_access.places import Places
from data_access.rollups import SINCE, Grain, pick
from data_access.selection import Period, Selection
from data_access.snapshot import Snapshot
from data_access.spans import Span

# Families of which every unit is asked for rows: month by month, or at one survey or another. Where
# nobody had an incident or a petition, nothing is missing.
_MONTHLY = ("dossier", "document")
_SURVEYED = ("village", "station", "facility", "network", "portal")
REPORTED = (*_MONTHLY, *_SURVEYED)


def reporting(snap: Snapshot, family: str, selection: Selection) -> tuple[int, int]:
    """How many units have sent rows of a family in the period, and how many there are."""
    villages = family in SINCE
    place = "commune_code" if villages else "agency_code"
    surveyed = family in _SURVEYED
    rollup = pick(family, Grain.DAY if surveyed else Grain.MONTH, {place})
    assert rollup is not None
    first, last = selection.period.start, selection.period.until(snap.today).end
    span = (0, day_key(last)) if surveyed else (month_key(first), month_key(last))
    plain = replace(selection, field=None, channel=None)
    during = plain.during(Period(start=first, end=last))
    expected = snap.once(
        ("expected", villages, during), lambda: _expected(snap.places, during, villages)
    )
    seen = snap.once(
        ("reporting", family, span), lambda: _seen(snap, rollup.table.c[place], rollup.time, span)
    )
    return len(seen & expected), len(expected)


def _seen(snap: Snapshot, place: Column[str], time: Column[int], span: Span) -> set[str]:
    query = select(place).where(time.between(*span)).distinct()
    return set(snap.connection.scalars(query))


def _expected(places: Places, selection: Selection, villages: bool) -> frozenset[str]:
    """Those that there were in the period: nobody waits for who is gone before or comes later."""
    if villages:
        codes = places.commune_codes(selection)
        every = (area.code for area in places.communes_on(selection.period.end))
        return frozenset(every) if codes is None else codes
    codes = places.agency_codes(selection)
    during = places.agencies_during(selection.period.start, selection.period.end)
    return frozenset(each.code for each in during) if codes is None else codes
