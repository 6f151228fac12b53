"""What the layers of a vector map are, by the names that the usual schemas (OpenMapTiles,
Protomaps, Shortbread) and Vietnam's national base map give them, and how each is drawn. One that is
none of these is thin lines; names are drawn by the page itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from metrics.ask.text import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """`tone`: a token, `strength`: of its colour, 0 to 1; `px`: of its lines at zoom 12, 0 for what
    is only filled. What comes later in `PAINTS` lies above."""

    name: str
    tone: str
    strength: float
    px: float = 0.0
    filled: bool = False


GREEN = Paint(name="green", tone="track", strength=0.6, filled=True)
BUILT = Paint(name="built", tone="ink-3", strength=0.16, filled=True)
WATER = Paint(name="water", tone="accent", strength=0.22, px=1.2, filled=True)
OTHER = Paint(name="other", tone="ink-3", strength=0.4, px=0.6)
PATH = Paint(name="path", tone="ink-3", strength=0.35, px=0.6)
RAIL = Paint(name="rail", tone="ink-2", strength=0.5, px=1.0)
MINOR = Paint(name="minor", tone="ink-3", strength=0.5, px=0.9)
MAJOR = Paint(name="major", tone="ink-2", strength=0.7, px=1.8)
BORDER = Paint(name="border", tone="map-district", strength=0.8, px=1.0)
PAINTS = (GREEN, BUILT, WATER, OTHER, PATH, RAIL, MINOR, MAJOR, BORDER)

KINDS = ("class", "kind", "subclass", "highway", "landuse", "natural", "loai")
_WOODED = re.compile(
    r"wood|forest|grass|scrub|park|meadow|orchard|farm|nature|wetland|mangrove|rung"
)
_SETTLED = re.compile(r"resident|urban|industr|commerc|school|hospital|cemeter|military|dan cu")
_LARGE = re.compile(r"motorway|trunk|primary|secondary|highway|major|cao toc|quoc lo|tinh lo")
_SMALL = re.compile(r"path|foot|track|cycle|steps|pedestrian|ferry|mon")
_RAILS = re.compile(r"rail|subway|tram|duong sat")
_LAYERS = (
    (re.compile(r"water|ocean|sea|river|thuy|song|suoi"), WATER),
    (re.compile(r"building|nha$|dan cu"), BUILT),
    (re.compile(r"bound|admin|bien gioi|dia gioi|dia phan|ranh gioi"), BORDER),
    (re.compile(r"rail|transit|duong sat"), RAIL),
    (re.compile(r"thuc vat|wood|forest|park|rung"), GREEN),
)
_ROADS = re.compile(r"road|street|transport|giao thong|duong")
_LAND = re.compile(r"land|phu be mat|lop phu")
_SILENT = re.compile(r"^(earth|background)$|label|name|point|hillshade|contour")


def paint_of(layer: str, properties: Mapping[str, Any]) -> Paint | None:
    """None for what is not drawn."""
    named = plain(re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", layer))
    kind = plain(" ".join(str(properties[each]) for each in KINDS if each in properties))
    for pattern, paint in _LAYERS:
        if pattern.search(named):
            return paint
    if _ROADS.search(named):
        return _road(kind)
    if _LAND.search(named):
        return _land(kind)
    return None if _SILENT.search(named) else OTHER


def _land(kind: str) -> Paint | None:
    if _WOODED.search(kind):
        return GREEN
    return BUILT if _SETTLED.search(kind) else None


def _road(kind: str) -> Paint:
    if _RAILS.search(kind):
        return RAIL
    if _SMALL.search(kind):
        return PATH
    return MAJOR if _LARGE.search(kind) else MINOR
