"""What a village should receive by the model, from the stations that are on air.

Without an elevation raster terrain-blind: a village behind a ridge is estimated as if the ridge
were not there. What villages report is the truth that the estimate is checked against, never the
other way round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from data_access.elevation import Elevation
from data_access.stations import Station
from data_access.villages import Village
from metrics.coverage.distance import Floats, nearest
from metrics.coverage.links import LINKS, Band, Link, link_of
from metrics.coverage.reach import reaches


class Placed(Protocol):
    """Whatever stands somewhere: degrees, WGS 84."""

    @property
    def longitude(self) -> float: ...

    @property
    def latitude(self) -> float: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimated:
    """A village beside its estimate. `station_km`: to the nearest station of any kind; None where
    there is none on air. `ground`: whether a raster knows how high it lies, so that the estimate
    saw what stands around."""

    village: Village
    band: Band
    station_km: float | None
    ground: bool = False

    @property
    def reported(self) -> Band:
        return Band(self.village.signal)


def places_of(each: Sequence[Placed]) -> Floats:
    """(n, 2): longitude and latitude."""
    return np.array([(one.longitude, one.latitude) for one in each], dtype=float).reshape(-1, 2)


def estimated(
    villages: Sequence[Village],
    stations: Sequence[Station],
    links: Mapping[str, Link] = LINKS,
    elevation: Elevation | None = None,
) -> list[Estimated]:
    """In the order given: the best band that any station brings to each. `links`: by generation,
    where nothing else is known of a station. `elevation`: what hides a village from a station.
    Raises OutsideModel."""
    where, masts = places_of(villages), places_of(stations)
    bands = [Band.NONE] * len(villages)
    asked = (Band.WEAK, Band.GOOD)
    for band, near in zip(
        asked, reaches(where, masts, links_of(stations, links), asked, elevation), strict=True
    ):
        for row in np.flatnonzero(np.diff(near.indptr)):
            bands[row] = band
    away = _nearest_km(where, masts)
    known = _ground(where, elevation)
    return [
        Estimated(village=village, band=band, station_km=km, ground=ground)
        for village, band, km, ground in zip(villages, bands, away, known, strict=True)
    ]


def links_of(stations: Sequence[Station], links: Mapping[str, Link]) -> list[Link]:
    """One a station; those that are known to be alike share theirs."""
    known: dict[tuple[object, ...], Link] = {}
    found = []
    for each in stations:
        kind = each.technology, each.frequency_mhz, each.height_m, each.power_w
        if kind not in known:
            known[kind] = link_of(each, links)
        found.append(known[kind])
    return found


def _ground(where: Floats, elevation: Elevation | None) -> list[bool]:
    if elevation is None or not len(where):
        return [False] * len(where)
    return [bool(each) for each in ~np.isnan(elevation.at(where[:, 0], where[:, 1]))]


def _nearest_km(where: Floats, masts: Floats) -> Sequence[float | None]:
    if not len(masts) or not len(where):
        return [None] * len(where)
    return [float(km) for km in nearest(where, masts)[1]]
