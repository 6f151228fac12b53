"""What is gone from a source, of one load: rows that say so, and rows that do not come any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from ingest.aside import bad_rows, mark_broken, mark_keys
from ingest.canonical import renamed
from ingest.chunks import RawChunk
from ingest.comparison import Comparison
from ingest.convert import converted_keys
from ingest.deletion import Deletion
from ingest.faults import Faults
from ingest.guesses import Guesses
from ingest.hashing import Hashes
from ingest.keys import SeenKeys, key_columns, row_keys
from ingest.mapping import Mapping
from ingest.notes import Notes
from ingest.outside.meeting import Outside
from ingest.quarantine import Quarantine
from ingest.reading import Reading
from ingest.reasons import Reason
from ingest.references import References
from ingest.scope import rows_of_source
from ingest.tables import TableSpec
from ingest.tally import Tally
from ingest.tombstones import Tombstones, divided


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadContext:
    """What the parts of a load share. `plan`: canonical name → column of the source."""

    connection: Connection
    spec: TableSpec
    mapping: Mapping
    plan: dict[str, str]
    source: str
    now: datetime
    references: References
    quarantine: Quarantine
    tally: Tally
    notes: Notes
    guesses: Guesses
    outside: Outside


class Departures:
    def __init__(self, load: LoadContext, reading: Reading) -> None:
        self._load, self._reading = load, reading
        marks, compares = load.mapping.deletes.column is not None, reading.compares
        self._deletion = Deletion(load.connection, load.spec) if marks or compares else None
        self._tombstones = self._comparison = None
        if self._deletion and marks:
            self._tombstones = Tombstones(load.spec, self._deletion, load.tally, load.outside)
        if self._deletion and compares:
            ours = rows_of_source(
                load.connection, load.spec, load.mapping, load.source, load.references
            )
            self._comparison = Comparison(load.connection, load.spec, self._deletion, ours)
        self._waiting = load.quarantine.keys if compares else set()
        self.compared = False

    def bury(self, raw: RawChunk, standing: SeenKeys) -> None:
        """Deletes our rows of a chunk that says of each that it is gone."""
        if self._tombstones:
            keys, faults = self._keys_of(raw)
            self._tombstones.bury(keys, faults, standing, self._load.quarantine)
            self._load.quarantine.add(bad_rows(raw, keys, self._load.spec, faults))
            self._load.tally.quarantined += len(faults.found)

    def buried(self, keys: Hashes, asked: np.ndarray[Any, np.dtype[np.bool_]]) -> Any:
        """Which of the asked keys this load has said to be gone."""
        nothing = np.zeros(len(keys), dtype=bool)
        return self._tombstones.among(keys, asked) if self._tombstones else nothing

    def see(self, every: pd.DataFrame, raw: RawChunk) -> None:
        """Rows that stand at the source, right or wrong."""
        if self._comparison and self._reading.complete:
            keys = every[list(self._load.spec.keys)].drop(index=list(raw.broken))
            self._load.references.name_keys(keys, self._load.spec)
            self._comparison.unreadable += len(raw.broken)
            self._see(self._comparison, keys)

    def compare(self, load_chunk: Callable[[RawChunk], None]) -> None:
        """Once all that was read is loaded: fetches what is missing here, deletes what is gone."""
        comparison, deletes = self._comparison, self._load.mapping.deletes
        if comparison is None:
            return
        if not self._reading.complete:
            for raw in self._reading.rows_of(self._missing(comparison)):
                load_chunk(raw)
        if comparison.unreadable:
            self._say_unreadable(comparison.unreadable)
            return
        removed = comparison.remove(deletes.at_most, however_many=self._reading.accepts)
        self._load.tally.deleted += removed.deleted
        spec = self._load.spec
        kept = set(row_keys(removed.kept, spec.keys))
        gone = {*row_keys(removed.gone, spec.keys), *self._waiting} - kept
        self._load.quarantine.came_right(gone)
        self._keep(removed.kept)
        self.compared = True

    def drop(self) -> None:
        for part in (self._comparison, self._deletion):
            if part:
                part.drop()

    def _see(self, comparison: Comparison, keys: pd.DataFrame) -> int:
        if self._waiting:
            self._waiting.difference_update(row_keys(keys, self._load.spec.keys))
        return comparison.see(keys)

    def _missing(self, comparison: Comparison) -> list[tuple[Any, ...]]:
        """Keys, as the source has them, of rows that are there and not here."""
        load, wanted = self._load, []
        theirs = key_columns(load.spec, load.mapping, load.plan)
        for raw in self._reading.key_chunks():
            standing, _ = divided(raw, load.mapping.deletes)
            first = self._see(comparison, self._keys_of(standing)[0])
            rows = standing.frame[theirs].iloc[comparison.missing_here(first)]
            wanted += list(rows.itertuples(index=False, name=None))
        return wanted

    def _keys_of(self, raw: RawChunk) -> tuple[pd.DataFrame, Faults]:
        load = self._load
        faults = Faults(len(raw.frame), load.notes)
        mark_broken(raw, faults)
        keys = load.spec.keys
        only = replace(
            load.mapping,
            pause=None,
            values={name: words for name, words in load.mapping.values.items() if name in keys},
            constants={name: v for name, v in load.mapping.constants.items() if name in keys},
        )
        plan = {name: theirs for name, theirs in load.plan.items() if name in keys}
        given = renamed(raw.frame, load.spec, only, plan)
        found = converted_keys(given, load.spec, load.guesses, faults, load.now)
        load.references.name_keys(found, load.spec)
        return found, faults

    def _keep(self, kept: pd.DataFrame) -> None:
        """What is gone there and used here counts as a row read and put aside."""
        if not len(kept):
            return
        load = self._load
        faults = Faults(len(kept), load.notes)
        mark_keys(kept, load.spec, np.arange(len(kept)), Reason.STILL_USED, faults)
        raw = RawChunk(kept, np.zeros(len(kept), dtype=np.int64))
        load.quarantine.add(bad_rows(raw, kept, load.spec, faults))
        load.tally.read += len(kept)
        load.tally.quarantined += len(kept)

    def _say_unreadable(self, count: int) -> None:
        self._load.notes.say(
            vi=f"{count} dòng không đọc được khóa, nên không so khóa và không xóa gì. Sửa các dòng"
            " đó ở nguồn, hoặc bỏ chúng khỏi query.",
            en=f"The key of {count} rows cannot be read, so keys were not compared and nothing was"
            " deleted. Mend those rows at the source, or leave them out of the query.",
        )
