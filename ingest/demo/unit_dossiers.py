"""What is counted of each agency's dossiers and certified copies, quarter by quarter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_access.days import first_of, last_of
from ingest.demo.calibrate import Floats
from ingest.demo.reports import months_told
from ingest.demo.unit_procedures import Counted
from ingest.demo.unit_shares import Ints, Spec, part, yearly_shares

Span = tuple[date, date]
Volume = Callable[[Span], Ints]
Codes = npt.NDArray[np.int8] | npt.NDArray[np.int16] | npt.NDArray[np.int32]
Days = npt.NDArray[np.datetime64]

_NOT_RECEIVED = (1, 3)  # states


def quarters(years: int, today: date) -> list[Span]:
    """Oldest first; the running one so far as its months are told."""
    found = []
    for year in range(today.year - years + 1, today.year + 1):
        told = months_told(year, today)
        for start in (1, 4, 7, 10):
            inside = [month for month in told if start <= month % 100 < start + 3]
            found += [(first_of(inside[0]), last_of(inside[-1]))] if inside else []
    return found


def dossier_counts(
    rng: np.random.Generator,
    staff: pd.DataFrame,
    quality: Floats,
    dossiers: pd.DataFrame,
    specs: list[Spec],
    *,
    years: int,
    today: date,
) -> Iterator[Counted]:
    for spec in specs:
        shares = yearly_shares(rng, quality, spec, years)
        volume = _volume(rng, staff, dossiers, spec)
        for span in quarters(years, today):
            below = volume(span)
            yield spec["metric"], *span, part(shares[today.year - span[0].year], below), below


def _volume(
    rng: np.random.Generator, staff: pd.DataFrame, dossiers: pd.DataFrame, spec: Spec
) -> Volume:
    if "copies" in spec:
        usual = staff.level.map(spec["copies"]) * np.sqrt(staff.weight)
        return partial(_copies, rng, usual.to_numpy(dtype=float))
    received = ~dossiers.state.isin(_NOT_RECEIVED)
    digitised = dossiers.finished_at.notna() & dossiers.digitised.fillna(False).astype(bool)
    among, at = {
        "received": (received, dossiers.received_at),
        "digitised": (digitised, dossiers.finished_at),
    }[spec["counts"]]
    owner = pd.Categorical(dossiers.agency_code[among], categories=staff.code).codes
    day = at[among].to_numpy().astype("datetime64[D]")
    return partial(_owned, owner, day, len(staff), spec["part"])


def _copies(rng: np.random.Generator, usual: Floats, _: Span) -> Ints:
    counted: Ints = np.round(usual * rng.uniform(0.8, 1.2, len(usual))).astype("int64")
    return counted


def _owned(owner: Codes, day: Days, agencies: int, share: float, span: Span) -> Ints:
    first, last = (np.datetime64(each) for each in span)
    every = np.bincount(owner[(day >= first) & (day <= last)], minlength=agencies)
    counted: Ints = np.round(every * share).astype("int64")
    return counted
