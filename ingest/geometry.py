"""Shapes that are usable, in WGS 84: outlines, valid polygons with rings as the charts draw them;
lines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import (
    LineString,
    MultiLineString,
    MultiPolygon,
    Polygon,
    mapping,
    shape,
)
from shapely.geometry.polygon import orient

_CLOCKWISE = -1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """`geometry`: GeoJSON; `wrong`: '' or why it cannot be used; `mended`: what was wrong with it,
    '' if nothing was."""

    geometry: str
    wrong: str = ""
    mended: str = ""


def clockwise(text: str) -> Outline:
    """An outline with its outer rings clockwise, flat, and mended where it crosses itself."""
    try:
        given: Any = shapely.force_2d(shape(json.loads(text)))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, ShapelyError):
        return Outline(geometry=text, wrong="không phải hình GeoJSON")
    if not isinstance(given, Polygon | MultiPolygon) or given.is_empty:
        return Outline(geometry=text, wrong="phải là Polygon hoặc MultiPolygon")
    west, south, east, north = given.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        return Outline(geometry=text, wrong=_projected(west, south, east, north))
    if shapely.is_valid(given):
        return Outline(geometry=_written(given))
    reason = shapely.is_valid_reason(given)
    surface = _surface(shapely.make_valid(given))
    if surface is None:
        return Outline(geometry=text, wrong=f"hình không hợp lệ ({reason})")
    return Outline(geometry=_written(surface), mended=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`geometry`: GeoJSON; `wrong`: '' or why it cannot be used."""

    geometry: str
    wrong: str = ""


def flat_line(text: str) -> Line:
    """A line or several, from GeoJSON or WKT, without heights and without places said twice."""
    try:
        with np.errstate(invalid="ignore"):  # of what is no number: said below
            given: Any = shape(json.loads(text)) if text[:1] == "{" else shapely.from_wkt(text)
            given = shapely.remove_repeated_points(shapely.force_2d(given))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, ShapelyError):
        return Line(geometry=text, wrong="không phải hình GeoJSON hay WKT")
    if not isinstance(given, LineString | MultiLineString):
        return Line(geometry=text, wrong="phải là LineString hoặc MultiLineString")
    if given.is_empty:
        return Line(geometry=text, wrong="tuyến không có điểm nào")
    if not np.isfinite(shapely.get_coordinates(given)).all():
        return Line(geometry=text, wrong="có tọa độ không phải số")
    west, south, east, north = given.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        return Line(geometry=text, wrong=_projected(west, south, east, north))
    parts = [part for part in getattr(given, "geoms", [given]) if part.length > 0]
    if not parts:
        return Line(geometry=text, wrong="tuyến chỉ có một điểm")
    whole = parts[0] if len(parts) == 1 else MultiLineString(parts)
    return Line(geometry=json.dumps(mapping(whole), separators=(",", ":")))


def _projected(west: float, south: float, east: float, north: float) -> str:
    if west >= -90 and east <= 90 and south >= -180 and north <= 180:
        return "vĩ độ đứng trước kinh độ; GeoJSON cần kinh độ trước"
    return (
        "tọa độ không phải kinh độ, vĩ độ WGS 84 (có thể là VN-2000). Chuyển trước: "
        "ogr2ogr -t_srs EPSG:4326 moi.geojson cu.geojson"
    )


def _surface(mended: Any) -> Polygon | MultiPolygon | None:
    """Without the lines and points that mending may leave; None when no area is left."""
    parts = [
        part
        for piece in getattr(mended, "geoms", [mended])
        for part in getattr(piece, "geoms", [piece])
        if isinstance(part, Polygon) and part.area > 0
    ]
    return MultiPolygon(parts) if len(parts) > 1 else parts[0] if parts else None


def _written(outline: Polygon | MultiPolygon) -> str:
    parts = [orient(part, _CLOCKWISE) for part in getattr(outline, "geoms", [outline])]
    oriented = parts[0] if isinstance(outline, Polygon) else MultiPolygon(parts)
    return json.dumps(mapping(oriented), separators=(",", ":"))
