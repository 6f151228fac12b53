"""What a station sends and a phone needs, by generation, where nobody has said it of the station.

Sent: a sector of a mast as operators build them, 17 dBi less 2 dB of cable, counted in what a phone
measures. 2G: the broadcast carrier, 43 dBm. 3G: the pilot, a tenth of 43 dBm. 4G: one of 1,200
subcarriers that share 46 dBm. 5G: one of 3,276 that share 53 dBm, in a beam of 24 dBi.

Needed: where Android's bars begin (`config.phone_bars`), unless the province says otherwise.

Lost besides (ETSI ETR 364, GSM 03.30, annex A): 10 dB so that 90 % of places at the edge have what
the median has (log-normal, 8 dB), 3 dB by who holds the phone, 10 dB by the walls of a village
house; or as the province says (`config.coverage`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import log10
from typing import TypeGuard

import numpy as np

from config.coverage import CoverageSettings
from data_access.stations import Station
from metrics.coverage.distance import Floats
from metrics.coverage.hata import FREQUENCIES_MHZ, HEIGHTS_M, Setting, loss_db, radius_km

SHIPPED = CoverageSettings()
MARGIN_DB, HEIGHT_M = SHIPPED.margin_db, SHIPPED.mast_m
_NEAREST_KM = 0.001  # a phone at the foot of the mast


class Band(StrEnum):
    """As villages report it."""

    NONE = "none"
    WEAK = "weak"
    GOOD = "good"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`power_w`: of one carrier; `eirp_dbm`: what comes of it, in the signal whose strength a phone
    measures. `least_dbm`: by band, the least that has to arrive; `margin_db`: what is lost
    besides."""

    frequency_mhz: float
    power_w: float
    eirp_dbm: float
    least_dbm: Mapping[Band, float]
    height_m: float = HEIGHT_M
    setting: Setting = Setting.SUBURBAN
    margin_db: float = MARGIN_DB

    def at(self, height_m: float) -> Link:
        return replace(self, height_m=height_m)

    def with_power(self, power_w: float) -> Link:
        """All of it grows alike."""
        more = 10 * log10(power_w / self.power_w)
        return replace(self, power_w=power_w, eirp_dbm=self.eirp_dbm + more)

    def amid(self, setting: Setting) -> Link:
        return replace(self, setting=setting)

    def radius_km(self, band: Band) -> float:
        """How far a phone indoors still gets it. Raises OutsideModel."""
        return self.radius_at(self.least_dbm[band])

    def radius_at(self, strength_dbm: float) -> float:
        """The same for any strength. Raises OutsideModel."""
        return radius_km(
            self.eirp_dbm - strength_dbm - self.margin_db,
            frequency_mhz=self.frequency_mhz,
            height_m=self.height_m,
            setting=self.setting,
        )

    def spare_db(self, band: Band, distance_km: Floats) -> Floats:
        """How much more arrives indoors, over free ground, than the band needs; less than 0 where
        it does not reach. Raises OutsideModel."""
        loss = loss_db(
            np.maximum(distance_km, _NEAREST_KM),
            frequency_mhz=self.frequency_mhz,
            height_m=self.height_m,
            setting=self.setting,
        )
        return self.eirp_dbm - self.least_dbm[band] - self.margin_db - loss


# Bands that Vietnam's operators use them in: 900, 2,100, 1,800 and 2,600 MHz, downlink. Frequency,
# power, and what comes of it.
_SENT: Mapping[str, tuple[float, float, float]] = {
    "2g": (950, 20, 58),
    "3g": (2140, 20, 48),
    "4g": (1840, 40, 30),
    "5g": (2600, 200, 42),
}


def links_for(settings: CoverageSettings) -> Mapping[str, Link]:
    """By generation, as the province reckons."""
    return {
        name: Link(
            frequency_mhz=frequency,
            power_w=power,
            eirp_dbm=eirp,
            least_dbm={Band.WEAK: settings.weak_dbm[name], Band.GOOD: settings.good_dbm[name]},
            height_m=settings.mast_m,
            margin_db=settings.margin_db,
        )
        for name, (frequency, power, eirp) in _SENT.items()
    }


LINKS: Mapping[str, Link] = links_for(SHIPPED)


def link_of(station: Station, links: Mapping[str, Link] = LINKS) -> Link:
    """As its generation sends, but for what is known of the station itself. What lies outside of
    the model, as 3,500 MHz does, is taken as not known."""
    found = links[station.technology]
    if _inside(station.frequency_mhz, FREQUENCIES_MHZ):
        found = replace(found, frequency_mhz=station.frequency_mhz)
    if _inside(station.height_m, HEIGHTS_M):
        found = replace(found, height_m=station.height_m)
    if station.power_w is not None and station.power_w > 0:
        found = found.with_power(station.power_w)
    return found


def _inside(value: float | None, limits: tuple[float, float]) -> TypeGuard[float]:
    return value is not None and limits[0] <= value <= limits[1]
