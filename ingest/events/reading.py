"""A chunk of events as it came: keys, times, and what cannot be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from ingest import times
from ingest.chunks import RawChunk
from ingest.events.rules import Events, matching
from ingest.events.spool import Record, storables
from ingest.events.text import BLANK, text_of, texts, unblanked
from ingest.faults import Mask
from ingest.mapping import Mapping
from ingest.reasons import Reason, detail

_JOINED = "\x1f"


class ReadEvents:
    """A chunk of events: their keys, times and faults."""

    def __init__(self, raw: RawChunk, mapping: Mapping, events: Events) -> None:
        self._frame, self.lines = raw.frame, raw.lines
        keys = [texts(raw.frame[name]) for name in events.key]
        self._keys = [_JOINED.join(parts) for parts in zip(*keys, strict=True)]
        self.keyless: Mask = np.logical_or.reduce(
            [np.array([text in BLANK for text in part], dtype=bool) for part in keys]
        )
        self._names = texts(raw.frame[events.event])
        given = raw.frame[events.time]
        self._times = times.to_utc(unblanked(given), mapping.timezone, mapping.date_formats)
        self._faults = self._found_faults(raw, events, given)

    def _found_faults(
        self, raw: RawChunk, events: Events, given: pd.Series
    ) -> dict[int, tuple[Reason, str]]:
        named = matching(set(self._names), events.named)
        counts = np.array([name in named for name in self._names], dtype=bool)
        found: dict[int, tuple[Reason, str]] = {}
        for at in np.flatnonzero(counts & self._times.isna().to_numpy()).tolist():
            reason = Reason.IMPOSSIBLE_DATE if text_of(given.iloc[at]) else Reason.MISSING
            wanted = "không đọc được thành ngày giờ"
            text = detail(reason, column=events.time, value=given.iloc[at], wanted=wanted)
            found[at] = (reason, text)
        if events.reject_unknown:
            for at in np.flatnonzero(~counts).tolist():
                value = self._names[at]
                text = detail(Reason.UNKNOWN_EVENT, column=events.event, value=value)
                found[at] = (Reason.UNKNOWN_EVENT, text)
        for at, wrong in raw.broken.items():
            found[at] = (Reason.BAD_SHAPE, detail(Reason.BAD_SHAPE, value=wrong))
        return found

    def records(self, kept: list[str]) -> Iterator[Record]:
        values = zip(*(storables(self._frame[name]) for name in kept), strict=True)
        micros = self._times.to_numpy().astype("datetime64[us]").astype("int64").tolist()
        unknown = self._times.isna().tolist()
        lines = self.lines.tolist()
        for at, row in enumerate(values):
            if self.keyless[at]:
                continue
            reason, text = self._faults.get(at, (None, None))
            raw = None if reason is None else json.dumps(self.shown(at), ensure_ascii=False)
            time = None if unknown[at] else micros[at]
            name = self._names[at]
            yield (self._keys[at], time, lines[at], name, reason, text, raw, *row)

    def shown(self, at: int) -> dict[str, Any]:
        row = self._frame.iloc[at]
        return {str(name): text_of(value) or None for name, value in row.items()}
