"""The layers of the map on a small demonstration: counts are those of the metrics, files are their
viewers' own, and places are found however they are written."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from flask.testing import FlaskClient
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from sqlalchemy import Engine

from app import create_app
from components.look import Look
from config.province import read_province
from config.settings import ROOT, Settings, SettingsError
from config.tiles import read_tiles, tile_of
from data_access.cache import SharedCache
from data_access.engine import make_engine
from data_access.scope import Bound, Scope
from data_access.stations import Stage
from data_access.villages import Gap
from ingest.load import load_frame
from metrics.catalogue import metric
from metrics.desk import Desk, View
from pages.asking import asked, query_of
from pages.layers.board import Board, board_of, data_of
from pages.layers.find import found
from pages.layers.known import LAYERS
from pages.layers.layer import day_of, files_of
from pages.layers.offices import OFFICES
from pages.layers.stations import STATIONS
from pages.layers.villages import VILLAGES
from pages.page import Ask
from tests.integration.rows import YEAR, load, province
from tests.integration.test_siting import station
from wording.words import Words

IN_2024 = "?from=2024-01-01&to=2024-12-31"
DISTRICT = "455"  # Bố Trạch
VI = Words("vi")


def ask(view: View, search: str) -> Ask:
    return asked(view, query_of(search), Look(words=VI, theme="light", size="desk"))


@pytest.fixture(scope="module")
def desk(small_demonstration_url: str) -> Desk:
    return Desk(
        engine=make_engine(small_demonstration_url),
        province=read_province(ROOT / "config"),
        cache=SharedCache(),
    )


@pytest.fixture(scope="module")
def view(desk: Desk) -> Iterator[View]:
    with desk.open() as opened:
        yield opened


def board(view: View, search: str = IN_2024) -> Board:
    return board_of(ask(view, search), Gap.CUT_OFF)


@pytest.mark.parametrize("chosen", ["", f"&district={DISTRICT}", "&district=450"])
def test_the_legend_counts_what_metrics_count(view: View, chosen: str) -> None:
    of = ask(view, IN_2024 + chosen)
    told = board_of(of, Gap.CUT_OFF)
    names = [*map(str, Gap), "stations", "stations_5g", "network_joined"]
    readings = view.readings([metric(name) for name in names], of.selection)
    by_metric = dict(zip(names, readings, strict=True))
    villages = dict(zip([s.code for s in VILLAGES.states], told.counts(VILLAGES), strict=True))
    assert {name: villages[name] for name in map(str, Gap)} == {
        name: by_metric[name].value for name in map(str, Gap)
    }
    assert told.counts(STATIONS)[0] == by_metric["stations"].value
    generations = told.chosen(STATIONS, told.choices[STATIONS.name][0])
    assert generations[-1] == by_metric["stations_5g"].value
    assert sum(generations) == told.counts(STATIONS)[0]
    joined, apart, untold = told.counts(OFFICES)
    assert joined == by_metric["network_joined"].numerator
    assert joined + apart + untold == by_metric["network_joined"].denominator


def test_letters_and_file_are_of_the_same_spots(view: View) -> None:
    of = ask(view, f"{IN_2024}&layers=no_signal,on_air,joined&district={DISTRICT}")
    told = data_of(of, board_of(of, Gap.CUT_OFF))
    day = day_of(view, of.selection)
    assert [each["name"] for each in told["layers"]] == [layer.name for layer in LAYERS]
    for layer, each in zip(LAYERS, told["layers"], strict=True):
        files = files_of(view, layer, VI, day)
        assert all(digest in each[part] for part, (_, digest) in files.items())
        assert len(each["letters"]) == len(json.loads(files["file"][0])["names"])
        known = json.loads(files["known"][0]).values()
        assert {len(column) for column in known} <= {0, len(each["letters"])}


def test_a_layer_that_is_off_does_not_travel(view: View) -> None:
    of = ask(view, f"{IN_2024}&layers=none")
    assert data_of(of, board_of(of, Gap.CUT_OFF))["layers"] == []


def test_stations_planned_and_gone_are_told_apart_and_are_not_on_air(settled: Engine) -> None:
    load(
        settled,
        "stations",
        station("a"),
        station("b", on_air_on="2025-11-30"),
        station("c", off_air_on="2023-06-30"),
    )
    with Desk(engine=settled, province=province(), cache=SharedCache()).open() as view:
        stages = {each.station.code: each.stage for each in view.every_station(YEAR.end)}
        [on_air] = view.readings([metric("stations")], ask(view, IN_2024).selection)
        newest = view.sources()["coverage"].as_of
    assert stages == {"a": Stage.ON_AIR, "b": Stage.PLANNED, "c": Stage.DOWN}
    assert on_air.value == 1
    assert newest
    assert newest.year < 2025  # what is planned is no news


def test_a_station_of_next_century_is_still_refused(settled: Engine) -> None:
    rows = pd.DataFrame([station("a", on_air_on="2525-01-01")])
    assert load_frame(settled, "stations", rows, source="coverage").quarantined == 1


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("truong son", "Xã Trường Sơn"),
        ("TRƯỜNG SƠN", "Xã Trường Sơn"),
        ("ca roong 2", "Bản Cà Roòng 2"),
        ("thuong trahc", "Xã Thượng Trạch"),
        ("dong hoi", "Thành phố Đồng Hới"),
    ],
)
def test_places_are_found_with_accents_without_and_nearly_right(
    view: View, text: str, first: str
) -> None:
    names = [each.name for each in found(view, VI, text, YEAR.end)]
    assert names[0] == first


def test_what_nobody_is_called_finds_nothing(view: View) -> None:
    assert found(view, VI, "zzzz qqqq", YEAR.end) == []
    assert found(view, VI, "  ", YEAR.end) == []


def test_a_district_sees_spots_of_its_own(view: View) -> None:
    narrow = replace(view, scope=Scope(bound=Bound.DISTRICT, code=DISTRICT))
    for layer in LAYERS:
        every = json.loads(files_of(view, layer, VI, YEAR.end)["file"][0])["names"]
        own = json.loads(files_of(narrow, layer, VI, YEAR.end)["file"][0])["names"]
        assert 0 < len(own) < len(every), layer.name
    assert board(narrow).counts(STATIONS) == board(view, f"{IN_2024}&district={DISTRICT}").counts(
        STATIONS
    )
    assert "Thành phố Đồng Hới" not in [
        each.inside for each in found(narrow, VI, "to dan pho", YEAR.end)
    ]


def test_an_agency_sees_no_villages_and_no_stations(view: View) -> None:
    narrow = replace(view, scope=Scope(bound=Bound.AGENCY, code="H46.02"))
    told = board(narrow)
    assert sum(told.counts(VILLAGES)) == sum(told.counts(STATIONS)) == 0


# ---------- over HTTP ----------


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped one, and a background map of four pictures."""
    folder = tmp_path_factory.mktemp("layers") / "config"
    folder.mkdir()
    for path in (ROOT / "config").iterdir():
        if path.suffix == ".toml" or path.name in ("mappings", "schemes"):
            (folder / path.name).symlink_to(path)
    tiles(folder / "nen-tinh.pmtiles")
    return folder


