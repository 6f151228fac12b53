"""What stands on a coverage map beside the communes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin

from wording.words import Words

Ring = Sequence[tuple[float, float]]  # longitude, latitude
KM_A_DEGREE = 111.195  # of latitude


@dataclass(frozen=True, slots=True, kw_only=True)
class VillagePoint:
    """`lacks` says in words what is missing there; `severe`: all of it is."""

    code: str
    name: str
    commune: str
    commune_code: str
    longitude: float
    latitude: float
    people: int
    lacks: str
    severe: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePoint:
    """A new station and how far it reaches."""

    name: str
    longitude: float
    latitude: float
    radius_km: float
    people: int
    said: str

    def ring(self, corners: int = 48) -> Ring:
        """Its circle on the ground, closed."""
        north = self.radius_km / KM_A_DEGREE
        east = north / cos(radians(self.latitude))
        turns = [2 * pi * each / corners for each in range(corners + 1)]
        return [
            (round(self.longitude + east * sin(t), 4), round(self.latitude + north * cos(t), 4))
            for t in turns
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLabel:
    """`far`: a neighbour or a sea, in quiet capitals; otherwise a place of the province, whose
    text ends at the point given when a leader runs from there to `leads_to`."""

    text: str
    longitude: float
    latitude: float
    far: bool = False
    leads_to: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    districts: Sequence[Ring] = ()
    coast: Sequence[Ring] = ()


def neighbours(box: tuple[float, float, float, float], words: Words) -> list[MapLabel]:
    """Laos to the south-west and the sea to the north-east of west, south, east, north."""
    west, south, east, north = box
    wide, high = east - west, north - south
    return [
        MapLabel(
            text=words("Lào"), longitude=west - 0.1 * wide, latitude=south + 0.3 * high, far=True
        ),
        MapLabel(
            text=words("Biển Đông"),
            longitude=west + 0.84 * wide,
            latitude=south + 0.7 * high,
            far=True,
        ),
    ]
