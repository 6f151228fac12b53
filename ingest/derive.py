"""Columns worked out at load: local days, deadlines, working days, so that no figure needs to."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_access.days import EVER, NEVER
from data_access.ground import ground_km, line_of
from ingest import times
from ingest.deadlines import deadlines, late, paused_days, put_off
from ingest.measured import complete_measurements
from ingest.pauses import pauses_of
from ingest.references import References, shortened
from ingest.tables import LEVELS
from ingest.workdays import WorkCalendar

_PROCESSING, _FINISHED, _RETURNED = 4, 9, 10
_REFUSED, _ENDED_OTHERWISE = 3, (7, 8)
_LONGEST = 32_767
_KINDS = dict(zip(LEVELS, ("Tỉnh", "Huyện", "Xã"), strict=True))

Mask = npt.NDArray[np.bool_]


def complete(
    rows: pd.DataFrame, table: str, calendar: WorkCalendar, references: References
) -> None:
    """Adds to `rows` (all without fault) the columns that a source does not give."""
    if table == "dossiers":
        _dossiers(rows, calendar, references)
    elif table in _SIMPLE:
        _SIMPLE[table](rows)


def derive_state(rows: pd.DataFrame) -> pd.Series:
    """What a source that only tells of receipt and finish means, where it gives no state."""
    ended = np.where(rows["finished_at"].notna(), _FINISHED, _PROCESSING)
    worked_out = np.where(rows["returned_at"].notna(), _RETURNED, ended)
    return rows["state"].fillna(pd.Series(worked_out, index=rows.index)).astype("Int64")


def _dossiers(rows: pd.DataFrame, calendar: WorkCalendar, references: References) -> None:
    rows["state"] = derive_state(rows)
    returned = rows["finished_at"].isna() & (rows["state"] == _RETURNED)
    rows["finished_at"] = rows["finished_at"].where(~returned, rows["returned_at"])
    received = times.as_days(times.local_midnights(rows["received_at"]))
    # A withdrawn, stopped or refused dossier was not finished, whatever else its source fills in.
    other = rows["state"].isin([*_ENDED_OTHERWISE, _REFUSED]).to_numpy(dtype=bool)
    finished = times.as_days(times.local_midnights(rows["finished_at"].where(~other)))
    closed = _closed(rows, finished, received, other)
    pauses = pauses_of(rows["pauses"]).within(received, closed)
    told = rows["pauses"].notna().to_numpy()
    bare = np.where(told, 0, rows["paused_days"].to_numpy(dtype="int64"))
    paused = np.where(told, paused_days(pauses, len(rows), calendar), bare)
    due = times.as_days(times.local_midnights(rows["due_at"]))
    first = deadlines(due, received, _statutory(rows, references), calendar)
    deadline = put_off(calendar.add(first, bare), pauses, calendar)
    rows["paused_days"] = pd.array(np.minimum(paused, _LONGEST), dtype="Int64")
    rows["received_day"] = times.day_keys(received)
    rows["deadline_day"] = deadline.keys
    rows["finished_day"] = times.day_keys(finished)
    rows["closed_day"] = times.day_keys(closed)
    rows["late"] = late(rows, finished, deadline.day, paused)
    rows["early"] = finished < deadline.day  # comparisons with no day are false
    worked = np.clip(calendar.between(received, finished) - paused, 0, _LONGEST)
    rows["duration_days"] = pd.array(worked, dtype="Int64")
    rows.loc[np.isnat(finished), "duration_days"] = pd.NA


def _statutory(rows: pd.DataFrame, references: References) -> npt.NDArray[np.float64]:
    limits = {code: days for code, (_, days) in references.procedures.items() if days is not None}
    return np.array(rows["procedure_code"].map(limits), dtype=np.float64)


def _closed(
    rows: pd.DataFrame, finished: times.Days, received: times.Days, other: Mask
) -> times.Days:
    """The day it left the agency's hands. A withdrawn, stopped or refused dossier whose source
    gives no time for that counts as closed on the day it was received: an end that nobody dated
    must not stand as open work for ever."""
    ended = rows["closed_at"].fillna(rows["finished_at"]).fillna(rows["returned_at"])
    days = times.as_days(times.local_midnights(ended))
    closed: times.Days = np.where(other, np.where(np.isnat(days), received, days), finished)
    return closed


def _documents(rows: pd.DataFrame) -> None:
    rows["registered_day"] = _keys_of_times(rows["registered_at"])
    rows["done_day"] = _keys_of_times(rows["done_at"])
    late = pd.Series(times.is_before(rows["due_at"], rows["done_at"]), rows.index, "boolean")
    rows["late"] = late.where(rows["due_at"].notna() & rows["done_at"].notna())


def _procedures(rows: pd.DataFrame) -> None:
    rows["published_day"] = _days_or(rows["published_on"], EVER)
    rows["online_day"] = _days_or(rows["online_on"].fillna(rows["published_on"]), EVER)
    rows["withdrawn_day"] = _days_or(rows["withdrawn_on"], NEVER)
    for entered in ("published_day", "online_day"):  # withdrawn before: never on the list, not -1
        rows[entered] = np.minimum(rows[entered], rows["withdrawn_day"])


def _days_or(given: pd.Series, unknown: int) -> times.DayKeys:
    return np.where(given.isna(), unknown, times.day_keys(times.as_days(given)))


def _petitions(rows: pd.DataFrame) -> None:
    rows["received_day"] = _keys_of_times(rows["received_at"])
    rows["deadline_day"] = _keys_of_times(rows["due_at"])
    rows["answered_day"] = _keys_of_times(rows["answered_at"])
    rows["late"] = times.is_before(rows["due_at"], rows["answered_at"])
    rows["overdue_day"] = _day_after(rows["due_at"])


def _incidents(rows: pd.DataFrame) -> None:
    rows["opened_day"] = _keys_of_times(rows["opened_at"])
    rows["closed_day"] = _keys_of_times(rows["closed_at"])
    opened = times.local_midnights(rows["opened_at"])
    days = (times.local_midnights(rows["closed_at"]) - opened).dt.days
    rows["duration_days"] = days.clip(upper=_LONGEST).astype("Int64")


def _tasks(rows: pd.DataFrame) -> None:
    rows["assigned_day"] = _keys_of_times(rows["assigned_at"])
    rows["deadline_day"] = _keys_of_times(rows["due_at"])
    rows["done_day"] = _keys_of_times(rows["done_at"])
    rows["late"] = times.is_before(rows["due_at"], rows["done_at"])
    rows["overdue_day"] = _day_after(rows["due_at"])


def _day_after(utc: pd.Series) -> times.DayKeys:
    return times.day_keys(times.as_days(times.local_midnights(utc)) + np.timedelta64(1, "D"))


def _keys_of_times(utc: pd.Series) -> times.DayKeys:
    return times.day_keys(times.as_days(times.local_midnights(utc)))


def _networks(rows: pd.DataFrame) -> None:
    rows["surveyed_day"] = times.day_keys(times.as_days(rows["surveyed_on"]))
    rows["superseded_day"] = NEVER


def _portals(rows: pd.DataFrame) -> None:
    rows["checked_day"] = times.day_keys(times.as_days(rows["checked_on"]))
    rows["superseded_day"] = NEVER


def _facilities(rows: pd.DataFrame) -> None:
    rows["checked_day"] = times.day_keys(times.as_days(rows["checked_on"]))
    rows["superseded_day"] = NEVER


def _villages(rows: pd.DataFrame) -> None:
    rows["surveyed_day"] = times.day_keys(times.as_days(rows["surveyed_on"]))
    rows["superseded_day"] = NEVER


def _stations(rows: pd.DataFrame) -> None:
    rows["mast_code"] = rows["mast_code"].where(rows["mast_code"].notna(), rows["code"])
    rows["on_air_day"] = times.day_keys(times.as_days(rows["on_air_on"]))
    rows["off_air_day"] = times.day_keys(times.as_days(rows["off_air_on"]))
    rows["mast_lead"] = False


def _cables(rows: pd.DataFrame) -> None:
    rows["name"] = rows["name"].where(rows["name"].notna(), rows["code"])
    rows["in_service_day"] = _days_or(rows["in_service_on"], EVER)
    rows["out_of_service_day"] = _days_or(rows["out_of_service_on"], NEVER)
    rows["length_km"] = [ground_km(line_of(text)) for text in rows["geometry"]]


def _areas(rows: pd.DataFrame) -> None:
    rows["kind"] = rows["kind"].where(rows["kind"].notna(), rows["level"].map(_KINDS))


def _agencies(rows: pd.DataFrame) -> None:
    short = rows["name"].map(shortened)
    rows["short_name"] = rows["short_name"].where(rows["short_name"].notna(), short)


_SIMPLE: dict[str, Callable[[pd.DataFrame], None]] = {
    "procedures": _procedures,
    "documents": _documents,
    "petitions": _petitions,
    "incidents": _incidents,
    "tasks": _tasks,
    "networks": _networks,
    "portals": _portals,
    "villages": _villages,
    "stations": _stations,
    "cables": _cables,
    "measurements": complete_measurements,
    "facilities": _facilities,
    "areas": _areas,
    "agencies": _agencies,
}
