"""The living demonstration: dossiers and petitions come and go by the ordinary load path."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, select

from config.province import Province
from data_access import clock
from data_access.days import NEVER, WAITING, day_key, from_day_key, local_day, to_local
from data_access.engine import reading
from data_access.errors import TamNhinError
from data_access.schema import dataset, dossiers
from ingest.demo import agencies, places, procedures, season
from ingest.demo.build import SEED, SOURCE, streams
from ingest.demo.calibrate import DIGITISED, ONLINE, PAID_ONLINE, RECEIVED, RESULT_DIGITISED
from ingest.demo.course import due_days
from ingest.demo.dossiers import CENTRE, POSTAL
from ingest.demo.feed_petitions import petitions_now
from ingest.demo.flags import REUSED, VNEID, WITH_RESULT
from ingest.load import load_frame
from ingest.report import LoadReport
from ingest.tables import Kind, spec_of

log = logging.getLogger(__name__)

_FEWEST, _MOST = 3, 12
_RECENT = 15  # seconds
_WITH_PETITIONS = 0.04  # of the steps
_WAITING = 300  # open dossiers, the most urgent first, among which some are finished
_STARTED, _DONE, _RETURNED = 2, 9, 10
_OPEN = (2, 4, 5, 6)
_ONCE_DONE = ("digitised", "has_result", "result_digitised", "e_result", "reused")


class Feed:
    """Shares are those of the published year, so that its figures move by noise only. `ours`: of
    several servers one lets them arrive."""

    def __init__(
        self,
        engine: Engine,
        province: Province,
        ours: Callable[[], bool] = lambda: True,
        seed: int = SEED,
    ) -> None:
        self._engine, self._province, self._ours = engine, province, ours
        self._rng = np.random.default_rng(seed)
        self._staff = agencies.staffed(places.areas_frame(province), streams(seed)[0])
        self._procedures = procedures.listed()
        columns = spec_of("dossiers").columns
        self._columns = [column.name for column in columns]
        self._times = [column.name for column in columns if column.kind is Kind.TIME]

    def step(self) -> LoadReport:
        """A handful of new dossiers at the clock's now, and about as many older ones done."""
        with reading(self._engine) as connection:
            now = to_local(clock.now(connection)).replace(tzinfo=None, microsecond=0)
            fresh = self._fresh(connection, now)
            done = self._done(connection, now)
        rows = pd.DataFrame(fresh + done, columns=self._columns)
        rows[self._times] = rows[self._times].apply(pd.to_datetime)
        if self._rng.random() < _WITH_PETITIONS:
            self.petitions()
        return load_frame(self._engine, "dossiers", rows, source=SOURCE, province=self._province)

    def petitions(self) -> LoadReport:
        """A new petition, and the most urgent ones answered."""
        with reading(self._engine) as connection:
            now = to_local(clock.now(connection)).replace(tzinfo=None, microsecond=0)
            rows = petitions_now(connection, self._rng, self._staff, now)
        return load_frame(self._engine, "petitions", rows, source=SOURCE, province=self._province)

    def run(self, interval_seconds: float, stop_event: Event) -> None:
        """Until `stop_event`. A failure is logged once, and once more when it has passed."""
        failing = False
        while not stop_event.wait(interval_seconds):
            if not self._ours():
                continue
            try:
                self.step()
            except TamNhinError as error:
                if not failing:
                    log.warning("The demonstration's feed stands still: %s", error)
                failing = True
                continue
            if failing:
                log.info("The demonstration's feed runs again")
            failing = False

    def _fresh(self, connection: Connection, now: datetime) -> list[dict[str, Any]]:
        taken: dict[str, int] = {}
        rows = []
        for _ in range(int(self._rng.integers(_FEWEST, _MOST + 1))):
            level = self._draw(list(RECEIVED), np.array(list(RECEIVED.values()), dtype=float))
            staff = self._staff[self._staff.level == level]
            agency = self._draw(staff.code.tolist(), staff.weight.to_numpy())
            if agency not in taken:
                taken[agency] = _last_number(connection, agency, now)
            taken[agency] += 1
            rows.append(self._dossier(agency, level, taken[agency], now))
        return rows

    def _dossier(self, agency: str, level: str, number: int, now: datetime) -> dict[str, Any]:
        rng = self._rng
        own = self._procedures[self._procedures.owner == (agency if level == "province" else level)]
        chosen = own.iloc[int(rng.choice(len(own), p=own.weight / own.weight.sum()))]
        at = now - timedelta(seconds=int(rng.integers(1, _RECENT)))
        online = rng.random() < ONLINE[level]
        other = "postal" if rng.random() < POSTAL else "direct"
        return {
            "code": f"{agency}-{now:%y%m%d}-{number:04d}",
            "procedure_code": chosen.code,
            "agency_code": agency,
            "receiving_agency_code": agency if online or level != "province" else CENTRE,
            "field": chosen.field,
            "channel": "online" if online else other,
            "state": _STARTED,
            "received_at": max(at, now.replace(hour=0, minute=0, second=0)),
            "due_at": _due(at, chosen.statutory_days),
            "paused_days": 0,
            "has_fee": bool(chosen.has_fee),
            "end_to_end": bool(online and chosen.online_level == "end_to_end"),
            "paid_online": bool(chosen.has_fee and rng.random() < PAID_ONLINE),
            "vneid": bool(online and rng.random() < VNEID),
            "synced": False,
        } | dict.fromkeys(_ONCE_DONE, False)

    def _draw(self, among: list[str], weights: np.ndarray[Any, np.dtype[np.float64]]) -> str:
        return among[int(self._rng.choice(len(among), p=weights / weights.sum()))]

    def _done(self, connection: Connection, now: datetime) -> list[dict[str, Any]]:
        """Some that are near their due day; and all that came due while the feed stood still,
        which would otherwise pile up as overdue whenever the demonstration is switched off."""
        today = day_key(now.date())
        missed = self._open(connection, _first_day(connection, today), today - 1)
        waiting = self._open(connection, today, WAITING - 1)
        count = min(int(self._rng.integers(_FEWEST, _MOST + 1)), len(waiting))
        chosen = self._rng.permutation(len(waiting))[:count]
        return [self._finished(row, _on_due_day(row)) for row in missed] + [
            self._finished(waiting[int(index)], now) for index in chosen
        ]

    def _open(self, connection: Connection, first: int, last: int) -> list[dict[str, Any]]:
        """Open dossiers due in these days, the most urgent first; not those of today."""
        found = (
            select(*(dossiers.c[name] for name in self._columns), dossiers.c.deadline_day)
            .where(
                dossiers.c.closed_day == NEVER,
                dossiers.c.state.in_(_OPEN),
                dossiers.c.deadline_day.between(first, last),
                dossiers.c.received_day < last,
            )
            .order_by(dossiers.c.deadline_day, dossiers.c.code)
            .limit(_WAITING)
        )
        return [_in_local_time(dict(row._mapping)) for row in connection.execute(found)]

    def _finished(self, row: dict[str, Any], at: datetime) -> dict[str, Any]:
        rng = self._rng
        returned = rng.random() < 0.6
        has_result = bool(rng.random() < WITH_RESULT)
        scanned = bool(rng.random() < RESULT_DIGITISED)
        bare = (DIGITISED - WITH_RESULT * RESULT_DIGITISED) / (1 - WITH_RESULT)
        return row | {
            "state": _RETURNED if returned else _DONE,
            "finished_at": at,
            "returned_at": at if returned else None,
            "has_result": has_result,
            "result_digitised": has_result and scanned,
            "digitised": scanned if has_result else bool(rng.random() < bare),
            "e_result": has_result and bool(rng.random() < 0.85),
            "reused": bool(rng.random() < REUSED),
            "synced": True,
        }


