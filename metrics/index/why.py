"""Why: a change of total split over its indicators, a change of place over oneself and others.

Both are exact: the parts of the total are its own terms, and the two halves of the way between two
places are one after the other: first oneself as now among the others as they were, then the others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from config.scheme_types import Indicator
from metrics.index.league import League
from metrics.index.points import Numbers
from metrics.index.ranks import ranks
from metrics.index.sheet import Sheet, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """`change`, `now` and `then` in points of the total; they add up to the total's. `lost`: what
    could still be had."""

    indicator: Indicator
    state: State
    state_then: State
    now: float
    then: float
    lost: float

    @property
    def change(self) -> float:
        return self.now - self.then


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """`own` and `others` are places won (below 0: lost); None where there was no place before."""

    parts: tuple[Part, ...]
    now: float
    then: float | None
    own: int | None
    others: int | None

    @property
    def change(self) -> float | None:
        return None if self.then is None else self.now - self.then


def why(league: League, code: str) -> Why | None:
    """None for a unit that has no total."""
    row = league.sheet.place(code)
    if row is None or np.isnan(league.sheet.score[row]):
        return None
    then = league.before
    known = then is not None and not np.isnan(then.score[row])
    now_parts = shares(league.sheet)[row]
    then_parts = shares(then)[row] if then is not None and known else np.zeros_like(now_parts)
    own, others = _places(league, row)
    return Why(
        parts=tuple(
            Part(
                indicator=indicator,
                state=State(league.sheet.state[row, at]),
                state_then=State(then.state[row, at]) if then is not None else State.UNKNOWN,
                now=float(now_parts[at]),
                then=float(then_parts[at]),
                lost=_lost(league.sheet, row, at),
            )
            for at, indicator in enumerate(league.scheme.indicators)
        ),
        now=float(league.sheet.score[row]),
        then=float(then.score[row]) if then is not None and known else None,
        own=own,
        others=others,
    )


def shares(sheet: Sheet) -> Numbers:
    """Each indicator's part of the score; over a row they add up to it."""
    most = sheet.maximum[:, None]
    found: Numbers = np.where(
        most > 0, sheet.scheme.total * sheet.points / np.maximum(most, 1e-9), 0
    )
    return found


def _lost(sheet: Sheet, row: int, at: int) -> float:
    most = float(sheet.maximum[row])
    left = float(sheet.maxima[row, at] - sheet.points[row, at])
    return sheet.scheme.total * left / most if most else 0.0


def _places(league: League, row: int) -> tuple[int | None, int | None]:
    """Among those who were ranked both times, so that nobody who came or went counts."""
    if league.before is None:
        return None, None
    both = league.able & league.able_before
    if not both[row]:
        return None, None
    now, then = league.sheet.score, league.before.score
    mixed = then.copy()
    mixed[row] = now[row]
    was, alone, last = (int(ranks(each, both)[row]) for each in (then, mixed, now))
    return was - alone, alone - last
