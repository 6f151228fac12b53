"""Places where a station could stand, as loaded lists name them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from data_access.schema import sites as s
from data_access.snapshot import Snapshot


class Ground(StrEnum):
    SITE = "site"
    HEIGHT = "height"  # high ground


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPlace:
    """`code` is one within its list. None where the list does not say."""

    list_name: str
    code: str
    ground: Ground
    longitude: float
    latitude: float
    height_m: float | None = None
    cost: float | None = None


def listed_places(snap: Snapshot) -> list[ListedPlace]:
    """Of all lists, by list and code."""
    return [
        ListedPlace(
            list_name=row.list_name,
            code=row.code,
            ground=Ground(row.kind),
            longitude=row.longitude,
            latitude=row.latitude,
            height_m=row.height_m,
            cost=row.cost,
        )
        for row in snap.connection.execute(select(s).order_by(s.c.list_name, s.c.code))
    ]
