"""What the events of a case tell: times, state, pauses, and the values of other columns."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.events.rules import Events, EventTime, matching
from ingest.events.spool import Record, restored
from ingest.events.text import is_blank
from ingest.faults import Fault, Mask
from ingest.pauses import Interval, notation
from ingest.reasons import Reason

_KEY, _TIME, _LINE, _NAME, _REASON, _DETAIL, _RAW, _VALUES = range(8)
_NO_TIME = np.iinfo("int64").min


class Told:
    """What a batch of whole cases tells; every answer has one value a case."""

    def __init__(self, batch: list[Record]) -> None:
        self._columns = list(zip(*batch, strict=True))
        keys = np.array([*self._columns[_KEY], None], dtype=object)[:-1]
        begins = np.concatenate([[True], keys[1:] != keys[:-1]])
        self._case = np.cumsum(begins) - 1
        self._count = int(begins.sum())
        self._names = self._columns[_NAME]
        self._known = set(self._names)
        stamps = [_NO_TIME if t is None else t for t in self._columns[_TIME]]
        self._times = np.array(stamps, dtype="int64").astype("datetime64[us]")

    def time(self, rule: EventTime) -> pd.Series:
        where = self._are(rule.events)
        if rule.undone_by:
            undone = np.full(self._count, -1)
            cases, at = self._pick(self._are(rule.undone_by), first=False)
            undone[cases] = at
            where &= np.arange(len(where)) > undone[self._case]
        found = np.full(self._count, np.datetime64("NaT"), dtype="datetime64[us]")
        cases, at = self._pick(where, first=rule.first)
        found[cases] = self._times[at]
        return pd.Series(found).dt.tz_localize("UTC")

    def state(self, states: Mapping[str, Any]) -> pd.Series:
        meant = {name: ours for given, ours in states.items() for name in self._named((given,))}
        found = np.full(self._count, None, dtype=object)
        cases, at = self._pick(self._are(tuple(states)), first=False)
        found[cases] = [meant[self._names[event]] for event in at]
        return pd.Series(found, dtype=object)

    def pauses(self, events: Events) -> pd.Series:
        begins, ends = self._are(events.pause_from), self._are(events.pause_until)
        pauses: dict[int, list[Interval]] = {}
        for at in np.flatnonzero(begins | ends).tolist():
            held, moment = pauses.setdefault(int(self._case[at]), []), pd.Timestamp(self._times[at])
            waiting = bool(held) and pd.isna(held[-1][1])
            if ends[at] and waiting:
                held[-1] = (held[-1][0], moment)
            elif begins[at] and not waiting:
                held.append((moment, pd.NaT))
        found = [
            notation(pauses[case]) if pauses.get(case) else None for case in range(self._count)
        ]
        return pd.Series(found, dtype=object)

    def value(self, number: int, *, first: bool) -> pd.Series:
        column = self._columns[_VALUES + number]
        there = np.array([not is_blank(value) for value in column], dtype=bool)
        found = np.full(self._count, None, dtype=object)
        cases, at = self._pick(there, first=first)
        for case, event in zip(cases.tolist(), at.tolist(), strict=True):
            found[case] = restored(column[event])
        return pd.Series(found).infer_objects()

    def lines(self) -> npt.NDArray[np.int64]:
        """Of each case the first line, or that of the event for which it is set aside."""
        lines = np.array(self._columns[_LINE], dtype=np.int64)
        found = np.full(self._count, np.iinfo("int64").max)
        np.minimum.at(found, self._case, lines)
        for case, at in self._first_faults().items():
            found[case] = lines[at]
        return found

    def bad_events(self) -> dict[int, tuple[Fault, dict[str, Any]]]:
        return {
            case: (
                Fault(Reason(self._columns[_REASON][at]), self._columns[_DETAIL][at]),
                json.loads(self._columns[_RAW][at]),
            )
            for case, at in self._first_faults().items()
        }

    def _first_faults(self) -> dict[int, int]:
        """Case → its event that came first in the source of those that cannot be read."""
        found: dict[int, int] = {}
        faulty = (at for at, reason in enumerate(self._columns[_REASON]) if reason)
        for at in sorted(faulty, key=lambda at: self._columns[_LINE][at]):
            found.setdefault(int(self._case[at]), at)
        return found

    def _named(self, wanted: tuple[str, ...]) -> set[str]:
        return matching(self._known, wanted)

    def _are(self, wanted: tuple[str, ...]) -> Mask:
        named = self._named(wanted)
        return np.array([name in named for name in self._names], dtype=bool)

    def _pick(
        self, where: Mask, *, first: bool
    ) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """The cases that have such an event, and the position of each one's first or last."""
        at = np.flatnonzero(where)
        at = at if first else at[::-1]
        cases, index = np.unique(self._case[at], return_index=True)
        return cases, at[index]
