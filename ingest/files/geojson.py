"""GeoJSON: outlines and lines with their properties."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from data_access.errors import TamNhinError
from ingest.chunks import RawChunk
from ingest.files.trouble import missing, without_rows
from ingest.notes import Notes

ORIGIN, GEOMETRY = "origin", "geometry"
_LONGEST_ORIGIN = 80
# Longitude and latitude of WGS 84 under the names that files give it; no `crs` means the same.
_WGS84 = ("CRS84", "EPSG:4326", "EPSG::4326", "WGS84", "WGS 84")
_LARGEST = 100 << 20


class GeoJsonSource:
    """A FeatureCollection: the properties are the columns, and `geometry` the shape as JSON. Where
    the file says whose shapes they are, and it is `asked`, that is column `origin`. A feature's
    number stands for its line."""

    def __init__(self, path: Path, notes: Notes, *, asked: bool) -> None:
        data = _collection(path)
        if not data["features"]:
            raise without_rows(path)
        _check_crs(data.get("crs"), path)
        said = _origin(data, notes) if asked else {}
        rows = [
            {**said, **(feature.get("properties") or {}), GEOMETRY: json.dumps(feature["geometry"])}
            for feature in data["features"]
        ]
        self._frame = pd.DataFrame(rows, dtype=object)
        self.header = [str(name) for name in self._frame.columns]
        self.total: int | None = len(rows)

    def chunks(self) -> Iterator[RawChunk]:
        yield RawChunk(self._frame, np.arange(1, len(self._frame) + 1))


def _collection(path: Path) -> dict[str, Any]:
    """With features that are objects and have a geometry, be it null."""
    try:
        if path.stat().st_size > _LARGEST:
            raise _too_large(path)
        data: dict[str, Any] = json.loads(path.read_text("utf-8-sig").replace("\\u0000", ""))
        json.dumps(data, ensure_ascii=False).encode()  # half a surrogate pair is no text
        if data["type"] == "FeatureCollection":
            found = [feature for feature in data["features"] if _is_feature(feature)]
            return {**data, "features": [{GEOMETRY: None, **feature} for feature in found]}
    except OSError as error:
        raise missing(path) from error
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise TamNhinError(
        vi=f"'{path}' không phải FeatureCollection của GeoJSON, hoặc bị hỏng. Xuất lại tệp.",
        en=f"'{path}' is not a GeoJSON FeatureCollection, or damaged. Export it again.",
    )


def _is_feature(feature: Any) -> bool:
    properties = feature.get("properties") if isinstance(feature, dict) else ""
    if properties is not None and not isinstance(properties, dict):
        raise TypeError("no feature")
    return bool(feature["type"] == "Feature")


def _too_large(path: Path) -> TamNhinError:
    return TamNhinError(
        vi=f"'{path}' lớn quá {_LARGEST >> 20} MB. Giản lược hình rồi xuất lại.",
        en=f"'{path}' is larger than {_LARGEST >> 20} MB. Simplify the shapes, export again.",
    )


def _check_crs(crs: Any, path: Path) -> None:
    """GeoJSON is in WGS 84 (RFC 7946); older files may name another system, such as VN-2000."""
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str((properties or {}).get("name", crs))
    if name.upper().endswith(_WGS84):
        return
    raise TamNhinError(
        vi=f"'{path}' ở hệ tọa độ {name}, không phải WGS 84. Chuyển trước: "
        "ogr2ogr -t_srs EPSG:4326 moi.geojson cu.geojson",
        en=f"'{path}' is in the coordinate system {name}, not WGS 84. Convert it first: "
        "ogr2ogr -t_srs EPSG:4326 new.geojson old.geojson",
    )


def _origin(data: dict[str, Any], notes: Notes) -> dict[str, str]:
    """What the map will say of where its outlines come from."""
    given = data.get("source") or data.get("attribution") or data.get("name") or ""
    text = " ".join(str(given).split())
    if not text:
        return {}
    short = text if len(text) <= _LONGEST_ORIGIN else f"{text[: _LONGEST_ORIGIN - 1].rstrip()}…"
    notes.say(
        vi=f"Nguồn của ranh giới, như tệp ghi: {short} Muốn ghi khác: origin trong [constants].",
        en=f"The outlines' origin, as the file says: {short} To say otherwise: origin in"
        " [constants].",
    )
    return {ORIGIN: short}
