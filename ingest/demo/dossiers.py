"""Dossiers of the demonstration: who receives what, when and by which channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.demo import course, season
from ingest.demo.calibrate import Bools, Floats, pick, pick_share
from ingest.demo.codes import codes
from ingest.demo.volumes import Slot, slots, spread

CENTRE = "H46.01"  # the one-stop centre stands under the province committee's office
_ONLINE_BEFORE = {"province": (0.55, 0.37), "district": (0.66, 0.44), "commune": (0.73, 0.47)}
POSTAL = 0.12  # of what is not online: about 3 % of all
Ints = npt.NDArray[np.int64]


@dataclass(slots=True)
class Batch:
    """Columns being filled, all of one length. `agency`, `procedure`: rows of their tables;
    `slot`: index of the year and level; `age`: years before the end, negative."""

    day: season.Days
    slot: Ints
    agency: Ints
    procedure: Ints
    accepted: Bools
    age: Floats


def dossiers_frame(
    rng: np.random.Generator,
    staff: pd.DataFrame,
    procedures: pd.DataFrame,
    *,
    dossiers: int,
    years: int,
    as_of: datetime,
) -> pd.DataFrame:
    """Table `dossiers`, sorted by agency and time; times local."""
    plan = slots(dossiers, years, as_of)
    batch = _batch(rng, plan, staff, procedures, as_of)
    quality = staff.quality.to_numpy()[batch.agency]
    online = _online(rng, plan, batch, procedures, quality)
    received = _received_at(rng, batch, online, as_of)
    order = np.lexsort((received, batch.agency))
    batch, online, received = _sorted(batch, order), online[order], received[order]
    frame = _columns(rng, batch, online, received, staff, procedures)
    return course.run(rng, frame, procedures.iloc[batch.procedure], quality[order], as_of)


def _batch(
    rng: np.random.Generator,
    plan: list[Slot],
    staff: pd.DataFrame,
    procedures: pd.DataFrame,
    as_of: datetime,
) -> Batch:
    counts = np.array([slot.received + slot.refused for slot in plan])
    day = np.concatenate(
        [spread(rng, slot.year, int(n), as_of) for slot, n in zip(plan, counts, strict=True)]
    )
    agency = np.concatenate(
        [_agencies(rng, staff, slot.level, int(n)) for slot, n in zip(plan, counts, strict=True)]
    )
    accepted = np.concatenate(
        [np.arange(n) < slot.received for slot, n in zip(plan, counts, strict=True)]
    )
    return Batch(
        day=day,
        slot=np.repeat(np.arange(len(plan)), counts),
        agency=agency,
        procedure=_procedures(rng, staff, procedures, agency),
        accepted=accepted,
        age=(day - np.datetime64(as_of.date())).astype("int64") / 365.25,
    )


def _agencies(rng: np.random.Generator, staff: pd.DataFrame, level: str, count: int) -> Ints:
    rows = np.flatnonzero(staff.level == level)
    weights = staff.weight.to_numpy()[rows]
    return rows[rng.choice(len(rows), count, p=weights / weights.sum())]


def _procedures(
    rng: np.random.Generator, staff: pd.DataFrame, procedures: pd.DataFrame, agency: Ints
) -> Ints:
    """A department has its own procedures; committees of a level share theirs."""
    owner = staff.code.where(staff.level == "province", staff.level).to_numpy()[agency]
    drawn = np.zeros(len(agency), dtype=np.int64)
    for name in procedures.owner.unique():
        rows = np.flatnonzero(owner == name)
        own = np.flatnonzero(procedures.owner == name)
        weights = procedures.weight.to_numpy()[own]
        drawn[rows] = own[rng.choice(len(own), len(rows), p=weights / weights.sum())]
    return drawn


def _online(
    rng: np.random.Generator,
    plan: list[Slot],
    batch: Batch,
    procedures: pd.DataFrame,
    quality: Floats,
) -> Bools:
    """More of them every month, at good agencies, for services offered online, and on days off."""
    offered = procedures.online_level.map({"end_to_end": 0.5, "partial": -0.4, "none": -2.5})
    weekend = (batch.day.astype("int64") + 3) % 7 >= 5
    leaning = (
        0.85 * batch.age
        + 0.3 * quality
        + offered.to_numpy()[batch.procedure]
        + 5.0 * weekend
        + _wobble(rng, batch.day)
    )
    online = np.zeros(len(batch.day), dtype=bool)
    last = plan[-1].year
    for index, slot in enumerate(plan):
        here = batch.slot == index
        before = _ONLINE_BEFORE[slot.level]
        share = before[min(last - slot.year, len(before)) - 1]
        count = slot.online if slot.online is not None else round(slot.received * share)
        online |= pick(rng, here & batch.accepted, leaning, count)
        online |= pick_share(rng, here & ~batch.accepted, leaning, count / max(slot.received, 1))
    return online


def _wobble(rng: np.random.Generator, day: season.Days) -> Floats:
    """A month is a little better or worse than its neighbours, as real ones are."""
    month = day.astype("datetime64[M]").astype("int64")
    months = rng.normal(0.0, 0.06, int(month.max() - month.min()) + 1)
    wobble: Floats = months[month - month.min()]
    return wobble


def _received_at(
    rng: np.random.Generator, batch: Batch, online: Bools, as_of: datetime
) -> npt.NDArray[np.datetime64]:
    seconds = season.seconds_of_day(rng, online)
    today = batch.day == np.datetime64(as_of.date())
    ran = as_of.hour * 3600 + as_of.minute * 60 + as_of.second
    opens = min(6.6 * 3600, ran * 0.8)
    seconds = np.where(today, opens + rng.random(len(seconds)) * (ran - 20 - opens), seconds)
    return season.moments(batch.day, seconds)


def _sorted(batch: Batch, order: Ints) -> Batch:
    return Batch(
        day=batch.day[order],
        slot=batch.slot[order],
        agency=batch.agency[order],
        procedure=batch.procedure[order],
        accepted=batch.accepted[order],
        age=batch.age[order],
    )


def _columns(
    rng: np.random.Generator,
    batch: Batch,
    online: Bools,
    received: npt.NDArray[np.datetime64],
    staff: pd.DataFrame,
    procedures: pd.DataFrame,
) -> pd.DataFrame:
    agency = staff.code.to_numpy(dtype=object)[batch.agency]
    postal = rng.random(len(online)) < POSTAL
    chosen = procedures.iloc[batch.procedure]
    at_centre = (staff.level == "province").to_numpy()[batch.agency] & ~online
    return pd.DataFrame(
        {
            "code": codes(agency, batch.day),
            "procedure_code": chosen.code.to_numpy(dtype=object),
            "agency_code": agency,
            "receiving_agency_code": np.where(at_centre, CENTRE, agency),
            "field": chosen.field.to_numpy(dtype=object),
            "channel": np.where(online, "online", np.where(postal, "postal", "direct")),
            "received_at": received,
            "has_fee": chosen.has_fee.to_numpy(),
            "accepted": batch.accepted,
        }
    )
