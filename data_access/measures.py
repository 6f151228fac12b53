"""Measures of dossiers, documents, villages and stations; `office_measures` and `ground_measures`
have the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, case, literal_column

from data_access import ground_measures, office_measures
from data_access.days import NEVER
from data_access.measure import BLOCK, ONE, Measure, Terms, terms, when
from data_access.schema import documents as o
from data_access.schema import dossiers as d
from data_access.schema import stations as s
from data_access.schema import villages as v

__all__ = ["Measure", "Terms", "all_of_family", "every", "of_family", "terms"]

# -- dossiers. States 1 (registered) and 3 (refused) are not received.
_IN = d.c.state.not_in((1, 3))
_FINISHED = d.c.finished_day < NEVER
_DUE = d.c.deadline_day < NEVER
_OPEN = d.c.closed_day == NEVER


def _received(name: str, *conditions: Any) -> Measure:
    return Measure(name=name, family="dossier", basis=d.c.received_day, adds=when(_IN, *conditions))


def _finished(name: str, *conditions: Any) -> Measure:
    return Measure(name=name, family="dossier", basis=d.c.finished_day, adds=when(_IN, *conditions))


received = _received("received")
received_online = _received("received_online", d.c.channel == "online")
received_end_to_end = _received("received_end_to_end", d.c.end_to_end)
end_to_end_untold = _received("end_to_end_untold", d.c.end_to_end.is_(None))
no_deadline = _received("no_deadline", d.c.deadline_day == NEVER)
received_late = _received("received_late", d.c.late)
received_withdrawn = _received(
    "received_withdrawn", _DUE, d.c.closed_day < NEVER, d.c.finished_day == NEVER
)
fee_due = _received("fee_due", d.c.has_fee)
fee_paid_online = _received("fee_paid_online", d.c.has_fee, d.c.paid_online)
fee_paid_untold = _received("fee_paid_untold", d.c.has_fee, d.c.paid_online.is_(None))
received_synced = _received("received_synced", d.c.synced)
synced_untold = _received("synced_untold", d.c.synced.is_(None))
online_identified = _received("online_identified", d.c.channel == "online", d.c.vneid)
identified_untold = _received("identified_untold", d.c.channel == "online", d.c.vneid.is_(None))

resolved = _finished("resolved")
resolved_early = _finished("resolved_early", d.c.early)
resolved_due = _finished("resolved_due", _DUE)
dossier_digitised = _finished("dossier_digitised", d.c.digitised)
digitised_untold = _finished("digitised_untold", d.c.digitised.is_(None))
results = _finished("results", d.c.has_result)
results_digitised = _finished("results_digitised", d.c.has_result, d.c.result_digitised)
results_digitised_untold = _finished(
    "results_digitised_untold", d.c.has_result, d.c.result_digitised.is_(None)
)
results_electronic = _finished("results_electronic", d.c.e_result)
results_electronic_untold = _finished("results_electronic_untold", d.c.e_result.is_(None))
data_reused = _finished("data_reused", d.c.reused)
reused_untold = _finished("reused_untold", d.c.reused.is_(None))

in_hand = Measure(
    name="in_hand", family="dossier", basis=d.c.received_day, until=d.c.closed_day, adds=when(_IN)
)
in_hand_no_deadline = Measure(
    name="in_hand_no_deadline",
    family="dossier",
    basis=d.c.received_day,
    until=d.c.closed_day,
    adds=when(_IN, d.c.deadline_day == NEVER),
)

# -- what deadlines matter for: dossiers that were past due, are open, or were withdrawn. Past due
#    begins after the deadline's day. The number after a day's key stands between that day and the
#    next, so it sorts right and needs no calendar. A deadline before receipt is past on receipt.
_PAST_DUE_FROM: ColumnElement[int] = case(
    (d.c.deadline_day < d.c.received_day, d.c.received_day),
    else_=d.c.deadline_day + literal_column("1", Integer),
)


def _pending(name: str, *conditions: Any, basis: ColumnElement[int] = d.c.received_day) -> Measure:
    return Measure(
        name=name,
        family="deadline",
        basis=basis,
        until=d.c.closed_day,
        adds=when(*conditions),
        cohort=d.c.received_day,
    )


overdue_open = _pending("overdue_open", d.c.closed_day > d.c.deadline_day, basis=_PAST_DUE_FROM)
overdue_in_hand = replace(overdue_open, name="overdue_in_hand", held="overdue_open", ever=True)
late_after = _pending("late_after", d.c.late)
withdrawn_after = _pending("withdrawn_after", d.c.closed_day < NEVER, d.c.finished_day == NEVER)

overdue_finished = received_late - late_after
withdrawn = received_withdrawn - withdrawn_after
on_time = received - no_deadline - withdrawn - overdue_finished - overdue_open

# -- which services are used: what counts are the procedures of which this is not 0 (see `usage`)
services_used = Measure(
    name="services_used",
    family="usage",
    basis=d.c.received_day,
    adds=when(_IN, d.c.channel == "online"),
)

# -- open dossiers by state, as they stand now
state_new = Measure(name="state_new", family="state", adds=when(_OPEN, d.c.state == 2))
state_processing = Measure(
    name="state_processing", family="state", adds=when(_OPEN, d.c.state == 4)
)
state_supplement = Measure(
    name="state_supplement", family="state", adds=when(_OPEN, d.c.state == 5)
)
state_fee = Measure(name="state_fee", family="state", adds=when(_OPEN, d.c.state == 6))

# -- working days of finished dossiers: a histogram, read by medians
_BLOCK: ColumnElement[int] = literal_column(str(BLOCK), Integer)
duration_block: ColumnElement[int] = d.c.duration_days // _BLOCK
lasting = tuple(
    Measure(
        name=f"days_{rest}",
        family="duration",
        basis=d.c.finished_day,
        adds=when(d.c.duration_days % _BLOCK == literal_column(str(rest), Integer)),
    )
    for rest in range(BLOCK)
)


# -- documents; secret ones are left out of numerators and denominators alike (NĐ 30/2020)
def _document(
    name: str, *conditions: Any, basis: ColumnElement[int] = o.c.registered_day
) -> Measure:
    return Measure(
        name=name,
        family="document",
        basis=basis,
        adds=when(o.c.secret.is_(False), *conditions),
    )


documents_open = _document("documents_open")
documents_online = _document("documents_online", o.c.processed_online)
documents_online_untold = _document("documents_online_untold", o.c.processed_online.is_(None))
documents_out = _document("documents_out", o.c.direction == "out")
documents_signed = _document("documents_signed", o.c.direction == "out", o.c.signed)
documents_signed_untold = _document(
    "documents_signed_untold", o.c.direction == "out", o.c.signed.is_(None)
)
documents_in = _document("documents_in", o.c.direction == "in")
documents_handled = _document(
    "documents_handled", o.c.direction == "in", o.c.late.is_not(None), basis=o.c.done_day
)
documents_in_time = _document(
    "documents_in_time", o.c.direction == "in", o.c.late.is_(False), basis=o.c.done_day
)


# -- villages: a stock between one survey and the next
def _village(name: str, *conditions: Any, then: Any = 1) -> Measure:
    return Measure(
        name=name,
        family="village",
        basis=v.c.surveyed_day,
        until=v.c.superseded_day,
        adds=when(*conditions, then=then) if conditions else then * ONE,
    )


_CUT_OFF = (v.c.signal == "none", v.c.has_power.is_(False), v.c.has_broadband.is_(False))

village_people = _village("people", then=v.c.people)
no_signal = _village("no_signal", v.c.signal == "none")
no_signal_people = _village("no_signal_people", v.c.signal == "none", then=v.c.people)
weak_signal = _village("weak_signal", v.c.signal == "weak")
weak_signal_people = _village("weak_signal_people", v.c.signal == "weak", then=v.c.people)
no_power = _village("no_power", v.c.has_power.is_(False))
no_power_people = _village("no_power_people", v.c.has_power.is_(False), then=v.c.people)
no_broadband = _village("no_broadband", v.c.has_broadband.is_(False))
no_broadband_people = _village("no_broadband_people", v.c.has_broadband.is_(False), then=v.c.people)
cut_off = _village("cut_off", *_CUT_OFF)
cut_off_people = _village("cut_off_people", *_CUT_OFF, then=v.c.people)
cut_off_households = _village("cut_off_households", *_CUT_OFF, then=v.c.households)
people_3g = _village("people_3g", v.c.technology.in_(("3g", "4g", "5g")), then=v.c.people)
people_4g = _village("people_4g", v.c.technology.in_(("4g", "5g")), then=v.c.people)
people_5g = _village("people_5g", v.c.technology == "5g", then=v.c.people)


# -- stations: a stock while on air
def _station(name: str, *conditions: Any) -> Measure:
    return Measure(
        name=name,
        family="station",
        basis=s.c.on_air_day,
        until=s.c.off_air_day,
        adds=when(*conditions) if conditions else ONE,
    )


stations = _station("stations")
masts = _station("masts", s.c.mast_lead)
stations_5g = _station("stations_5g", s.c.technology == "5g")


def every() -> Iterator[Measure]:
    """Every measure that is declared, in the order of declaration."""
    modules = (globals(), vars(office_measures), vars(ground_measures))
    for declared in (each for module in modules for each in module.values()):
        for each in declared if isinstance(declared, tuple) else (declared,):
            if isinstance(each, Measure):
                yield each


def of_family(family: str) -> list[Measure]:
    """Those that a family's rollups have a column for."""
    return [m for m in all_of_family(family) if not m.held]


@cache
def all_of_family(family: str) -> tuple[Measure, ...]:
    """Also those that read another one's column."""
    return tuple(m for m in every() if m.family == family)
