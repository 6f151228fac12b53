"""What becomes of a dossier: due day, pauses, finish, states, flags."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.demo import season
from ingest.demo.calibrate import ON_TIME, Bools, Floats, pick
from ingest.demo.flags import add_flags
from ingest.workdays import WorkCalendar

Ints = npt.NDArray[np.int64]
Times = npt.NDArray[np.datetime64]

_ON_TIME = (ON_TIME, 0.973, 0.966)  # this year, the year before, …
_WITHDRAWN = 0.006
_PAUSED = 0.065
_NEVER = 100_000  # working days: still not done
_LATE_IN_DAY, _CLOSING = 16.5 * 3600, 17 * 3600


@dataclass(slots=True)
class Clock:
    """`days`: of law, NaN where there is none; `limit`: with pauses, in working days from receipt;
    `ran`: working days from receipt until now."""

    calendar: WorkCalendar
    received: Times
    day: season.Days
    days: Floats
    paused: Ints
    ran: Ints
    as_of: np.datetime64

    @property
    def limit(self) -> Ints:
        return np.nan_to_num(self.days, nan=25).astype("int64") + self.paused


def run(
    rng: np.random.Generator,
    frame: pd.DataFrame,
    procedure: pd.DataFrame,
    quality: Floats,
    as_of: datetime,
) -> pd.DataFrame:
    clock = _clock(rng, frame, procedure, as_of)
    accepted = frame.pop("accepted").to_numpy()
    withdrawn = accepted & (rng.random(len(frame)) < _WITHDRAWN) & (clock.ran > 2)
    late = _late(rng, clock, accepted & ~withdrawn, procedure, quality)
    finished = _finished_at(rng, clock, late)
    finished[~accepted | withdrawn | (finished > clock.as_of)] = np.datetime64("NaT")
    frame["due_at"] = _due_at(clock)
    frame["finished_at"] = finished
    frame["closed_at"] = _withdrawn_at(rng, clock, withdrawn)
    frame["paused_days"] = clock.paused
    frame["state"] = _states(rng, frame, clock, accepted)
    frame["returned_at"] = _returned_at(rng, frame, clock)
    return add_flags(rng, frame, procedure, quality, as_of)


def _clock(
    rng: np.random.Generator, frame: pd.DataFrame, procedure: pd.DataFrame, as_of: datetime
) -> Clock:
    received = frame.received_at.to_numpy().astype("datetime64[s]")
    day = received.astype("datetime64[D]")
    first, last = int(str(day.min())[:4]), as_of.year
    calendar = season.calendar(first, last)
    ran = calendar.between(day, np.full(len(day), np.datetime64(as_of.date())))
    days = procedure.statutory_days.to_numpy(dtype="float64", na_value=np.nan)
    paused = np.where(rng.random(len(day)) < _PAUSED, rng.integers(1, 9, len(day)), 0)
    return Clock(
        calendar=calendar,
        received=received,
        day=day,
        days=due_days(calendar, received, days),
        paused=np.where(days >= 2, np.minimum(paused, ran), 0),
        ran=ran,
        as_of=np.datetime64(as_of.replace(microsecond=0), "s"),
    )


def due_days(calendar: WorkCalendar, received: Times, days: Floats) -> Floats:
    """Working days until due: what comes after hours or on a day off counts from the next."""
    day = received.astype("datetime64[D]")
    after_hours = (received - day).astype("timedelta64[s]").astype("int64") > _LATE_IN_DAY
    off = calendar.between(day - 1, day) == 0
    return np.where(after_hours | off, np.maximum(days, 1), days)


def _late(
    rng: np.random.Generator, clock: Clock, going: Bools, procedure: pd.DataFrame, quality: Floats
) -> Bools:
    """A fixed share of each year's dossiers that have a due day; land is the slowest."""
    known = ~np.isnan(clock.days)
    leaning = (
        -0.85 * quality
        + 0.9 * (procedure.field == "Đất đai").to_numpy()
        + 0.35 * (clock.paused > 0)
        - 0.35 * (clock.day - clock.day.max()).astype("int64") / 365.25
    )
    year = clock.day.astype("datetime64[Y]").astype("int64")
    late = np.zeros(len(year), dtype=bool)
    for back in range(int(year.max() - year.min()) + 1):
        here = going & known & (year == year.max() - back)
        count = round(int(here.sum()) * (1 - _ON_TIME[min(back, len(_ON_TIME) - 1)]))
        late |= pick(rng, here & (clock.ran > clock.limit), leaning, count)
    return late


