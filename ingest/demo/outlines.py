"""Schematic outlines of communes, computed from points and extents. They are nobody's boundary.

Each commune throws seeds over the ellipse in its bounding box; it gets what is nearer to its seeds
than to any other's, cut at a coast and border that the ellipses together make.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from math import cos, pi, sin

import pandas as pd
import shapely
from shapely import MultiPolygon, Point, Polygon
from shapely.affinity import scale
from shapely.ops import unary_union
from shapely.strtree import STRtree

from config.province import Province
from ingest.demo.places import boxes

ORIGIN = "Sơ đồ tính từ tọa độ tâm xã, không phải địa giới hành chính"
_GRID = 1e-5  # degrees: 5 decimals
_SMOOTH = 0.012


def boundaries_frame(province: Province, areas: pd.DataFrame) -> pd.DataFrame:
    """Table `boundaries`: one polygon a commune."""
    shapes = commune_shapes(province, areas)
    return pd.DataFrame(
        {
            "area_code": list(shapes),
            "kind": "schematic",
            "origin": ORIGIN,
            "geometry": [_geojson(shape) for shape in shapes.values()],
        }
    )


def commune_shapes(province: Province, areas: pd.DataFrame) -> dict[str, Polygon]:
    communes = areas[areas.level == "commune"].set_index("code")
    ellipses = _ellipses(communes, boxes(province.code))
    land = _land(ellipses.values())
    seeds = _seeds(communes, ellipses)
    pieces = _cells(seeds, land)
    return _whole(communes, pieces)


def _ellipses(communes: pd.DataFrame, known: pd.DataFrame) -> dict[str, Polygon]:
    """The ellipse in each commune's box; one of middling size around the point of the others."""
    corners = zip(known.west, known.south, known.east, known.north, strict=True)
    extents = dict(zip(known.index, corners, strict=True))
    typical = float((known.north - known.south).median())
    found = {}
    for row in communes.itertuples():
        centre, width, height = Point(row.longitude, row.latitude), typical, typical
        west, south, east, north = extents.get(row.Index, (0, 0, 0, 0))
        if shapely.box(west, south, east, north).contains(centre):
            width, height = east - west, north - south
            centre = Point((west + east) / 2, (south + north) / 2)
        found[str(row.Index)] = scale(centre.buffer(1.0, quad_segs=12), width / 2, height / 2)
    return found


def _land(ellipses: Iterable[Polygon]) -> Polygon:
    """One smooth outline: a concave hull of the ellipses, its corners rounded."""
    joined = unary_union([scale(shape, 0.85, 0.85) for shape in ellipses])
    hull = shapely.concave_hull(shapely.MultiPoint(shapely.get_coordinates(joined)), ratio=0.11)
    smooth = joined.union(hull).buffer(_SMOOTH).buffer(-2 * _SMOOTH).buffer(_SMOOTH)
    whole = smooth if isinstance(smooth, Polygon) else max(smooth.geoms, key=lambda g: g.area)
    return Polygon(whole.exterior)


def _seeds(communes: pd.DataFrame, ellipses: dict[str, Polygon]) -> list[tuple[str, Point]]:
    """The commune's point, and six more where no other commune's point is nearer."""
    centres = [Point(row.longitude, row.latitude) for row in communes.itertuples()]
    codes = [str(code) for code in communes.index]
    tree = STRtree(centres)
    seeds = list(zip(codes, centres, strict=True))
    for code, centre in zip(codes, centres, strict=True):
        west, south, east, north = ellipses[code].bounds
        for step in range(6):
            turn = step * pi / 3 + 0.4
            seed = Point(
                (west + east) / 2 + 0.27 * (east - west) * cos(turn),
                (south + north) / 2 + 0.27 * (north - south) * sin(turn),
            )
            nearest = codes[int(tree.nearest(seed))]
            if nearest == code or seed.distance(centre) < 0.55 * seed.distance(
                centres[codes.index(nearest)]
            ):
                seeds.append((code, seed))
    return seeds


def _cells(seeds: list[tuple[str, Point]], land: Polygon) -> list[tuple[str, Polygon]]:
    """Connected pieces of land, each with the commune whose seeds are nearest."""
    owners: dict[str, list[Polygon]] = {}
    cells = shapely.voronoi_polygons(
        shapely.MultiPoint([seed for _, seed in seeds]), extend_to=land.buffer(0.5)
    )
    tree = STRtree([seed for _, seed in seeds])
    for cell in cells.geoms:
        inside = tree.query(cell, predicate="contains")
        owners.setdefault(seeds[int(inside[0])][0], []).append(cell)
    return [
        (code, piece)
        for code, parts in sorted(owners.items())
        for piece in _polygons(unary_union(parts).intersection(land))
    ]


def _polygons(shape: Polygon | MultiPolygon) -> list[Polygon]:
    return [g for g in getattr(shape, "geoms", [shape]) if isinstance(g, Polygon) and g.area > 0]


def _whole(communes: pd.DataFrame, pieces: list[tuple[str, Polygon]]) -> dict[str, Polygon]:
    """A commune keeps the piece around its point; the others go to the neighbour they lean on."""
    home: dict[str, Polygon] = {}
    stray: list[Polygon] = []
    for code, piece in pieces:
        row = communes.loc[code]
        if piece.contains(Point(row.longitude, row.latitude)):
            home[code] = piece
        else:
            stray.append(piece)
    for piece in stray:
        leaned = max(home, key=lambda code: home[code].boundary.intersection(piece.boundary).length)
        joined = unary_union([home[leaned], piece])
        home[leaned] = joined if isinstance(joined, Polygon) else home[leaned]
    return _rounded(home)


def _rounded(home: dict[str, Polygon]) -> dict[str, Polygon]:
    """All on one grid at once: neighbours round to the same corners and still only touch."""
    codes = sorted(home)
    coverage = shapely.coverage_simplify([home[code] for code in codes], 0.0004)
    snapped = shapely.set_precision(coverage, _GRID, mode="pointwise")
    return {
        code: shape if shape.is_valid else max(_polygons(shape.buffer(0)), key=lambda g: g.area)
        for code, shape in zip(codes, snapped, strict=True)
    }


def _geojson(shape: Polygon) -> str:
    # Plotly fills the inside of clockwise rings and the outside of the others.
    clockwise = shapely.geometry.polygon.orient(shape, sign=-1.0)
    rings = [clockwise.exterior, *clockwise.interiors]
    coordinates = [[[round(x, 5), round(y, 5)] for x, y in ring.coords] for ring in rings]
    return json.dumps({"type": "Polygon", "coordinates": coordinates}, separators=(",", ":"))
