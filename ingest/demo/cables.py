"""Routes of cables in the demonstration, all of them synthetic: along the shortest tree that joins
the communes' points, as roads would."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse.csgraph import breadth_first_order, minimum_spanning_tree
from scipy.spatial.distance import cdist

from ingest.demo.houses import towns_of

_SEAT = "450"  # Đồng Hới
_OPERATORS, _SHARE = ("VNPT", "Viettel", "MobiFone"), (0.46, 0.4, 0.14)
_STATE = "VNPT"  # runs the dedicated network
_BENDS, _SWAY = 4, 0.07  # between two communes; of the way between them, to its sides
_SHORTEST = 2  # communes of a branch that has a cable
_PLANNED = 3  # branches, besides those to communes that are hard to reach
_OLD = "455"  # to whose town the cable lies that is out of service
_FIRST, _LAST = date(2009, 6, 1), date(2022, 6, 30)
_OLD_DAYS = date(2004, 9, 2), date(2019, 12, 31)
_DECIMALS = 5

Places = npt.NDArray[np.float64]


@dataclass(slots=True)
class _Roads:
    """The tree of communes: `before` each the one nearer to the seat. Each piece has its bends."""

    rng: np.random.Generator
    points: Places
    before: npt.NDArray[np.int32]
    pieces: dict[tuple[int, int], Places] = field(default_factory=dict)

    def way(self, place: int) -> list[int]:
        """From the seat."""
        found = [place]
        while self.before[found[-1]] >= 0:
            found.append(int(self.before[found[-1]]))
        return found[::-1]

    def line(self, places: Sequence[int]) -> str:
        """GeoJSON."""
        pieces = [self._piece(a, b) for a, b in pairwise(places)]
        whole = np.vstack([pieces[0][:1], *(piece[1:] for piece in pieces)])
        return json.dumps({"type": "LineString", "coordinates": whole.round(_DECIMALS).tolist()})

    def _piece(self, a: int, b: int) -> Places:
        if (a, b) not in self.pieces:
            start, step = self.points[a], self.points[b] - self.points[a]
            at = np.linspace(0, 1, _BENDS + 2)[:, None]
            aside = np.array([-step[1], step[0]]) * self.rng.normal(0, _SWAY, (_BENDS + 2, 1))
            self.pieces[a, b] = start + at * step + np.sin(np.pi * at) * aside
        return self.pieces[a, b]

    def chains(self) -> list[list[int]]:
        """The tree in as few ways as there are ends: from each fork the longest goes on."""
        order = sorted(range(len(self.before)), key=lambda at: len(self.way(at)), reverse=True)
        taken: set[int] = set()
        found = []
        for end in order:
            own = [place for place in self.way(end) if place not in taken]
            if own and end not in taken:
                fork = int(self.before[own[0]])
                found.append([fork, *own] if fork >= 0 else own)
                taken.update(own)
        return found


def cables_frame(
    rng: np.random.Generator, areas: pd.DataFrame, remote: set[str], today: date
) -> pd.DataFrame:
    """Table `cables`."""
    communes = areas[areas.level == "commune"].reset_index(drop=True)
    seats = {
        str(district): int(towns_of(own).index[0])
        for district, own in communes.groupby("parent_code")
    }
    roads = _roads(rng, communes, seats[_SEAT])
    names = areas.set_index("code").name
    rows = [_old(rng, roads, seats, str(names[_OLD]))]
    for number, (district, seat) in enumerate(seats.items()):
        if district != _SEAT:
            day = _day(rng, _FIRST, _LAST)
            name = f"Mạng TSLCD Đồng Hới – {names[district]}"
            line = roads.line(roads.way(seat))
            rows.append(_row(f"TSLCD-{number:02d}", name, "dedicated", _STATE, day, line))
    return pd.DataFrame([*rows, *_branches(rng, roads, communes, remote, today)])


def _roads(rng: np.random.Generator, communes: pd.DataFrame, seat: int) -> _Roads:
    points = communes[["longitude", "latitude"]].to_numpy(dtype="float64")
    flat = points * [np.cos(np.radians(points[:, 1].mean())), 1.0]
    tree = minimum_spanning_tree(cdist(flat, flat))
    _, before = breadth_first_order(tree, seat, directed=False)
    return _Roads(rng=rng, points=points, before=before)


def _branches(
    rng: np.random.Generator,
    roads: _Roads,
    communes: pd.DataFrame,
    remote: set[str],
    today: date,
) -> list[dict[str, Any]]:
    """Public fibre. What leads on from a commune that is hard to reach is planned."""
    chains = [each for each in roads.chains() if len(each) > _SHORTEST]
    short = np.arange(len(chains) // 2, len(chains))  # the longest come first
    planned = set(rng.choice(short, _PLANNED, replace=False).tolist())
    codes = communes.code.tolist()
    rows: list[dict[str, Any]] = []
    for number, chain in enumerate(chains):
        hard = [at for at, place in enumerate(chain) if at and codes[place] in remote]
        cut = 0 if number in planned else hard[0] - 1 if hard else len(chain) - 1
        operator = str(rng.choice(_OPERATORS, p=_SHARE))
        for part, ahead in ((chain[: cut + 1], False), (chain[cut:], True)):
            if len(part) < 2:
                continue
            first, last = (communes.name.iloc[part[at]] for at in (0, -1))
            day = _ahead(rng, today) if ahead else _day(rng, _FIRST, _LAST)
            code, name = f"CQ-{len(rows) + 1:03d}", f"Cáp quang {first} – {last}"
            rows.append(_row(code, name, "fibre", operator, day, roads.line(part)))
    return rows


def _old(
    rng: np.random.Generator, roads: _Roads, seats: dict[str, int], town: str
) -> dict[str, Any]:
    """With bends of its own: it lay elsewhere."""
    own = _Roads(rng=rng, points=roads.points, before=roads.before)
    line = own.line(own.way(seats[_OLD]))
    name = f"Cáp quang Đồng Hới – {town} (tuyến cũ)"
    return _row("CQ-000", name, "fibre", _STATE, _OLD_DAYS[0], line, until=_OLD_DAYS[1])


def _row(
    code: str,
    name: str,
    kind: str,
    operator: str,
    day: date,
    line: str,
    *,
    until: date | None = None,
) -> dict[str, Any]:
    return {
        "code": code,
        "name": name,
        "kind": kind,
        "operator": operator,
        "in_service_on": day,
        "out_of_service_on": until,
        "geometry": line,
    }


def _day(rng: np.random.Generator, first: date, last: date) -> date:
    return date.fromordinal(int(rng.integers(first.toordinal(), last.toordinal())))


def _ahead(rng: np.random.Generator, today: date) -> date:
    return date.fromordinal(today.toordinal() + int(rng.integers(60, 500)))
