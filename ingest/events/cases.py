"""Sources with one row an event, as sources with one row a case.

An event that cannot be read sets its whole case aside, with the event's own line and content: it
might be the very one that ends the case, and a case that is half read would be wrong without
saying so. An event without a key has no case, and is set aside by itself. Events that the mapping
does not name are passed over, or set their case aside where it says `unknown = "reject"`.

A case is made of the events of one load, so a source must bring every event of each of its cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import numpy as np
import pandas as pd

from data_access.errors import TamNhinError
from ingest.chunks import CHUNK_ROWS, RawChunk, Source
from ingest.events.reading import ReadEvents
from ingest.events.rules import Events, given_by
from ingest.events.spool import Record, Spool
from ingest.events.told import Told
from ingest.faults import Fault
from ingest.mapping import Mapping
from ingest.reasons import Reason, detail
from ingest.tables import TableSpec


def of_cases(source: Source, mapping: Mapping, spec: TableSpec) -> Source:
    """The source itself where it has one row a case."""
    if mapping.events is None:
        return source
    return CaseSource(source, mapping, mapping.events, spec)


class CaseSource:
    """Their columns that the mapping names, and one for each canonical column that events give."""

    def __init__(self, source: Source, mapping: Mapping, events: Events, spec: TableSpec) -> None:
        self._source, self._mapping, self._events = source, mapping, events
        for name in events.asks:
            if name not in source.header:
                raise _missing(name, source.header)
        self._kept = _kept_columns(source.header, mapping, events, spec)
        self.header = [*self._kept, *map(given_by, events.gives)]
        self.total: int | None = None

    def chunks(self) -> Iterator[RawChunk]:
        with closing(Spool(len(self._kept))) as spool:
            for raw in self._source.chunks():
                read = ReadEvents(raw, self._mapping, self._events)
                spool.add(read.records(self._kept))
                if read.keyless.any():
                    yield self._set_aside(read)
            for batch in spool.batches(CHUNK_ROWS):
                yield self._cases(batch)

    def _set_aside(self, read: ReadEvents) -> RawChunk:
        at = np.flatnonzero(read.keyless)
        empty = {name: np.full(len(at), None, dtype=object) for name in self.header}
        fault = Fault(Reason.MISSING, detail(Reason.MISSING, column=", ".join(self._events.key)))
        bad = {place: (fault, read.shown(int(row))) for place, row in enumerate(at)}
        return RawChunk(pd.DataFrame(empty), read.lines[at], bad_events=bad)

    def _cases(self, batch: list[Record]) -> RawChunk:
        told = Told(batch)
        first = {name: self._mapping.columns.get(name, name) for name in self._events.first}
        columns: dict[str, Any] = {
            name: told.value(number, first=name in first.values())
            for number, name in enumerate(self._kept)
        }
        for name, rule in self._events.times.items():
            columns[given_by(name)] = told.time(rule)
        if self._events.states:
            columns[given_by("state")] = told.state(self._events.states)
        if self._events.pause_from:
            columns[given_by("pauses")] = told.pauses(self._events)
        return RawChunk(pd.DataFrame(columns), told.lines(), bad_events=told.bad_events())


def _kept_columns(
    header: list[str], mapping: Mapping, events: Events, spec: TableSpec
) -> list[str]:
    wanted = {*mapping.columns.values(), *mapping.key, *events.key, *(mapping.pause or ())}
    wanted.add(mapping.deletes.column or "")
    if not mapping.columns:
        wanted |= {column.name for column in spec.columns}
    return [name for name in header if name in wanted]


def _missing(name: str, header: list[str]) -> TamNhinError:
    shown = ", ".join(header)
    return TamNhinError(
        vi=f"Nguồn không có cột '{name}' mà [events] cần. Các cột: {shown}. Sửa tệp ánh xạ.",
        en=f"The source has no column '{name}', which [events] needs. Columns: {shown}. Mend the"
        " mapping file.",
    )
