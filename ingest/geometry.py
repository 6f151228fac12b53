"""Outlines: valid polygons in WGS 84, rings as the charts draw them."""

from __future__ import annotations

import json

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, Polygon, mapping, shape
from shapely.geometry.polygon import orient

_CLOCKWISE = -1.0


def clockwise(text: str) -> tuple[str, str]:
    """A GeoJSON geometry with its outer rings clockwise, and '' or what is wrong with it."""
    try:
        outline = shape(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, ShapelyError):
        return text, "không phải hình GeoJSON"
    if not isinstance(outline, Polygon | MultiPolygon) or outline.is_empty:
        return text, "phải là Polygon hoặc MultiPolygon"
    if not shapely.is_valid(outline):
        return text, f"hình không hợp lệ ({shapely.is_valid_reason(outline)})"
    west, south, east, north = outline.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        return text, "tọa độ không phải kinh độ, vĩ độ WGS 84"
    parts = [orient(part, _CLOCKWISE) for part in getattr(outline, "geoms", [outline])]
    oriented = parts[0] if isinstance(outline, Polygon) else MultiPolygon(parts)
    return json.dumps(mapping(oriented), separators=(",", ":")), ""
