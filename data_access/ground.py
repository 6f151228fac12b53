"""Lines on the ground, WGS 84."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, shape
from shapely.geometry.base import BaseGeometry

from data_access.equal_area import AXIS_KM, E2


def line_of(text: str) -> BaseGeometry:
    """From the GeoJSON of table `cables`."""
    found: BaseGeometry = shape(json.loads(text))
    return found


def ground_km(line: BaseGeometry) -> float:
    """Length of lines in degrees, along the ellipsoid: of each piece by the radii of curvature at
    its middle (Snyder, "Map Projections: A Working Manual", USGS 1395, 1987, p. 24), which for
    pieces of less than 50 km is right to a metre."""
    return float(sum(_km(shapely.get_coordinates(part)) for part in _lines(line)))


def cut_to(line: BaseGeometry, ground: BaseGeometry) -> BaseGeometry | None:
    """What of a route lies on some ground; None where nothing does."""
    if not ground.intersects(line):
        return None
    if ground.covers(line):
        return line
    parts = _lines(ground.intersection(line))
    return MultiLineString(parts) if parts else None


def middle(line: BaseGeometry) -> tuple[float, float]:
    """Longitude and latitude half way along the longest part of a route, on the line."""
    longest = max(_lines(line), key=lambda part: part.length)
    point = longest.interpolate(0.5, normalized=True)
    return float(point.x), float(point.y)


def _lines(line: BaseGeometry) -> list[Any]:
    """The lines of what may also hold points, where something was cut."""
    parts = getattr(line, "geoms", [line])
    return [part for part in parts if isinstance(part, LineString) and not part.is_empty]


def _km(places: np.ndarray[Any, np.dtype[np.float64]]) -> float:
    radians = np.radians(places)
    step = np.diff(radians, axis=0)
    sine = np.sin((radians[:-1, 1] + radians[1:, 1]) / 2)
    bent = 1 - E2 * sine**2
    north = AXIS_KM * (1 - E2) / bent**1.5 * step[:, 1]
    east = AXIS_KM / np.sqrt(bent) * np.sqrt(1 - sine**2) * step[:, 0]
    return float(np.hypot(north, east).sum())
