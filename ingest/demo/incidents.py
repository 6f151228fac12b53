"""Information security incidents: few, mostly small, and on any day of the week."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pandas as pd

from ingest.demo import season

_PER_YEAR = (58, 71, 63)  # this year, the year before, …
_KINDS = ("Mã độc", "Lừa đảo qua thư", "Dò quét lỗ hổng", "Thay đổi giao diện", "Lộ tài khoản")
_SEVERITIES = {"low": 0.6, "medium": 0.365, "serious": 0.035}
_DAYS = {"low": 4.0, "medium": 10.0, "serious": 25.0}  # to close, typically


def incidents_frame(
    rng: np.random.Generator, staff: pd.DataFrame, *, years: int, as_of: datetime
) -> pd.DataFrame:
    """Table `incidents`; times local."""
    parts = [_year(rng, staff, back, as_of) for back in reversed(range(years))]
    return pd.concat(parts, ignore_index=True)


def _year(
    rng: np.random.Generator, staff: pd.DataFrame, back: int, as_of: datetime
) -> pd.DataFrame:
    year = as_of.year - back
    newest = date.fromordinal(max(as_of.toordinal() - 1, date(as_of.year, 1, 1).toordinal()))
    days = season.days_of(year, newest)
    size = max(round(_PER_YEAR[min(back, 2)] * len(days) / 365), 1)
    opened = season.moments(np.sort(rng.choice(days, size)), rng.uniform(0, 86_399, size))
    severity = rng.choice(list(_SEVERITIES), size, p=list(_SEVERITIES.values()))
    took = rng.gamma(1.6, pd.Series(severity).map(_DAYS).to_numpy() / 1.6) * 86_400 + 5_400
    closed = opened + took.astype("int64").astype("timedelta64[s]")
    closed[closed > np.datetime64(as_of.replace(microsecond=0), "s")] = np.datetime64("NaT")
    weight = staff.level.map({"province": 3.0, "district": 4.0, "commune": 0.5}).to_numpy()
    return pd.DataFrame(
        {
            "code": [f"SC-{year}-{number:03d}" for number in range(1, size + 1)],
            "agency_code": staff.code.to_numpy(dtype=object)[
                rng.choice(len(staff), size, p=weight / weight.sum())
            ],
            "kind": rng.choice(_KINDS, size, p=[0.36, 0.24, 0.22, 0.06, 0.12]).astype(object),
            "severity": severity.astype(object),
            "opened_at": opened,
            "closed_at": closed,
        }
    )