PICTURE = b"\x89PNG\r\n\x1a\n not looked at"


def tiles(path: Path, kind: TileType = TileType.PNG) -> None:
    with path.open("wb") as file:
        writer = Writer(file)  # type: ignore[no-untyped-call]
        for x, y in ((1, 0), (1, 1)):
            writer.write_tile(zxy_to_tileid(1, x, y), gzip.compress(PICTURE + bytes([x, y])))  # type: ignore[no-untyped-call]
        writer.finalize(  # type: ignore[no-untyped-call]
            {
                "tile_type": kind,
                "tile_compression": Compression.GZIP,
                "min_zoom": 1,
                "max_zoom": 1,
                "min_lon_e7": 1050000000,
                "min_lat_e7": 170000000,
                "max_lon_e7": 1070000000,
                "max_lat_e7": 180000000,
                "center_zoom": 1,
                "center_lon_e7": 1060000000,
                "center_lat_e7": 175000000,
            },
            {"name": "Nền tỉnh", "attribution": "<a href='x'>Sở TNMT</a>"},
        )


@pytest.fixture(scope="module")
def client(small_demonstration_url: str, config: Path) -> FlaskClient:
    settings = Settings(
        database_url=small_demonstration_url,
        cache_url=None,
        secret_key="of a test",
        host="127.0.0.1",
        port=8050,
        config_dir=config,
        access="open",
    )
    client: FlaskClient = create_app(settings).server.test_client()
    return client


