"""The rollups once more, counted row by row: which cells there are and what each holds.

Written independently of `data_access.measures`; only the names of cubes and columns are theirs. A
measure without a line here fails the tests, so that no figure goes unchecked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, select

from data_access.engine import writing
from data_access.rollups import ALL, FOLDED, Rollup

NEVER = 99991231
Fact = Any  # a row of a fact table, columns as attributes
Cells = dict[tuple[Any, ...], dict[str, int]]  # key of the cell -> sums


@dataclass(frozen=True, slots=True)
class Counted:
    """What a row adds on the day `on`, and takes away again on the day `until`."""

    on: str
    until: str | None
    adds: Callable[[Fact], int | bool]


def _received(adds: Callable[[Fact], Any] = lambda d: True, until: str | None = None) -> Counted:
    return Counted("received_day", until, lambda d: d.state not in (1, 3) and bool(adds(d)))


def _resolved(adds: Callable[[Fact], Any] = lambda d: True) -> Counted:
    return Counted("finished_day", None, lambda d: d.state not in (1, 3) and bool(adds(d)))


def _document(adds: Callable[[Fact], Any] = lambda o: True) -> Counted:
    return Counted("registered_day", None, lambda o: not o.secret and bool(adds(o)))


def _surveyed(adds: Callable[[Fact], int | bool]) -> Counted:
    return Counted("surveyed_day", "superseded_day", adds)


def _on_air(adds: Callable[[Fact], bool] = lambda s: True) -> Counted:
    return Counted("on_air_day", "off_air_day", adds)


def _open_in(state: int) -> Counted:
    return Counted("", None, lambda d: d.closed_day == NEVER and d.state == state)


def _lacks_all(v: Fact) -> bool:
    return v.signal == "none" and not v.has_power and not v.has_broadband


COUNTED: dict[str, dict[str, Counted]] = {
    "dossier": {
        "received": _received(),
        "received_online": _received(lambda d: d.channel == "online"),
        "received_end_to_end": _received(lambda d: d.end_to_end),
        "end_to_end_untold": _received(lambda d: d.end_to_end is None),
        "no_deadline": _received(lambda d: d.deadline_day == NEVER),
        "received_late": _received(lambda d: d.late),
        "received_withdrawn": _received(
            lambda d: d.deadline_day < NEVER and d.closed_day < NEVER and d.finished_day == NEVER
        ),
        "fee_due": _received(lambda d: d.has_fee),
        "fee_paid_online": _received(lambda d: d.has_fee and d.paid_online),
        "fee_paid_untold": _received(lambda d: d.has_fee and d.paid_online is None),
        "resolved": _resolved(),
        "resolved_early": _resolved(lambda d: d.early),
        "resolved_due": _resolved(lambda d: d.deadline_day < NEVER),
        "dossier_digitised": _resolved(lambda d: d.digitised),
        "digitised_untold": _resolved(lambda d: d.digitised is None),
        "results": _resolved(lambda d: d.has_result),
        "results_digitised": _resolved(lambda d: d.has_result and d.result_digitised),
        "results_digitised_untold": _resolved(
            lambda d: d.has_result and d.result_digitised is None
        ),
        "results_electronic": _resolved(lambda d: d.e_result),
        "results_electronic_untold": _resolved(lambda d: d.e_result is None),
        "in_hand": _received(until="closed_day"),
        "in_hand_no_deadline": _received(lambda d: d.deadline_day == NEVER, until="closed_day"),
    },
    "state": {
        "state_new": _open_in(2),
        "state_processing": _open_in(4),
        "state_supplement": _open_in(5),
        "state_fee": _open_in(6),
    },
    "document": {
        "documents_open": _document(),
        "documents_online": _document(lambda o: o.processed_online),
        "documents_online_untold": _document(lambda o: o.processed_online is None),
        "documents_out": _document(lambda o: o.direction == "out"),
        "documents_signed": _document(lambda o: o.direction == "out" and o.signed),
        "documents_signed_untold": _document(lambda o: o.direction == "out" and o.signed is None),
    },
    "village": {
        "people": _surveyed(lambda v: v.people),
        "no_signal": _surveyed(lambda v: v.signal == "none"),
        "no_signal_people": _surveyed(lambda v: (v.signal == "none") * v.people),
        "weak_signal": _surveyed(lambda v: v.signal == "weak"),
        "weak_signal_people": _surveyed(lambda v: (v.signal == "weak") * v.people),
        "no_power": _surveyed(lambda v: not v.has_power),
        "no_power_people": _surveyed(lambda v: (not v.has_power) * v.people),
        "no_broadband": _surveyed(lambda v: not v.has_broadband),
        "no_broadband_people": _surveyed(lambda v: (not v.has_broadband) * v.people),
        "cut_off": _surveyed(_lacks_all),
        "cut_off_people": _surveyed(lambda v: _lacks_all(v) * v.people),
        "cut_off_households": _surveyed(lambda v: _lacks_all(v) * v.households),
        "people_3g": _surveyed(lambda v: (v.technology in ("3g", "4g", "5g")) * v.people),
        "people_4g": _surveyed(lambda v: (v.technology in ("4g", "5g")) * v.people),
        "people_5g": _surveyed(lambda v: (v.technology == "5g") * v.people),
    },
    "station": {
        "stations": _on_air(),
        "masts": _on_air(lambda s: s.mast_lead),
        "stations_5g": _on_air(lambda s: s.technology == "5g"),
    },
}

# Rollups that hold how many rows there are of a kind, rather than sums of measures.
HOLDS: dict[str, Callable[[Fact], bool]] = {
    "duration": lambda d: d.finished_day < NEVER and d.state not in (1, 3),
    "deadline": lambda d: (
        d.state not in (1, 3)
        and d.deadline_day < NEVER
        and (d.closed_day == NEVER or d.late or d.finished_day == NEVER)
    ),
}


def counted(rollup: Rollup, rows: Sequence[Fact]) -> Cells:
    """A cell is there if something happened in it, be it that none of it counts."""
    if rollup.family in HOLDS:
        return _numbers(rollup, filter(HOLDS[rollup.family], rows))
    defined = COUNTED[rollup.family]
    cells: Cells = {}
    for row in rows:
        for day in {day for each in defined.values() for day in (each.on, each.until)} - {None}:
            if rollup.grain and getattr(row, str(day)) == NEVER:
                continue
            key = _key(rollup, row, getattr(row, str(day)) if rollup.grain else None)
            sums = cells.setdefault(key, dict.fromkeys(defined, 0))
            for name, each in defined.items():
                sums[name] += ((each.on == day) - (each.until == day)) * int(each.adds(row))
    return cells


def _numbers(rollup: Rollup, rows: Iterator[Fact]) -> Cells:
    cells: Cells = {}
    for row in rows:
        key = _key(rollup, row, row.finished_day if rollup.grain else None)
        cells.setdefault(key, {rollup.count: 0})[rollup.count] += 1
    return cells


def _key(rollup: Rollup, row: Fact, day: int | None) -> tuple[Any, ...]:
    time = [] if day is None else [day // 100 if rollup.grain == "month" else day]
    return (*time, *(getattr(row, name) for name in rollup.dims))


def held(connection: Connection, table: Table) -> Cells:
    """As they are in the database. How many rows were folded into a cell is the rollup's own
    affair, but it must be some."""
    found: Cells = {}
    for row in connection.execute(select(table)):
        cell = dict(row._mapping)
        key = tuple(cell.pop(column.name) for column in table.primary_key.columns)
        assert cell.pop(FOLDED, 1) > 0
        found[key] = cell
    return found


def all_held(connection: Connection) -> Mapping[str, Cells]:
    return {rollup.table.name: held(connection, rollup.table) for rollup in ALL}


def assert_as_counted(connection: Connection) -> None:
    """Every rollup holds what counting its rows one by one gives, cell for cell."""
    facts = {rollup.fact.name: rollup.fact for rollup in ALL}
    rows = {name: connection.execute(select(fact)).all() for name, fact in facts.items()}
    for rollup in ALL:
        found = held(connection, rollup.table)
        assert found == counted(rollup, rows[rollup.fact.name]), rollup.table.name


def empty(engine: Engine) -> None:
    with writing(engine) as connection:
        for table in dict.fromkeys((*(r.fact for r in ALL), *(r.table for r in ALL))):
            connection.execute(delete(table))
