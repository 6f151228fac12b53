"""What a page asks, as anybody would have to count it: cuts of the dossiers, without rollups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from data_access.days import day_key, month_key, months_between, shift_month
from data_access.places import Places
from data_access.selection import By, Period, Selection
from metrics.reading import Reading
from metrics.values import Asked

# (metric, scope, group, 'now' | 'previous' | 'last_year' | a month) -> value
Key: TypeAlias = tuple[str, str, str, str]
Figures: TypeAlias = dict[Key, float]
COUNTED = (None, "agency", "month")  # what the other ways count by; a page counts by more
NOW, PREVIOUS, LAST_YEAR = "now", "previous", "last_year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One call of a page for readings."""

    metrics: tuple[str, ...]
    selection: Selection
    by: By | None
    asked: Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Dossiers between two days (keys), of some agencies (None: all), of a channel (None: any),
    in whole, by agency, or by month. `whens`: which of the page's periods it stands for."""

    whens: tuple[str, ...]
    scope: str
    first: int
    last: int
    agencies: tuple[str, ...] | None
    channel: str | None
    by: str | None
    metrics: tuple[str, ...]

    def named(self, metric: str, group: object, value: float) -> Iterator[tuple[Key, float]]:
        """The value under every name that the page has for it."""
        if self.by == "month":
            yield (metric, self.scope, "", str(group)), value
            return
        for when in self.whens:
            yield (metric, self.scope, "" if self.by is None else str(group), when), value


def cuts(requests: Iterable[Request], today: date, places: Places) -> list[Cut]:
    """Each once: nobody would count the same days of the same dossiers twice."""
    found: dict[tuple[object, ...], Cut] = {}
    for request in requests:
        for cut in _cuts(request, today, places):
            if cut.by not in COUNTED:
                continue
            key = (cut.scope, cut.first, cut.last, cut.by)
            same = found.get(key, cut)
            found[key] = replace(
                same,
                whens=tuple(dict.fromkeys(same.whens + cut.whens)),
                metrics=tuple(dict.fromkeys(same.metrics + cut.metrics)),
            )
    return list(found.values())


def _cuts(request: Request, today: date, places: Places) -> Iterator[Cut]:
    period = request.selection.period
    running = period.until(today)
    yield _cut(request, places, (NOW,), running)
    if request.asked.compare:
        yield _cut(request, places, (PREVIOUS,), period.previous(today=today))
        yield _cut(request, places, (LAST_YEAR,), period.year_before(today=today))
    if not request.asked.months:
        return
    last = month_key(running.end)
    months = months_between(shift_month(last, 1 - request.asked.months), last)
    if request.by is not None:  # each month as it stood at its end
        for month in months:
            yield _cut(request, places, (str(month),), Period.month(month).until(today))
        return
    span = Period(start=Period.month(months[0]).start, end=running.end)
    yield replace(_cut(request, places, (), span), by="month")


def _cut(request: Request, places: Places, whens: tuple[str, ...], period: Period) -> Cut:
    codes = places.agency_codes(request.selection.during(period))
    return Cut(
        whens=whens,
        scope=scope_of(request.selection),
        first=day_key(period.start),
        last=day_key(period.end),
        agencies=None if codes is None else tuple(sorted(codes)),
        channel=request.selection.channel,
        by=None if request.by is None else str(request.by),
        metrics=request.metrics,
    )


def scope_of(selection: Selection) -> str:
    return " ".join(filter(None, (selection.level, selection.channel)))


def figures_of(readings: Iterable[Reading]) -> Figures:
    """The readings of a page, flat."""
    found: Figures = {}
    for reading in readings:
        group = reading.group.code if reading.group else ""
        values = {NOW: reading.value} | {str(p.month): p.value for p in reading.series}
        values |= {PREVIOUS: reading.previous, LAST_YEAR: reading.last_year}
        scope = scope_of(reading.selection)
        found |= {
            (reading.metric.id, scope, group, when): value
            for when, value in values.items()
            if value is not None
        }
    return found
