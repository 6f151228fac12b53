"""Ready-made scores: of agencies by the province, and of the province among provinces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from data_access.schema import assessments
from data_access.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A row. `criterion` '' is the total; without `points` the unit was not assessed, and `note`
    says why."""

    scheme: str
    year: int
    agency: str
    area: str
    criterion: str
    points: float | None
    maximum: float | None
    rank: int | None
    ranked: int | None
    tier: str
    note: str


def assessed(snap: Snapshot, scheme: str, years: Iterable[int] | None = None) -> list[Assessment]:
    """All of a scheme, in the order of years; of some `years`."""
    t = assessments.c
    query = select(assessments).where(t.scheme == scheme).order_by(t.year, t.agency_code)
    if years is not None:
        query = query.where(t.year.in_(list(years)))
    return [_row(each) for each in snap.connection.execute(query)]


def assessed_schemes(snap: Snapshot) -> list[str]:
    query = select(assessments.c.scheme).distinct().order_by(assessments.c.scheme)
    return list(snap.connection.execute(query).scalars())


def of_province(snap: Snapshot) -> list[Assessment]:
    """Totals of the province itself, by scheme and year."""
    t = assessments.c
    query = select(assessments).where(t.agency_code == "", t.criterion == "")
    return [_row(each) for each in snap.connection.execute(query.order_by(t.scheme, t.year))]


def _row(of: object) -> Assessment:
    row = of._mapping  # type: ignore[attr-defined]
    return Assessment(
        scheme=row["scheme"],
        year=row["year"],
        agency=row["agency_code"],
        area=row["area_code"],
        criterion=row["criterion"],
        points=row["points"],
        maximum=row["maximum"],
        rank=row["rank"],
        ranked=row["ranked"],
        tier=row["tier"] or "",
        note=row["note"],
    )
