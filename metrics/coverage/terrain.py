"""What stands in the line of sight, and how much of a signal it costs.

Recommendation ITU-R P.526-15, 4.1: a single knife edge, the obstacle that rises highest into the
first Fresnel zone, and its loss by equation (31); the earth bulges by 4/3 of its radius, as air
bends rays. Only what rises above the line itself is counted: Hata's measurements, to which it is
added, hold already what rolling ground costs.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from data_access.elevation import Elevation
from metrics.coverage.distance import EARTH_KM, Floats, haversine_km

Whole = npt.NDArray[np.int64]
_BENT_EARTH_M = EARTH_KM * 1000 * 4 / 3
_LIGHT = 299.792458  # metres times MHz
_POINTS = 256  # of a profile: 78 m apart at the farthest, as points of SRTM are
_AT_ONCE = 10_000  # profiles


def knife_edge_db(nu: Floats) -> Floats:
    """ITU-R P.526-15 (31): the loss of a single knife edge by its Fresnel parameter; 6 dB where its
    top just meets the line. Nothing where it stays below."""
    inner = np.maximum(nu, 0.0) - 0.1
    loss = 6.9 + 20 * np.log10(np.sqrt(inner**2 + 1) + inner)
    return np.where(nu > 0, loss, 0.0)


def fresnel(edge: Floats, frequency_mhz: Floats) -> Floats:
    """The parameter of an `edge` as `edges` gives it."""
    return edge * np.sqrt(frequency_mhz / _LIGHT)


def edges(
    elevation: Elevation, one: Floats, one_m: Floats, other: Floats, other_m: Floats
) -> Floats:
    """For each pair of places (n, 2), of antennas so many metres above their ground: the height of
    the worst obstacle above the line between them, times the root of 2 (1/d1 + 1/d2) in metres,
    which with the root of a wavelength makes its Fresnel parameter. Below 0 where the line is free;
    minus infinity where the ground of either is not known, for then nothing is known of the way."""
    found = np.full(len(one), -np.inf)
    for start in range(0, len(one), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        found[part] = _edges(elevation, one[part], one_m[part], other[part], other_m[part])
    return found


def _edges(
    elevation: Elevation, one: Floats, one_m: Floats, other: Floats, other_m: Floats
) -> Floats:
    along = np.arange(1, _POINTS) / _POINTS
    ground = elevation.at(*_between(one, other, along))
    start, end = (elevation.at(each[:, 0], each[:, 1]) for each in (one, other))
    first, last = (start + one_m)[:, None], (end + other_m)[:, None]
    whole = np.maximum(haversine_km(one, other), 0.001)[:, None] * 1000
    near, far = whole * along, whole * (1 - along)
    bulge = near * far / (2 * _BENT_EARTH_M)
    above = ground + bulge - (first + (last - first) * along)
    edge = np.where(np.isnan(above), -np.inf, above * np.sqrt(2 * (1 / near + 1 / far)))
    return np.where(np.isnan(start) | np.isnan(end), -np.inf, edge.max(axis=1))


def _between(one: Floats, other: Floats, along: Floats) -> tuple[Floats, Floats]:
    """Straight on the map: over 20 km that is the great circle to a few metres."""
    longitude = one[:, :1] + (other[:, :1] - one[:, :1]) * along
    latitude = one[:, 1:] + (other[:, 1:] - one[:, 1:]) * along
    return longitude, latitude
