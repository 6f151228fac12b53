"""Outlines of communes for the map, and the lines of districts and of the province around them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shapely import STRtree, points, prepare, unary_union
from shapely.geometry import MultiPolygon, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient
from sqlalchemy import Connection, select

from data_access.areas import DAY
from data_access.equal_area import square_km
from data_access.places import Places
from data_access.schema import boundaries

Ring = tuple[tuple[float, float], ...]  # longitude, latitude
SLIVER = 0.0025  # degrees, some 270 m


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """`geojson`: a FeatureCollection of communes with `id` = code; `districts` by code. `computed`:
    communes whose outline was made from points, because no official one has been loaded.
    `square_km` of every commune that has an outline."""

    geojson: str
    districts: Mapping[str, tuple[Ring, ...]]
    province: tuple[Ring, ...]
    computed: frozenset[str]
    origins: tuple[str, ...]
    square_km: Mapping[str, float]

    @property
    def schematic(self) -> bool:
        return bool(self.computed)

    def schematic_in(self, communes: Iterable[str]) -> bool:
        """Whether at least one of these has a computed outline."""
        return not self.computed.isdisjoint(communes)


def read_outlines(connection: Connection, places: Places) -> Outlines:
    every = connection.execute(select(boundaries).order_by(boundaries.c.area_code)).all()
    rows = [row for row in every if _key(places, row)]
    features = [_feature(row, _key(places, row)) for row in rows]
    computed = {_key(places, row) for row in rows if row.kind == "schematic"}
    shapes: dict[str, list[Any]] = defaultdict(list)
    for feature in _drawn_around(features, computed, places):
        shapes[_district(places, feature["id"])].append(shape(feature["geometry"]).buffer(0))
    joined = {code: _joined(parts) for code, parts in shapes.items()}
    made = _put_together(features, places)
    whole = places.versions.made_of_whole()
    computed |= {each["id"] for each in made if computed & set(whole[each["id"]])}
    features += made
    return Outlines(
        geojson=json.dumps({"type": "FeatureCollection", "features": features}),
        districts={code: _rings(whole) for code, whole in joined.items() if code},
        province=_rings(_joined(list(joined.values()))) if joined else (),
        computed=frozenset(computed),
        origins=tuple(sorted({row.origin for row in rows})),
        square_km={f["id"]: square_km(shape(f["geometry"]).buffer(0)) for f in features},
    )


def _drawn_around(
    features: list[dict[str, Any]], computed: set[str], places: Places
) -> list[dict[str, Any]]:
    """What districts and the province are put together from: where all communes of one time have
    official outlines, those alone, for computed ones of another time lie otherwise."""
    official = {feature["id"] for feature in features} - computed
    if computed and official:
        for day in (date.max, *(day - DAY for day in places.versions.reforms)):
            units = {area.key for area in places.communes_on(day)}
            if units <= official:
                return [feature for feature in features if feature["id"] in units]
    return features


def communes_at(
    outlines: Outlines, keys: Collection[str], where: Sequence[tuple[float, float]]
) -> list[str | None]:
    """For each place (longitude, latitude) the commune, of these, whose outline it lies in."""
    features = json.loads(outlines.geojson)["features"]
    own = [each for each in features if each["id"] in keys]
    found: list[str | None] = [None] * len(where)
    tree = STRtree([shape(each["geometry"]).buffer(0) for each in own])
    for at, inside in tree.query(points(where), predicate="within").T if where else ():
        found[at] = own[inside]["id"]
    return found


def ground_of(outlines: Outlines, keys: Collection[str]) -> BaseGeometry | None:
    """All of these communes as one shape; None where none has an outline."""
    features = json.loads(outlines.geojson)["features"]
    own = [shape(each["geometry"]).buffer(0) for each in features if each["id"] in keys]
    if not own:
        return None
    whole: BaseGeometry = _joined(own)
    prepare(whole)  # it is asked many times what lies on it
    return whole


def _district(places: Places, commune: str) -> str:
    """The last that it lay in: a commune of 2024 may go on by its code where districts ended."""
    return places.district_of(commune) or places.old_district_of(commune) or ""


def _key(places: Places, row: Any) -> str:
    """A code alone is the first unit that was called so; others come with a day."""
    unit = places.versions.named(row.area_code, date.min)
    return unit.key if unit else ""


def _feature(row: Any, key: str) -> dict[str, Any]:
    geometry = json.loads(row.geometry)
    return {"type": "Feature", "id": key, "properties": {}, "geometry": geometry}


def _put_together(features: list[dict[str, Any]], places: Places) -> list[dict[str, Any]]:
    """New units without an outline, where they are made of whole old ones that have theirs."""
    known = {feature["id"]: feature["geometry"] for feature in features}
    return [
        {"type": "Feature", "id": key, "properties": {}, "geometry": _clockwise(_joined(parts))}
        for key, old in places.versions.made_of_whole().items()
        if key not in known and all(each in known for each in old)
        and (parts := [shape(known[each]).buffer(0) for each in old])
    ]  # fmt: skip


def _clockwise(whole: Any) -> dict[str, Any]:
    polygons = [orient(part, -1.0) for part in getattr(whole, "geoms", [whole])]
    found: dict[str, Any] = mapping(polygons[0] if len(polygons) == 1 else MultiPolygon(polygons))
    return found


def _joined(parts: list[Any]) -> Any:
    """One shape of many. Thinned outlines of neighbours do not quite meet: gaps narrower than
    `SLIVER` are closed, so that no border is drawn where there is none."""
    return unary_union([part.buffer(SLIVER, join_style="mitre") for part in parts]).buffer(
        -SLIVER, join_style="mitre"
    )


def _rings(whole: Any) -> tuple[Ring, ...]:
    """The outer rings; holes of a district are slivers too."""
    polygons = getattr(whole, "geoms", [whole])
    return tuple(
        tuple((round(x, 4), round(y, 4)) for x, y in polygon.exterior.coords)
        for polygon in polygons
        if not polygon.is_empty
    )
