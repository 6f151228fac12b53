"""The demonstration province, whole: frames first, then the ordinary load path."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import numpy as np
import pandas as pd
from shapely import Polygon
from sqlalchemy import Engine, insert, select, update

from config.province import Province
from data_access import clock
from data_access.days import to_utc
from data_access.engine import writing
from data_access.schema import dataset
from ingest.demo import (
    agencies,
    assessments,
    cables,
    commitments,
    documents,
    equipment,
    facilities,
    houses,
    incidents,
    measurements,
    outlines,
    own_reports,
    petitions,
    places,
    procedures,
    reports,
    stations,
    surveys,
    tasks,
    unit_reports,
    villages,
)
from ingest.demo.dossiers import dossiers_frame
from ingest.demo.volumes import DEFAULT_DOSSIERS
from ingest.load import load_frame

SOURCE = "demo"
AS_OF = datetime(2024, 12, 27, 8)
SEED = 7

Progress = Callable[[str, int, int | None], None]  # table, rows done, rows in all


def build(
    engine: Engine,
    province: Province,
    *,
    dossiers: int = DEFAULT_DOSSIERS,
    years: int = 3,
    seed: int = SEED,
    as_of: datetime = AS_OF,
    progress: Progress | None = None,
) -> None:
    """Fills an empty database. `as_of` is local; the same arguments make the same rows."""
    _mark_synthetic(engine, as_of)
    made = frames(province, dossiers=dossiers, years=years, seed=seed, as_of=as_of)
    for table, frame in made.items():
        load_frame(
            engine, table, frame, source=SOURCE, province=province,
            progress=_reporter(progress, table),
        )  # fmt: skip


def frames(
    province: Province, *, dossiers: int, years: int, seed: int, as_of: datetime
) -> dict[str, pd.DataFrame]:
    """All tables in the order in which they can be loaded. Each has its own stream of chance, so
    that a change of one does not move the others."""
    draw = streams(seed)
    areas = places.areas_frame(province)
    staff = agencies.staffed(areas, draw[0])
    made = {"areas": areas, "boundaries": outlines.boundaries_frame(province, areas)}
    shapes = outlines.commune_shapes(province, areas)
    made["agencies"] = houses.with_houses(draw[19], agencies.agencies_frame(staff), areas, shapes)
    listed = procedures.listed()
    made["procedures"] = procedures.procedures_frame(listed)
    made["dossiers"] = dossiers_frame(
        draw[1], staff, listed, dossiers=dossiers, years=years, as_of=as_of
    )
    made["documents"] = documents.documents_frame(
        draw[2], staff, count=round(dossiers * documents.PER_DOSSIER), years=years, as_of=as_of
    )
    made |= _coverage(draw[3:6], shapes, areas, years, as_of)
    made["cables"] = cables.cables_frame(draw[20], areas, _remote(), as_of.date())
    made["commitments"] = commitments.commitments_frame(draw[16], made["villages"], as_of.date())
    made["measurements"] = measurements.measurements_frame(draw[17], made["villages"], as_of)
    made["facilities"] = facilities.facilities_frame(
        draw[18], areas, made["villages"], _remote(), years=years, today=as_of.date()
    )
    made |= _offices(draw[8:13], staff, years, as_of)
    today = as_of.date()
    made["observations"] = _reported(draw, staff, made["dossiers"], years, today)
    made["assessments"] = assessments.assessments_frame(
        draw[14], staff, province=province.code, years=years, today=today
    )
    return made | {"targets": reports.targets_frame()}


def streams(seed: int) -> list[np.random.Generator]:
    return [np.random.default_rng(stream) for stream in np.random.SeedSequence(seed).spawn(21)]


def _reported(
    draw: list[np.random.Generator],
    staff: pd.DataFrame,
    dossiers: pd.DataFrame,
    years: int,
    today: date,
) -> pd.DataFrame:
    whole = reports.observations_frame(draw[6], years=years, today=today)
    own = own_reports.own_reports_frame(dossiers, staff, today=today)
    units = unit_reports.unit_reports_frame(
        draw[13], staff, dossiers, whole, years=years, today=today
    )
    return pd.concat([whole, own, units], ignore_index=True)


def _offices(
    draw: list[np.random.Generator], staff: pd.DataFrame, years: int, as_of: datetime
) -> dict[str, pd.DataFrame]:
    today = as_of.date()
    return {
        "petitions": petitions.petitions_frame(draw[0], staff, years=years, as_of=as_of),
        "tasks": tasks.tasks_frame(draw[1], staff, years=years, as_of=as_of),
        "incidents": incidents.incidents_frame(draw[2], staff, years=years, as_of=as_of),
        "networks": equipment.networks_frame(draw[3], staff, years=years, today=today),
        "portals": equipment.portals_frame(draw[4], staff, years=years, today=today),
    }


def _coverage(
    draw: list[np.random.Generator],
    shapes: dict[str, Polygon],
    areas: pd.DataFrame,
    years: int,
    as_of: datetime,
) -> dict[str, pd.DataFrame]:
    settled = villages.settled(draw[0], areas, shapes, _remote())
    today = as_of.date()
    return {
        "villages": surveys.villages_frame(draw[1], settled, years=years, today=today),
        "stations": stations.stations_frame(draw[2], areas, settled, today),
    }


def _remote() -> set[str]:
    return set(places.places_file()["remote"]["communes"])


def _mark_synthetic(engine: Engine, as_of: datetime) -> None:
    """First of all, so that no row is ever shown without the words 'Dữ liệu trình diễn'."""
    with writing(engine) as connection:
        if connection.execute(select(dataset.c.id)).first() is None:
            connection.execute(insert(dataset).values(id=1))
        connection.execute(update(dataset).values(synthetic=True))
        clock.set_clock(connection, to_utc(as_of))


def _reporter(progress: Progress | None, table: str) -> Callable[[int, int | None], None] | None:
    return None if progress is None else lambda done, total: progress(table, done, total)
