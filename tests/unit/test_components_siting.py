"""The curve of a plan, and circles on a map."""

from __future__ import annotations

import numpy as np
import pytest

from components.chart_note import ChartNote
from components.look import Look
from components.map_parts import SitePoint
from components.reach_curve import CurvePoint, reach_curve
from metrics.coverage.distance import haversine_km
from wording.words import Words

LOOK = Look(words=Words("vi"), theme="light", size="desk")
NOTE = ChartNote(title="", filters="", source="", as_of="", demo=False)


def test_a_circle_is_closed_and_everywhere_as_far_from_its_station_as_it_reaches() -> None:
    site = SitePoint(name="a", longitude=106, latitude=17.5, radius_km=6, people=1, said="")
    ring = np.array(site.ring())
    assert tuple(ring[0]) == pytest.approx(tuple(ring[-1]))
    assert haversine_km(ring, np.array([106, 17.5])) == pytest.approx(6, rel=0.01)


def test_the_curve_marks_the_plan_and_writes_where_it_ends() -> None:
    points = [
        CurvePoint(stations=n, people=people, chosen=n == 2)
        for n, people in enumerate((0, 1_200, 2_000, 2_400))
    ]
    figure = reach_curve(points, look=LOOK, note=NOTE)
    line, chosen = figure.data
    assert list(line.y) == [0, 1_200, 2_000, 2_400]
    assert (list(chosen.x), list(chosen.y)) == ([2], [2_000])
    assert [each.text for each in figure.layout.annotations] == ["<b>2.000</b>", "<b>2.400</b>"]
    assert figure.layout.meta["rows"][3] == [3, 2_400]


def test_a_curve_of_nothing_is_empty() -> None:
    assert not reach_curve([], look=LOOK, note=NOTE).layout.annotations