def _in_local_time(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: to_local(value).replace(tzinfo=None) if isinstance(value, datetime) else value
        for name, value in row.items()
    }


def _first_day(connection: Connection, today: int) -> int:
    """The day on which the demonstration began; what was overdue by then stays so."""
    began = connection.scalar(select(dataset.c.clock_shows))
    return min(local_day(began), today) if began else today


def _on_due_day(row: dict[str, Any]) -> datetime:
    day = datetime.combine(from_day_key(row["deadline_day"]), datetime.min.time())
    at: datetime = max(day + timedelta(hours=16), row["received_at"] + timedelta(minutes=20))
    return at


def _due(at: datetime, days: Any) -> datetime | None:
    if pd.isna(days):
        return None
    stamp = np.array([at], dtype="datetime64[s]")
    calendar = season.calendar(at.year, at.year)
    steps = due_days(calendar, stamp, np.array([float(days)]))
    due = calendar.add(stamp.astype("datetime64[D]"), steps.astype("int64"))
    return datetime.combine(due[0].astype(object), datetime.min.time()) + timedelta(hours=17)


def _last_number(connection: Connection, agency: str, now: datetime) -> int:
    """The highest number that an agency has given out today, 0 for none."""
    prefix = f"{agency}-{now:%y%m%d}-"
    codes = select(dossiers.c.code).where(dossiers.c.code.startswith(prefix, autoescape=True))
    today = codes.where(
        dossiers.c.agency_code == agency, dossiers.c.received_day == day_key(now.date())
    )
    numbers = [int(code.removeprefix(prefix)) for code in connection.scalars(today)]
    return max(numbers, default=0)
