"""The clock of a dossier: when it must be finished, and whether it was.

How days are counted (Bộ luật Dân sự 2015, điều 147 and 148: the day of the event that starts a
time limit is not part of it, and a limit whose last day is a day off ends with the next working
day):

- a time limit of n working days ends on the n-th working day after the day of receipt;
- a pause takes out the working days after the day of the request for supplements up to and with
  the day they arrive: on the day of the request the agency still had the dossier, and the day of
  arrival is a day of receipt;
- a deadline is put off by the working days of each pause before whose begin no working day has
  passed since it. A later pause does not make a dossier that was overdue less so;
- who waits cannot become overdue: while such a pause is not over, the deadline is
  `data_access.days.WAITING`, and after it not before the first working day from the arrival on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_access.days import WAITING
from ingest import times
from ingest.pauses import Pauses
from ingest.times import DayKeys, Days
from ingest.workdays import WorkCalendar

Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Deadlines:
    """`day` is NaT where neither a due date nor statutory days are known. `waiting`: it does not
    run."""

    day: Days
    waiting: Mask

    @property
    def keys(self) -> DayKeys:
        return np.where(self.waiting, WAITING, times.day_keys(self.day))


def deadlines(
    due: Days, received: Days, statutory: npt.NDArray[np.float64], calendar: WorkCalendar
) -> Days:
    """The due day; else the statutory days from receipt; else no day."""
    known = ~np.isnan(statutory)
    allowed = np.where(known, statutory, 0).astype("int64")
    from_receipt = calendar.add(received, allowed)
    from_receipt[~known] = np.datetime64("NaT")
    return np.where(np.isnat(due), from_receipt, due)


def put_off(day: Days, pauses: Pauses, calendar: WorkCalendar) -> Deadlines:
    """Each row's pauses in turn, for whether the next one counts depends on those before it."""
    day, waiting = day.copy(), np.zeros(len(day), dtype=bool)
    for place in range(int(pauses.place.max(initial=-1)) + 1):
        turn = pauses.place == place
        row, begin, end = pauses.row[turn], pauses.begin[turn], pauses.end[turn]
        stops = ~np.isnat(day[row]) & (calendar.between(day[row], begin) <= 0)
        row, begin, end = row[stops], begin[stops], end[stops]
        over = ~np.isnat(end)
        waiting[row[~over]] = True
        row, begin, end = row[over], begin[over], end[over]
        later = calendar.add(day[row], calendar.between(begin, end))
        day[row] = np.maximum(later, calendar.working_from(end))
    return Deadlines(day, waiting)


def paused_days(pauses: Pauses, rows: int, calendar: WorkCalendar) -> Counts:
    """Working days taken out of each of so many rows; a pause that is not over takes none yet."""
    over = ~np.isnat(pauses.end)
    days = calendar.between(pauses.begin[over], pauses.end[over])
    return np.bincount(pauses.row[over], weights=days, minlength=rows).astype("int64")


def late(rows: pd.DataFrame, finished: Days, deadline: Days, paused: Counts) -> Mask:
    """By the clock where both have one and nothing put the due time off; otherwise by days."""
    by_day = finished > deadline
    timed = times.has_time_of_day(rows["due_at"]) & times.has_time_of_day(rows["finished_at"])
    by_time = (rows["finished_at"] > rows["due_at"]).to_numpy() & ~np.isnat(finished)
    found: Mask = np.where(timed & (paused == 0), by_time, by_day)
    return found
