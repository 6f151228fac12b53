"""Distances on the globe, and circles around many places at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.coverage.distance import Floats, haversine_km, nearest, within

places = st.lists(
    st.tuples(st.floats(105.5, 107), st.floats(16.9, 18.1)), min_size=1, max_size=12
).map(lambda each: np.array(each, dtype=float))


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((106.0, 17.0), (106.0, 18.0), 111.195),
        ((106.0, 0.0), (107.0, 0.0), 111.195),
        ((106.0, 60.0), (107.0, 60.0), 55.597),  # half as far at 60 degrees north
        ((105.8542, 21.0285), (106.6297, 10.8231), 1137.9),  # Hà Nội, Thành phố Hồ Chí Minh
        ((0.0, 0.0), (180.0, 0.0), 20015.1),
    ],
)
def test_known_distances(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    assert haversine_km(np.array(one), np.array(other)) == pytest.approx(km, rel=1e-3)


@given(places, places, st.floats(0.1, 60))
def test_who_is_within_a_circle_is_who_is_no_farther_than_its_radius(
    villages: Floats, masts: Floats, km: float
) -> None:
    found = within(villages, masts, np.full(len(masts), km)).toarray()
    away = haversine_km(villages[:, None], masts[None])
    clear = np.abs(away - km) > 1e-6
    assert (found == (away <= km))[clear].all()


@given(places, places)
def test_the_nearest_is_nobody_farther_than_any_other(villages: Floats, masts: Floats) -> None:
    _, km = nearest(villages, masts)
    assert km == pytest.approx(haversine_km(villages[:, None], masts[None]).min(axis=1), abs=1e-6)


def test_circles_of_different_radii() -> None:
    villages = np.array([[106.0, 17.0], [106.0, 17.1]])
    masts = np.array([[106.0, 17.05], [106.0, 17.05]])
    assert within(villages, masts, np.array([5.0, 6.0])).toarray().tolist() == [
        [False, True],
        [False, True],
    ]


def test_nobody_and_nothing_make_an_empty_matrix() -> None:
    none, one = np.empty((0, 2)), np.array([[106.0, 17.0]])
    assert within(none, one, np.array([1.0])).shape == (0, 1)
    assert within(one, none, np.empty(0)).shape == (1, 0)
