"""Desk: what every page, the wall, the API and the commands ask. One version, one cache."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any, TypeVar

from config.alerts import AlertSettings
from config.province import Province, SourceSpec
from config.scheme_types import Scheme
from data_access.alerts.history import Episode, History, HistoryAsked, read_episode, read_history
from data_access.alerts.standing import Alert, Alerts, read_alert, read_alerts_standing
from data_access.alerts.watched import Watch, read_watch
from data_access.analytics import Analytics, mirror_name, unless_failed
from data_access.applicants import Applicant, applicant_of
from data_access.arrivals import (
    Arrival,
    Held,
    HeldRow,
    Pull,
    held,
    held_rows,
    last_arrivals,
    last_loads,
    pulls_of,
)
from data_access.background import soon
from data_access.cables import Cable, any_cables, every_cable, within
from data_access.cache import SharedCache
from data_access.counted import instruments, timed
from data_access.days import to_local
from data_access.dossier import Dossier, dossier
from data_access.engine import Engine
from data_access.errors import DatabaseBusy, DatabaseTrouble, UnknownFilter
from data_access.fetch import fields_seen, read_together
from data_access.freshness import SourceStatus, read_sources
from data_access.frozen import FrozenHead, FrozenSet, frozen_heads, frozen_set
from data_access.last_version import LastVersion
from data_access.load_times import LoadTimes, load_times
from data_access.monthly import Completeness, completeness, watched
from data_access.offices import Office, offices_on
from data_access.outlines import Outlines, read_outlines
from data_access.rolled import read_channels_together
from data_access.row_criteria import criteria
from data_access.scope import EVERYTHING, Bound, OutOfScope, Scope, holds_target, sets_target
from data_access.selection import By, Selection
from data_access.sites import ListedPlace, listed_places
from data_access.snapshot import Snapshot, snapshot
from data_access.stations import Standing, Station, every_station, stations_on_air
from data_access.target_changes import TargetChange, changes_of_targets
from data_access.targets import TargetKey
from data_access.villages import Gap, Village, every_village, villages_lacking
from metrics.changes import change_by
from metrics.comparisons import Comparison, comparisons
from metrics.compute import measures_of
from metrics.evaluate import evaluate
from metrics.foreseeing import foresee
from metrics.metric import Metric
from metrics.outlook import line_id, question
from metrics.outlook_types import Foreseen
from metrics.own_process import Answering, answered
from metrics.parts import Split, Unsplit
from metrics.plan import Plan, plan
from metrics.reading import Reading
from metrics.row_list import RowList
from metrics.rows import Part, wanted
from metrics.values import Asked

log = logging.getLogger(__name__)

NO_ALERTS = AlertSettings()
Schemes = Mapping[str, tuple[Scheme, ...]]  # by name, versions in the order of time
SLOW_SECONDS = 1.0  # for figures to be worked out: the log says so
WAITED_SECONDS = 0.2  # for a forecast, before a page is shown without it

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """All that is known of how one source supplies us."""

    status: SourceStatus
    arrivals: tuple[Arrival, ...]
    pulls: tuple[Pull, ...]
    held: tuple[Held, ...]
    reported: tuple[Completeness, ...]

    @property
    def failing(self) -> tuple[Pull, ...]:
        return tuple(pull for pull in self.pulls if pull.problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The data as they stand at one version, through the shared cache: as much of them as lies in
    the viewer's scope."""

    snap: Snapshot
    province: Province
    cache: SharedCache
    scope: Scope = EVERYTHING
    alert_settings: AlertSettings = NO_ALERTS
    schemes: Schemes = field(default_factory=dict)

    def readings(
        self,
        metrics: Sequence[Metric],
        selection: Selection,
        *,
        by: By | None = None,
        asked: Asked | None = None,
    ) -> list[Reading]:
        def compute() -> list[Reading]:
            with timed(partial(_evaluated, len(metrics))):
                return evaluate(
                    self.snap, self.province, metrics, self.checked(selection), by=by, asked=asked
                )

        return self._once(("readings", [m.id for m in metrics], selection, by, asked), compute)

    def compares(self, metrics: Iterable[Metric], channels: Iterable[Metric] = ()) -> None:
        """Says beforehand what will be asked for by place, in one way after the other, and what of
        one channel after the other, so that all of it is read at once."""
        read_together(self.snap, (measure for m in metrics for measure in measures_of(m)))
        by_channel = (measure for m in channels for measure in measures_of(m))
        read_channels_together(self.snap, by_channel)

    def change_by(self, metric: Metric, selection: Selection, by: By) -> Split | Unsplit:
        """What each group has added to the change since the period before."""

        def compute() -> Split | Unsplit:
            return change_by(self.snap, metric, self.checked(selection), by)

        return self._once(("change", metric.id, selection, by), compute)

    def plan(self, selection: Selection) -> Plan:
        """Every target in force at the selection's end, against what has come of it."""
        return self._once(("plan", selection), lambda: plan(self, selection))

    def outlook(
        self, plan: Plan, selection: Selection, *, wait: float = WAITED_SECONDS
    ) -> dict[str, Foreseen] | None:
        """What is foreseen of each line of a plan, by its id; None while it is being worked out.
        What was known yesterday does not change by the minute: it is worked out once an hour, and
        anew where targets change. Raises TamNhinError where it could not be."""
        snap, lines = self.snap, tuple((line_id(row), row.target.value) for row in plan.rows)
        found = soon(
            self.cache,
            (*self._data("outlook"), snap.now.hour, selection, lines),
            lambda: question(self, plan, selection),
            lambda asked: foresee(asked) if asked else [],
            wait=wait,
        )
        return None if found is None else {each.id: each for each in found}

    def target_changes(self, most: int) -> list[TargetChange]:
        def compute() -> list[TargetChange]:
            if self.scope.whole:
                return changes_of_targets(self.snap, most=most)
            found = changes_of_targets(self.snap, most=None)
            return [each for each in found if self.holds_target(each.key)][:most]

        return self._once(("target changes", most), compute)

    def holds_target(self, key: TargetKey) -> bool:
        return holds_target(self.scope, key, self.snap.places)

    def require_target(self, key: TargetKey) -> None:
        """Raises OutOfScope where this viewer must not set it."""
        if not sets_target(self.scope, key, self.snap.places):
            raise OutOfScope(self.scope)

    def checked(self, selection: Selection) -> Selection:
        """The same selection with keys of units (see `Places.checked`), within the viewer's scope.
        Raises UnknownFilter naming the value and the valid ones, OutOfScope."""
        if selection.field and selection.field not in self.fields():
            raise UnknownFilter("field", selection.field, self.fields())
        places, today = self.snap.places, self.snap.today
        return self.scope.narrowed(places.checked(selection, today), places, today)

    def sees(self, selection: Selection) -> bool:
        """Whether all that it means lies in the viewer's scope: what a figure is held against must
        not be taken for more than it is."""
        try:
            return self.checked(selection) == self.snap.places.checked(selection, self.snap.today)
        except OutOfScope:
            return False

    def supply_pulls(self, spec: SourceSpec) -> list[Pull]:
        """What of a source could not be read when it was last tried."""
        return [pull for pull in pulls_of(self.snap, spec.tables) if pull.problem]

    def load_times(self) -> list[LoadTimes]:
        """Read as they are: loads happen without a new data version."""
        return load_times(self.snap)

    def fields(self) -> list[str]:
        return self._once(("fields",), lambda: fields_seen(self.snap))

    def sources(self) -> dict[str, SourceStatus]:
        return read_sources(self.snap, self.province.sources.values())

    def supply(self, spec: SourceSpec, selection: Selection) -> Supply:
        """What came from a source, what failed to come, what waits, and who has not reported.
        Loads and pulls are read as they are: they happen without a new data version."""
        whole = self.scope.whole  # a load is of the whole province
        return Supply(
            status=self.sources()[spec.name],
            arrivals=tuple(last_arrivals(self.snap, spec.tables)) if whole else (),
            pulls=tuple(pulls_of(self.snap, spec.tables)) if whole else (),
            held=tuple(each for each in self.held() if each.table in spec.tables),
            reported=tuple(self._complete(table, selection) for table in watched(spec.tables)),
        )

    def _complete(self, table: str, selection: Selection) -> Completeness:
        def compute() -> Completeness:
            return completeness(self.snap, table, self.checked(selection))

        return self._once(("completeness", table, selection), compute)

    def held(self) -> list[Held]:
        """Of all tables, also those that belong to no source. What could not be taken belongs to
        no unit, so only who may see the whole province sees it."""
        return held(self.snap) if self.scope.whole else []

    def held_rows(self, tables: Collection[str] | None) -> Iterator[HeldRow]:
        """As they came."""
        return held_rows(self.snap, tables) if self.scope.whole else iter(())

    def comparisons(self, selection: Selection) -> list[Comparison]:
        """What was reported in the selection's period, beside what rows give."""

        def compute() -> list[Comparison]:
            return comparisons(self.snap, self.province, self.checked(selection))

        return self._once(("comparisons", selection), compute)

    def frozen(self) -> list[FrozenHead]:
        return [head for head in frozen_heads(self.snap) if self._holds_frozen(head)]

    def frozen_set(self, name: str) -> FrozenSet:
        """Raises UnknownFrozen, OutOfScope."""
        found = frozen_set(self.snap, name)
        if not self._holds_frozen(found.head):
            raise OutOfScope(self.scope)
        return found

    def _holds_frozen(self, head: FrozenHead) -> bool:
        return self.scope.whole or self.sees(
            Selection.from_query(head.selection, today=self.snap.today)
        )

    @property
    def anchor(self) -> date:
        """The day from which periods are offered when none is asked for: today, or where nothing
        as recent has come, the day of the newest row. Old data then look old, not absent."""
        newest = max((s.as_of for s in self.sources().values() if s.as_of), default=self.snap.now)
        return min(to_local(newest).date(), self.snap.today)

    def alerts(self, selection: Selection) -> Alerts:
        """Those that stand, gravest first; of the selection's places, whatever its period."""
        chosen = self.checked(selection)
        standing = self._of_alerts(
            ("standing", chosen), lambda: read_alerts_standing(self.snap, self.scope, chosen)
        )
        return Alerts(standing=standing, watch=self.watch())

    def watch(self) -> Watch:
        """Whether somebody looks; read as it is, for it moves without a version."""
        return read_watch(self.snap)

    def alert_history(self, asked: HistoryAsked, selection: Selection) -> History:
        chosen = self.checked(selection)
        return self._of_alerts(
            ("history", asked, chosen),
            lambda: read_history(self.snap, self.scope, asked, chosen),
        )

    def require_alert(self, number: int) -> Alert:
        """Raises UnknownAlert, also for one out of scope: what it is about is nobody else's."""
        return read_alert(self.snap, self.scope, number)

    def alert_episode(self, number: int) -> Episode:
        """One with all that has happened to it. Raises UnknownAlert."""
        return self._of_alerts(
            ("episode", number), lambda: read_episode(self.snap, self.require_alert(number))
        )

    def _of_alerts(self, asked: tuple[object, ...], compute: Callable[[], Answer]) -> Answer:
        """They move without the data, and the data without them: names of units are of both."""
        version = self.snap.version, self.snap.alerts_version
        return self.cache.answer((*self._data(version), "alerts", *asked), compute)

    def row_list(self, metric: Metric, part: Part, selection: Selection) -> RowList:
        """The rows behind a figure; read as they are asked for, never kept."""
        chosen = self.checked(selection)
        [reading] = self.readings([metric], chosen)
        found = criteria(self.snap, wanted(metric, part), chosen)
        return RowList(snap=self.snap, reading=reading, part=part, found=found)

    def dossier(self, code: str) -> Dossier | None:
        """One out of scope is as one that there is not: its code says that somebody applied."""
        found = dossier(self.snap, code)
        if found is None or self.scope.whole:
            return found
        day = to_local(found.row["received_at"]).date()
        agency = found.row["agency_code"]
        return found if self.scope.holds_agency(agency, self.snap.places, day) else None

    def applicant(self, code: str, *, masked: bool) -> Applicant | None:
        """Of a dossier in scope. Read each time and kept nowhere."""
        if self.dossier(code) is None:
            return None
        found = applicant_of(self.snap, code)
        return found.masked if found and masked else found

    def villages(self, gap: Gap, selection: Selection) -> list[Village]:
        def compute() -> list[Village]:
            if self.scope.bound is Bound.AGENCY:
                return []  # they belong to no agency
            return villages_lacking(self.snap, gap, self.checked(selection))

        return self._once(("villages", gap, selection), compute)

    def every_village(self, selection: Selection) -> list[Village]:
        """Also those that lack nothing."""

        def compute() -> list[Village]:
            if self.scope.bound is Bound.AGENCY:
                return []
            return every_village(self.snap, self.checked(selection))

        return self._once(("every village", selection), compute)

    def stations(self, selection: Selection) -> list[Station]:
        """On air at the period's end, wherever they stand: radio knows no scope."""
        day = selection.period.until(self.snap.today).end
        return self._once(("stations", day), lambda: stations_on_air(self.snap, day))

    def listed_places(self) -> list[ListedPlace]:
        """Where stations could stand, by the lists that were loaded; of the whole province."""
        return self._once(("listed places",), lambda: listed_places(self.snap))

    def every_station(self, day: date) -> list[Standing]:
        """Also planned ones and those that are off the air; those in the viewer's scope, for each
        is told of by name."""

        def compute() -> list[Standing]:
            found, scope = every_station(self.snap, day), self.scope
            places = self.snap.places
            return [
                each
                for each in found
                if scope.whole or (each.commune and scope.holds(places.areas[each.commune], places))
            ]

        return self._once(("every station", day), compute)

    def every_cable(self, day: date) -> list[Cable]:
        """Also planned ones and those out of service; what of them lies in the viewer's scope."""

        def compute() -> list[Cable]:
            found, scope, places = every_cable(self.snap, day), self.scope, self.snap.places
            if scope.whole or not found:
                return found
            own = [each.key for each in places.communes_on(day) if scope.holds(each, places)]
            return within(found, self.outlines(), own) or []

        return self._once(("every cable", day), compute)

    def cables_within(self, selection: Selection, day: date) -> list[Cable] | None:
        """What of them lies in the selection; None where it has no outline."""

        def compute() -> list[Cable] | None:
            found, places = self.every_cable(day), self.snap.places
            if not self.any_cables() or places.commune_codes(selection) is None:
                return found
            own = [each.key for each in places.communes_in(selection)]
            return within(found, self.outlines(), own)

        return self._once(("cables within", selection, day), compute)

    def any_cables(self) -> bool:
        """Whether there are any, in the viewer's scope or out of it."""
        return self._once(("any cables",), lambda: any_cables(self.snap))

    def offices(self, day: date) -> list[Office]:
        """Of agencies in the viewer's scope."""

        def compute() -> list[Office]:
            places, scope = self.snap.places, self.scope
            found = offices_on(self.snap, day)
            return [each for each in found if scope.holds_agency(each.code, places, day)]

        return self._once(("offices", day), compute)

    def outlines(self) -> Outlines:
        snap = self.snap
        return self.cache.held(
            (snap.identity, "outlines", snap.places_version),
            lambda: read_outlines(snap.connection, snap.places),
        )

    def beside(
        self,
        asked: tuple[object, ...],
        tables: Sequence[str],
        prepare: Callable[[], Answering],
        *,
        wait: float = WAITED_SECONDS,
    ) -> Any:
        """What a process of its own makes of these tables, worked out again when one of them has
        been loaded; None while it is. Raises what `prepare` and `Answering.answered` raise."""
        loaded = self._once(("last loads", tables), lambda: last_loads(self.snap, tables))
        return soon(self.cache, (*self._data(loaded), *asked), prepare, answered, wait=wait)

    def kept(self, asked: tuple[object, ...], compute: Callable[[], Answer]) -> Answer:
        """What somebody else works out of the data, kept as all answers are."""
        return self._once(asked, compute)

    def put(self, name: tuple[object, ...], value: object) -> None:
        """What goes on being the newest whichever version of the data there is."""
        self.cache.put((*self._ours, *name), value)

    def newest(self, name: tuple[object, ...]) -> Any:
        """What was `put` last; None where that is not known."""
        return self.cache.newest((*self._ours, *name))

    @property
    def _ours(self) -> tuple[object, ...]:
        return self.snap.identity, str(self.scope)

    def shown(self, asked: tuple[object, ...], compute: Callable[[], Answer]) -> Answer:
        """What a page makes of the data, for a while."""
        name = self._of_data(asked)
        return unless_failed(self.snap, lambda make: self.cache.shown(name, make), compute)

    def _once(self, asked: tuple[object, ...], compute: Callable[[], Answer]) -> Answer:
        name = self._of_data(asked)
        return unless_failed(self.snap, lambda make: self.cache.answer(name, make), compute)

    def _of_data(self, asked: tuple[object, ...]) -> tuple[object, ...]:
        return (*self._data(self.snap.version), *mirror_name(self.snap), *asked)

    def _data(self, version: object) -> tuple[object, ...]:
        """What every answer's name begins with. Also the day: at midnight an open dossier becomes
        overdue without a change."""
        return self.snap.identity, version, self.snap.today, str(self.scope)


