"""A ridge between a mast and a village: what it costs, and who is hidden by it."""

from __future__ import annotations

import sys
from dataclasses import replace
from math import cos, radians, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin
from rasterio.warp import transform
from scipy.special import fresnel as fresnel_integrals

from config.elevation import elevation_files
from config.province import Province, read_province
from config.settings import ROOT
from data_access.elevation import Elevation, UnreadableElevation, read_elevation
from data_access.stations import Station
from data_access.villages import Village
from metrics.checkup import check_configuration
from metrics.coverage.confusion import confusion
from metrics.coverage.estimate import estimated
from metrics.coverage.links import LINKS, Band
from metrics.coverage.terrain import edges, fresnel, knife_edge_db
from metrics.siting.candidates import in_villages
from metrics.siting.plan import plan
from metrics.siting.plan_types import Question

WEST, SOUTH, STEP, COLUMNS, ROWS = 106.0, 17.4, 0.001, 121, 41
FLAT, RIDGE, RIDGE_AT = 10.0, 310.0, 106.03
LATITUDE = 17.42
KM_A_DEGREE = 6371.0088 * radians(1) * cos(radians(LATITUDE))  # of longitude


def ground(ridge: float = RIDGE) -> np.ndarray:
    """Flat, but for a ridge three cells wide that runs from south to north."""
    heights = np.full((ROWS, COLUMNS), FLAT)
    crest = round((RIDGE_AT - WEST) / STEP)
    heights[:, crest - 1 : crest + 2] = ridge
    return heights


def grid(path: Path, heights: np.ndarray, **head: float) -> Path:
    lines = {
        "ncols": heights.shape[1],
        "nrows": heights.shape[0],
        "xllcenter": WEST,
        "yllcenter": SOUTH,
        "cellsize": STEP,
        "NODATA_value": -9999,
        **head,
    }
    text = "".join(f"{name} {value}\n" for name, value in lines.items())
    rows = (" ".join(f"{value:g}" for value in row) for row in heights)
    path.write_text(text + "\n".join(rows), encoding="ascii")
    return path


def read(path: Path) -> Elevation:
    found = read_elevation([path])
    assert found
    return found


@pytest.fixture
def ridge(tmp_path: Path) -> Elevation:
    return read(grid(tmp_path / "elevation.asc", ground()))


def village(code: str, longitude: float, signal: str = "none") -> Village:
    return Village(
        code=code,
        name=code,
        commune="1",
        longitude=longitude,
        latitude=LATITUDE,
        people=100,
        households=25,
        signal=signal,
        has_power=True,
        has_broadband=True,
    )


def station(longitude: float, technology: str = "4g") -> Station:
    return Station(
        code=technology,
        mast="m",
        operator="VNPT",
        technology=technology,
        longitude=longitude,
        latitude=LATITUDE,
    )


def test_the_loss_of_a_knife_edge_is_that_of_fresnels_integrals() -> None:
    """ITU-R P.526 gives both; (31) is the formula that comes close to the integrals."""
    nu = np.linspace(0.0, 6.0, 25)
    sine, cosine = fresnel_integrals(nu)
    field = np.sqrt((1 - cosine - sine) ** 2 + (cosine - sine) ** 2) / 2
    assert knife_edge_db(nu + 1e-9) == pytest.approx(-20 * np.log10(field), abs=0.35)
    assert knife_edge_db(np.array([-0.01, -3.0])).tolist() == [0.0, 0.0]


def test_the_edge_of_a_ridge_is_as_worked_out_by_hand(ridge: Elevation) -> None:
    mast, phone, above, below = 106.005, 106.075, 42.0, 1.5
    found = edges(
        ridge,
        np.array([[mast, LATITUDE]]),
        np.array([above]),
        np.array([[phone, LATITUDE]]),
        np.array([below]),
    )
    near, far = (abs(RIDGE_AT - at) * KM_A_DEGREE * 1000 for at in (mast, phone))
    line = FLAT + above + (below - above) * near / (near + far)
    bulge = near * far / (2 * 6371008.8 * 4 / 3)
    by_hand = (RIDGE + bulge - line) * sqrt(2 / near + 2 / far)
    assert found[0] == pytest.approx(by_hand, rel=0.03)  # the crest is 200 m wide
    wavelength = 299792458 / 1840e6
    nu = fresnel(found, np.array([1840.0]))[0]
    assert nu == pytest.approx(found[0] / sqrt(wavelength), rel=1e-6)
    lost = 6.9 + 20 * np.log10(sqrt((nu - 0.1) ** 2 + 1) + nu - 0.1)
    assert knife_edge_db(np.array([nu]))[0] == pytest.approx(lost)
    assert 25 < lost < 45