def told_by(client: FlaskClient, search: str) -> Any:
    page = client.get(f"/coverage{search}").get_data(as_text=True)
    [text] = re.findall(r'data-map="([^"]*)"', page)
    return json.loads(unescape(text))


def test_the_page_names_files_that_are_kept_for_good(client: FlaskClient) -> None:
    told = told_by(client, f"{IN_2024}&layers=no_signal,on_air")
    for each in told["layers"]:
        answer = client.get(each["file"], headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200
        assert (answer.cache_control.immutable, answer.cache_control.private) == (True, True)
        assert answer.headers["Content-Encoding"] == "br"


def test_an_update_is_letters_and_small(client: FlaskClient) -> None:
    every = ",".join(state.code for layer in LAYERS for state in layer.states)
    told = told_by(client, f"{IN_2024}&layers={every}")
    letters = sum(len(each["letters"]) for each in told["layers"])
    assert letters > 4_000
    assert len(gzip.compress(json.dumps(told).encode())) < 50_000


@pytest.mark.parametrize(
    "path",
    [
        "/spots/villages/20241231-vi-000000000000000000.json",
        "/spots/nothing/20241231-vi-000000000000000000.json",
        "/spots/villages/20249999-vi-000000000000000000.json",
        "/tiles/nen-tinh/other/1/1/0",
        "/tiles/nothing/x/1/1/0",
    ],
)
def test_what_there_is_not_is_not_answered_with_something_else(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert not answer.cache_control.immutable


def test_a_search_is_answered_within_the_pages_filters(client: FlaskClient) -> None:
    answer: Any = client.get(f"/spots/find{IN_2024}&q=truong+son").json
    first = answer[0]
    assert first["name"] == "Xã Trường Sơn"
    assert 105 < first["longitude"] < 107.5
    assert client.get("/spots/find?district=nowhere&q=truong+son").status_code == 200


def test_a_provinces_own_tiles_are_served_as_they_are(client: FlaskClient, config: Path) -> None:
    [file] = read_tiles(config)
    assert (file.label, file.attribution, file.mimetype) == ("Nền tỉnh", "Sở TNMT", "image/png")
    answer = client.get(f"/tiles/{file.name}/{file.sign}/1/1/0")
    assert (answer.mimetype, answer.data) == ("image/png", PICTURE + bytes([1, 0]))
    assert answer.cache_control.immutable
    assert client.get(f"/tiles/{file.name}/{file.sign}/1/0/0").data == b""
    assert tile_of(file, 1, 0, 0) is None
    [told] = told_by(client, f"{IN_2024}&layers=tiles-nen-tinh")["tiles"]
    assert told["address"] == f"/tiles/nen-tinh/{file.sign}"
    assert "Nền tỉnh" in client.get(f"/coverage{IN_2024}").get_data(as_text=True)


@pytest.mark.parametrize(
    ("name", "content"),
    [("nen.pmtiles", b"no map"), ("Nen Tinh.pmtiles", b""), ("nen.pmtiles", b"PMTiles\x02")],
)
def test_a_file_that_is_no_map_stops_the_start_and_is_named(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SettingsError, match=name):
        read_tiles(tmp_path)
