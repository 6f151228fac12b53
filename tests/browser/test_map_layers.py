"""The map's layers in a browser without WebGL: switched by their legend, told under the pointer,
found by name, moved as a picture, and renewed where they stand."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from config.settings import ROOT
from tests.browser.conftest import STILL, Visitor, settled
from tests.browser.site import Site, copy_of, served

WITHOUT_WEBGL = """{
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        return kind.startsWith("webgl") ? null : get.call(this, kind, ...more);
    };
}"""
MAP = "tamnhin.maps.all()[0]"
DRAWN = f"() => window.tamnhin?.spots?.complete() && {MAP}?.drawn && !{MAP}.moving"
KNOWN = """() => tamnhin.spots.list.find(each => each.layer.name === "villages")
    ?.state.filter(state => state >= 0).length"""
COUNT = f"""name => {MAP}.drawn.filter(each => each.layer.name === name).length"""
# How often the page asked for its files, and whether that was before its scripts did.
ASKED = """() => performance.getEntriesByType("resource")
    .filter(each => /\\/(spots|outlines)\\//.test(each.name))
    .map(each => [new URL(each.name).pathname.split("/")[1], each.initiatorType])"""
# How far spots are from where Plotly itself puts their places, in px.
OFF = f"""() => Math.max(...{MAP}.drawn.map(each => {{
    const latitude = (2 * Math.atan(Math.exp(each.own.y[each.n])) - Math.PI / 2) * 180 / Math.PI;
    const [x, y] = {MAP}.geo.projection([each.own.x[each.n] * 180 / Math.PI, latitude]);
    return Math.hypot(x - each.x, y - each.y);
}}))"""
# And corners of outlines as they are drawn, of communes that are wholly in sight.
PATHS = f"""() => {{
    const map = {MAP}, {{ width, height }} = map.over.getBoundingClientRect();
    const paths = [...map.graph.querySelectorAll(".choroplethlayer path")];
    const far = paths.flatMap(path => {{
        const geometry = path.__data__.geojson?.geometry, d = path.getAttribute("d");
        if (geometry?.type !== "Polygon" || !d) return [];
        const ends = geometry.coordinates.flat().map(map.geo.projection);
        const inside = ([x, y]) => x > 5 && y > 5 && x < width - 5 && y < height - 5;
        if (!ends.every(each => each && inside(each))) return [];
        const put = d.match(/[\\d.-]+,[\\d.-]+/g).map(each => each.split(",").map(Number));
        const away = ([x, y]) => Math.min(...put.map(each => Math.hypot(each[0] - x, each[1] - y)));
        return ends.map(away);
    }});
    return far.length > 100 ? Math.max(...far) : Infinity;
}}"""
# How far corners of lines are drawn from where Plotly puts them; and whether all that are in sight
# have left ink there.
LINES = f"""() => {{
    const map = {MAP}, {{ width, height }} = map.over.getBoundingClientRect(), drawn = [];
    const pen = new OffscreenCanvas(1, 1).getContext("2d");
    for (const name of ["moveTo", "lineTo"]) {{
        pen[name] = (x, y) => drawn.push([x, y]);
    }}
    const box = {{ left: 0, top: 0, width, height }};
    tamnhin.maps.drawLines(map, pen, {{ sharp: 1, tone: () => "#000" }}, box);
    const sheet = map.over.querySelector(".drawing"), ink = sheet.getContext("2d").getTransform();
    const sharp = sheet.width / (map.size[0] * 1.7);
    const off = [], bare = [];
    const corners = map.lines.flatMap(({{ shape }}) => shape.coordinates.flat());
    for (const [x, y] of corners.map(map.geo.projection)) {{
        if (x < 5 || y < 5 || x > width - 5 || y > height - 5) continue;
        off.push(Math.min(...drawn.map(each => Math.hypot(each[0] - x, each[1] - y))));
        const dot = [Math.round(x * sharp + ink.e), Math.round(y * sharp + ink.f)];
        if (!sheet.getContext("2d").getImageData(...dot, 1, 1).data[3]) bare.push([x, y]);
    }}
    return {{ corners: off.length, off: Math.max(...off), bare }};
}}"""
# Of some line, where no spot is near: where on screen, and what all of them are called.
SOME_LINE = f"""() => {{
    const map = {MAP}, place = map.over.getBoundingClientRect();
    const corners = map.lines.flatMap(({{ shape }}) => shape.coordinates.flat());
    const inside = (x, y) => x > 80 && y > 80 && x < place.width - 80 && y < place.height - 80;
    const [x, y] = corners.map(map.geo.projection)
        .find(([x, y]) => inside(x, y) && !tamnhin.maps.near(map, x, y));
    return [place.left + x, place.top + y, map.lines.map(one => one.file.names[one.n])];
}}"""
COLLIDING = f"""() => {MAP}.names.flatMap((one, n) => {MAP}.names.slice(n + 1).filter(other =>
    one.box.left < other.box.right && one.box.right > other.box.left &&
    one.box.top < other.box.bottom && one.box.bottom > other.box.top
).map(other => `${{one.text}} over ${{other.text}}`))"""
SCALE = f"() => {MAP}.geo.projection.scale() / {MAP}.geo.fitScale"
# Of some village on the map, away from its edges: where on screen, and what it is called.
SOME = f"""() => {{
    const map = {MAP}, place = map.over.getBoundingClientRect();
    const inside = each => each.layer.name === "villages" && each.x > 80 && each.y > 80
        && each.x < place.width - 80 && each.y < place.height - 80;
    const near = (one, other) => Math.hypot(other.x - one.x, other.y - one.y) < 9;
    const alone = each => map.drawn.filter(other => near(each, other)).length === 1;
    const found = map.drawn.find(each => inside(each) && alone(each));
    const [name, state] = [found.own.names[found.n], found.layer.states[found.s].word];
    return [place.left + found.x, place.top + found.y, name, state];
}}"""

RED = f"""() => {{
    const pen = {MAP}.under.querySelector(".tiles")?.getContext("2d");
    return pen?.getImageData(400, 400, 1, 1).data.join() === "255,0,0,255";
}}"""


@pytest.fixture
def tiled(demo: Path, tmp_path: Path) -> Iterator[Site]:
    """With a background map of its own. Its clock stands."""
    folder = tmp_path / "config"
    folder.mkdir()
    for path in (ROOT / "config").iterdir():
        if path.suffix == ".toml" or path.name in ("mappings", "schemes"):
            (folder / path.name).symlink_to(path)
    write_tiles(folder / "nen.pmtiles")
    with served(copy_of(demo, tmp_path / "tiled.db", STILL), config=folder) as site:
        yield site


def write_tiles(path: Path) -> None:
    """Red all over the world, in one picture."""
    with path.open("wb") as file:
        writer: Any = Writer(file)  # type: ignore[no-untyped-call]
        writer.write_tile(zxy_to_tileid(0, 0, 0), red())
        west, south, east, north = (-1800000000, -850000000, 1800000000, 850000000)
        writer.finalize(
            {
                "tile_type": TileType.PNG,
                "tile_compression": Compression.NONE,
                "min_zoom": 0,
                "max_zoom": 0,
                "min_lon_e7": west,
                "min_lat_e7": south,
                "max_lon_e7": east,
                "max_lat_e7": north,
                "center_zoom": 0,
                "center_lon_e7": 0,
                "center_lat_e7": 0,
            },
            {"name": "Nền đỏ"},
        )


def red() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    rows = b"".join(b"\0" + b"\xff\0\0" * 256 for _ in range(256))
    head = struct.pack(">IIBBBBB", 256, 256, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def drawn(page: Page) -> None:
    settled(page)
    page.wait_for_function(DRAWN)


def opened(visit: Visitor, site: Site, path: str) -> Page:
    page = visit(site, "/me", settle=False)
    page.context.add_init_script(WITHOUT_WEBGL)
    page.goto(site.url + path)
    drawn(page)
    return page


def count_said(page: Page, layer: str) -> int:
    text = page.locator(".layer", has_text=layer).first.locator(".so").inner_text()
    return int(text.split()[0].replace(".", ""))


def lines_lie_where_plotly_has_them(page: Page) -> None:
    told = page.evaluate(LINES)
    assert told["corners"] > 20
    assert told["off"] < 0.5
    assert told["bare"] == []


def test_layers_are_switched_by_their_legend_and_by_a_link(visit: Visitor, still: Site) -> None:
    page = opened(visit, still, "/coverage?gap=no_signal")
    assert sorted(page.evaluate(ASKED)) == [["outlines", "link"], *2 * [["spots", "link"]]]
    assert page.evaluate(COUNT, "villages") == count_said(page, "Chưa có sóng")
    assert page.evaluate(COUNT, "stations") == 0
    for layer in ("Đang phát", "Dự kiến"):
        before = page.url
        page.locator(".layer", has_text=layer).first.click()
        page.wait_for_function("before => location.href !== before", arg=before)
        drawn(page)
    page.wait_for_function(f"{MAP}.drawn.some(each => each.layer.name === 'stations')")
    shown = count_said(page, "Đang phát") + count_said(page, "Dự kiến")
    assert page.evaluate(COUNT, "stations") == shown
    page.locator(".layer", has_text="4G").click()
    page.wait_for_function(f"({COUNT})('stations') < {shown}")
    assert "hide=4g" in page.url
    left = page.evaluate(COUNT, "stations")
    assert page.evaluate(OFF) < 0.5
    page.locator(".layer", has_text="Cáp quang đang dùng").click()
    page.wait_for_function(f"{MAP}.lines.length > 0")
    assert page.evaluate(f"{MAP}.lines.length") == count_said(page, "Cáp quang đang dùng")
    again = opened(visit, still, page.url.removeprefix(still.url))
    again.wait_for_function(f"({COUNT})('stations') === {left}")
    assert page.evaluate("document.createElement('canvas').getContext('webgl')") is None


def test_a_spot_tells_its_name_state_source_and_age(visit: Visitor, still: Site) -> None:
    page = opened(visit, still, "/coverage?gap=no_signal&layers=no_signal,fibre,dedicated")
    x, y, name, state = page.evaluate(SOME)
    page.mouse.move(x, y)
    tip = page.locator(".spot-tip")
    tip.wait_for()
    said = tip.inner_text()
    for part in (name, state, "người", "khảo sát", "Hạ tầng", "Đến"):
        assert part in said
    page.mouse.move(5, 5)
    tip.wait_for(state="hidden")
    x, y, names = page.evaluate(SOME_LINE)
    page.mouse.move(x, y)
    tip.wait_for()
    assert tip.locator("b").inner_text().rsplit(", ", 1)[0] in names
    for part in ("đang dùng", " km", "từ ", "Hạ tầng", "Đến"):
        assert part in tip.inner_text()


def test_a_hand_moves_a_picture_and_spots_come_to_rest_where_plotly_has_them(
    visit: Visitor, still: Site
) -> None:
    page = opened(
        visit,
        still,
        "/coverage?gap=no_signal&layers=no_signal,on_air,fibre,dedicated,estimate,labels",
    )
    box = page.locator("#graph-coverage-map").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y + 20, steps=4)
    page.wait_for_selector(".plot[data-moving]", state="attached")
    page.mouse.move(x + 60, y + 40, steps=4)
    address = page.url
    page.mouse.up()
    page.wait_for_selector(".plot:not([data-moving]) .drawn.is-over", state="attached")
    drawn(page)
    assert page.evaluate(OFF) < 0.5
    assert page.evaluate(PATHS) < 0.5
    lines_lie_where_plotly_has_them(page)
    assert page.url == address
    page.mouse.wheel(0, -400)
    page.wait_for_function(f"({SCALE})() > 1.2")
    drawn(page)
    assert page.evaluate(OFF) < 0.5
    assert page.evaluate(PATHS) < 0.5
    lines_lie_where_plotly_has_them(page)
    assert page.evaluate(f"{MAP}.names.length") > 0
    assert page.evaluate(COLLIDING) == []


def test_a_search_leads_there_and_what_is_new_comes_without_moving_the_map(
    visit: Visitor, tiled: Site, tmp_path: Path
) -> None:
    page = opened(visit, tiled, "/coverage?gap=no_signal")
    page.fill("#map-find", "truong son")
    page.wait_for_selector("#map-found button")
    assert page.locator("#map-found button b").first.inner_text() == "Xã Trường Sơn"
    page.keyboard.press("Enter")
    page.wait_for_function(f"({SCALE})() > 2")
    drawn(page)
    scale, before = page.evaluate(SCALE), count_said(page, "Chưa có sóng")
    page.evaluate("window.alive = true")
    file = tmp_path / "villages.csv"
    file.write_text(
        "code,surveyed_on,name,commune_code,longitude,latitude,people,households,signal,"
        "technology,has_power,has_broadband\n"
        "NEW.1,2024-12-20,Bản Mới,19204,106.42,17.22,90,20,none,none,false,true\n",
        encoding="utf-8",
    )
    tiled.load("villages", file)
    page.wait_for_function(f"({KNOWN})() === {before + 1}")
    drawn(page)
    assert count_said(page, "Chưa có sóng") == before + 1
    assert page.evaluate(SCALE) == pytest.approx(scale)
    assert page.evaluate(OFF) < 0.5
    assert page.evaluate("alive")
    page.locator(".layer", has_text="Nền đỏ").click()
    page.wait_for_function(RED)
