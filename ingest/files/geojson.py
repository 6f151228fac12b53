"""GeoJSON: outlines with their properties."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from data_access.errors import TamNhinError
from ingest.chunks import RawChunk


class GeoJsonSource:
    """A FeatureCollection: the properties are the columns, and `geometry` the outline as JSON.
    A feature's number stands for its line."""

    def __init__(self, path: Path) -> None:
        features = _features(path)
        rows = [
            {**(feature.get("properties") or {}), "geometry": json.dumps(feature.get("geometry"))}
            for feature in features
        ]
        self._frame = pd.DataFrame(rows, dtype=object)
        self.header = [str(name) for name in self._frame.columns]
        self.total: int | None = len(rows)

    def chunks(self) -> Iterator[RawChunk]:
        if len(self._frame):
            yield RawChunk(self._frame, np.arange(1, len(self._frame) + 1))


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        if data["type"] == "FeatureCollection":
            return [feature for feature in data["features"] if feature["type"] == "Feature"]
    except (ValueError, KeyError, TypeError):
        pass
    raise TamNhinError(
        vi=f"'{path}' không phải FeatureCollection của GeoJSON.",
        en=f"'{path}' is not a GeoJSON FeatureCollection.",
    )