def test_a_free_line_and_ground_that_nobody_knows_cost_nothing(ridge: Elevation) -> None:
    same_side = np.array([[106.04, LATITUDE]]), np.array([[106.1, LATITUDE]])
    beyond = np.array([[106.04, LATITUDE]]), np.array([[106.5, LATITUDE]])
    for one, other in (same_side, beyond):
        edge = edges(ridge, one, np.array([42.0]), other, np.array([1.5]))
        assert knife_edge_db(fresnel(edge, np.array([900.0])))[0] == 0.0


def test_a_village_behind_the_ridge_is_hidden_and_one_before_it_is_not(ridge: Elevation) -> None:
    villages = [village("behind", 106.035), village("before", 106.015), village("off", 106.2)]
    masts = [station(106.025)]
    blind = {each.village.code: each.band for each in estimated(villages, masts)}
    seeing = {each.village.code: each.band for each in estimated(villages, masts, elevation=ridge)}
    assert blind["behind"] is blind["before"] is Band.GOOD
    assert seeing == {"behind": Band.NONE, "before": Band.GOOD, "off": blind["off"]}
    told = confusion(estimated(villages, masts, elevation=ridge))
    assert (told.grounded, told.every) == (2, 3)
    assert confusion(estimated(villages, masts)).grounded == 0


def test_the_higher_the_ridge_the_less_arrives(tmp_path: Path) -> None:
    """As the link says by itself: what is spare at that distance has to exceed the loss."""
    place, mast = village("v", 106.035), station(106.025)
    away = np.array([0.010 * KM_A_DEGREE])
    found = []
    for height in (FLAT, 60.0, 120.0, 400.0):
        elevation = read(grid(tmp_path / "elevation.asc", ground(height)))
        [each] = estimated([place], [mast], elevation=elevation)
        edge = edges(
            elevation,
            np.array([[106.025, LATITUDE]]),
            np.array([42.0]),
            np.array([[106.035, LATITUDE]]),
            np.array([1.5]),
        )
        lost = knife_edge_db(fresnel(edge, np.array([LINKS["4g"].frequency_mhz])))
        arrives = [b for b in (Band.WEAK, Band.GOOD) if LINKS["4g"].spare_db(b, away) >= lost]
        assert each.band is (arrives[-1] if arrives else Band.NONE)
        found.append(each.band)
    assert (found[0], found[-1]) == (Band.GOOD, Band.NONE)


def test_a_plan_counts_nobody_whom_the_ridge_hides(ridge: Elevation) -> None:
    waiting = [village("a", 106.025), village("b", 106.035)]
    asked = Question(
        waiting=waiting,
        candidates=in_villages(waiting),
        link=LINKS["4g"],
        band=Band.WEAK,
        budget=1,
    )
    blind, seeing = plan(asked), plan(replace(asked, elevation=ridge))
    assert (blind.people, blind.terrain) == (200, False)
    assert (seeing.people, seeing.reachable, seeing.terrain) == (100, 200, True)
    [site] = seeing.sites
    assert [each.village.code for each in site.reached] == [site.candidate.code]


def test_an_srtm_tile_says_what_the_grid_says(tmp_path: Path) -> None:
    side = 1201
    rng = np.random.default_rng(3)
    heights = rng.integers(0, 1500, (side, side)).astype(">i2")
    heights[0, 0] = -32768
    heights.tofile(tmp_path / "N17E106.hgt")
    tile = read(tmp_path / "N17E106.hgt")
    at = np.array([106.0 + 7 / 1200, 106.0, 107.0, 106.5]), np.array([18 - 3 / 1200, 18, 17, 18.5])
    found = tile.at(*at)
    assert found[0] == pytest.approx(float(heights[3, 7]))
    assert found[2] == pytest.approx(float(heights[-1, -1]))
    assert np.isnan(found[[1, 3]]).all()  # void, and outside


def test_between_points_heights_rise_evenly(tmp_path: Path) -> None:
    slope = np.tile(np.arange(COLUMNS, dtype=float), (ROWS, 1))
    corner = {"xllcorner": WEST - STEP / 2, "yllcorner": SOUTH - STEP / 2}
    text = grid(tmp_path / "e.asc", slope).read_text()
    named = text.replace(f"xllcenter {WEST}", f"xllcorner {corner['xllcorner']}").replace(
        f"yllcenter {SOUTH}", f"yllcorner {corner['yllcorner']}"
    )
    (tmp_path / "corner.asc").write_text(named)
    for name in ("e.asc", "corner.asc"):
        found = read(tmp_path / name).at(np.array([WEST + 10.25 * STEP]), np.array([17.41]))
        assert found[0] == pytest.approx(10.25)


