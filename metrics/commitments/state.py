"""What has become of a promise: worked out from surveys, never stored.

A survey comes once a month at best, often twice a year, so nobody knows the day on which a village
got its signal. What counts is therefore the first survey on or after the planned day:

- it finds what was promised, or one before it did: kept;
- it still finds it lacking, and a later one does not: kept late, by the days up to that later one;
- the newest survey of that time still finds it lacking: late, by the days up to today. What was
  there and is lacking again is late since the last survey that found it;
- there is no such survey yet: it waits for one, and is neither kept nor late.

A village that no survey ever found lacking, though the first came before the planned day, had it
before. Before the planned day, and on it, a promise is due.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data_access.commitments import Seen
from metrics.commitments.states import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`since`: the survey that first found it, of those that have found it ever since; `days`: how
    many it was, or is, late."""

    state: State
    since: date | None = None
    days: int = 0


def outcome(planned: date, seen: Sequence[Seen], today: date) -> Outcome:
    """`seen`: surveys up to `today`, oldest first."""
    since = _since(seen)
    if since is not None:
        return _there(planned, seen, since)
    if planned >= today:
        return Outcome(state=State.DUE)
    if not seen or seen[-1].day < planned:
        return Outcome(state=State.UNKNOWN)
    had = [each.day for each in seen if not each.lacks]
    return Outcome(state=State.LATE, days=(today - max([planned, *had[-1:]])).days)


def _there(planned: date, seen: Sequence[Seen], since: date) -> Outcome:
    if since == seen[0].day and since < planned:
        return Outcome(state=State.BEFORE, since=since)
    if any(each.lacks and planned <= each.day for each in seen):
        return Outcome(state=State.KEPT_LATE, since=since, days=(since - planned).days)
    return Outcome(state=State.KEPT, since=since)


def _since(seen: Sequence[Seen]) -> date | None:
    """None where the newest survey finds it lacking, or there is none."""
    found = None
    for each in seen:
        found = None if each.lacks else found or each.day
    return found
