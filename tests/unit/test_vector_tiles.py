"""A tile of vectors as a picture: what is drawn where, in which colour, and at which size."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import numpy as np
import pytest
from mapbox_vector_tile import encode
from matplotlib.colors import to_rgba
from PIL import Image

from components.theme import Theme, tokens
from pages.layers.tile_picture import SIDE, BrokenTile, Part, drawn
from pages.layers.tile_style import (
    BORDER,
    BUILT,
    GREEN,
    MAJOR,
    MINOR,
    OTHER,
    PATH,
    RAIL,
    WATER,
    Paint,
    paint_of,
)

EXTENT = 4096
ISLAND = "(512 512, 1024 512, 1024 1024, 512 1024, 512 512)"
LAKE = f"POLYGON ((0 0, 0 2048, 2048 2048, 2048 0, 0 0), {ISLAND})"
WHOLE = Part(zoom=12)


def tile(**layers: list[tuple[str, dict[str, Any]]]) -> bytes:
    """Places from the lower left of the tile, as WKT."""
    made: bytes = encode(
        [
            {
                "name": name,
                "features": [{"geometry": shape, "properties": told} for shape, told in features],
            }
            for name, features in layers.items()
        ]
    )
    return made


def dots(content: bytes, theme: Theme = "light", part: Part = WHOLE) -> Any:
    """Rows from the top, of red, green, blue and how opaque, 0 to 1."""
    return np.asarray(Image.open(BytesIO(drawn(content, theme, part)))) / 255


def at(picture: Any, x: float, y: float) -> Any:
    """A place of the tile, from its lower left."""
    return picture[int(SIDE - 1 - y * SIDE / EXTENT), int(x * SIDE / EXTENT)]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_water_is_tinted_its_islands_are_not(theme: Theme) -> None:
    picture = dots(tile(water=[(LAKE, {})]), theme)
    tint = to_rgba(tokens(theme)[WATER.tone], WATER.strength)
    for x, y in ((100, 100), (1500, 1500), (300, 2000)):
        assert at(picture, x, y) == pytest.approx(tint, abs=0.03)
    for x, y in ((768, 768), (3000, 1000), (1000, 3000)):
        assert at(picture, x, y)[3] == 0


def test_what_overlaps_gets_no_darker() -> None:
    twice = dots(tile(water=[(LAKE, {}), (LAKE, {})]))
    assert np.array_equal(twice, dots(tile(water=[(LAKE, {})])))


def test_a_large_road_is_wider_than_a_small_one_and_wider_still_near_by() -> None:
    across = "LINESTRING (-80 2000, 4176 2000)"

    def width(paint: Paint, kind: str, part: Part = WHOLE) -> float:
        picture = dots(tile(transportation=[(across, {"class": kind})]), part=part)
        return float(picture[:, SIDE // 2, 3].sum()) / paint.strength

    for paint, kind in ((MAJOR, "motorway"), (MINOR, "minor"), (PATH, "path")):
        assert width(paint, kind) == pytest.approx(WHOLE.width(paint), rel=0.15)
    near = Part(zoom=14, deeper=2, x=0, y=2)  # of its rows 1024 to 2048 from below
    assert width(MAJOR, "motorway", near) > 1.3 * width(MAJOR, "motorway")


def test_past_the_last_zoom_a_part_is_drawn_larger() -> None:
    whole, content = dots(tile(water=[(LAKE, {})])), tile(water=[(LAKE, {})])
    for x in (0, 1):
        for y in (0, 1):
            part = dots(content, part=Part(zoom=13, deeper=1, x=6 + x, y=4 + y))
            half = SIDE // 2
            own = whole[y * half : (y + 1) * half, x * half : (x + 1) * half]
            assert np.abs(part[1::2, 1::2] - own).max() < 0.35  # at edges; within them alike
            assert np.abs(part[1::2, 1::2] - own).mean() < 0.005


def test_names_are_the_pages_own() -> None:
    assert not dots(tile(place=[("POINT (2000 2000)", {"name": "Ba Đồn"})]))[:, :, 3].any()


@pytest.mark.parametrize("content", [b"\xff\xff\xff", b"no tile at all"])
def test_a_tile_that_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(BrokenTile):
        drawn(content, "light", WHOLE)


@pytest.mark.parametrize(
    ("layer", "properties", "paint"),
    [
        ("water", {}, WATER),
        ("waterway", {"class": "river"}, WATER),
        ("ocean", {}, WATER),
        ("water_polygons", {"kind": "lake"}, WATER),
        ("ThuyHe", {}, WATER),
        ("landcover", {"class": "wood"}, GREEN),
        ("landuse", {"kind": "forest"}, GREEN),
        ("landuse", {"class": "residential"}, BUILT),
        ("ThucVat", {}, GREEN),
        ("building", {}, BUILT),
        ("buildings", {"kind": "building"}, BUILT),
        ("DanCu", {}, BUILT),
        ("transportation", {"class": "primary"}, MAJOR),
        ("transportation", {"class": "rail"}, RAIL),
        ("roads", {"kind": "minor_road"}, MINOR),
        ("roads", {"kind": "path"}, PATH),
        ("streets", {"kind": "residential"}, MINOR),
        ("giao_thong", {"loai": "Quốc lộ"}, MAJOR),
        ("boundary", {"admin_level": 4}, BORDER),
        ("boundaries", {"kind": "region"}, BORDER),
        ("BienGioiDiaGioi", {}, BORDER),
        ("duong_day_dien", {}, MINOR),
        ("cot_moc", {}, OTHER),
        ("earth", {"kind": "earth"}, None),
        ("place_label", {}, None),
    ],
)
def test_layers_are_known_by_the_names_that_schemas_give(
    layer: str, properties: dict[str, Any], paint: Paint | None
) -> None:
    assert paint_of(layer, properties) is paint
