"""Areas on the ground from longitudes and latitudes: by Lambert's cylindrical equal-area projection
of the ellipsoid WGS 84 (Snyder, "Map Projections: A Working Manual", USGS 1395, 1987, p. 81), which
keeps every area. Degrees squared, or Mercator's metres, do not: a degree
further north, from 17° on, the same numbers are half a percent less land.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

AXIS_KM = 6378.137  # WGS 84
FLATTENING = 1 / 298.257223563
E2 = FLATTENING * (2 - FLATTENING)
E = E2**0.5

Points = npt.NDArray[np.float64]


def square_km(shape: BaseGeometry) -> float:
    """Of polygons in degrees, WGS 84; holes are left out."""
    return float(shapely.transform(shape, _projected).area)


def _projected(places: Points) -> Points:
    """Longitude and latitude in degrees -> kilometres."""
    longitude, latitude = np.radians(places[:, 0]), np.radians(places[:, 1])
    sine = np.sin(latitude)
    bent = np.log((1 - E * sine) / (1 + E * sine)) / (2 * E)
    q = (1 - E2) * (sine / (1 - E2 * sine**2) - bent)
    return np.column_stack([AXIS_KM * longitude, AXIS_KM * q / 2])
