"""Distances on the globe, for many places at once.

A chord through the sphere grows with the arc above it, so that a tree of points in space finds
exactly those that are near by great circle, at any latitude. scipy is imported where it is used:
a server process that only knows the types does without its 40 MB.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Matrix: TypeAlias = Any  # of scipy.sparse, which comes without types
EARTH_KM = 6371.0088  # mean radius, IUGG


def haversine_km(one: Floats, other: Floats) -> Floats:
    """Of places (…, 2): longitude and latitude in degrees. Shapes broadcast."""
    (lon_1, lat_1), (lon_2, lat_2) = _radians(one), _radians(other)
    half = np.sin((lat_2 - lat_1) / 2) ** 2
    half += np.cos(lat_1) * np.cos(lat_2) * np.sin((lon_2 - lon_1) / 2) ** 2
    arc: Floats = np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return 2 * EARTH_KM * arc


def within(places: Floats, centres: Floats, radii_km: Floats) -> Matrix:
    """Sparse booleans (places × centres): which place lies in which circle."""
    from scipy.sparse import csr_matrix
    from scipy.spatial import cKDTree

    shape = len(places), len(centres)
    if not all(shape):
        return csr_matrix(shape, dtype=bool)
    found = cKDTree(_in_space(places)).query_ball_point(_in_space(centres), _chords(radii_km))
    counts = np.fromiter(map(len, found), dtype=np.int64, count=len(centres))
    rows = np.concatenate([np.asarray(each, dtype=np.int64) for each in found])
    columns = np.repeat(np.arange(len(centres)), counts)
    return csr_matrix((np.ones(len(rows), dtype=bool), (rows, columns)), shape=shape)


def nearest(places: Floats, among: Floats) -> tuple[npt.NDArray[np.int64], Floats]:
    """For each place the index of the nearest of the others, and how many kilometres away it is.
    There must be one."""
    from scipy.spatial import cKDTree

    _, index = cKDTree(_in_space(among)).query(_in_space(places))
    return index, haversine_km(places, among[index])


def _radians(places: Floats) -> tuple[Floats, Floats]:
    turned = np.radians(places)
    return turned[..., 0], turned[..., 1]


def _in_space(places: Floats) -> Floats:
    longitude, latitude = _radians(places)
    flat = np.cos(latitude)
    return np.stack([flat * np.cos(longitude), flat * np.sin(longitude), np.sin(latitude)], axis=-1)


def _chords(kilometres: Floats) -> Floats:
    return 2 * np.sin(kilometres / (2 * EARTH_KM))
