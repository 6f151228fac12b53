"""Propagation: the published formulas, worked out by hand, and what must hold of any model."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.coverage.hata import FARTHEST_KM, OutsideModel, Setting, loss_db, radius_km
from metrics.coverage.links import LINKS, MARGIN_DB, Band

frequencies = st.floats(150, 3000)
heights = st.floats(5, 200)
settings = st.sampled_from(Setting)


def loss(km: float, frequency: float, height: float, setting: Setting) -> float:
    found = loss_db(np.array([km]), frequency_mhz=frequency, height_m=height, setting=setting)
    return float(found[0])


@pytest.mark.parametrize(
    ("km", "frequency", "height", "setting", "by_hand"),
    [
        # Hata: 69.55 + 26.16 × 2.95424 − 13.82 × 1.47712 − 0.01588, a decade 44.9 − 6.55 × 1.47712
        (1, 900, 30, Setting.URBAN, 126.403),
        (5, 900, 30, Setting.URBAN, 151.024),
        (5, 900, 30, Setting.SUBURBAN, 151.024 - 9.943),  # 2 log²(900 / 28) + 5.4
        (5, 900, 30, Setting.OPEN, 151.024 - 28.506),  # 4.78 log² 900 − 18.33 log 900 + 40.94
        (5, 900, 30, Setting.QUASI_OPEN, 151.024 - 23.506),
        # COST 231: 46.3 + 33.9 × 3.25527 − 13.82 × 1.47712 − 0.04297
        (1, 1800, 30, Setting.URBAN, 136.197),
        (10, 1800, 30, Setting.URBAN, 136.197 + 35.225),
        # SM.2028: as at 2,000 MHz, and 10 log(2,600 / 2,000) more; a(1.5 m) at 2,600 MHz is 0.0573
        (1, 2600, 30, Setting.URBAN, 46.3 + 111.9049 + 1.1394 - 20.4138 - 0.0573),
        # and below 30 m, 20 log(30 / 15) more
        (1, 900, 15, Setting.URBAN, 126.403 + 6.021),
    ],
)
def test_losses_are_those_of_the_published_formulas(
    km: float, frequency: float, height: float, setting: Setting, by_hand: float
) -> None:
    assert loss(km, frequency, height, setting) == pytest.approx(by_hand, abs=0.002)


@pytest.mark.parametrize(
    ("most_db", "by_hand_km"),
    [(126.403, 1.0), (151.024, 5.0), (126.403 + 35.225 * 0.5, 10**0.5)],
)
def test_the_radius_is_where_the_loss_is_reached(most_db: float, by_hand_km: float) -> None:
    found = radius_km(most_db, frequency_mhz=900, height_m=30, setting=Setting.URBAN)
    assert found == pytest.approx(by_hand_km, rel=1e-4)


def test_the_4g_reach_by_hand() -> None:
    """At 1,840 MHz and 42 m. Urban at 1 km: 46.3 + 33.9 × 3.26482 − 13.82 × 1.62325 − 0.04439;
    suburban 2 log²(1,840 / 28) + 5.4 less; a decade 44.9 − 6.55 × 1.62325."""
    at_1_km = 46.3 + 110.6774 - 22.4333 - 0.0444 - 12.0073
    decade = 44.9 - 10.6323
    weak = 10 ** ((30 + 128 - MARGIN_DB - at_1_km) / decade)
    assert LINKS["4g"].radius_km(Band.WEAK) == pytest.approx(weak, rel=1e-3)
    assert weak == pytest.approx(2.32, abs=0.01)


@given(st.floats(60, 220), frequencies, heights, settings)
def test_no_radius_is_beyond_what_was_measured_and_inside_it_the_loss_is_right(
    most_db: float, frequency: float, height: float, setting: Setting
) -> None:
    km = radius_km(most_db, frequency_mhz=frequency, height_m=height, setting=setting)
    assert 0 < km <= FARTHEST_KM
    if km < FARTHEST_KM:
        assert loss(km, frequency, height, setting) == pytest.approx(most_db, abs=1e-6)


@given(st.floats(0.05, 19.9), frequencies, heights, settings)
def test_no_signal_fares_better_than_in_free_space(
    km: float, frequency: float, height: float, setting: Setting
) -> None:
    free = 32.4 + 20 * np.log10(frequency) + 20 * np.log10(km)
    assert loss(km, frequency, height, setting) >= free - 1e-9


@given(st.floats(60, 200), frequencies, st.floats(5, 199), settings)
def test_a_taller_mast_reaches_no_less_far_beyond_a_kilometre(
    most_db: float, frequency: float, height: float, setting: Setting
) -> None:
    low, tall = (
        radius_km(most_db, frequency_mhz=frequency, height_m=each, setting=setting)
        for each in (height, height + 1)
    )
    assert tall >= low - 1e-9 or low < 1


@pytest.mark.parametrize("technology", LINKS)
def test_a_weak_signal_reaches_farther_than_a_good_one(technology: str) -> None:
    link = LINKS[technology]
    assert link.radius_km(Band.GOOD) < link.radius_km(Band.WEAK) <= FARTHEST_KM


@pytest.mark.parametrize(
    ("frequency", "height", "said"), [(3500, 30, "3500"), (100, 30, "100"), (900, 0, "0")]
)
def test_what_the_formulas_were_never_made_for_is_refused(
    frequency: float, height: float, said: str
) -> None:
    with pytest.raises(OutsideModel, match=said):
        radius_km(120, frequency_mhz=frequency, height_m=height, setting=Setting.OPEN)


def test_beyond_the_farthest_nothing_is_claimed() -> None:
    assert loss(20.01, 900, 100, Setting.OPEN) == np.inf
