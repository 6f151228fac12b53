"""Outlines with as few points as a slide or a page can show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.polygon import orient

from data_access.outlines import Outlines, Ring

MOST = 8_000  # points of all communes
FINEST = 0.0002  # degrees
PLACES = 5  # of degrees, about a metre: the same in whatever order sums are made


def thinned(
    outlines: Outlines, codes: Iterable[str], most: int = MOST
) -> Mapping[str, tuple[Ring, ...]]:
    """By code, the rings of each commune that has an outline, outer ones and holes, the first an
    outer one. Neighbours keep their common border, and islands stay, however small."""
    wanted = set(codes)
    features = json.loads(outlines.geojson)["features"]
    known = {f["id"]: shape(f["geometry"]).buffer(0) for f in features if f["id"] in wanted}
    shapes, tolerance = list(known.values()), FINEST
    while shapely.get_num_coordinates(shapes).sum() > most and tolerance < 1:
        shapes = list(shapely.coverage_simplify(list(known.values()), tolerance))
        tolerance *= 1.5
    return {code: _rings(each) for code, each in zip(known, shapes, strict=True)}


def _rings(whole: Any) -> tuple[Ring, ...]:
    polygons = [orient(part) for part in getattr(whole, "geoms", [whole]) if not part.is_empty]
    polygons.sort(key=lambda each: each.area, reverse=True)
    return tuple(
        tuple((round(x, PLACES), round(y, PLACES)) for x, y in ring.coords)
        for polygon in polygons
        for ring in (polygon.exterior, *polygon.interiors)
    )


def thinned_lines(rings: Iterable[Ring], most: int = MOST // 2) -> tuple[Ring, ...]:
    """Lines around districts and the province."""
    known = [shapely.LinearRing(ring) for ring in rings if len(ring) > 3]
    lines, tolerance = known, FINEST
    while sum(len(line.coords) for line in lines) > most and tolerance < 1:
        lines = [line.simplify(tolerance) for line in known]
        tolerance *= 1.5
    return tuple(
        tuple((round(x, PLACES), round(y, PLACES)) for x, y in line.coords) for line in lines
    )
