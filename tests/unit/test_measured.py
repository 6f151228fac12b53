"""Measurements of signal: what may be concluded of so many, and of which village they tell."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from h3.api.basic_str import cell_area, cell_to_parent, latlng_to_cell

from components.measured_map import strokes
from config.coverage import CoverageSettings, read_coverage
from config.settings import SettingsError
from data_access.stations import Station
from data_access.villages import Village
from metrics.coverage.asking import Held
from metrics.coverage.distance import haversine_km
from metrics.coverage.links import Band, links_for
from metrics.measured.board import _best
from metrics.measured.places import coarse, nearest_villages, place_of, ring_of
from metrics.measured.tally import Tally


def lowest(successes: int, trials: int) -> float:
    """The lower end of Wilson's interval, by the root of its equation: the share of which `share`
    lies just 1.96 standard errors above."""
    share, low, high = successes / trials, 0.0, successes / trials
    for _ in range(60):
        middle = (low + high) / 2
        off = share - middle > 1.959964 * sqrt(middle * (1 - middle) / trials)
        low, high = (middle, high) if off else (low, middle)
    return low


@pytest.mark.parametrize("trials", [10, 11, 12, 20, 45])
def test_good_is_said_from_the_first_count_that_surely_is_more_than_half(trials: int) -> None:
    said = [Tally(good=n, weak=trials - n).band(10) is Band.GOOD for n in range(trials + 1)]
    assert said == [n > 0 and lowest(n, trials) > 0.5 for n in range(trials + 1)]
    assert said[-1]


def test_few_conclude_nothing_however_alike_they_are() -> None:
    assert Tally(good=9).band(10) is None
    assert Tally(good=10).band(10) is Band.GOOD
    assert Tally(good=9, untold=50).band(10) is None
    assert Tally().band(0) is None


def test_what_is_neither_good_nor_lost_is_weak() -> None:
    assert Tally(weak=12).band(10) is Band.WEAK
    assert Tally(none=12).band(10) is Band.NONE
    assert Tally(weak=6, none=6).band(10) is None
    assert Tally(good=6, weak=6).band(10) is None


def test_another_network_that_leans_to_better_leaves_it_open() -> None:
    weak, good = Tally(weak=20), Tally(good=2, weak=1)
    assert _best([weak], 10) is Band.WEAK
    assert _best([weak, good], 10) is None
    assert _best([weak, Tally(good=1, weak=3)], 10) is Band.WEAK
    assert _best([weak, Tally(good=20)], 10) is Band.GOOD
    assert _best([Tally(untold=30)], 10) is None


def village(code: str, longitude: float, latitude: float) -> Village:
    return Village(
        code=code,
        name=code,
        commune="1",
        longitude=longitude,
        latitude=latitude,
        people=1,
        households=1,
        signal="good",
        has_power=True,
        has_broadband=True,
    )


def test_each_hexagon_tells_of_its_nearest_village_as_measured_one_by_one() -> None:
    rng = np.random.default_rng(5)
    villages = [
        village(f"v{n}", 106 + east, 17.4 + north)
        for n, (east, north) in enumerate(rng.uniform(0, 0.08, (30, 2)).tolist())
    ]
    places = rng.uniform(-0.02, 0.1, (400, 2)).tolist()
    hexagons = {latlng_to_cell(17.4 + north, 106 + east, 9) for east, north in places}
    where = np.array([(each.longitude, each.latitude) for each in villages])
    expected = {}
    for hexagon in hexagons:
        away = haversine_km(np.array(place_of(hexagon)), where)
        if away.min() <= 1.3:
            expected[hexagon] = villages[int(away.argmin())].code
    assert 0 < len(expected) < len(hexagons)
    assert nearest_villages(hexagons, villages, 1.3) == expected
    assert nearest_villages(hexagons, [], 1.3) == {}


def test_hexagons_of_the_map_are_drawn_clockwise_around_what_they_hold() -> None:
    fine = latlng_to_cell(17.5, 106.3, 9)
    ring = ring_of(coarse(fine))
    assert coarse(fine) == cell_to_parent(fine, 7)
    assert len(ring) == 7
    assert ring[0] == ring[-1]
    east, north = np.array(ring).T
    twice = float(np.sum(east[:-1] * north[1:] - east[1:] * north[:-1]))
    assert twice < 0
    on_ground = -twice / 2 * 111.195**2 * np.cos(np.radians(17.5))
    assert on_ground == pytest.approx(cell_area(coarse(fine), unit="km^2"), rel=0.02)


def test_strokes_run_across_a_hexagon_and_never_leave_it() -> None:
    turns = np.arange(6) * np.pi / 3
    corners = [(float(np.cos(turn)), float(np.sin(turn))) for turn in turns]
    drawn = strokes([*corners, corners[0]])
    assert len(drawn) == 3
    for stroke in drawn:
        for x, y in stroke:
            assert max(abs(y), abs(x) * sqrt(3) / 2 + abs(y) / 2) <= sqrt(3) / 2 + 1e-3


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ({"measured_least": 0}, "measured_least"),
        ({"measured_least": 2.5}, "measured_least"),
        ({"measured_within_km": 80}, "measured_within_km"),
        ({"measured_months": True}, "measured_months"),
        ({"measured_month": 3}, "measured_months"),
        ({"margin_db": -3}, "margin_db"),
        ({"mast_m": 500}, "mast_m"),
        ({"weak_dbm": -110}, "2g"),
        ({"weak_dbm": {"6g": -110}}, "6g"),
        ({"good_dbm": {"4g": "strong"}}, "good_dbm.4g"),
        ({"good_dbm": {"4g": -130}}, "weak_dbm.4g"),
    ],
)
def test_a_setting_that_cannot_be_is_named_with_what_can(
    section: dict[str, object], said: str
) -> None:
    with pytest.raises(SettingsError, match=said):
        read_coverage(section)


def test_settings_that_are_not_there_are_as_shipped() -> None:
    assert read_coverage({}) == CoverageSettings()
    assert read_coverage({"measured_within_km": 2}).measured_within_km == 2


def test_the_estimate_reckons_with_what_the_province_says() -> None:
    """Ten dB more through walls shorten the reach as ten dB of strength do."""
    shipped, walls = CoverageSettings(), read_coverage({"margin_db": 33})
    strict = read_coverage({"weak_dbm": {"4g": -118}, "good_dbm": {"4g": -108}})
    for band in (Band.WEAK, Band.GOOD):
        plain, thick, far = (
            links_for(each)["4g"].radius_km(band) for each in (shipped, walls, strict)
        )
        assert thick == pytest.approx(far)
        assert thick < plain
        assert links_for(strict)["2g"] == links_for(shipped)["2g"]
    place, mast = village("v", 106.0, 17.4), [station(106.0 + 1.0 / 106.1)]
    held = {
        name: Held(villages=[place], stations=mast, settings=each).answered()
        for name, each in {"shipped": shipped, "walls": walls}.items()
    }
    assert held["shipped"].villages[Band.GOOD, Band.GOOD] == 1
    assert held["walls"].villages[Band.GOOD, Band.WEAK] == 1


def station(longitude: float) -> Station:
    return Station(
        code="s", mast="m", operator="VNPT", technology="4g", longitude=longitude, latitude=17.4
    )
