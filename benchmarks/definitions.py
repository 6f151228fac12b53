"""What the figures count, as somebody with the table in a data frame or in arrays would write it.

The same words work on both: a column is an attribute, a condition a mask.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from benchmarks.cuts import NOW, Cut
from data_access.days import NEVER

Columns: TypeAlias = Any  # received_day, … as attributes
Mask: TypeAlias = Any
Condition: TypeAlias = Callable[[Columns, int], Mask]  # columns, the period's last day

FLAGS = ("late", "has_fee", "paid_online", "digitised")
DAYS = ("received_day", "deadline_day", "finished_day", "closed_day")
COLUMNS = ("agency_code", "channel", "state", *DAYS, *FLAGS, "duration_days")
NOT_RECEIVED = (1, 3)


class Base(StrEnum):
    """Which dossiers a figure is about: those received or finished in the period, or in hand at
    its end; of the last as they stand now only."""

    RECEIVED = "received"
    FINISHED = "finished"
    OPEN = "open"
    OPEN_NOW = "open now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Defined:
    """`counts` of the base's dossiers; with `ratio` over those that are `among` them. `quantile`:
    of their durations instead."""

    base: Base
    counts: Condition | None = None
    among: Condition | None = None
    ratio: bool = False
    quantile: float | None = None


def _on_time(c: Columns, last: int) -> Mask:
    finished = (c.closed_day <= last) & (c.finished_day < NEVER) & ~c.late
    open_ = (c.closed_day > last) & (c.deadline_day >= last)
    return (finished | open_) & (c.deadline_day < NEVER)


def _withdrawn(c: Columns, last: int) -> Mask:
    return (c.deadline_day < NEVER) & (c.closed_day <= last) & (c.finished_day == NEVER)


def _ratio(base: Base, counts: Condition, among: Condition | None = None) -> Defined:
    return Defined(base=base, counts=counts, among=among, ratio=True)


DEFINED = {
    "received": Defined(base=Base.RECEIVED),
    "no_deadline": Defined(base=Base.RECEIVED, counts=lambda c, _: c.deadline_day == NEVER),
    "withdrawn": Defined(base=Base.RECEIVED, counts=_withdrawn),
    "overdue_finished": Defined(
        base=Base.RECEIVED, counts=lambda c, last: (c.finished_day <= last) & c.late
    ),
    "overdue_open": Defined(
        base=Base.RECEIVED, counts=lambda c, last: (c.closed_day > last) & (c.deadline_day < last)
    ),
    "on_time": _ratio(Base.RECEIVED, _on_time),
    "online_submit": _ratio(Base.RECEIVED, lambda c, _: c.channel == "online"),
    "paid_online": _ratio(Base.RECEIVED, lambda c, _: c.paid_online, among=lambda c, _: c.has_fee),
    "resolved": Defined(base=Base.FINISHED),
    "digitised": _ratio(Base.FINISHED, lambda c, _: c.digitised),
    "median_days": Defined(base=Base.FINISHED, quantile=0.5),
    "open": Defined(base=Base.OPEN),
    "overdue_now": Defined(base=Base.OPEN, counts=lambda c, last: c.deadline_day < last),
    "in_process": Defined(base=Base.OPEN_NOW, counts=lambda c, _: (c.state == 2) | (c.state == 4)),
    "waiting": Defined(base=Base.OPEN_NOW, counts=lambda c, _: (c.state == 5) | (c.state == 6)),
}


def defined_in(cut: Cut, metric: str) -> Defined | None:
    """None where nobody else counts it, or the page does not: it is not about dossiers, stands at
    the end of each month, is a quantile of a group or of part of a month, or is as it is now and
    the cut is of another time."""
    found, now = DEFINED.get(metric), NOW in cut.whens
    if found is None:
        return None
    if found.quantile is not None:
        return found if now and cut.by is None else None
    if found.base is Base.OPEN_NOW and not now:
        return None
    stands = found.base in (Base.OPEN, Base.OPEN_NOW)
    return None if stands and cut.by == "month" else found
