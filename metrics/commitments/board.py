"""Promises as a viewer asks for them: each with what has become of it at the period's end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data_access.commitments import Commitment, What, commitments_of, survey_days
from data_access.scope import Bound
from data_access.selection import Selection
from metrics.commitments.state import Outcome, outcome
from metrics.commitments.states import JUDGED, State
from metrics.desk import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    of: Commitment
    outcome: Outcome

    @property
    def state(self) -> State:
        return self.outcome.state


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many promises are in each state. `in_time`: of those that can be judged; None where
    there are none."""

    counts: Mapping[State, int]

    @property
    def promised(self) -> int:
        return sum(self.counts.values())

    @property
    def judged(self) -> int:
        return sum(self.counts.get(state, 0) for state in JUDGED)

    @property
    def in_time(self) -> float | None:
        return self.counts.get(State.KEPT, 0) / self.judged if self.judged else None


def promises_of(view: View, what: What, selection: Selection) -> list[Promise]:
    """Raises OutOfScope, UnknownFilter."""
    day = selection.period.until(view.snap.today).end

    def compute() -> list[Promise]:
        if view.scope.bound is Bound.AGENCY:
            return []  # villages belong to no agency
        found = commitments_of(view.snap, what, view.checked(selection))
        return [Promise(of=c, outcome=outcome(c.planned_on, c.seen, day)) for c in found]

    return view.kept(("promises", what, selection), compute)


def surveys_until(view: View, day: date) -> list[date]:
    return view.kept(("days of surveys", day), lambda: survey_days(view.snap, day))


def tally(promises: Iterable[Promise]) -> Tally:
    return Tally(counts=Counter(promise.state for promise in promises))


def by_operator(promises: Sequence[Promise]) -> dict[str, list[Promise]]:
    """Whoever has promised most first."""
    names = Counter(promise.of.operator for promise in promises)
    ordered = sorted(names, key=lambda name: (-names[name], name))
    return {name: [p for p in promises if p.of.operator == name] for name in ordered}


def quarter_of(day: date) -> int:
    """The third quarter of 2024 is 20243."""
    return day.year * 10 + (day.month + 2) // 3
