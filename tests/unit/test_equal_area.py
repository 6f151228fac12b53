"""Areas on the ground, against formulas that know nothing of the projection."""

from __future__ import annotations

from math import asin, atanh, cos, pi, radians, sin, sqrt

import pytest
from shapely import Polygon, box

from data_access.equal_area import square_km

A_KM, B_KM = 6378.137, 6356.752314245  # WGS 84


def zone_km2(south: float, north: float) -> float:
    """Between two parallels, all around: the meridian's radius of curvature times that of the
    parallel, integrated by Simpson's rule."""
    e2 = 1 - (B_KM / A_KM) ** 2
    steps = 200

    def strip(latitude: float) -> float:
        w = 1 - e2 * sin(latitude) ** 2
        return float((A_KM * (1 - e2) / w**1.5) * (A_KM / sqrt(w)) * cos(latitude))

    low, high = radians(south), radians(north)
    width = (high - low) / steps
    odd = sum(strip(low + at * width) for at in range(1, steps, 2))
    even = sum(strip(low + at * width) for at in range(2, steps, 2))
    return 2 * pi * width / 3 * (strip(low) + 4 * odd + 2 * even + strip(high))


@pytest.mark.parametrize(("south", "north"), [(17.0, 18.2), (8.4, 23.4), (-40.0, 12.0)])
def test_a_cell_between_parallels_and_meridians_is_its_part_of_the_zone(
    south: float, north: float
) -> None:
    cell = square_km(box(105.6, south, 107.1, north))
    assert cell == pytest.approx(zone_km2(south, north) * 1.5 / 360, rel=1e-9)


def test_all_of_the_ellipsoid_is_its_surface() -> None:
    """Of an oblate ellipsoid by its axes (Snyder 1987, p. 12)."""
    e = sqrt(1 - (B_KM / A_KM) ** 2)
    surface = 2 * pi * A_KM**2 * (1 + (1 - e**2) / e * atanh(e))
    assert square_km(box(-180, -90, 180, 90)) == pytest.approx(surface, rel=1e-9)


def test_a_circle_on_the_ground_has_the_area_of_its_radius() -> None:
    """5 km around a village, by the formulas of the sphere that has the ellipsoid's local radius;
    a hole is left out."""

    def circle(km: float) -> list[tuple[float, float]]:
        latitude, angle = radians(17.5), km / 6357.8
        found = []
        for at in range(720):
            turn = 2 * pi * at / 720
            up = asin(sin(latitude) * cos(angle) + cos(latitude) * sin(angle) * cos(turn))
            across = asin(sin(turn) * sin(angle) / cos(up))
            found.append((106 + across * 180 / pi, up * 180 / pi))
        return found

    whole, inner = Polygon(circle(5)), circle(2)
    assert square_km(whole) == pytest.approx(pi * 25, rel=0.004)
    assert square_km(Polygon(circle(5), [inner])) == pytest.approx(pi * 21, rel=0.004)


def test_square_degrees_would_not_do() -> None:
    """A commune as large in degrees is half a percent smaller a degree further north."""
    south, north = box(106, 17, 106.1, 17.1), box(106, 18, 106.1, 18.1)
    assert south.area == pytest.approx(north.area)
    assert square_km(south) / square_km(north) == pytest.approx(1.0055, abs=0.0005)
