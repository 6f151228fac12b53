"""A tile of a vector map as a picture. A wall may have no WebGL, so it is drawn here, once for all
who look at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from components.theme import Theme, tokens
from config.tiles import TileFile, tile_of
from pages.layers.tile_style import PAINTS, Paint, paint_of

SIDE = 512  # px
KEPT = 256  # pictures a process, of some 20 kB
_USUAL = 12  # the zoom at which lines are as wide as their paint says
_WIDER, _NARROWEST, _WIDEST = 1.25, 0.5, 3.0  # a zoom; of the usual width
Line: TypeAlias = npt.NDArray[np.float64]


class BrokenTile(ValueError):
    """A tile that is no Mapbox vector tile."""


@lru_cache(maxsize=KEPT)
def tile_picture(of: TileFile, zoom: int, x: int, y: int, theme: Theme) -> bytes | None:
    """PNG; None where the file has no such tile. Past the file's last zoom a part of its tile is
    drawn larger. Raises BrokenTile."""
    deeper = max(0, zoom - of.max_zoom)
    found = tile_of(of, zoom - deeper, x >> deeper, y >> deeper)
    return drawn(found, theme, Part(zoom=zoom, deeper=deeper, x=x, y=y)) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which part of a tile is drawn: tile (x, y) of `zoom`, where the file has the one that holds
    it `deeper` zooms before."""

    zoom: int
    deeper: int = 0
    x: int = 0
    y: int = 0

    def placed(self, extent: int) -> tuple[float, float, float]:
        """Px a unit, and where the lower left corner of the file's tile lies, in px."""
        parts = 1 << self.deeper
        across, down = self.x % parts, self.y % parts
        return SIDE * parts / extent, -SIDE * across, -SIDE * (parts - 1 - down)

    def width(self, paint: Paint) -> float:
        wider = min(max(_WIDER ** (self.zoom - _USUAL), _NARROWEST), _WIDEST)
        return 2 * paint.px * wider  # for a screen of two dots a px


@dataclass(slots=True)
class _Shapes:
    areas: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def drawn(content: bytes, theme: Theme, part: Part) -> bytes:
    from matplotlib.backends.backend_agg import RendererAgg  # 25 MB, for who has such a map
    from PIL import Image

    sheet: Any = RendererAgg(SIDE, SIDE, 72)
    shapes = _shapes(content, part)
    for paint in PAINTS:
        if paint in shapes:
            _put(sheet, shapes[paint], paint, theme, part)
    file = BytesIO()
    Image.fromarray(np.asarray(sheet.buffer_rgba())).save(file, "PNG")
    return file.getvalue()


def _shapes(content: bytes, part: Part) -> dict[Paint, _Shapes]:
    """In px from the lower left."""
    from google.protobuf.message import DecodeError
    from mapbox_vector_tile import decode

    try:
        layers: Mapping[str, Any] = decode(content)
    except (DecodeError, ValueError, IndexError, AssertionError) as error:
        raise BrokenTile(str(error)) from error
    found: dict[Paint, _Shapes] = {}
    for name, layer in layers.items():
        scale, left, low = part.placed(layer["extent"])
        for feature in layer["features"]:
            paint = paint_of(name, feature["properties"])
            if paint is not None:
                shapes = found.setdefault(paint, _Shapes())
                _take(shapes, paint, feature["geometry"], scale, (left, low))
    return found


def _take(
    into: _Shapes, paint: Paint, of: Mapping[str, Any], scale: float, corner: tuple[float, float]
) -> None:
    kind = of["type"]
    lines = _lines(kind, of["coordinates"])
    put = [np.asarray(line, dtype=float) * scale + corner for line in lines if len(line) > 1]
    area = paint.filled and kind.endswith("Polygon")
    (into.areas if area else into.lines).extend(put)


def _lines(kind: str, places: Sequence[Any]) -> Sequence[Any]:
    """None of a point."""
    if kind == "LineString":
        return [places]
    if kind == "MultiPolygon":
        return [ring for rings in places for ring in rings]
    return places if kind in ("MultiLineString", "Polygon") else ()


def _put(sheet: Any, of: _Shapes, paint: Paint, theme: Theme, part: Part) -> None:
    from matplotlib.colors import to_rgba
    from matplotlib.transforms import IdentityTransform

    colour = to_rgba(tokens(theme)[paint.tone], paint.strength)
    pen = sheet.new_gc()
    pen.set_foreground(colour, isRGBA=True)
    if of.areas:
        pen.set_linewidth(0)
        sheet.draw_path(pen, _path(of.areas), IdentityTransform(), colour)
    if of.lines and paint.px:
        pen.set_linewidth(part.width(paint))
        pen.set_joinstyle("round")
        sheet.draw_path(pen, _path(of.lines), IdentityTransform())


def _path(lines: Sequence[Line]) -> Any:
    """All in one, so that what overlaps gets no darker; rings of holes turn the other way."""
    from matplotlib.path import Path

    codes = [np.full(len(line), Path.LINETO, dtype=Path.code_type) for line in lines]
    for each in codes:
        each[0] = Path.MOVETO
    return Path(np.concatenate(lines), np.concatenate(codes))