@pytest.mark.parametrize(
    ("name", "head", "said"),
    [
        ("elevation.asc", {"xllcenter": 500_000.0}, "gdalwarp"),
        ("elevation.asc", {"ncols": 7}, "7 x 41"),
        ("elevation.asc", {"cellsize": 0.5}, "0.5"),
        ("tile.hgt", {}, "N17E106"),
    ],
)
def test_a_raster_that_cannot_be_used_is_named_with_the_remedy(
    tmp_path: Path, shipped: Province, name: str, head: dict[str, float], said: str
) -> None:
    path = grid(tmp_path / name, ground(), **head)
    with pytest.raises(UnreadableElevation, match=said) as raised:
        read_elevation([path])
    assert name in raised.value.vi
    found = [each.about for each in check_configuration(replace(shipped, elevation=(path,)))]
    assert found == [name]


def geotiff(path: Path, heights: np.ndarray, crs: str, place: Any, **more: Any) -> Path:
    """`place`: west, north, and how far a row and a column lead."""
    west, north, across, down = place
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=heights.shape[1],
        height=heights.shape[0],
        count=1,
        dtype="float32",
        crs=crs,
        transform=from_origin(west, north, across, down),
        **more,
    ) as file:
        file.write(heights.astype("float32"), 1)
    return path


def test_a_geotiff_in_degrees_is_the_ascii_grid(tmp_path: Path) -> None:
    heights = np.arange(ROWS * COLUMNS, dtype=float).reshape(ROWS, COLUMNS)
    heights[3, 5] = -9999
    north = SOUTH + (ROWS - 1) * STEP
    place = (WEST - STEP / 2, north + STEP / 2, STEP, STEP)
    [one] = read(geotiff(tmp_path / "e.tif", heights, "EPSG:4326", place, nodata=-9999)).tiles
    [other] = read(grid(tmp_path / "e.asc", heights)).tiles
    assert (one.west, one.north, one.step) == pytest.approx((other.west, other.north, other.step))
    assert np.isnan(one.heights[3, 5])
    assert one.heights == pytest.approx(other.heights, nan_ok=True)


def test_a_geotiff_in_metres_is_turned_and_its_corners_are_not_the_sea(tmp_path: Path) -> None:
    """UTM, zone 48: heights that rise by 1 m each 100 m eastward, cells twice as high as wide."""
    west, north, across, down, rows, columns = 600_000.0, 1_930_000.0, 50.0, 100.0, 120, 200
    rise = (np.arange(columns) + 0.5) * across / 100
    heights = 500 + np.broadcast_to(rise, (rows, columns))
    path = geotiff(tmp_path / "e.tif", heights, "EPSG:32648", (west, north, across, down))
    found = read(path)
    eastings = np.array([602_000.0, 605_000.0, 608_000.0])
    places = transform("EPSG:32648", "EPSG:4326", eastings, np.full(3, 1_924_000.0))
    expected = 500 + (eastings - west) / 100
    assert found.at(*map(np.array, places)) == pytest.approx(expected, abs=0.5)
    [tile] = found.tiles
    assert np.isnan(tile.heights).any()
    assert np.nanmin(tile.heights) > 499


def test_a_geotiff_that_is_broken_is_named(tmp_path: Path) -> None:
    path = tmp_path / "elevation.tif"
    path.write_bytes(b"II*\0 and no more")
    with pytest.raises(UnreadableElevation, match=r"'elevation\.tif': không đọc được"):
        read_elevation([path])


def test_without_rasterio_the_remedy_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rasterio", None)
    with pytest.raises(UnreadableElevation, match="pip install rasterio"):
        read_elevation([grid(tmp_path / "elevation.tif", ground())])


@pytest.fixture(scope="module")
def shipped() -> Province:
    return read_province(ROOT / "config")


def test_rasters_are_found_in_the_configuration_and_there_need_be_none(
    tmp_path: Path, shipped: Province
) -> None:
    assert shipped.elevation == ()
    assert read_elevation(()) is None
    (tmp_path / "elevation").mkdir()
    for name in ("elevation.asc", "elevation/N17E106.hgt", "elevation/readme.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in elevation_files(tmp_path)] == ["elevation.asc", "N17E106.hgt"]
