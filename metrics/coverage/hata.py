"""How much of a signal is lost on its way, by distance alone: Okumura-Hata and its extensions.

Up to 1,500 MHz: M. Hata, "Empirical formula for propagation loss in land mobile radio services",
IEEE Trans. Veh. Technol. VT-29 (1980), taken up in Recommendation ITU-R P.529; up to 2,000 MHz:
COST 231-Hata, COST 231 Final Report, EUR 18957 (1999), chapter 4.4.1; up to 3,000 MHz, antennas
below 30 m and distances below 1 km: the modified Hata model of Report ITU-R SM.2028-2 (2017).
What lies between rural and suburban ("quasi-open"): ETSI ETR 364 (GSM 03.30), annex B.

None of them sees a mountain. Nothing is estimated beyond 20 km, where Hata's own measurements end.
"""

from __future__ import annotations

from enum import StrEnum
from math import log10

import numpy as np

from data_access.errors import TamNhinError
from metrics.coverage.distance import Floats

FARTHEST_KM = 20.0
FREQUENCIES_MHZ, HEIGHTS_M, PHONES_M = (150.0, 3000.0), (1.0, 200.0), (1.0, 10.0)
PHONE_M = 1.5
_HATA_MHZ, _COST_MHZ, _LOWEST_M = 1500.0, 2000.0, 30.0


class Setting(StrEnum):
    """What stands around: the more, the shorter the reach."""

    URBAN = "urban"
    SUBURBAN = "suburban"
    QUASI_OPEN = "quasi_open"
    OPEN = "open"


class OutsideModel(TamNhinError):
    """A frequency or a height for which the formulas were never made."""

    def __init__(self, vi: str, en: str, value: float, limits: tuple[float, float]) -> None:
        low, high = limits
        super().__init__(
            vi=f"{vi} {value:g}: mô hình Hata chỉ dùng được từ {low:g} đến {high:g}.",
            en=f"{en} {value:g}: Hata's model holds from {low:g} to {high:g}.",
        )


def loss_db(
    distance_km: Floats,
    *,
    frequency_mhz: float,
    height_m: float,
    setting: Setting,
    phone_m: float = PHONE_M,
) -> Floats:
    """Median loss between isotropic antennas, never less than in free space (ITU-R P.525). Beyond
    `FARTHEST_KM` it is infinite. Raises OutsideModel."""
    at_1_km, decade = _line(frequency_mhz, height_m, setting, phone_m)
    steps = np.log10(distance_km)
    loss = np.maximum(at_1_km + decade * steps, _free_at_1_km(frequency_mhz) + 20 * steps)
    return np.where(distance_km > FARTHEST_KM, np.inf, loss)


def radius_km(
    most_db: float,
    *,
    frequency_mhz: float,
    height_m: float,
    setting: Setting,
    phone_m: float = PHONE_M,
) -> float:
    """The distance at which `loss_db` comes to `most_db`; at most `FARTHEST_KM`. Raises
    OutsideModel."""
    at_1_km, decade = _line(frequency_mhz, height_m, setting, phone_m)
    free = 10 ** ((most_db - _free_at_1_km(frequency_mhz)) / 20)
    return float(min(10 ** ((most_db - at_1_km) / decade), free, FARTHEST_KM))


def _line(frequency: float, height: float, setting: Setting, phone: float) -> tuple[float, float]:
    """Hata's loss is a straight line over the logarithm of the distance: its value at 1 km, and
    what each tenfold distance adds."""
    _require(frequency, height, phone)
    tall = log10(max(height, _LOWEST_M))
    low = min(0.0, 20 * log10(height / _LOWEST_M))
    urban = _base(frequency) - 13.82 * tall - _phone(frequency, phone) - low
    return urban - _opener(min(frequency, _COST_MHZ), setting), 44.9 - 6.55 * tall


def _base(frequency: float) -> float:
    if frequency <= _HATA_MHZ:
        return 69.55 + 26.16 * log10(frequency)
    within = min(frequency, _COST_MHZ)
    return 46.3 + 33.9 * log10(within) + 10 * log10(frequency / within)


def _phone(frequency: float, height: float) -> float:
    """Hata's correction for the phone's height, of a small or medium city."""
    return (1.1 * log10(frequency) - 0.7) * height - (1.56 * log10(frequency) - 0.8)


def _opener(frequency: float, setting: Setting) -> float:
    """How much less is lost than in a city."""
    tenfold = log10(frequency)
    opened = 4.78 * tenfold**2 - 18.33 * tenfold
    return {
        Setting.URBAN: 0.0,
        Setting.SUBURBAN: 2 * log10(frequency / 28) ** 2 + 5.4,
        Setting.QUASI_OPEN: opened + 35.94,
        Setting.OPEN: opened + 40.94,
    }[setting]


def _free_at_1_km(frequency: float) -> float:
    return 32.4 + 20 * log10(frequency)


def _require(frequency: float, height: float, phone: float) -> None:
    for vi, en, value, limits in (
        ("Tần số (MHz)", "Frequency (MHz)", frequency, FREQUENCIES_MHZ),
        ("Độ cao ăng-ten (m)", "Antenna height (m)", height, HEIGHTS_M),
        ("Độ cao máy thu (m)", "Phone height (m)", phone, PHONES_M),
    ):
        if not limits[0] <= value <= limits[1]:
            raise OutsideModel(vi, en, value, limits)
