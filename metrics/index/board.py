"""Board: a scheme for a selection, with the period before and the months behind it. What is read is
kept for all viewers; places, intervals and reasons are made of it as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from config.scheme_types import Scheme
from config.schemes import in_force
from data_access.assessments import Assessment
from data_access.errors import UnknownFilter
from data_access.selection import By, Period, Selection
from metrics.desk import View
from metrics.index.league import League, league
from metrics.index.read import MONTHS, monthly, published, sheet
from metrics.index.sheet import Sheet

Found = TypeVar("Found")
YEARS = 5
RESAMPLED = 12  # months from which noise is drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """`months` the oldest first; of given points, years (202400). `period` as far as it has run."""

    view: View
    scheme: Scheme
    versions: tuple[Scheme, ...]
    selection: Selection
    by: By
    whole: Sheet

    @property
    def period(self) -> Period:
        return self.selection.period.until(self.view.snap.today)

    @property
    def compared(self) -> Period:
        """The period before: of given points, the year before."""
        if self.scheme.given:
            return Period.year(self.period.end.year - 1)
        return self.selection.period.previous(today=self.view.snap.today)

    def before(self) -> Sheet:
        chosen = self.selection.during(self.compared)
        return _kept(self.view, "before", self.scheme, chosen, self.by, lambda: self._read(chosen))

    def months(self) -> Mapping[int, Sheet]:
        def read() -> dict[int, Sheet]:
            return monthly(self.view.snap, self.versions, self.selection, self.by, MONTHS)

        return _kept(self.view, "months", self.scheme, self.selection, self.by, read)

    def years(self) -> Mapping[int, Sheet]:
        """Of the last years as far as anything is known of them (202400 is the year 2024)."""
        return _kept(self.view, "years", self.scheme, self.selection, self.by, self._read_years)

    def _read_years(self) -> dict[int, Sheet]:
        if self.scheme.given:
            return dict(self.months())
        last = self.period.end.year
        found = {
            year * 100: self._read(self.selection.during(Period.year(year)))
            for year in range(last + 1 - YEARS, last + 1)
        }
        return {key: each for key, each in found.items() if not np.isnan(each.score).all()}

    def published(self) -> Mapping[str, Assessment]:
        """Of given points, the totals by agency as they were published."""

        def read() -> Mapping[str, Assessment]:
            return published(self.view.snap, self.scheme, self.period.end.year)

        return _kept(self.view, "published", self.scheme, self.selection, self.by, read)

    def league(self, level: str, among: frozenset[str] | None = None) -> League:
        recent = {} if self.scheme.given else dict(list(self.months().items())[-RESAMPLED:])
        return league(
            self.whole,
            self.before(),
            recent,
            level=level,
            length=self.period.months or max(1, round(self.period.days / 30)),
            minimum_volume=self.view.province.minimum_volume,
            among=among,
        )

    def _read(self, selection: Selection) -> Sheet:
        return sheet(self.view.snap, self.versions, selection, self.by)


def board(view: View, name: str, selection: Selection, by: By = By.AGENCY) -> Board:
    """Raises UnknownFilter for a scheme or a code that there is not."""
    versions = view.schemes.get(name)
    if versions is None:
        raise UnknownFilter("scheme", name, view.schemes)
    chosen = view.checked(replace(selection, agency=None, level=None))
    scheme = in_force(versions, chosen.period.until(view.snap.today).end)
    read = _kept(view, "sheet", scheme, chosen, by, lambda: sheet(view.snap, versions, chosen, by))
    return Board(view=view, scheme=scheme, versions=versions, selection=chosen, by=by, whole=read)


def _kept(
    view: View, what: str, scheme: Scheme, chosen: Selection, by: By, read: Callable[[], Found]
) -> Found:
    asked = "index", what, repr(scheme), chosen, by
    return view.snap.once((*asked, str(view.scope)), lambda: view.kept(asked, read))
