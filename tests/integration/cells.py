"""The rollups once more, counted row by row: which cells there are and what each holds.

Written independently of `data_access.measures`; only the names of cubes and columns are theirs. A
measure without a line here fails the tests, so that no figure goes unchecked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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


def _lasted(rest: int) -> Callable[[Fact], bool]:
    return lambda d: bool(d.duration_days % 32 == rest)


def _document(adds: Callable[[Fact], Any] = lambda o: True) -> Counted:
    return Counted("registered_day", None, lambda o: not o.secret and bool(adds(o)))


def _handled(adds: Callable[[Fact], Any]) -> Counted:
    return Counted(
        "done_day", None, lambda o: not o.secret and o.direction == "in" and bool(adds(o))
    )


def _surveyed(adds: Callable[[Fact], int | bool]) -> Counted:
    return Counted("surveyed_day", "superseded_day", adds)


def _on_air(adds: Callable[[Fact], bool] = lambda s: True) -> Counted:
    return Counted("on_air_day", "off_air_day", adds)


def _pending(adds: Callable[[Fact], bool], on: str = "received_day") -> Counted:
    return Counted(on, "closed_day", adds)


def _open_in(state: int) -> Counted:
    return Counted("", None, lambda d: d.closed_day == NEVER and d.state == state)


def _judged(done: str, start: str) -> dict[str, Counted]:
    """What petitions and tasks have alike: `done` and `start` are their days of both."""
    on = f"{done}_day"

    def missed(row: Fact) -> bool:
        return bool(row.late or getattr(row, on) == NEVER)

    def after_its_day(row: Fact) -> bool:
        return bool(getattr(row, on) >= row.overdue_day)

    return {
        "start": Counted(start, None, lambda row: True),
        "done": Counted(on, None, lambda row: True),
        "in_time": Counted(on, None, lambda row: not row.late and row.deadline_day < NEVER),
        "missed": Counted("overdue_day", None, missed),
        "open": Counted(start, on, lambda row: True),
        "overdue": Counted("overdue_day", on, after_its_day),
    }


def _named(names: Mapping[str, str], counted: Mapping[str, Counted]) -> dict[str, Counted]:
    return {name: counted[of] for name, of in names.items()}


def _equipped(adds: Callable[[Fact], Any]) -> Counted:
    return Counted("surveyed_day", "superseded_day", lambda n: int(adds(n) or 0))


def _checked(adds: Callable[[Fact], Any]) -> Counted:
    return Counted("checked_day", "superseded_day", lambda q: bool(adds(q)))


def _found(kind: str, adds: Callable[[Fact], Any] = lambda f: True) -> Counted:
    return Counted("checked_day", "superseded_day", lambda f: f.kind == kind and bool(adds(f)))


def _measured(adds: Callable[[Fact], Any] = lambda m: True) -> Counted:
    return Counted("measured_day", None, lambda m: bool(adds(m)))


def _listed(adds: Callable[[Fact], Any], on: str = "published_day") -> Counted:
    return Counted(on, "withdrawn_day", lambda r: bool(adds(r)))


def _both_told(n: Fact) -> bool:
    return n.computers is not None and n.officials is not None


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
        "received_synced": _received(lambda d: d.synced),
        "synced_untold": _received(lambda d: d.synced is None),
        "online_identified": _received(lambda d: d.channel == "online" and d.vneid),
        "identified_untold": _received(lambda d: d.channel == "online" and d.vneid is None),
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
        "data_reused": _resolved(lambda d: d.reused),
        "reused_untold": _resolved(lambda d: d.reused is None),
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
        "documents_in": _document(lambda o: o.direction == "in"),
        "documents_handled": _handled(lambda o: o.due_at and o.done_at),
        "documents_in_time": _handled(lambda o: o.due_at and o.done_at and not o.late),
    },
    "usage": {"services_used": _received(lambda d: d.channel == "online")},
    "petition": {
        **_named(
            {
                "petitions_received": "start",
                "petitions_answered": "done",
                "petitions_in_time": "in_time",
                "petitions_missed": "missed",
            },
            _judged("answered", "received_day"),
        ),
        "petitions_rated": Counted("answered_day", None, lambda p: p.satisfied is not None),
        "petitions_satisfied": Counted("answered_day", None, lambda p: bool(p.satisfied)),
        **_named(
            {"petitions_open": "open", "petitions_overdue": "overdue"},
            _judged("answered", "received_day"),
        ),
    },
    "task": _named(
        {
            "tasks_assigned": "start",
            "tasks_done": "done",
            "tasks_in_time": "in_time",
            "tasks_missed": "missed",
            "tasks_open": "open",
            "tasks_overdue": "overdue",
        },
        _judged("done", "assigned_day"),
    ),
    "incident": {
        "incidents_opened": Counted("opened_day", None, lambda i: True),
        "incidents_serious": Counted("opened_day", None, lambda i: i.severity == "serious"),
        "incidents_closed": Counted("closed_day", None, lambda i: True),
        "incidents_open": Counted("opened_day", "closed_day", lambda i: True),
    },
    "closing": {
        f"closing_{rest}": Counted("closed_day", None, _lasted(rest)) for rest in range(32)
    },
    "network": {
        "agencies_surveyed": _equipped(lambda n: True),
        "on_network": _equipped(lambda n: n.on_dedicated_network),
        "on_network_untold": _equipped(lambda n: n.on_dedicated_network is None),
        "with_lan": _equipped(lambda n: n.has_lan),
        "with_lan_untold": _equipped(lambda n: n.has_lan is None),
        "with_video": _equipped(lambda n: n.video_conferencing),
        "with_video_untold": _equipped(lambda n: n.video_conferencing is None),
        "with_firewall": _equipped(lambda n: n.firewall),
        "with_firewall_untold": _equipped(lambda n: n.firewall is None),
        "with_antivirus": _equipped(lambda n: n.antivirus),
        "with_antivirus_untold": _equipped(lambda n: n.antivirus is None),
        "computers": _equipped(lambda n: n.computers if _both_told(n) else 0),
        "officials": _equipped(lambda n: n.officials if _both_told(n) else 0),
    },
    "portal": {
        "portals_checked": _checked(lambda q: True),
        "portals_updated": _checked(lambda q: q.updated),
        "portals_untold": _checked(lambda q: q.updated is None),
    },
    "procedure": {
        "procedures": _listed(lambda r: True),
        "procedures_published": _listed(lambda r: r.published),
        "procedures_untold": _listed(lambda r: r.published is None),
        "services_partial": _listed(lambda r: r.online_level == "partial", "online_day"),
        "services_full": _listed(lambda r: r.online_level == "end_to_end", "online_day"),
        "services_untold": _listed(lambda r: r.online_level is None),
        "services_eligible": _listed(lambda r: r.eligible),
        "eligible_full": _listed(
            lambda r: r.eligible and r.online_level == "end_to_end", "online_day"
        ),
        "procedures_integrated": _listed(lambda r: r.integrated),
        "integrated_untold": _listed(lambda r: r.integrated is None),
        "procedures_with_fee": _listed(lambda r: r.has_fee),
        "fee_online": _listed(lambda r: r.has_fee and r.online_payment),
        "fee_online_untold": _listed(lambda r: r.has_fee and r.online_payment is None),
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
    "facility": {
        name: each
        for of, kind in (("schools", "school"), ("health_posts", "health_post"))
        for name, each in {
            of: _found(kind),
            f"{of}_online": _found(kind, lambda f: f.has_broadband),
            f"{of}_offline": _found(kind, lambda f: f.has_broadband is False),
            f"{of}_untold": _found(kind, lambda f: f.has_broadband is None),
        }.items()
    },
    "measurement": {
        "measured": _measured(),
        "measured_good": _measured(lambda m: m.band == "good"),
        "measured_weak": _measured(lambda m: m.band == "weak"),
        "measured_none": _measured(lambda m: m.band == "none"),
    },
    "duration": {f"days_{rest}": _resolved(_lasted(rest)) for rest in range(32)},
    "deadline": {
        "overdue_open": _pending(lambda d: d.closed_day > d.deadline_day, "past_due_from"),
        "late_after": _pending(lambda d: d.late),
        "withdrawn_after": _pending(lambda d: d.closed_day < NEVER and d.finished_day == NEVER),
    },
    "station": {
        "stations": _on_air(),
        "masts": _on_air(lambda s: s.mast_lead),
        "stations_5g": _on_air(lambda s: s.technology == "5g"),
    },
}

# Families that are about some of the rows only.
ABOUT: dict[str, Callable[[Fact], bool]] = {
    "duration": lambda d: d.duration_days is not None and d.state not in (1, 3),
    "usage": lambda d: d.procedure_code is not None,
    "closing": lambda i: i.closed_at is not None,
    "deadline": lambda d: (
        d.state not in (1, 3)
        and d.deadline_day < NEVER
        and (d.closed_day > d.deadline_day or d.late or d.finished_day == NEVER)
    ),
}


def counted(rollup: Rollup, rows: Sequence[Fact]) -> Cells:
    """A cell is there if something happened in it, be it that none of it counts. What deadlines
    matter for is there if it counts, and also if it never ends."""
    defined, about = COUNTED[rollup.family], ABOUT.get(rollup.family, lambda row: True)
    pending = rollup.family == "deadline"
    cells: Cells = {}
    for row in filter(about, rows):
        for day in {day for each in defined.values() for day in (each.on, each.until)} - {None}:
            changes = {name: _change(each, row, str(day)) for name, each in defined.items()}
            when = _day(row, str(day)) if rollup.grain else None
            if not any(changes.values()) if pending else when == NEVER:
                continue
            sums = cells.setdefault(_key(rollup, row, when), dict.fromkeys(defined, 0))
            for name, change in changes.items():
                sums[name] += change
    return cells


def _change(each: Counted, row: Fact, day: str) -> int:
    return ((each.on == day) - (each.until == day)) * int(each.adds(row))


def _day(row: Fact, name: str) -> int:
    if name == "past_due_from":  # after the deadline, or at once where it was before receipt
        return int(max(row.received_day, row.deadline_day + 1))
    return int(getattr(row, name))


def _key(rollup: Rollup, row: Fact, day: int | None) -> tuple[Any, ...]:
    return tuple(_part(column.name, row, day or 0) for column in rollup.table.primary_key.columns)


def _part(name: str, row: Fact, day: int) -> Any:
    if name in ("day", "month"):
        return day if name == "day" else day // 100
    if name == "received_month":
        return row.received_day // 100
    if name == "level":
        return row.level or ""
    return row.duration_days // 32 if name == "block" else getattr(row, name)


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
