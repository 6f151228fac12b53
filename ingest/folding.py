"""Images of rows added up into the cells of a rollup, by numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement

from data_access.changing import Pass, passes
from data_access.days import NEVER
from data_access.measures import Measure
from data_access.rollups import FOLDED, Grain, Rollup
from ingest.expressions import Array, Values, worked_out
from ingest.images import Images


@dataclass(frozen=True, slots=True)
class Cells:
    """Column name → values, a cell at each place; first those of its key, in their order."""

    columns: dict[str, Array]
    keys: int

    def __len__(self) -> int:
        return len(self.columns[FOLDED])


class Folding:
    """Whatever several rollups ask of the same images is worked out once."""

    def __init__(self, images: Images) -> None:
        self._images = images
        self._values: dict[int, tuple[Any, Values]] = {}  # holds what its ids belong to
        self._changes: dict[str, tuple[Array, Array]] = {}
        self._codes: dict[tuple[str, ...], Array] = {}

    def cells(self, rollup: Rollup) -> Cells:
        """Those that change, in the order of their keys."""
        made = passes(rollup)
        rows = [self._rows(rollup, each) for each in made]
        keys = self._keys(rollup, made, rows)
        at = np.concatenate(rows)
        cell, first = self._grouped(rollup, keys, at)
        sums = {FOLDED: _sums(cell, self._images.signs[at], len(first))}
        ends = np.cumsum([len(part) for part in rows])[:-1]
        for (_, direction, measures), where, mine in zip(
            made, rows, np.split(cell, ends), strict=True
        ):
            self._add_up(sums, measures, direction, where, mine)
        moved = np.logical_or.reduce([column != 0 for column in sums.values()])
        columns = {name: column[first[moved]] for name, column in keys.items()}
        return Cells(columns | {name: column[moved] for name, column in sums.items()}, len(keys))

    def _add_up(
        self,
        sums: dict[str, Array],
        measures: list[Measure],
        direction: int,
        rows: Array,
        cell: Array,
    ) -> None:
        cells = len(sums[FOLDED])
        places = np.full(len(self._images), -1, dtype=np.int64)
        places[rows] = cell
        for measure in measures:
            changed, changes = self._change(measure)
            into = places[changed]
            counted = into >= 0
            more = direction * _sums(into[counted], changes[counted], cells)
            sums[measure.column] = sums.get(measure.column, 0) + more

    def _change(self, measure: Measure) -> tuple[Array, Array]:
        """The places of the images that a measure counts, and what each changes."""
        if measure.column not in self._changes:
            value = self._value(measure.adds)
            adds = np.where(value.known, value.data, 0) * self._images.signs
            counted = np.flatnonzero(adds)
            self._changes[measure.column] = (counted, adds[counted])
        return self._changes[measure.column]

    def _rows(self, rollup: Rollup, each: Pass) -> Array:
        """The places of the images that a pass counts."""
        day, _, measures = each
        counted = np.ones(len(self._images), dtype=bool)
        if rollup.rows is not None:
            counted &= self._value(rollup.rows).true
        if rollup.cohort is not None:
            changing = np.zeros(len(counted), dtype=bool)
            for measure in measures:
                changing[self._change(measure)[0]] = True
            counted &= changing
        elif day is not None:
            counted &= self._full(day) < NEVER
        return np.flatnonzero(counted)

    def _keys(self, rollup: Rollup, made: list[Pass], rows: list[Array]) -> dict[str, Array]:
        """The key's columns for all that is counted, in their order."""
        at = np.concatenate(rows)
        keys: dict[str, Array] = {}
        if rollup.grain is not None:
            days = [
                self._full(of)[where]
                for (of, _, _), where in zip(made, rows, strict=True)
                if of is not None
            ]
            day = np.concatenate(days)
            keys[str(rollup.grain)] = day if rollup.grain is Grain.DAY else day // 100
        keys |= {name: self._full(of)[at] for name, of in rollup.more.items()}
        return keys | {name: self._images.columns[name].data[at] for name in rollup.dims}

    def _grouped(self, rollup: Rollup, keys: dict[str, Array], at: Array) -> tuple[Array, Array]:
        """The cell that each belongs to, and where each cell is found first."""
        code = self._dims(rollup.dims)[at]
        for name, column in reversed(keys.items()):
            if name not in rollup.dims:
                codes = pd.factorize(column, sort=True)[0]
                code = code + codes * (int(code.max(initial=0)) + 1)
        _, first, cell = np.unique(code, return_index=True, return_inverse=True)
        return cell, first

    def _dims(self, names: tuple[str, ...]) -> Array:
        """A number for each combination of dimensions that sorts as they do."""
        if names not in self._codes:
            code = np.zeros(len(self._images), dtype=np.int64)
            for name in names:
                codes, uniques = pd.factorize(self._images.columns[name].data, sort=True)
                code = code * max(len(uniques), 1) + codes
            self._codes[names] = pd.factorize(code, sort=True)[0]
        return self._codes[names]

    def _full(self, of: ColumnElement[Any]) -> Array:
        return np.broadcast_to(self._value(of).data, len(self._images))

    def _value(self, of: ColumnElement[Any]) -> Values:
        if id(of) not in self._values:
            self._values[id(of)] = (of, worked_out(of, self._images.columns))
        return self._values[id(of)][1]


def _sums(cell: Array, adds: Array, cells: int) -> Array:
    """Exact: a sum of whole numbers below 2^53."""
    return np.bincount(cell, weights=adds, minlength=cells).astype(np.int64)
