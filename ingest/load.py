"""Loading: map → check → work out → tell new, changed and unchanged apart → write and roll up."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine

from config.province import Province
from data_access import clock
from data_access.engine import writing
from ingest import derive, ledger
from ingest.aside import bad_rows, mark_broken, mark_keys
from ingest.bulk import tune
from ingest.canonical import plan_columns, renamed
from ingest.convert import converted, converted_keys
from ingest.events.cases import of_cases
from ingest.faults import Faults
from ingest.guesses import Guesses
from ingest.hashing import content_hashes, row_hashes
from ingest.keys import Positions, SeenKeys, repeats, row_keys
from ingest.mapping import Mapping, check_for, read_mapping
from ingest.notes import Notes
from ingest.quarantine import Quarantine
from ingest.reasons import Reason
from ingest.recount import Recount
from ingest.references import References
from ingest.report import LoadReport
from ingest.sources import FrameSource, RawChunk, Source, open_source
from ingest.stage import Stage
from ingest.tables import TableSpec, spec_of
from ingest.tally import Tally
from ingest.tombstones import Tombstones, check_column, divided
from ingest.validate import check_rows
from ingest.workdays import work_calendar

Progress = Callable[[int, int | None], None]

_SOURCE_NAME_LENGTH = 40


class _RolledBack(Exception):
    pass


def load_file(
    engine: Engine,
    table: str,
    path: Path | str,
    *,
    mapping_path: Path | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    province: Province | None = None,
) -> LoadReport:
    """Loads a file. Raises TamNhinError when nothing can be done; a row that cannot be right goes
    to quarantine instead. `province` names the source system that the table belongs to."""
    spec = spec_of(table)
    mapping = read_mapping(mapping_path) if mapping_path else Mapping()
    notes = Notes()
    source = open_source(str(path), mapping, spec, notes)
    load = _Load(spec, mapping, str(path), _system(province, table, Path(path).name), notes)
    return load.run(engine, source, dry_run=dry_run, progress=progress)


def load_frame(
    engine: Engine,
    table: str,
    frame: pd.DataFrame,
    *,
    source: str,
    mapping: Mapping | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    province: Province | None = None,
) -> LoadReport:
    """Loads a frame; without a mapping its columns have canonical names and its times are local."""
    system = _system(province, table, source)
    load = _Load(spec_of(table), mapping or Mapping(), source, system, Notes())
    return load.run(engine, FrameSource(frame), dry_run=dry_run, progress=progress)


def _system(province: Province | None, table: str, otherwise: str) -> str:
    found = province.source_of(table) if province else None
    return found.name if found else otherwise[:_SOURCE_NAME_LENGTH]


class _Load:
    """One load: its counts, and what it must remember from one chunk to the next."""

    def __init__(
        self, spec: TableSpec, mapping: Mapping, source: str, system: str, notes: Notes
    ) -> None:
        check_for(mapping, spec)
        self._notes = notes
        self._spec, self._mapping = spec, mapping
        self._source, self._system = source, system
        self._tally = Tally()
        self._seen = SeenKeys()
        self._guesses = Guesses(mapping, notes)

    def run(
        self, engine: Engine, source: Source, *, dry_run: bool, progress: Progress | None
    ) -> LoadReport:
        began = time.perf_counter()
        source = of_cases(source, self._mapping, self._spec)
        self._plan = plan_columns(self._spec, self._mapping, source.header, self._notes)
        check_column(self._mapping.deletes, source.header)
        with suppress(_RolledBack), writing(engine) as connection:
            self._prepare(connection)
            for raw in source.chunks():
                self._load_chunk(raw)
                if progress:
                    progress(self._tally.read, source.total)
            report = self._finish(connection, began, dry_run=dry_run)
            if dry_run:
                raise _RolledBack
        return report

    def _prepare(self, connection: Connection) -> None:
        ledger.check_tables(connection)
        tune(connection)
        self._now: datetime = clock.now(connection)
        self._stage = Stage(connection, self._spec)
        self._recount = Recount(connection, self._spec, year=self._now.year)
        self._references = References(connection, self._mapping)
        self._calendar = work_calendar(connection)
        self._quarantine = Quarantine(connection, self._spec.name, self._source, self._now)
        self._newest = ledger.Newest(self._spec, self._now)
        tombstones = self._mapping.deletes.column is not None
        self._tombstones = Tombstones(connection, self._spec, self._tally) if tombstones else None

    def _finish(self, connection: Connection, began: float, *, dry_run: bool) -> LoadReport:
        self._stage.drop()
        if self._tombstones:
            self._tombstones.drop()
        self._quarantine.close()
        recounted = bool(self._recount.follow(self._notes))
        moved, created = self._tally.moved, bool(self._references.created)
        changed = moved or created or recounted or self._quarantine.changed
        version = ledger.bump(
            connection,
            changed=changed and not dry_run,
            places=(moved and self._spec.places) or created,
        )
        ledger.renew_source(
            connection,
            self._system,
            as_of=self._newest.found,
            now=self._now,
            added=self._tally.inserted - self._tally.deleted,
        )
        self._guesses.say()
        report = self._report(version, round(time.perf_counter() - began, 3))
        ledger.write_load(connection, report, self._now, system=self._system)
        return report

    def _report(self, version: int, seconds: float) -> LoadReport:
        return LoadReport(
            table=self._spec.name,
            source=self._source,
            **asdict(self._tally),
            data_version=version,
            seconds=seconds,
            notes=self._notes.all,
        )

    def _load_chunk(self, raw: RawChunk) -> None:
        standing, gone = divided(raw, self._mapping.deletes)
        self._load_rows(standing)
        if gone and self._tombstones:
            self._bury(gone, self._tombstones)
        self._tally.read += len(raw.frame)

    def _load_rows(self, raw: RawChunk) -> None:
        given = renamed(raw.frame, self._spec, self._mapping, self._plan)
        faults = Faults(len(raw.frame), self._notes)
        mark_broken(raw, faults)
        every = converted(given, self._spec, self._guesses, faults, self._now)
        check_rows(every, given, self._spec, faults, self._references)
        good = np.flatnonzero(faults.clean)
        rows = every.iloc[good].reset_index(drop=True)
        derive.complete(rows, self._spec.name, self._calendar, self._references)
        rows["content_hash"] = content_hashes(rows, self._spec.hashed)
        again = good[self._write(rows)]
        mark_keys(every, self._spec, again, Reason.DUPLICATE_KEY, faults)
        self._put_aside(raw, every, faults)

    def _bury(self, raw: RawChunk, tombstones: Tombstones) -> None:
        given = renamed(raw.frame, self._spec, self._mapping, self._plan)
        faults = Faults(len(raw.frame), self._notes)
        mark_broken(raw, faults)
        keys = converted_keys(given, self._spec, self._guesses, faults, self._now)
        self._references.name_keys(keys, self._spec)
        tombstones.bury(keys, faults, self._seen, self._quarantine)
        self._put_aside(raw, keys, faults)

    def _write(self, rows: pd.DataFrame) -> Positions:
        """Writes what is new or changed; the positions that repeat a key with other content."""
        keys = row_hashes(rows, self._spec.keys)
        first, again = repeats(keys, rows["content_hash"].to_numpy(dtype=object))
        unique = rows.iloc[first].reset_index(drop=True)
        met = self._seen.among(keys[first])
        diff = self._stage.diff(unique, met)
        seen = met & diff.changed
        if self._tombstones:
            seen |= self._tombstones.among(keys[first], diff.new)
        new, changed = diff.new & ~seen, diff.changed & ~seen
        self._stage.write(unique[new], unique[changed])
        self._seen.add(keys[first])
        self._newest.see(rows)
        again = np.concatenate([again, first[seen]])
        self._count(len(rows) - len(again), int(new.sum()), int(changed.sum()))
        if self._quarantine.watches:
            self._quarantine.came_right(row_keys(rows, self._spec.keys))
        return again

    def _count(self, rows: int, inserted: int, updated: int) -> None:
        self._tally.inserted += inserted
        self._tally.updated += updated
        self._tally.unchanged += rows - inserted - updated

    def _put_aside(self, raw: RawChunk, every: pd.DataFrame, faults: Faults) -> None:
        self._quarantine.add(bad_rows(raw, every, self._spec, faults))
        self._tally.quarantined += len(faults.found)
