"""Whatever befalls the rows, the rollups are what counting the rows gives, cell for cell.

A machine does to a database what sources do to it, in any order: rows come, change, come late, are
put right, go, are sent again in another order and in other pieces, come broken. After each step
every rollup is compared with a count over the rows, and at the end with rollups built anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, Engine, select

from data_access.days import NEVER
from data_access.engine import make_engine, reading, writing
from data_access.rollups import ALL
from data_access.schema import metadata, stations, villages
from ingest.deletes import Deletes
from ingest.load import load_frame
from ingest.mapping import Mapping
from ingest.proof import prove
from ingest.report import LoadReport
from ingest.rollup import rebuild
from tests.integration import cells
from tests.integration.drawn import (
    CHANNELS,
    CODES,
    COMMUNES,
    DEEPER,
    PROCEDURES,
    USED,
    Row,
    document_rows,
    dossier_rows,
    facility_rows,
    incident_rows,
    measurement_rows,
    network_rows,
    petition_rows,
    portal_rows,
    procedure_rows,
    station_rows,
    surveys,
    task_rows,
    told_or_not,
)
from tests.integration.rows import FIELDS


@dataclass(frozen=True, slots=True)
class Kind:
    """A table as a source sends it; `corrected`: what it may put right in a row, and to what."""

    rows: st.SearchStrategy[Row]
    source: str
    keys: tuple[str, ...]
    corrected: dict[str, Sequence[Any]]
    broken: Row


KINDS = {
    "dossiers": Kind(
        dossier_rows(told_or_not),
        "one_stop",
        ("code",),
        {"agency_code": CODES, "field": FIELDS, "channel": CHANNELS},
        {"agency_code": "nobody"},
    ),
    "documents": Kind(
        document_rows(told_or_not),
        "documents",
        ("code",),
        {"agency_code": CODES, "secret": (True, False)},
        {"agency_code": "nobody"},
    ),
    "villages": Kind(
        surveys,
        "coverage",
        ("code", "surveyed_on"),
        {"commune_code": COMMUNES, "people": (0, 77)},
        {"commune_code": "nowhere"},
    ),
    "stations": Kind(
        station_rows(),
        "coverage",
        ("code",),
        {"commune_code": COMMUNES, "mast_code": ("m1", "m2")},
        {"commune_code": "nowhere"},
    ),
    "petitions": Kind(
        petition_rows(),
        "petitions",
        ("code",),
        {"agency_code": CODES, "satisfied": (True, None), "due_at": ("2024-10-31", None)},
        {"agency_code": "nobody"},
    ),
    "tasks": Kind(
        task_rows(),
        "tasks",
        ("code",),
        {"agency_code": CODES, "due_at": ("2024-10-31", None)},
        {"agency_code": "nobody"},
    ),
    "incidents": Kind(
        incident_rows(),
        "security",
        ("code",),
        {"agency_code": CODES, "severity": ("low", "serious")},
        {"agency_code": "nobody"},
    ),
    "networks": Kind(
        network_rows,
        "networks",
        ("agency_code", "surveyed_on"),
        {"firewall": (True, None), "computers": (0, 77, None)},
        {"computers": "many"},
    ),
    "portals": Kind(
        portal_rows,
        "portals",
        ("code", "checked_on"),
        {"agency_code": CODES, "updated": (True, False)},
        {"agency_code": "nobody"},
    ),
    "procedures": Kind(
        procedure_rows,
        "national_portal",
        ("code",),
        {"online_level": ("partial", None), "level": ("district", None)},
        {"online_level": "5"},
    ),
    "facilities": Kind(
        facility_rows,
        "facilities",
        ("code", "checked_on"),
        {"has_broadband": (True, None), "commune_code": COMMUNES},
        {"kind": "market"},
    ),
    "measurements": Kind(
        measurement_rows,
        "measurements",
        ("code",),
        {"strength_dbm": (-70, None), "longitude": (106.1, 106.3)},
        {"latitude": 106.1},
    ),
}


TOMBSTONES = Mapping(deletes=Deletes(column="gone"))


class Histories(RuleBasedStateMachine):
    engine: Engine

    def __init__(self) -> None:
        super().__init__()
        cells.empty(self.engine)
        self._send("procedures", PROCEDURES)
        self.sent: dict[str, dict[tuple[Any, ...], Row]] = {name: {} for name in KINDS}

    @rule(table=st.sampled_from(list(KINDS)), data=st.data())
    def rows_come(self, table: str, data: st.DataObject) -> None:
        """New ones, changed ones, ones of long ago, all together."""
        drawn = data.draw(st.lists(KINDS[table].rows, min_size=1, max_size=9))
        rows = {_key(table, row): row for row in drawn}
        report = self._send(table, list(rows.values()))
        assert report.inserted == len(rows.keys() - self.sent[table].keys())
        self.sent[table] |= rows

    @precondition(lambda self: any(self.sent.values()))
    @rule(data=st.data())
    def a_row_is_put_right(self, data: st.DataObject) -> None:
        table, key = self._one_of(data)
        column = data.draw(st.sampled_from(sorted(KINDS[table].corrected)))
        value = data.draw(st.sampled_from(KINDS[table].corrected[column]))
        self.sent[table][key] = {**self.sent[table][key], column: value}
        report = self._send(table, [self.sent[table][key]])
        assert report.inserted == 0

    @precondition(lambda self: any(self.sent.values()))
    @rule(data=st.data())
    def some_go_while_others_come(self, data: st.DataObject) -> None:
        table, _ = self._one_of(data)
        known = sorted(self.sent[table])
        going = data.draw(st.sets(st.sampled_from(known), min_size=1, max_size=5))
        drawn = data.draw(st.lists(KINDS[table].rows, max_size=4))
        coming = {key: row for row in drawn if (key := _key(table, row)) not in going}
        gone = [{**self.sent[table].pop(key), "gone": True} for key in sorted(going)]
        rows = data.draw(st.permutations([*gone, *coming.values()]))
        report = self._send(table, rows)
        assert report.deleted == len(going)
        self.sent[table] |= coming

    @precondition(lambda self: any(self.sent.values()))
    @rule(data=st.data())
    def all_come_again_in_other_pieces(self, data: st.DataObject) -> None:
        table, _ = self._one_of(data)
        rows = data.draw(st.permutations(list(self.sent[table].values())))
        size = data.draw(st.integers(1, 6))
        for start in range(0, len(rows), size):
            report = self._send(table, rows[start : start + size])
            assert report.inserted == report.updated == 0
        # The first time it may take broken rows out of quarantine; then nothing moves any more.
        assert self._send(table, rows).data_version == report.data_version

    @precondition(lambda self: any(self.sent.values()))
    @rule(data=st.data())
    def a_row_comes_broken(self, data: st.DataObject) -> None:
        """What is known of it stays."""
        table, key = self._one_of(data)
        report = self._send(table, [{**self.sent[table][key], **KINDS[table].broken}], broken=1)
        assert report.inserted == report.updated == 0

    @invariant()
    def rollups_are_what_counting_the_rows_gives(self) -> None:
        with reading(self.engine) as connection:
            for table, sent in self.sent.items():
                assert _keys(connection, table) == set(sent)
            cells.assert_as_counted(connection)
            _assert_surveys_end_with_the_next(connection)
            _assert_each_mast_has_one_lead(connection)

    def teardown(self) -> None:
        assert prove(self.engine).holds
        with writing(self.engine) as connection:
            kept = cells.all_held(connection)
            rebuild(connection)
            assert kept == cells.all_held(connection)

    def _one_of(self, data: st.DataObject) -> tuple[str, tuple[Any, ...]]:
        table = data.draw(st.sampled_from([name for name, rows in self.sent.items() if rows]))
        return table, data.draw(st.sampled_from(sorted(self.sent[table])))

    def _send(self, table: str, rows: list[Row], *, broken: int = 0) -> LoadReport:
        frame = pd.DataFrame([{"gone": False, **row} for row in rows])
        source = KINDS[table].source
        report = load_frame(self.engine, table, frame, source=source, mapping=TOMBSTONES)
        assert report.quarantined == broken
        return report


def _key(table: str, row: Row) -> tuple[Any, ...]:
    return tuple(row[key] for key in KINDS[table].keys)


def _keys(connection: Connection, table: str) -> set[tuple[Any, ...]]:
    fact = metadata.tables[table]
    found = connection.execute(select(*(fact.c[key] for key in KINDS[table].keys)))
    return {tuple(str(part) for part in row) for row in found} - {(code,) for code in USED}


def _assert_surveys_end_with_the_next(connection: Connection) -> None:
    rows = connection.execute(select(villages)).all()
    for row in rows:
        later = [o.surveyed_day for o in rows if o.code == row.code]
        following = [day for day in later if day > row.surveyed_day]
        assert row.superseded_day == min(following, default=NEVER)


def _assert_each_mast_has_one_lead(connection: Connection) -> None:
    rows = connection.execute(select(stations)).all()
    for mast in {row.mast_code for row in rows}:
        there = [row for row in rows if row.mast_code == mast]
        longest = min(there, key=lambda row: (-row.off_air_day, row.on_air_day, row.code))
        assert [row.code for row in there if row.mast_lead] == [longest.code]


def test_all_facts_with_rollups_have_histories() -> None:
    assert {rollup.fact.name for rollup in ALL} == set(KINDS)


def _run(engine: Engine, examples: int, steps: int) -> None:
    machine: Any = type("Histories", (Histories,), {"engine": engine})
    phases = [Phase.explicit, Phase.reuse, Phase.generate]  # shrinking loads takes minutes
    chosen = settings(
        max_examples=examples * DEEPER, stateful_step_count=steps, deadline=None, phases=phases
    )
    run_state_machine_as_test(machine, settings=chosen)


@pytest.mark.timeout(0)
def test_rollups_are_exact_after_any_history(settled_sqlite: str) -> None:
    engine = make_engine(settled_sqlite)
    _run(engine, examples=14, steps=10)
    engine.dispose()


@pytest.mark.timeout(0)
def test_rollups_are_exact_after_any_history_on_postgresql(settled_postgresql: str) -> None:
    engine = make_engine(settled_postgresql)
    _run(engine, examples=4, steps=10)
    engine.dispose()
