"""Schematic outlines of the 34 provinces, computed from points and extents. They are nobody's
boundary. `python -m ingest.federation.outlines` writes the file that is shipped.

Each commune of 2025 gets what is nearer to its point than to any other's, cut at a coast and border
that the extents of the communes before it make together; a province is what its communes get. The
two archipelagos are drawn by their main islands, larger than they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import shapely
from shapely import MultiPolygon, Point, Polygon
from shapely.affinity import scale
from shapely.ops import unary_union
from shapely.strtree import STRtree

from config.federation import SHIPPED

ORIGIN = "Sơ đồ tính từ tọa độ tâm xã, không phải địa giới hành chính"
_ISLETS: Mapping[str, tuple[tuple[float, float], ...]] = {
    "48": ((112.33, 16.83), (111.61, 16.53), (112.73, 16.67), (111.70, 16.45), (111.20, 15.78)),
    "56": ((111.92, 8.64), (114.33, 11.43), (114.36, 10.18), (114.33, 9.88), (114.48, 10.37),
           (113.70, 8.97), (112.92, 7.89)),
}  # fmt: skip
_ISLET = 0.09  # degrees
_FAR = "Hoàng Sa|Trường Sa"
_SMOOTH, _THIN, _GRID = 0.05, 0.012, 3


def province_shapes() -> dict[str, MultiPolygon]:
    """By code, islands included."""
    communes, extents = _communes(), _extents()
    far = communes.name.str.contains(_FAR)
    isles = communes[(communes.kind == "Đặc khu") & ~far]
    main = communes[(communes.kind != "Đặc khu") & ~far]
    land = _land(extents, main)
    pieces = _cells(main, land)
    for row in isles.itertuples():
        pieces.setdefault(str(row.province), []).append(_isle(row))
    for code, islets in _ISLETS.items():
        pieces[code] += [Point(*islet).buffer(_ISLET, quad_segs=3) for islet in islets]
    codes = sorted(pieces)
    whole = [_joined(pieces[code]) for code in codes]
    thin = shapely.coverage_simplify(whole, _THIN)
    return {code: _multi(shape) for code, shape in zip(codes, thin, strict=True)}


def _communes() -> pd.DataFrame:
    from vietnamadminunits.database.main import get_data

    names = {"provinceCode": "province", "ward": "name", "wardType": "kind",
             "wardLat": "lat", "wardLon": "lon", "wardAreaKm2": "km2"}  # fmt: skip
    return pd.DataFrame(get_data([*names], table="admin_units")).rename(columns=names).dropna()


def _extents() -> pd.DataFrame:
    """Boxes of the communes until 2025, but for those that nobody located."""
    from vietnamadminunits.database.main import get_data

    names = ["wardBounds", "districtBounds", "wardLat", "wardLon"]
    every = pd.DataFrame(get_data(names, table="admin_units_legacy")).dropna()
    every = every[every.wardBounds != every.districtBounds]
    corners = every.wardBounds.str.extract(r"([\d.]+),([\d.]+) – ([\d.]+),([\d.]+)").astype(float)
    corners.columns = pd.Index(["south", "west", "north", "east"])
    sane = (corners.north - corners.south < 0.6) & (corners.east - corners.west < 0.6)
    return corners[sane]


def _land(extents: pd.DataFrame, main: pd.DataFrame) -> Any:
    """The ellipses in all boxes together, and a disc around each point, its gaps closed."""
    ellipses = [_ellipse(row) for row in extents.itertuples()]
    discs = [Point(row.lon, row.lat).buffer(0.035, quad_segs=3) for row in main.itertuples()]
    joined = unary_union([*ellipses, *discs])
    smooth = joined.buffer(_SMOOTH, quad_segs=3).buffer(-1.6 * _SMOOTH, quad_segs=3)
    largest = max(_polygons(smooth.buffer(0.6 * _SMOOTH)), key=lambda part: part.area)
    return Polygon(largest.exterior)


def _ellipse(box: Any) -> Any:
    centre = Point((box.west + box.east) / 2, (box.south + box.north) / 2)
    disc = centre.buffer(1.0, quad_segs=3)
    return scale(disc, (box.east - box.west) / 2, (box.north - box.south) / 2)


def _cells(main: pd.DataFrame, land: Any) -> dict[str, list[Any]]:
    points = [Point(row.lon, row.lat) for row in main.itertuples()]
    codes = list(main.province)
    tree = STRtree(points)
    found: dict[str, list[Any]] = {}
    for cell in shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=land).geoms:
        inside = tree.query(cell, predicate="intersects")
        if len(inside):
            found.setdefault(codes[int(inside[0])], []).append(cell.intersection(land))
    return found


def _isle(row: Any) -> Any:
    radius = max(0.045, (row.km2 / 3.1416) ** 0.5 / 111.2)
    return Point(row.lon, row.lat).buffer(radius, quad_segs=4)


def _joined(parts: Iterable[Any]) -> MultiPolygon:
    """Without slivers: of the mainland what is large, of islands all."""
    return _multi(unary_union(list(parts)))


def _multi(shape: Any) -> MultiPolygon:
    return MultiPolygon([part for part in _polygons(shape) if part.area > 1e-3])


def _polygons(shape: Any) -> list[Polygon]:
    return [g for g in getattr(shape, "geoms", [shape]) if isinstance(g, Polygon) and g.area > 0]


def collection() -> dict[str, Any]:
    """GeoJSON: a feature a province, its code as `id`. Clockwise: Plotly fills the inside of such
    rings and the outside of the others."""
    shapes = province_shapes()
    return {
        "type": "FeatureCollection",
        "kind": "schematic",
        "origin": ORIGIN,
        "features": [_feature(code, shapes[code]) for code in sorted(shapes)],
    }


def _feature(code: str, shape: MultiPolygon) -> dict[str, Any]:
    parts = (shapely.geometry.polygon.orient(part, sign=-1.0) for part in shape.geoms)
    rings = [[[[round(x, _GRID), round(y, _GRID)] for x, y in p.exterior.coords]] for p in parts]
    geometry = {"type": "MultiPolygon", "coordinates": rings}
    return {"type": "Feature", "id": code, "properties": {}, "geometry": geometry}


if __name__ == "__main__":
    text = json.dumps(collection(), ensure_ascii=False, separators=(",", ":"))
    SHIPPED.write_text(text + "\n", encoding="utf-8")
