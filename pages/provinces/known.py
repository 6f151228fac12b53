"""The provinces that this installation brings together, and their outlines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, current_app

from config.federation import ALONE, Federation
from config.settings import SettingsError

_FEDERATION = "tamnhin.federation"
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceOutlines:
    """`key` changes with what they are; `rings` by code, the largest first."""

    text: str
    key: str
    schematic: bool
    origin: str
    rings: Mapping[str, tuple[Ring, ...]]


def hang_federation(server: Flask, federation: Federation) -> None:
    server.extensions[_FEDERATION] = federation


def federation() -> Federation:
    """ALONE also outside of a served application."""
    found: Federation = current_app.extensions.get(_FEDERATION, ALONE) if current_app else ALONE
    return found


def outlines() -> ProvinceOutlines:
    return _outlines(federation().outlines)


@lru_cache(maxsize=2)
def _outlines(path: Path) -> ProvinceOutlines:
    text = path.read_text(encoding="utf-8")
    try:
        found = json.loads(text)
        rings = {each["id"]: _rings(each["geometry"]) for each in found["features"]}
    except (ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"{path}: không phải GeoJSON của các tỉnh ({error})"
            f" / is no GeoJSON of provinces: {error}"
        ) from error
    return ProvinceOutlines(
        text=text,
        key=sha256(text.encode()).hexdigest()[:16],
        schematic=found.get("kind") != "official",
        origin=str(found.get("origin", "")),
        rings=rings,
    )


def _rings(geometry: Mapping[str, Any]) -> tuple[Ring, ...]:
    of = geometry["coordinates"]
    polygons = of if geometry["type"] == "MultiPolygon" else [of]
    outer = [tuple((x, y) for x, y, *_ in polygon[0]) for polygon in polygons]
    return tuple(sorted(outer, key=len, reverse=True))
