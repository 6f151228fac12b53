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
from data_access.applicants import APPLICANTS
from data_access.engine import writing
from ingest import derive, ledger
from ingest.aside import bad_rows, mark_broken, mark_keys
from ingest.bulk import tune, uncollected
from ingest.canonical import plan_columns, renamed
from ingest.convert import converted
from ingest.departures import Departures, LoadContext
from ingest.events.cases import of_cases
from ingest.faults import Faults
from ingest.guesses import Guesses
from ingest.hashing import content_hashes, row_hashes
from ingest.keys import Positions, SeenKeys, repeats, row_keys, taken
from ingest.mapping import Mapping, check_for, read_mapping
from ingest.notes import Notes
from ingest.opening import opened, system_of
from ingest.outside.meeting import Outside
from ingest.quarantine import Quarantine
from ingest.reading import AT_ONCE, Reading, Turn, Wish
from ingest.reasons import Reason
from ingest.recount import Recount
from ingest.references import References
from ingest.report import LoadReport
from ingest.retention import forget
from ingest.sources import FrameSource, RawChunk
from ingest.sql.address import revealed
from ingest.stage import Stage
from ingest.tables import TableSpec, spec_of
from ingest.tally import Tally
from ingest.target_history import TargetHistory
from ingest.tombstones import check_column, divided
from ingest.validate import check_rows
from ingest.workdays import work_calendar

Progress = Callable[[int, int | None], None]


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
    wish: Wish | None = None,
    turn: Turn = AT_ONCE,
) -> LoadReport:
    """Loads a file, or the rows of a database at an SQLAlchemy URL ("env:NAME" for one that is in
    the environment). Raises TamNhinError when nothing can be done; a row that cannot be right goes
    to quarantine instead. `province` names the source system that the table belongs to; `turn` is
    held while the database is written."""
    spec = spec_of(table)
    mapping = read_mapping(mapping_path) if mapping_path else Mapping()
    address, notes = revealed(str(path)), Notes()
    with opened(engine, address, spec, mapping, mapping_path, notes, wish or Wish()) as reading:
        system = system_of(province, table, reading.short_name)
        load = _Load(spec, mapping, reading.name, system, notes)
        report = load.run(engine, reading, dry_run=dry_run, progress=progress, turn=turn)
    if province and table == APPLICANTS and not dry_run:
        forget(engine, province, lone=False)
    return report


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
    mapping = mapping or Mapping()
    load = _Load(spec_of(table), mapping, source, system_of(province, table, source), Notes())
    reading = Reading(source, FrameSource(frame), compares=mapping.deletes.snapshot)
    return load.run(engine, reading, dry_run=dry_run, progress=progress)


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
        self,
        engine: Engine,
        reading: Reading,
        *,
        dry_run: bool = False,
        progress: Progress | None = None,
        turn: Turn = AT_ONCE,
    ) -> LoadReport:
        began = time.perf_counter()
        source = of_cases(reading.source, self._mapping, self._spec)
        self._plan = plan_columns(self._spec, self._mapping, source.header, self._notes)
        check_column(self._mapping.deletes, source.header)
        reading.read(self._plan, self._notes)
        with uncollected(), turn, suppress(_RolledBack), writing(engine) as connection:
            self._prepare(connection, reading)
            for raw in source.chunks():
                self._load_chunk(raw)
                if progress:
                    progress(self._tally.read, source.total)
            self._departures.compare(self._load_chunk)
            reading.record(connection, self._now, compared=self._departures.compared)
            report = self._finish(connection, began, dry_run=dry_run)
            if dry_run:
                raise _RolledBack
        return report

    def _prepare(self, connection: Connection, reading: Reading) -> None:
        ledger.check_tables(connection)
        tune(connection)
        self._now: datetime = clock.now(connection)
        self._stage = Stage(connection, self._spec)
        self._outside = Outside(connection, self._spec, self._notes)
        self._recount = Recount(connection, self._spec, year=self._now.year)
        self._references = References(connection, self._mapping)
        self._calendar = work_calendar(connection)
        self._quarantine = Quarantine(
            connection, self._spec.name, self._source, self._now, complete=reading.complete
        )
        self._newest = ledger.Newest(self._spec, self._now)
        self._history = TargetHistory(connection) if self._spec.name == "targets" else None
        context = LoadContext(
            connection=connection,
            spec=self._spec,
            mapping=self._mapping,
            plan=self._plan,
            source=self._source,
            now=self._now,
            references=self._references,
            quarantine=self._quarantine,
            tally=self._tally,
            notes=self._notes,
            guesses=self._guesses,
            outside=self._outside,
        )
        self._departures = Departures(context, reading)

    def _finish(self, connection: Connection, began: float, *, dry_run: bool) -> LoadReport:
        self._stage.drop()
        self._departures.drop()
        self._quarantine.close()
        if self._history:
            self._history.record(who=self._source, how="load", at=self._now)
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
        if gone:
            self._departures.bury(gone, self._seen)
        self._tally.read += len(raw.frame)

    def _load_rows(self, raw: RawChunk) -> None:
        given = renamed(raw.frame, self._spec, self._mapping, self._plan)
        faults = Faults(len(raw.frame), self._notes)
        mark_broken(raw, faults)
        every = converted(given, self._spec, self._guesses, faults, self._now)
        check_rows(every, given, self._spec, faults, self._references)
        self._departures.see(every, raw)
        good = np.flatnonzero(faults.clean)
        rows = taken(every, good)
        derive.complete(rows, self._spec.name, self._calendar, self._references)
        rows["content_hash"] = content_hashes(rows, self._spec.hashed)
        for reason, at in self._write(rows).items():
            mark_keys(every, self._spec, good[at], reason, faults)
        self._put_aside(raw, every, faults)

    def _write(self, rows: pd.DataFrame) -> dict[Reason, Positions]:
        """Writes what is new or changed; the positions of those that may not be: they repeat a key
        with other content, or stand otherwise outside the database."""
        keys = row_hashes(rows, self._spec.keys)
        first, again = repeats(keys, rows["content_hash"].to_numpy(dtype=object))
        unique = taken(rows, first)
        met = self._seen.among(keys[first])
        diff = self._stage.diff(unique, met)
        seen = met & diff.changed
        seen |= self._departures.buried(keys[first], diff.new)
        outside = self._outside.met(unique, diff.new & ~seen)
        new, changed = diff.new & ~seen & ~outside.any, diff.changed & ~seen
        self._stage.write(taken(unique, np.flatnonzero(new)), unique[changed])
        self._seen.add(keys[first])
        self._newest.see(rows)
        refused = {
            Reason.DUPLICATE_KEY: np.concatenate([again, first[seen]]),
            Reason.ARCHIVED: first[outside.archived],
            Reason.FOLDED_ELSEWHERE: first[outside.folded],
        }
        left = len(rows) - sum(map(len, refused.values()))
        self._count(left, int(new.sum()), int(changed.sum()))
        if self._quarantine.watches:
            self._quarantine.came_right(row_keys(rows, self._spec.keys))
        return refused

    def _count(self, rows: int, inserted: int, updated: int) -> None:
        self._tally.inserted += inserted
        self._tally.updated += updated
        self._tally.unchanged += rows - inserted - updated

    def _put_aside(self, raw: RawChunk, every: pd.DataFrame, faults: Faults) -> None:
        read = {*self._plan.values(), *self._mapping.key, *(self._mapping.pause or ())}
        self._quarantine.add(bad_rows(raw, every, self._spec, faults, read=read))
        self._tally.quarantined += len(faults.found)
