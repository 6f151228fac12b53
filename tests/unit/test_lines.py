"""Lines: usable or told why not, as long as they are on the ground, small on their way."""

from __future__ import annotations

import json
from itertools import accumulate, pairwise

import pytest
from shapely import from_wkt
from shapely.geometry import LineString, box, shape

from components.map_lines import Lines
from components.map_spots import GRID
from components.theme import tokens
from data_access.ground import cut_to, ground_km, middle
from ingest.geometry import flat_line
from pages.layers.known import LAYERS, LINES


def geojson(*places: tuple[float, ...], kind: str = "LineString") -> str:
    return json.dumps({"type": kind, "coordinates": places})


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("không phải hình", "không phải hình GeoJSON hay WKT"),
        ('{"type": "LineString"}', "không phải hình"),
        (geojson((106.6, 17.4)), "không phải hình"),
        (geojson(("a", 1), ("b", 2)), "không phải hình"),  # type: ignore[arg-type]
        ("POINT (106.6 17.4)", "phải là LineString"),
        ("POLYGON ((106 17, 107 17, 107 18, 106 17))", "phải là LineString"),
        ("LINESTRING EMPTY", "không có điểm nào"),
        (geojson(), "không có điểm nào"),
        (geojson((106.6, 17.4), (106.6, 17.4)), "chỉ có một điểm"),
        (geojson((float("nan"), 17.4), (106.6, 17.5)), "không phải số"),
        (geojson((17.4, 106.6), (17.5, 106.7)), "vĩ độ đứng trước kinh độ"),
        (geojson((560_000, 1_930_000), (561_000, 1_931_000)), "VN-2000"),
    ],
)
def test_what_is_no_route_is_told_with_the_reason(text: str, wrong: str) -> None:
    assert wrong in flat_line(text).wrong


@pytest.mark.parametrize(
    "text",
    [
        geojson((106.6, 17.4, 12), (106.6, 17.4, 12), (106.7, 17.5, 9)),
        "LINESTRING Z (106.6 17.4 12, 106.7 17.5 9)",
        "MULTILINESTRING ((106.6 17.4, 106.7 17.5), (106 17, 106 17))",
    ],
)
def test_a_route_is_kept_flat_and_says_no_place_twice(text: str) -> None:
    line = flat_line(text)
    assert not line.wrong
    assert json.loads(line.geometry) == {
        "type": "LineString",
        "coordinates": [[106.6, 17.4], [106.7, 17.5]],
    }


# Lengths of a degree in tables of the ellipsoid: of latitude around it, of longitude along it.
@pytest.mark.parametrize(
    ("latitude", "north", "east"), [(0, 110.574, 111.320), (15, 110.649, 107.551),
                                    (30, 110.852, 96.486)],
)  # fmt: skip
def test_a_degree_is_as_long_as_tables_say(latitude: float, north: float, east: float) -> None:
    up = LineString([(106, latitude - 0.5), (106, latitude + 0.5)])
    along = LineString([(106 + n / 10, latitude) for n in range(11)])
    assert ground_km(up) == pytest.approx(north, abs=0.001)
    assert ground_km(along) == pytest.approx(east, abs=0.001)


def test_a_route_is_cut_where_the_ground_ends_and_its_middle_lies_on_it() -> None:
    bent = LineString([(0, 0), (2, 0), (2, 4)])
    assert middle(bent) == (2.0, 1.0)
    assert cut_to(bent, box(0, -1, 3, 5)) == bent
    inside = cut_to(bent, box(-1, -1, 1, 1))
    assert inside is not None
    assert inside.equals(LineString([(0, 0), (1, 0)]))
    assert cut_to(bent, box(5, 5, 6, 6)) is None
    assert cut_to(bent, box(-1, -1, 0, 1)) is None  # touched, nothing more
    both = from_wkt("MULTILINESTRING ((0 0, 1 0), (5 5, 5 9))")
    assert middle(both) == (5.0, 7.0)


def test_a_file_leads_back_to_the_places_on_its_grid() -> None:
    places = [(106.61234, 17.41234), (106.61231, 17.41233), (106.71, 17.5)]
    lines = Lines(
        parts=[[places]], names=["T"], owners=[""], lengths=[12.345], days=[0], day_word="từ {day}"
    )
    found = json.loads(lines.file())
    [[steps]] = found["lines"]
    xs, ys = accumulate(steps[::2]), accumulate(steps[1::2])
    back = [(x / GRID, y / GRID) for x, y in zip(xs, ys, strict=True)]
    assert back == [(106.6123, 17.4123), (106.71, 17.5)]  # the second is the first on the grid
    assert all(one != other for one, other in pairwise(back))
    assert found["lengths"] == [12.3]
    assert shape({"type": "LineString", "coordinates": back}).length > 0


def test_states_of_lines_differ_without_colour_and_mean_one_thing_each() -> None:
    spots = [state.code for layer in LAYERS for state in layer.states]
    for layer in LINES:
        assert len({state.dash for state in layer.states}) == len(layer.states)
        assert len({state.word for state in layer.states}) == len(layer.states)
        assert {state.tone for state in layer.states} <= set(tokens("light"))
        assert not {state.code for state in layer.states} & set(spots)
        assert layer.name not in {each.name for each in LAYERS}
