"""GeoJSON gone wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.integration.faults.malformed.case import ASIDE, Case, always, cut

RING = [[106, 17], [106, 18], [107, 18], [107, 17], [106, 17]]


def outlines() -> Iterator[Case]:
    whole = _collection(*(_feature(_polygon(RING)) for _ in range(20)))
    for seed in range(8):
        yield _case(f"cut_{seed}", cut(whole.encode))
    for name, text in {
        "empty": "",
        "no_features": '{"type": "FeatureCollection", "features": []}',
        "features_no_list": '{"type": "FeatureCollection", "features": 5}',
        "no_collection": '{"type": "Feature", "properties": {}, "geometry": null}',
        "list": "[]",
        "null": "null",
        "number": "5",
        "text": '"FeatureCollection"',
        "strings_for_features": '{"type": "FeatureCollection", "features": ["a", "b"]}',
        "properties_no_object": _collection({**_feature(_polygon(RING)), "properties": [1]}),
        "deep": "[" * 200_000,
        "deep_coordinates": _collection(_feature(_polygon("DEEP"))).replace(
            '"DEEP"', "[" * 900 + "]" * 900
        ),
        "half_a_letter": _collection({**_feature(_polygon(RING)), "id": "\ud83d"}),
        "no_code": _collection({**_feature(_polygon(RING)), "properties": {}}),
    }.items():
        ends = (2, 3) if name == "deep_coordinates" else (2,)
        yield Case(f"{name}.geojson", always(text.encode()), ends, table="boundaries")
    yield _case("utf16", always(whole.encode("utf-16")))
    for name, geometry in _geometries().items():
        content = _collection(_feature(geometry)).encode()
        yield Case(f"{name}.geojson", always(content), ASIDE, table="boundaries")


def _case(name: str, make: Any) -> Case:
    return Case(f"{name}.geojson", make, table="boundaries")


def _collection(*features: dict[str, Any]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def _feature(geometry: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"area_code": "44"}, "geometry": geometry}


def _polygon(*rings: object) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def _geometries() -> dict[str, object]:
    return {
        "null_geometry": None,
        "text_geometry": "POLYGON",
        "unknown_kind": {"type": "Blob", "coordinates": []},
        "without_coordinates": {"type": "Polygon"},
        "text_coordinates": _polygon([["a", "b"], ["c", "d"], ["e", "f"], ["a", "b"]]),
        "no_numbers": _polygon([[float("nan"), 1], [2, 3], [4, 5], [float("nan"), 1]]),
        "two_points": _polygon([[106, 17], [107, 18]]),
        "no_surface": _polygon([[106, 17], [107, 18], [106, 17], [106, 17]]),
        "in_metres": _polygon([[x * 5_000, y * 9_000] for x, y in RING]),
    }
