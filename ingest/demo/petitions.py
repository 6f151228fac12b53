"""Petitions of citizens: to whom, about what, and when they were answered."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.demo import season
from ingest.demo.calibrate import Floats, pick_share

FIELDS = {
    "Đất đai": 0.27,
    "Môi trường": 0.2,
    "Giao thông vận tải": 0.16,
    "Xây dựng": 0.11,
    "Bảo trợ xã hội": 0.07,
    "Y tế": 0.06,
    "Giáo dục": 0.06,
    "Công Thương": 0.04,
    "Thông tin và Truyền thông": 0.03,
}
CHANNELS = ("Cổng tiếp nhận", "Ứng dụng di động", "Tổng đài 1022", "Trực tiếp")
ALLOWED = 10  # working days
_PER_YEAR = (2_150, 1_760, 1_340)  # this year, the year before, …
_IN_TIME = (0.962, 0.928, 0.871)
_PLEASED = (0.884, 0.846, 0.803)
_RATED = 0.56
_CLOSING = 17 * 3600
_LEVELS = {"province": 0.34, "district": 0.28, "commune": 0.38}
Times = npt.NDArray[np.datetime64]


def petitions_frame(
    rng: np.random.Generator, staff: pd.DataFrame, *, years: int, as_of: datetime
) -> pd.DataFrame:
    """Table `petitions`; times local."""
    parts = [_year(rng, staff, back, as_of) for back in reversed(range(years))]
    return pd.concat(parts, ignore_index=True)


def _year(
    rng: np.random.Generator, staff: pd.DataFrame, back: int, as_of: datetime
) -> pd.DataFrame:
    step, year = min(back, 2), as_of.year - back
    received = _received(rng, year, step, as_of)
    size = len(received)
    who = staff.iloc[_addressed(rng, staff, size)]
    names = list(FIELDS)
    due, answered = _answered(rng, received, who.quality.to_numpy(), _IN_TIME[step], as_of)
    rated = ~np.isnat(answered) & (rng.random(size) < _RATED)
    pleased = pick_share(rng, rated, 0.6 * who.quality.to_numpy(), _PLEASED[step])
    return pd.DataFrame(
        {
            "code": [f"PA-{year}-{number:05d}" for number in range(1, size + 1)],
            "agency_code": who.code.to_numpy(dtype=object),
            "area_code": who.area_code.to_numpy(dtype=object),
            "field": rng.choice(names, size, p=list(FIELDS.values())).astype(object),
            "channel": rng.choice(CHANNELS, size, p=[0.38, 0.34, 0.2, 0.08]).astype(object),
            "received_at": received,
            "due_at": due,
            "answered_at": answered,
            "satisfied": pd.Series(pleased, dtype="boolean").where(rated),
        }
    )


def _received(rng: np.random.Generator, year: int, step: int, as_of: datetime) -> Times:
    """Every night until yesterday, in the order of time; also on days off."""
    newest = date.fromordinal(max(as_of.toordinal() - 1, date(as_of.year, 1, 1).toordinal()))
    days = season.days_of(year, newest)
    weights = 0.4 + season.day_weights(days)
    count = round(_PER_YEAR[step] * len(days) / 365)
    day = np.repeat(days, rng.multinomial(count, weights / weights.sum()))
    at: Times = np.sort(season.moments(day, rng.uniform(6.5, 22, count) * 3600))
    return at


def _addressed(rng: np.random.Generator, staff: pd.DataFrame, size: int) -> npt.NDArray[np.int64]:
    weight = np.sqrt(staff.weight.to_numpy())
    level = staff.groupby("level").weight.transform(lambda w: np.sqrt(w).sum()).to_numpy()
    chance = weight / level * staff.level.map(_LEVELS).to_numpy()
    return rng.choice(len(staff), size, p=chance / chance.sum())


def _answered(
    rng: np.random.Generator, received: Times, quality: Floats, share: float, as_of: datetime
) -> tuple[Times, Times]:
    """When each is due, and when it is answered; what would be answered later than now is not."""
    size, day = len(received), received.astype("datetime64[D]")
    calendar = season.calendar(int(str(day.min())[:4]), as_of.year)
    due = season.moments(calendar.add(day, np.full(size, ALLOWED)), _CLOSING)
    in_time = pick_share(rng, np.ones(size, dtype=bool), 0.7 * quality, share)
    quick = np.clip(np.ceil(rng.beta(2.4, 1.6, size) * ALLOWED), 1, ALLOWED - 1).astype("int64")
    slow = ALLOWED + 1 + np.floor(rng.lognormal(2.0, 1.1, size)).astype("int64")
    answered = season.moments(
        calendar.add(day, np.where(in_time, quick, slow)), season.office_seconds(rng, size)
    )
    answered[answered > np.datetime64(as_of.replace(microsecond=0), "s")] = np.datetime64("NaT")
    return due, answered