def _evaluated(metrics: int, seconds: float) -> None:
    instruments().evaluated.observe(seconds)
    if seconds > SLOW_SECONDS:
        log.warning("Tính %d chỉ số mất %.1f s / worked out slowly", metrics, seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    engine: Engine
    province: Province
    cache: SharedCache
    scope: Callable[[], Scope] = lambda: EVERYTHING  # of whoever asks now
    alert_settings: AlertSettings = NO_ALERTS
    schemes: Schemes = field(default_factory=dict)
    analytics: Analytics | None = None

    last: LastVersion = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "last", LastVersion(self.cache, self.engine))

    @contextmanager
    def open(self) -> Iterator[View]:
        """Raises NotReady when there is nothing to read yet."""
        with snapshot(self.engine, self.analytics) as snap:
            yield self._view(snap)

    def answer(self, act: Callable[[View], Answer]) -> Answer:
        """What `act` makes of the data as they stand; when the database does not answer, of the
        last version, as far as its answers have been kept. Raises DatabaseTrouble beyond that."""
        if self.last.is_worth_asking():
            reached = False
            try:
                with self.open() as view:
                    view.sources()
                    self.last.remember(view.snap)
                    reached = True
                    return act(view)
            except DatabaseTrouble as trouble:
                if reached and isinstance(trouble, DatabaseBusy):
                    raise  # it answers, only not this
                self.last.failed(trouble)
        snap = replace(self.last.snapshot(), analytics=self.analytics)
        return act(self._view(snap))

    def _view(self, snap: Snapshot) -> View:
        return View(
            snap=snap,
            province=self.province,
            cache=self.cache,
            scope=self.scope(),
            alert_settings=self.alert_settings,
            schemes=self.schemes,
        )
