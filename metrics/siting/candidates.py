"""Where a new station could stand: in a village, on a grid, on a mast that stands already, or where
a list says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil, cos, radians

import numpy as np
from shapely import Polygon, contains_xy, unary_union

from data_access.errors import TamNhinError
from data_access.outlines import Ring
from data_access.sites import Ground, ListedPlace
from data_access.stations import Station
from data_access.villages import Village
from metrics.coverage.distance import EARTH_KM, nearest
from metrics.coverage.estimate import places_of

STEP_KM = 1.0
MOST = 50_000
_KM_A_DEGREE = EARTH_KM * radians(1)


class Kind(StrEnum):
    VILLAGE = "village"
    GRID = "grid"
    MAST = "mast"
    LISTED = "listed"
    HEIGHT = "height"  # high ground, of a list too


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """`height_m`: None as of every new station. `cost`: in any unit; None counts as 1. `solar`:
    there is no grid power, so the station needs its own. `operators`: on a mast, whose it is."""

    code: str
    kind: Kind
    longitude: float
    latitude: float
    height_m: float | None = None
    cost: float | None = None
    solar: bool = False
    operators: tuple[str, ...] = ()


def cost_of(candidate: Candidate) -> float:
    return 1.0 if candidate.cost is None else candidate.cost


class TooManySites(TamNhinError):
    def __init__(self, count: int, step_km: float) -> None:
        super().__init__(
            vi=f"Lưới {step_km:g} km cho khoảng {count:,} vị trí, nhiều nhất là {MOST:,}. Tăng"
            " khoảng cách lưới (--grid).",
            en=f"A grid of {step_km:g} km makes some {count:,} sites, at most {MOST:,}. Widen it"
            " (--grid).",
        )


def in_villages(villages: Iterable[Village]) -> list[Candidate]:
    return [
        Candidate(
            code=village.code,
            kind=Kind.VILLAGE,
            longitude=village.longitude,
            latitude=village.latitude,
        )
        for village in villages
    ]


def on_grid(outline: Sequence[Ring], step_km: float = STEP_KM) -> list[Candidate]:
    """Every `step_km` kilometres inside the outline, named by row and column. Raises
    TooManySites."""
    shape = unary_union([Polygon(ring).buffer(0) for ring in outline])
    if shape.is_empty:
        return []
    west, south, east, north = shape.bounds
    high = step_km / _KM_A_DEGREE
    rows, columns = ceil((north - south) / high), _across(east - west, south, high)
    if rows * columns > 4 * MOST:  # a province fills a quarter of its box, or more
        raise TooManySites(rows * columns, step_km)
    latitudes = [round(south + (row + 0.5) * high, 5) for row in range(rows)]
    found = [
        Candidate(code=f"G{row:03}-{column:03}", kind=Kind.GRID, longitude=x, latitude=latitude)
        for row, latitude in enumerate(latitudes)
        for column, x in enumerate(_row(west, east, high / cos(radians(latitude))))
        if contains_xy(shape, x, latitude)
    ]
    if len(found) > MOST:
        raise TooManySites(len(found), step_km)
    return found


def on_masts(
    stations: Iterable[Station],
    technology: str,
    operator: str | None = None,
    owner: str | None = None,
) -> list[Candidate]:
    """Masts on which `operator` has nothing yet, to be shared; without one, those from which nobody
    sends this generation yet. With an `owner` only those from which that operator sends."""
    masts: dict[str, list[Station]] = {}
    for station in stations:
        masts.setdefault(station.mast, []).append(station)
    return [
        Candidate(
            code=code,
            kind=Kind.MAST,
            longitude=on_it[0].longitude,
            latitude=on_it[0].latitude,
            operators=tuple(sorted({each.operator for each in on_it})),
        )
        for code, on_it in sorted(masts.items())
        if not any(
            each.operator == operator if operator else each.technology == technology
            for each in on_it
        )
        and (owner is None or any(each.operator == owner for each in on_it))
    ]


def in_lists(
    places: Iterable[ListedPlace], kinds: Collection[Kind], list_name: str | None = None
) -> list[Candidate]:
    """High ground and other places, of one list or of all; a code that two lists have is told apart
    by their names."""
    chosen = [
        each
        for each in places
        if (Kind.HEIGHT if each.ground is Ground.HEIGHT else Kind.LISTED) in kinds
        and list_name in (None, each.list_name)
    ]
    times = Counter(each.code for each in chosen)
    return [
        Candidate(
            code=each.code if times[each.code] == 1 else f"{each.list_name}/{each.code}",
            kind=Kind.HEIGHT if each.ground is Ground.HEIGHT else Kind.LISTED,
            longitude=each.longitude,
            latitude=each.latitude,
            height_m=each.height_m,
            cost=each.cost,
        )
        for each in chosen
    ]


def powered(candidates: Sequence[Candidate], villages: Sequence[Village]) -> list[Candidate]:
    """The same, each marked where the village nearest to it has no grid power. A mast that stands
    has its power."""
    if not candidates or not villages:
        return list(candidates)
    index, _ = nearest(places_of(candidates), places_of(villages))
    return [
        replace(each, solar=each.kind is not Kind.MAST and not villages[at].has_power)
        for each, at in zip(candidates, index, strict=True)
    ]


def _across(degrees: float, latitude: float, high: float) -> int:
    return ceil(degrees / (high / cos(radians(latitude))))


def _row(west: float, east: float, wide: float) -> list[float]:
    return [round(float(x), 5) for x in np.arange(west + wide / 2, east, wide)]
