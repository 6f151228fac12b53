"""Which hexagon tells of which village, and larger hexagons for a map."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import ceil

import numpy as np
from h3.api.basic_str import (
    average_hexagon_edge_length,
    cell_to_boundary,
    cell_to_latlng,
    cell_to_parent,
    grid_disk,
    latlng_to_cell,
)

from data_access.outlines import Ring
from data_access.villages import Village
from metrics.coverage.distance import haversine_km

FINE, COARSE = 9, 7  # some 0.1 and 5 km²


def place_of(hexagon: str) -> tuple[float, float]:
    """Its middle: longitude, latitude."""
    latitude, longitude = cell_to_latlng(hexagon)
    return longitude, latitude


def coarse(hexagon: str) -> str:
    return str(cell_to_parent(hexagon, COARSE))


def ring_of(hexagon: str) -> Ring:
    """Clockwise and closed, as maps are drawn here."""
    corners = [(round(lng, 4), round(lat, 4)) for lat, lng in cell_to_boundary(hexagon)]
    return (*corners[::-1], corners[-1])


def nearest_villages(
    hexagons: Collection[str], villages: Iterable[Village], within_km: float
) -> Mapping[str, str]:
    """Hexagon -> the code of the nearest village, where its middle is no farther than that."""
    wanted = {hexagon: place_of(hexagon) for hexagon in hexagons}
    pairs = [
        (village, hexagon)
        for village in villages
        for hexagon in wanted.keys() & _around(village, within_km)
    ]
    if not pairs:
        return {}
    away = haversine_km(
        np.array([(village.longitude, village.latitude) for village, _ in pairs]),
        np.array([wanted[hexagon] for _, hexagon in pairs]),
    )
    found: dict[str, tuple[float, str]] = {}
    for (village, hexagon), km in zip(pairs, away.tolist(), strict=True):
        if km <= within_km:
            found[hexagon] = min((km, village.code), found.get(hexagon, (km, village.code)))
    return {hexagon: code for hexagon, (_, code) in found.items()}


def _around(village: Village, km: float) -> set[str]:
    """All hexagons that could lie so near, and some more: as many rings as the distance needs when
    each is as narrow as hexagons of this grid get."""
    centre = latlng_to_cell(village.latitude, village.longitude, FINE)
    narrow = 0.8 * 3**0.5 * average_hexagon_edge_length(FINE, unit="km")
    return set(grid_disk(centre, ceil(km / narrow) + 1))
