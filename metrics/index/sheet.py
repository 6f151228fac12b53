"""Sheet: every unit's points by every indicator of a scheme, for one period. Units × indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import cast

import numpy as np
from numpy.typing import NDArray

from config.scheme_types import Elsewhere, Indicator, Scheme
from metrics.compute import NOTHING, Value
from metrics.index.points import Numbers, points_of
from metrics.reading import Reason

Masks = NDArray[np.bool_]


class State(IntEnum):
    """How the points of a cell came about."""

    COUNTED = 0
    DEFAULT = 1  # nothing to divide by: what the scheme grants then, no achievement
    FULL = 2  # does not apply to this level: given in full
    OMITTED = 3  # does not apply to this level: left out
    NOTHING = 4  # nothing to divide by and nothing granted: left out
    UNKNOWN = 5  # nobody has reported it: left out, and the unit is not ranked
    NOBODY = 6  # of no unit of its list is it known: left out for all


COUNTS = (State.COUNTED, State.DEFAULT, State.FULL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`above`, `below`, `ratio` are NaN where unknown, `points` and `maxima` 0 where they are left
    out. `volume`: dossiers of a unit, NaN where the scheme asks for none. `given_*`: of schemes
    whose points somebody else awarded, what was published with them."""

    scheme: Scheme
    codes: tuple[str, ...]
    levels: tuple[str, ...]
    above: Numbers
    below: Numbers
    ratio: Numbers
    state: NDArray[np.int8]
    points: Numbers
    maxima: Numbers
    volume: Numbers

    @property
    def total(self) -> Numbers:
        return cast(Numbers, self.points.sum(axis=1))

    @property
    def maximum(self) -> Numbers:
        return cast(Numbers, self.maxima.sum(axis=1))

    @property
    def score(self) -> Numbers:
        """Out of the scheme's total: the points' share of what could be had. NaN: no indicator."""
        return scores(self.points, self.maxima, self.scheme.total)

    @property
    def complete(self) -> Masks:
        """Units of which nothing is unknown that is known of others in their list."""
        return cast(Masks, ~(self.state == State.UNKNOWN).any(axis=1))

    def of_level(self, level: str) -> Sheet:
        return self.only([place for place, own in enumerate(self.levels) if own == level])

    def only(self, places: Sequence[int]) -> Sheet:
        """Some of the units, in that order."""
        chosen = np.asarray(places, dtype=np.intp)
        arrays = ("above", "below", "ratio", "state", "points", "maxima", "volume")
        return replace(
            self,
            codes=tuple(self.codes[place] for place in places),
            levels=tuple(self.levels[place] for place in places),
            **{name: getattr(self, name)[chosen] for name in arrays},
        )

    def place(self, code: str) -> int | None:
        return self.codes.index(code) if code in self.codes else None


def scores(points: Numbers, maxima: Numbers, total: float) -> Numbers:
    """Over the last axis."""
    most = maxima.sum(axis=-1)
    return cast(
        Numbers,
        np.where(most > 0, total * points.sum(axis=-1) / np.where(most > 0, most, 1), np.nan),
    )


def sheet_of(
    scheme: Scheme,
    units: Sequence[tuple[str, str]],
    values: Mapping[str, Mapping[str, Value]],
    volumes: Mapping[str, Value],
) -> Sheet:
    """`units`: code and level. `values`: metric id -> code -> value."""
    shape = len(units), len(scheme.indicators)
    cells = {name: np.full(shape, np.nan) for name in ("above", "below", "ratio", "points")}
    maxima, state = np.zeros(shape), np.zeros(shape, dtype=np.int8)
    for at, indicator in enumerate(scheme.indicators):
        known = values.get(indicator.metric, {})
        found = [known.get(code, NOTHING) for code, _ in units]
        cells["above"][:, at] = [_number(each.numerator) for each in found]
        cells["below"][:, at] = [_number(each.denominator) for each in found]
        cells["ratio"][:, at] = [_number(each.value) for each in found]
        state[:, at] = _states(indicator, [level for _, level in units], found)
        _score(indicator, at, cells, maxima, state)
    return Sheet(
        scheme=scheme,
        codes=tuple(code for code, _ in units),
        levels=tuple(level for _, level in units),
        above=cells["above"],
        below=cells["below"],
        ratio=cells["ratio"],
        state=state,
        points=np.nan_to_num(cells["points"]),
        maxima=maxima,
        volume=np.array([_number(volumes.get(code, NOTHING).value) for code, _ in units]),
    )


def _number(of: float | None) -> float:
    return np.nan if of is None else of


def _states(
    indicator: Indicator, levels: Sequence[str], found: Sequence[Value]
) -> NDArray[np.int8]:
    states = [_state(indicator, *each) for each in zip(levels, found, strict=True)]
    for level in set(levels) if State.UNKNOWN in states else ():
        mine = [at for at, own in enumerate(levels) if own == level]
        if all(states[at] is State.UNKNOWN for at in mine):
            for at in mine:
                states[at] = State.NOBODY
    return np.array(states, dtype=np.int8)


def _state(indicator: Indicator, level: str, found: Value) -> State:
    if not indicator.applies(level):
        return State.FULL if indicator.elsewhere is Elsewhere.FULL else State.OMITTED
    if found.value is not None:
        return State.COUNTED
    if found.reason is Reason.NOTHING_TO_DIVIDE:
        return State.NOTHING if indicator.empty is None else State.DEFAULT
    return State.UNKNOWN


def _score(
    indicator: Indicator,
    at: int,
    cells: Mapping[str, Numbers],
    maxima: Numbers,
    state: NDArray[np.int8],
) -> None:
    own, points = state[:, at], cells["points"]
    counted = own == State.COUNTED
    if counted.any():
        points[counted, at] = points_of(indicator, cells["ratio"][counted, at])
    points[own == State.DEFAULT, at] = indicator.empty
    points[own == State.FULL, at] = indicator.maximum
    maxima[np.isin(own, COUNTS), at] = indicator.maximum
