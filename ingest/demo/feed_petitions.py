"""Petitions of the living demonstration: now and then one comes; the most urgent are answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from data_access.days import NEVER, day_key, from_day_key, to_local
from data_access.schema import petitions
from ingest.demo import season
from ingest.demo.petitions import ALLOWED, CHANNELS, FIELDS
from ingest.tables import spec_of

_ANSWERED = 2  # at most, each time


def petitions_now(
    connection: Connection, rng: np.random.Generator, staff: pd.DataFrame, now: datetime
) -> pd.DataFrame:
    """A new petition and the open ones that are answered, as rows of their table; times local."""
    names = [column.name for column in spec_of("petitions").columns]
    open_ones = (
        select(*(petitions.c[name] for name in names), petitions.c.deadline_day)
        .where(petitions.c.answered_day == NEVER)
        .order_by(petitions.c.deadline_day, petitions.c.code)
        .limit(_ANSWERED)
    )
    rows = [_answered(dict(row._mapping), rng, now) for row in connection.execute(open_ones)]
    return pd.DataFrame([_new(rng, staff, now), *rows], columns=names)


def _new(rng: np.random.Generator, staff: pd.DataFrame, now: datetime) -> dict[str, Any]:
    who = staff.iloc[int(rng.integers(len(staff)))]
    day = np.array([now], dtype="datetime64[D]")
    due = season.calendar(now.year, now.year).add(day, np.array([ALLOWED]))
    fields = list(FIELDS)
    return {
        "code": f"PA-{now:%Y-%m%d%H%M%S}",
        "agency_code": who.code,
        "area_code": who.area_code,
        "field": fields[int(rng.choice(len(fields), p=list(FIELDS.values())))],
        "channel": CHANNELS[int(rng.integers(len(CHANNELS)))],
        "received_at": now - timedelta(seconds=1),
        "due_at": datetime.combine(due[0].astype(object), datetime.min.time())
        + timedelta(hours=17),
    }


def _answered(row: dict[str, Any], rng: np.random.Generator, now: datetime) -> dict[str, Any]:
    """What came due while the feed stood still was answered on its day: nothing piles up."""
    local = {
        name: to_local(value).replace(tzinfo=None) if isinstance(value, datetime) else value
        for name, value in row.items()
    }
    at = now
    if row["deadline_day"] < day_key(now.date()):
        day = datetime.combine(from_day_key(row["deadline_day"]), datetime.min.time())
        at = max(day + timedelta(hours=16), local["received_at"] + timedelta(minutes=20))
    rated = rng.random() < 0.5
    return local | {"answered_at": at, "satisfied": bool(rng.random() < 0.88) if rated else None}
