"""A province's own background map of vectors: offered, drawn for light and dark, kept for good."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from mapbox_vector_tile import encode
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from config.settings import ROOT
from config.tiles import DEEPER, read_tiles
from pages.layers.tile_picture import SIDE
from tests.integration.test_api import client_of

ZOOM, X, Y = 6, 50, 28  # the tile that holds the province
SQUARE = "POLYGON ((0 0, 0 4096, 4096 4096, 4096 0, 0 0))"
ON = "?from=2024-01-01&to=2024-12-31&layers=tiles-nen-vec"


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vector") / "config"
    folder.mkdir()
    for path in (ROOT / "config").iterdir():
        if path.suffix == ".toml" or path.name in ("mappings", "schemes"):
            (folder / path.name).symlink_to(path)
    layer = {"name": "water", "features": [{"geometry": SQUARE, "properties": {}}]}
    with (folder / "nen-vec.pmtiles").open("wb") as file:
        writer: Any = Writer(file)  # type: ignore[no-untyped-call]
        writer.write_tile(zxy_to_tileid(ZOOM, X, Y), gzip.compress(encode([layer])))
        writer.write_tile(zxy_to_tileid(ZOOM, X, Y + 1), gzip.compress(b"no tile"))
        writer.finalize(
            {
                "tile_type": TileType.MVT,
                "tile_compression": Compression.GZIP,
                "min_zoom": ZOOM,
                "max_zoom": ZOOM,
                "min_lon_e7": 1050000000,
                "min_lat_e7": 170000000,
                "max_lon_e7": 1070000000,
                "max_lat_e7": 180000000,
                "center_zoom": ZOOM,
                "center_lon_e7": 1060000000,
                "center_lat_e7": 175000000,
            },
            {"name": "Nền vectơ"},
        )
    return folder


@pytest.fixture(scope="module")
def client(small_demonstration_url: str, config: Path) -> FlaskClient:
    return client_of(small_demonstration_url, config)


def told(client: FlaskClient) -> Any:
    page = client.get(f"/coverage{ON}").get_data(as_text=True)
    [text] = re.findall(r'data-map="([^"]*)"', page)
    [tiles] = json.loads(unescape(text))["tiles"]
    return tiles


def test_it_is_drawn_in_the_light_that_the_page_is_seen_in(client: FlaskClient) -> None:
    found = {}
    for theme in ("light", "dark"):
        client.set_cookie("tamnhin_theme", theme)
        tiles = told(client)
        assert tiles["side"] == SIDE
        assert tiles["zooms"] == [ZOOM, ZOOM + DEEPER]
        answer = client.get(f"{tiles['address']}/{ZOOM}/{X}/{Y}")
        assert (answer.status_code, answer.mimetype) == (200, "image/png")
        assert (answer.cache_control.immutable, answer.cache_control.private) == (True, True)
        found[theme] = answer.data
    assert found["light"] != found["dark"]


def test_it_goes_on_past_its_last_zoom_and_ends(client: FlaskClient) -> None:
    address, parts = told(client)["address"], 1 << DEEPER
    inside = client.get(f"{address}/{ZOOM + DEEPER}/{X * parts}/{Y * parts}")
    assert inside.data.startswith(b"\x89PNG")
    outside = client.get(f"{address}/{ZOOM + DEEPER}/{(X + 1) * parts}/{Y * parts}")
    assert (outside.status_code, outside.data) == (200, b"")
    beyond = f"{address}/{ZOOM + DEEPER + 1}/{2 * X * parts}/{2 * Y * parts}"
    assert client.get(beyond).status_code == 404


def test_what_there_is_not_is_not_answered(client: FlaskClient, config: Path) -> None:
    [file] = read_tiles(config)
    address = f"/tiles/{file.name}/{file.sign}"
    for path in (f"{address}/{ZOOM}/{X}/{Y}", f"{address}/blue/{ZOOM}/{X}/{Y}"):
        assert client.get(path).status_code == 404
    broken = client.get(f"{address}/light/{ZOOM}/{X}/{Y + 1}")
    assert broken.status_code == 404
    assert not broken.cache_control.immutable
