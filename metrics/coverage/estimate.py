"""What a village should receive by the model, from the stations that are on air.

Terrain-blind: a village behind a ridge is estimated as if the ridge were not there. What villages
report is the truth that the estimate is checked against, never the other way round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from data_access.stations import Station
from data_access.villages import Village
from metrics.coverage.distance import Floats, nearest, within
from metrics.coverage.links import LINKS, Band, Link, link_of


class Placed(Protocol):
    """Whatever stands somewhere: degrees, WGS 84."""

    @property
    def longitude(self) -> float: ...

    @property
    def latitude(self) -> float: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimated:
    """A village beside its estimate. `station_km`: to the nearest station of any kind; None where
    there is none on air."""

    village: Village
    band: Band
    station_km: float | None

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
) -> list[Estimated]:
    """In the order given: the best band that any station brings to each. `links`: by generation,
    where nothing else is known of a station. Raises OutsideModel."""
    where, masts = places_of(villages), places_of(stations)
    bands = [Band.NONE] * len(villages)
    for band in (Band.WEAK, Band.GOOD):
        near = within(where, masts, _radii(stations, band, links))
        for row in np.flatnonzero(np.diff(near.indptr)):
            bands[row] = band
    away = _nearest_km(where, masts)
    return [
        Estimated(village=village, band=band, station_km=km)
        for village, band, km in zip(villages, bands, away, strict=True)
    ]


def _radii(stations: Sequence[Station], band: Band, links: Mapping[str, Link]) -> Floats:
    """Worked out once for all stations that are known to be alike."""
    known: dict[tuple[object, ...], float] = {}
    found = []
    for each in stations:
        kind = each.technology, each.frequency_mhz, each.height_m, each.power_w
        if kind not in known:
            known[kind] = link_of(each, links).radius_km(band)
        found.append(known[kind])
    return np.array(found, dtype=float)


def _nearest_km(where: Floats, masts: Floats) -> Sequence[float | None]:
    if not len(masts) or not len(where):
        return [None] * len(where)
    return [float(km) for km in nearest(where, masts)[1]]