def _finished_at(rng: np.random.Generator, clock: Clock, late: Bools) -> Times:
    """When each would be done; many are done on the due day, a few late ones seem never to be."""
    size = len(late)
    limit = clock.limit
    pace = np.where(rng.random(size) < 0.3, 1.0, rng.beta(2.2, 1.5, size))
    steps = clock.paused + np.floor((limit - clock.paused) * pace + 0.2).astype("int64")
    delay = 1 + np.floor(rng.lognormal(1.1, 1.05, size)).astype("int64")
    delay[(rng.random(size) < 0.35) & (clock.ran < 75)] = _NEVER
    steps = np.where(late, limit + delay, np.minimum(steps, limit))
    day = clock.calendar.add(clock.day, np.minimum(steps, _NEVER))
    at = season.moments(day, season.office_seconds(rng, size))
    soon = clock.received + rng.integers(600, 7200, size).astype("timedelta64[s]")
    # Loading compares times of day: what is due today must be done before closing.
    closing = season.moments(clock.day, _CLOSING)
    latest = np.where(clock.received < closing, closing, season.moments(clock.day, 86_399))
    at = np.where(steps == 0, np.minimum(soon, latest), at)
    at[steps >= _NEVER] = np.datetime64("2100-01-01")
    return at


def _due_at(clock: Clock) -> Times:
    steps = np.nan_to_num(clock.days, nan=0).astype("int64")
    due = season.moments(clock.calendar.add(clock.day, steps), _CLOSING)
    due[np.isnan(clock.days)] = np.datetime64("NaT")
    return due


def _withdrawn_at(rng: np.random.Generator, clock: Clock, withdrawn: Bools) -> Times:
    """Within the days that have passed, and before the due day as a rule."""
    steps = 1 + np.floor(rng.random(len(withdrawn)) * np.clip(clock.ran - 1, 1, 9)).astype("int64")
    at = season.moments(clock.calendar.add(clock.day, steps), 10 * 3600)
    at[~withdrawn | (at > clock.as_of)] = np.datetime64("NaT")
    return at


def _states(
    rng: np.random.Generator, frame: pd.DataFrame, clock: Clock, accepted: Bools
) -> npt.NDArray[np.int64]:
    chance = rng.random(len(frame))
    fresh = clock.ran <= 1
    online = (frame.channel == "online").to_numpy()
    return np.select(
        [
            ~accepted & fresh & online,
            ~accepted,
            frame.closed_at.notna() & (chance < 0.6),
            frame.closed_at.notna(),
            frame.finished_at.notna() & (chance < 0.1),
            frame.finished_at.notna(),
            fresh & (chance < 0.6),
            (clock.paused > 0) & (chance < 0.7),
            frame.has_fee & (chance < 0.08),
        ],
        [1, 3, 7, 8, 9, 10, 2, 5, 6],
        default=4,
    )


def _returned_at(rng: np.random.Generator, frame: pd.DataFrame, clock: Clock) -> Times:
    """Given back within two days of being done; what would be later than now is not yet given."""
    done = frame.finished_at.to_numpy().astype("datetime64[s]")
    day = done.astype("datetime64[D]")
    wait = rng.choice([0, 1, 2], len(frame), p=[0.6, 0.28, 0.12])
    later = clock.calendar.add(day, wait) - day
    seconds = later.astype("timedelta64[s]").astype("int64") + rng.integers(60, 2400, len(frame))
    at: Times = np.add(done, seconds.astype("timedelta64[s]"))
    not_yet = (frame.state != 10).to_numpy() | (at > clock.as_of)
    frame.loc[not_yet & (frame.state == 10).to_numpy(), "state"] = 9
    at[not_yet] = np.datetime64("NaT")
    return at
