"""Callouts: names of communes outside the land, each with a leader to what it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.map_parts import MapLabel, Ring

GAP = 0.062  # of the province's height, between two labels
MARGIN = 0.03  # of its width, between a label and the land


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A commune's `text`, and where its leader ends."""

    text: str
    longitude: float
    latitude: float


def callouts(places: Sequence[Place], edge: Sequence[Ring]) -> list[MapLabel]:
    """West of the land, as high as what they name, moved apart where they would touch."""
    points = [point for ring in edge for point in ring]
    if not points or not places:
        return []
    longitudes, latitudes = [x for x, _ in points], [y for _, y in points]
    high = max(latitudes) - min(latitudes)
    margin = MARGIN * (max(longitudes) - min(longitudes))
    order = sorted(places, key=lambda place: -place.latitude)
    heights = _apart([place.latitude for place in order], GAP * high)
    return [
        MapLabel(
            text=place.text,
            longitude=_west_edge(points, latitude, GAP * high) - margin,
            latitude=latitude,
            leads_to=(place.longitude, place.latitude),
        )
        for place, latitude in zip(order, heights, strict=True)
    ]


def _apart(falling: Sequence[float], gap: float) -> list[float]:
    moved: list[float] = []
    for latitude in falling:
        moved.append(min(latitude, moved[-1] - gap) if moved else latitude)
    return moved


def _west_edge(points: Sequence[tuple[float, float]], latitude: float, near: float) -> float:
    """The land's westernmost longitude within the height of a label."""
    beside = [x for x, y in points if abs(y - latitude) <= near]
    return min(beside or [x for x, _ in points])
