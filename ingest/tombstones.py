"""Rows that say that they are gone: nothing of them but the key needs to be right."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_access.errors import TamNhinError
from ingest.aside import mark_keys
from ingest.chunks import RawChunk
from ingest.deletes import Deletes
from ingest.deletion import Deletion
from ingest.faults import Faults, Mask
from ingest.hashing import Hashes, row_hashes
from ingest.keys import SeenKeys, row_keys
from ingest.outside.meeting import Outside
from ingest.quarantine import Quarantine
from ingest.reasons import Reason
from ingest.tables import TableSpec
from ingest.tally import Tally


def divided(raw: RawChunk, deletes: Deletes) -> tuple[RawChunk, RawChunk | None]:
    """The rows that stand, and those that say that they are gone."""
    gone = deletes.tombstones(raw.frame)
    return (_part(raw, ~gone), _part(raw, gone)) if gone.any() else (raw, None)


def check_column(deletes: Deletes, header: list[str]) -> None:
    if deletes.column is not None and deletes.column not in header:
        shown = ", ".join(header)
        raise TamNhinError(
            vi=f"[deletes] tombstone: nguồn không có cột '{deletes.column}'. Các cột: {shown}.",
            en=f"[deletes] tombstone: the source has no column '{deletes.column}'."
            f" Columns: {shown}.",
        )


class Tombstones:
    def __init__(self, spec: TableSpec, deletion: Deletion, tally: Tally, outside: Outside) -> None:
        self._spec, self._deletion, self._tally = spec, deletion, tally
        self._outside = outside
        self._buried = SeenKeys()

    def bury(
        self, keys: pd.DataFrame, faults: Faults, standing: SeenKeys, quarantine: Quarantine
    ) -> None:
        """Deletes our rows of these keys. A key that also came as `standing`, that other rows refer
        to, or whose row stands in the archive, is a fault."""
        good = np.flatnonzero(faults.clean)
        rows = keys.iloc[good].reset_index(drop=True)
        hashes = row_hashes(rows, self._spec.keys)
        stands = standing.among(hashes, np.ones(len(rows), dtype=bool))
        asked = np.flatnonzero(~pd.Series(hashes).duplicated().to_numpy() & ~stands)
        wanted = rows.iloc[asked].reset_index(drop=True)
        outcome = self._deletion.of(wanted)
        archived = ~outcome.deleted & ~outcome.kept & self._outside.holds(wanted)
        self._buried.add(hashes[asked])
        mark_keys(keys, self._spec, good[stands], Reason.DUPLICATE_KEY, faults)
        mark_keys(keys, self._spec, good[asked[outcome.kept]], Reason.STILL_USED, faults)
        mark_keys(keys, self._spec, good[asked[archived]], Reason.ARCHIVED, faults)
        left = outcome.kept | archived
        self._count(len(rows), int(outcome.deleted.sum()), int(stands.sum() + left.sum()))
        if quarantine.watches:
            quarantine.came_right(row_keys(wanted[~left], self._spec.keys))

    def among(self, keys: Hashes, asked: Mask) -> Mask:
        """Which of the asked keys were buried earlier in this load."""
        return self._buried.among(keys, asked)

    def _count(self, rows: int, deleted: int, faulty: int) -> None:
        self._tally.deleted += deleted
        self._tally.updated += deleted
        self._tally.unchanged += rows - deleted - faulty


def _part(raw: RawChunk, where: Mask) -> RawChunk:
    at = np.flatnonzero(where)
    place = {old: new for new, old in enumerate(at.tolist())}
    broken = {place[old]: said for old, said in raw.broken.items() if old in place}
    events = {place[old]: said for old, said in raw.bad_events.items() if old in place}
    return RawChunk(raw.frame.iloc[at].reset_index(drop=True), raw.lines[at], broken, events)
