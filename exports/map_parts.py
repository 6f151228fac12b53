"""What a map is put together from: places with their value, points, and what colours mean."""

from __future__ import annotations

from dataclasses import dataclass

Ring = tuple[tuple[float, float], ...]  # longitude, latitude
NO_DATA = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A commune. `rings`: its outlines, the first an outer one, none where nobody has drawn it.
    `value` in the map's unit, None where there is no data; `step`: its class, 0 (which recedes) to
    4, or NO_DATA. `chosen`: the one that is looked at."""

    name: str
    code: str
    rings: tuple[Ring, ...]
    value: float | None
    text: str
    step: int
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A new station and how far it reaches: `ring` on the ground, closed. `kind`: which of the
    map's kinds of sites it is of."""

    name: str
    longitude: float
    latitude: float
    ring: Ring
    kind: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A class of areas: its limits in words, and how many areas are in it."""

    step: int
    text: str
    count: int
