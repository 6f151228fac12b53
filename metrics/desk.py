"""Desk: what every page, the wall, the API and the commands ask. One version, one cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from config.province import Province
from data_access.cache import SharedCache
from data_access.days import to_local
from data_access.engine import Engine
from data_access.errors import UnknownFilter
from data_access.fetch import fields_seen
from data_access.freshness import SourceStatus, read_sources
from data_access.outlines import Outlines, outlines_at
from data_access.selection import By, Selection
from data_access.snapshot import Snapshot, snapshot
from data_access.villages import Gap, Village, villages_lacking
from metrics.evaluate import evaluate
from metrics.metric import Metric
from metrics.reading import Reading
from metrics.values import Asked

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The data as they stand at one version, through the shared cache."""

    snap: Snapshot
    province: Province
    cache: SharedCache
    engine: Engine

    def readings(
        self,
        metrics: Sequence[Metric],
        selection: Selection,
        *,
        by: By | None = None,
        asked: Asked | None = None,
    ) -> list[Reading]:
        def compute() -> list[Reading]:
            return evaluate(
                self.snap, self.province, metrics, self.checked(selection), by=by, asked=asked
            )

        return self._once(("readings", [m.id for m in metrics], selection, by, asked), compute)

    def checked(self, selection: Selection) -> Selection:
        """The same selection, or UnknownFilter naming the value and the valid ones."""
        self.snap.places.checked(selection)
        if selection.field and selection.field not in self.fields():
            raise UnknownFilter("field", selection.field, self.fields())
        return selection

    def fields(self) -> list[str]:
        return self._once(("fields",), lambda: fields_seen(self.snap))

    def sources(self) -> dict[str, SourceStatus]:
        return read_sources(self.snap, self.province.sources.values())

    @property
    def anchor(self) -> date:
        """The day from which periods are offered when none is asked for: today, or where nothing
        as recent has come, the day of the newest row. Old data then look old, not absent."""
        newest = max((s.as_of for s in self.sources().values() if s.as_of), default=self.snap.now)
        return min(to_local(newest).date(), self.snap.today)

    def villages(self, gap: Gap, selection: Selection) -> list[Village]:
        return self._once(
            ("villages", gap, selection), lambda: villages_lacking(self.snap, gap, selection)
        )

    def outlines(self) -> Outlines:
        return outlines_at(self.engine, self.snap.places_version, self.snap.places)

    def _once(self, asked: tuple[object, ...], compute: Callable[[], Answer]) -> Answer:
        # The day is part of the key: at midnight an open dossier becomes overdue without a change.
        snap = self.snap
        data = (snap.identity, snap.version, snap.today)
        return self.cache.answer((*data, *asked), compute)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    engine: Engine
    province: Province
    cache: SharedCache

    @contextmanager
    def open(self) -> Iterator[View]:
        """Raises NotReady when there is nothing to read yet."""
        with snapshot(self.engine) as snap:
            yield View(snap=snap, province=self.province, cache=self.cache, engine=self.engine)
