"""From longitude and latitude to a sheet: Mercator, as on screen, as large as the room allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import degrees, log, pi, radians, tan

from exports.briefing import Map

BESIDE = 0.05  # of the width, around the middle of a name that lies beside the land


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """In degrees of longitude, also upward."""

    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        return max(self.east - self.west, 1e-6)

    @property
    def height(self) -> float:
        return max(self.north - self.south, 1e-6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """The box at the top of a room and in its middle; `pad` is left free on each side."""

    box: Box
    width: float
    height: float
    pad: float = 0.0

    @property
    def scale(self) -> float:
        across, down = self.width - 2 * self.pad, self.height - 2 * self.pad
        return min(across / self.box.width, down / self.box.height)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """From the left, from the top."""
        left = (self.width - self.box.width * self.scale) / 2
        across = longitude - self.box.west
        down = self.box.north - _up(latitude)
        return left + across * self.scale, self.pad + down * self.scale


def box_of(of: Map) -> Box:
    """Around all that is drawn."""
    places = list(_places(of))
    west, east = min(x for x, _ in places), max(x for x, _ in places)
    room = BESIDE * (east - west)
    for name in of.around:
        west, east = min(west, name.longitude - room), max(east, name.longitude + room)
    ups = [_up(latitude) for _, latitude in places]
    return Box(west=west, south=min(ups), east=east, north=max(ups))


def _places(of: Map) -> Iterator[tuple[float, float]]:
    for area in of.areas:
        for ring in area.rings:
            yield from ring
    for ring in of.edge:
        yield from ring
    yield from ((mark.longitude, mark.latitude) for mark in of.marks)
    for site in of.sites:
        yield from site.ring


def _up(latitude: float) -> float:
    return degrees(log(tan(pi / 4 + radians(latitude) / 2)))
