"""Surveys of what agencies have, and checks of their portals: the last of each is as published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.demo.surveys import rounds

Ints = npt.NDArray[np.int64]
# Of communes, newest round first; departments and districts have had it all along, but for a
# firewall and video conferencing. A fifth and later round repeats the oldest.
_COMMUNES: Mapping[str, Sequence[int]] = {
    "on_dedicated_network": (151, 149, 147, 140, 132),
    "has_lan": (148, 146, 143, 139, 134),
    "video_conferencing": (151, 147, 140, 121, 96),
    "firewall": (94, 83, 71, 60, 47),
    "antivirus": (128, 117, 104, 88, 70),
}
_DEPARTMENTS: Mapping[str, Sequence[int]] = {
    "firewall": (21, 21, 20, 19, 18),
    "antivirus": (21, 21, 21, 20, 20),
    "video_conferencing": (20, 20, 19, 18, 17),
}
_OFFICIALS = {"province": (38, 110), "district": (70, 125), "commune": (16, 24)}
_COMPUTERS = {"province": 1.03, "district": 0.99, "commune": 0.87}
_EARLIER = 0.035  # fewer computers a round back

_WITHOUT_PORTAL = 4  # communes that have none yet
# Of 147 communes' portals, newest check first; 109 are 74.1 %. Further back as the oldest.
_UPDATED = (109, 107, 103, 99, 97, 94, 91, 88, 84, 82, 79)
_WHOLE_FOR = 5  # checks, in departments and districts
_QUARTERS = ((3, 31), (6, 30), (9, 30), (12, 31))


def networks_frame(
    rng: np.random.Generator, staff: pd.DataFrame, *, years: int, today: date
) -> pd.DataFrame:
    """Table `networks`: one row an agency and round. Nobody loses what they had."""
    rank = {name: _ranks(rng, staff) for name in _COMMUNES}
    low, high = (staff.level.map(lambda level, at=at: _OFFICIALS[level][at]) for at in (0, 1))
    officials = rng.integers(low.to_numpy(), high.to_numpy() + 1)
    ratio = staff.level.map(_COMPUTERS).to_numpy() + rng.normal(0, 0.05, len(staff))
    found = []
    for back, day in enumerate(reversed(rounds(years, today))):
        frame = pd.DataFrame({"agency_code": staff.code, "surveyed_on": day})
        for name, ranks in rank.items():
            frame[name] = ranks < _counts(staff, name, back)
        frame["computers"] = np.round(officials * (ratio - _EARLIER * back)).astype("int64")
        frame["officials"] = officials
        found.append(frame)
    return pd.concat(found[::-1], ignore_index=True)


def _ranks(rng: np.random.Generator, staff: pd.DataFrame) -> Ints:
    """Within each level, in which order agencies get a thing: the better ones earlier."""
    score = staff.quality + rng.gumbel(0, 0.9, len(staff))
    place = score.groupby(staff.level).rank(ascending=False) - 1
    return np.asarray(place, dtype=np.int64)


def _counts(staff: pd.DataFrame, name: str, back: int) -> Ints:
    every = len(staff)
    counts = {"district": every}
    for level, held in (("province", _DEPARTMENTS), ("commune", _COMMUNES)):
        known = held.get(name, (every,))
        counts[level] = known[min(back, len(known) - 1)]
    return np.asarray(staff.level.map(counts), dtype=np.int64)


def checks(years: int, today: date) -> list[date]:
    """The ends of quarters that have passed, oldest first; at least one."""
    ends = [
        date(year, month, day)
        for year in range(today.year - years, today.year + 1)
        for month, day in _QUARTERS
    ]
    passed = [end for end in ends if end <= today]
    return [end for end in passed if end.year > today.year - years] or passed[-1:]


def portals_frame(
    rng: np.random.Generator, staff: pd.DataFrame, *, years: int, today: date
) -> pd.DataFrame:
    """Table `portals`: one row a portal and check. The province's own beside its office's."""
    listed = _portals(rng, staff)
    rank = _ranks(rng, listed)
    found = []
    for back, day in enumerate(reversed(checks(years, today))):
        updated = rank < listed.level.map(_fresh(back)).to_numpy(dtype=np.int64)
        frame = listed[["code", "name", "agency_code"]].assign(checked_on=day, updated=updated)
        ago = np.where(updated, rng.integers(0, 10, len(frame)), rng.integers(25, 300, len(frame)))
        frame["last_post_on"] = [date.fromordinal(day.toordinal() - int(n)) for n in ago]
        found.append(frame)
    return pd.concat(found[::-1], ignore_index=True)


def _fresh(back: int) -> dict[str, int]:
    """How many of each level are updated regularly."""
    commune = _UPDATED[min(back, len(_UPDATED) - 1)]
    lagging = int(back >= _WHOLE_FOR)
    return {"province": 22 - lagging, "district": 8 - lagging, "commune": commune}


def _portals(rng: np.random.Generator, staff: pd.DataFrame) -> pd.DataFrame:
    communes = np.flatnonzero(staff.level == "commune")
    without = rng.choice(communes, _WITHOUT_PORTAL, replace=False)
    listed = staff.drop(index=staff.index[without]).reset_index(drop=True)
    listed = listed.assign(
        agency_code=listed.code,
        code=[f"{code.lower().replace('.', '-')}.example.vn" for code in listed.code],
        name=[f"Trang thông tin điện tử {name}" for name in listed.name],
    )
    own = listed.iloc[[0]].assign(
        code="quangbinh.example.vn", name="Cổng thông tin điện tử tỉnh", quality=2.0
    )
    whole: pd.DataFrame = pd.concat([own, listed], ignore_index=True)
    return whole
