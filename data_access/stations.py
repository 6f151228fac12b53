"""The stations on air: where they stand, whose they are and what generation they send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from data_access.days import day_key
from data_access.schema import stations as s
from data_access.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """None where nobody has said it of this station."""

    code: str
    mast: str
    operator: str
    technology: str
    longitude: float
    latitude: float
    frequency_mhz: float | None = None
    height_m: float | None = None
    power_w: float | None = None


def stations_on_air(snap: Snapshot, on: date) -> list[Station]:
    """Of the whole province, for radio does not end at a district's border."""
    day = day_key(on)
    query = select(s).where(s.c.on_air_day <= day, s.c.off_air_day > day).order_by(s.c.code)
    return [
        Station(
            code=row.code,
            mast=row.mast_code,
            operator=row.operator,
            technology=row.technology,
            longitude=row.longitude,
            latitude=row.latitude,
            frequency_mhz=row.frequency_mhz,
            height_m=row.height_m,
            power_w=row.power_w,
        )
        for row in snap.connection.execute(query)
    ]
