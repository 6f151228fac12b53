"""How much a day brings: weekdays, days off, the weeks around Tết, month ends, and how it grows.
No SQL, no Dash; statsmodels, so never in a server process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM

Floats = npt.NDArray[np.float64]
Days = npt.NDArray[np.datetime64]

_WEEK, _SATURDAY = 7, 5
_RECENT = 56  # days by which the level is set
_LEAST = 120  # days of history below which weekdays alone are told apart
_MONTH_END = 5
_AROUND = ((-10, -6), (-5, -1), (1, 3), (4, 20))  # days before and after the break of Tết
_SHORTER = 3  # any break of so many days is a weekend with a holiday
_TET_FROM, _TET_TO = 15, 60  # days of the year in which the break begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What each day asked for brings on average; `dispersion`: its variance over its mean;
    `level`: how far, as a share, a month strays from that."""

    mean: Floats
    dispersion: float
    level: float


def coming(counts: Floats, features: Floats, days: Days) -> Coming:
    """From the counts of the first days, of all days that `features` tell of."""
    known = len(counts)
    fit = GLM(counts, features[:known], family=Poisson()).fit(maxiter=50)
    mean = np.asarray(fit.predict(features), dtype=float)
    late = slice(max(0, known - _RECENT), known)
    expected = mean[late].sum()
    mean = mean * (counts[late].sum() + 1.0) / (expected + 1.0)
    dispersion = max(1.0, float(fit.pearson_chi2 / max(1, fit.df_resid)))
    return Coming(mean=mean, dispersion=dispersion, level=_strays(counts, fit.fittedvalues, days))


def _strays(counts: Floats, fitted: Floats, days: Days) -> float:
    """The spread of whole months around the fit, as a share."""
    month = days[: len(counts)].astype("datetime64[M]").astype("int64")
    month -= month[0]
    seen = np.bincount(month, counts)
    meant = np.bincount(month, fitted)
    whole = meant > 0
    return float(np.std(np.log((seen[whole] + 1) / (meant[whole] + 1)))) if whole.sum() > 2 else 0.1


def features_of(first: date, worked: npt.NDArray[np.bool_], known: int) -> tuple[Floats, Days]:
    """A row a day: what is known of it beforehand; by how much history there is, how finely."""
    days = np.datetime64(first) + np.arange(len(worked))
    weekday = (days.astype("int64") + 3) % _WEEK
    columns = [np.ones(len(days)), *((weekday == day).astype(float) for day in range(1, _WEEK))]
    columns.append(((weekday < _SATURDAY) & ~worked).astype(float))
    columns.append(((weekday >= _SATURDAY) & worked).astype(float))
    if known >= _LEAST:
        month_end = (days.astype("datetime64[M]") + 1).astype("datetime64[D]") - days
        columns.append((month_end.astype("int64") <= _MONTH_END).astype(float))
        columns += _around_tet(days, worked)
    if known >= 2 * 365:  # a trend and the seasons, once they can be told apart
        columns += _seasons(days)
    found = np.column_stack(columns)
    seen = found[:known].any(axis=0)
    return found[:, seen], days


def _seasons(days: Days) -> list[Floats]:
    since = days.astype("int64").astype(float)
    year = 2 * np.pi * since / 365.25
    waves = [wave(turns * year) for turns in (1, 2) for wave in (np.sin, np.cos)]
    return [(since - since[0]) / 365.25, *waves]


def _around_tet(days: Days, worked: npt.NDArray[np.bool_]) -> list[Floats]:
    """The days before the break, the first ones back and the weeks after them. The break is the
    longest run of days off at the year's beginning: its days are in no law."""
    at, columns = np.arange(len(days)), [np.zeros(len(days)) for _ in _AROUND]
    for start, end in _breaks(days, worked):
        since = np.where(at < start, at - start, np.where(at > end, at - end, 0))
        for column, (first, last) in zip(columns, _AROUND, strict=True):
            column[(since >= first) & (since <= last)] = 1
    return columns


def _breaks(days: Days, worked: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and last position of each year's break, where its calendar is known."""
    found: dict[int, tuple[int, int]] = {}
    start = None
    for at, works in enumerate([*worked, True]):
        if not works and start is None:
            start = at
        elif works and start is not None:
            year = int(str(days[start])[:4])
            day = int((days[start] - np.datetime64(f"{year}-01-01")).astype("int64")) + 1
            longest = found.get(year, (0, _SHORTER))
            if _TET_FROM <= day <= _TET_TO and at - 1 - start > longest[1] - longest[0]:
                found[year] = (start, at - 1)
            start = None
    return list(found.values())
