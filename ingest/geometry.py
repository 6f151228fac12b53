"""Outlines: valid polygons in WGS 84, rings as the charts draw them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, Polygon, mapping, shape
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
