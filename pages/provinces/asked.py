"""What the page of the nation is asked for: a metric, whole months, a level; and what there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from data_access.days import first_of, last_of
from data_access.errors import UnknownFilter
from data_access.federation.told import Months
from data_access.period import Period
from data_access.scope import OutOfScope
from metrics.catalogue import metric
from metrics.metric import Metric
from metrics.nation.evaluate import NationReading, ProvinceSeen, nation, provinces_seen
from metrics.nation.state import ProvinceState
from pages.page import SHARED, Ask, address
from pages.provinces.known import federation
from wording import format as fmt
from wording.periods import named
from wording.source_view import SourceView

PATH = "/nation"
FIRST = "on_time"
RANKED_BY = (
    *("on_time", "completion", "early", "online_submit", "end_to_end", "paid_online", "synced"),
    *("digitised", "result_digitised", "e_result", "reused", "vneid", "doc_online", "doc_signed"),
    *("doc_on_time", "petition_on_time", "task_on_time", "covered_4g"),
)
TILES = ("on_time", "online_submit", "paid_online", "received")
YEAR_OF_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`chosen` is the metric of map and list; `tiles` the figures above them."""

    seen: Mapping[str, ProvinceSeen]
    months: Months
    chosen: NationReading
    tiles: Sequence[NationReading]

    @property
    def period(self) -> Period:
        return Period(start=first_of(self.months.first), end=last_of(self.months.last))

    def counts(self, seen: ProvinceSeen) -> bool:
        return seen.code in self.chosen.counted

    def lacking(self) -> list[ProvinceSeen]:
        """Those of the federation that are not heard as they should be, or whose figures are not
        in the sum; these first."""
        named = [each for each in self.seen.values() if each.spec is not None]
        found = [p for p in named if p.state is not ProvinceState.LIVE or not self.counts(p)]
        return sorted(found, key=lambda each: (self.counts(each), each.code))

    def absent(self) -> list[ProvinceSeen]:
        return [each for each in self.seen.values() if each.state is ProvinceState.ABSENT]


def told_of(ask: Ask) -> Told:
    """Raises OutOfScope: who may see a part of one province has no business with the others."""
    if not ask.view.scope.whole:
        raise OutOfScope(ask.view.scope)
    chosen = _chosen(ask)
    if ask.item and ask.item not in _codes():
        raise UnknownFilter("province", ask.item, _codes())
    seen = provinces_seen(ask.view, federation())
    months = Months.of(ask.selection.period, ask.selection.level)
    names = dict.fromkeys([chosen.id, *TILES])
    found = nation(ask.view, seen, [metric(n) for n in names], months, series=YEAR_OF_MONTHS)
    readings = {each.metric.id: each for each in found}
    return Told(
        seen=seen,
        months=months,
        chosen=readings[chosen.id],
        tiles=[readings[name] for name in TILES],
    )


def _codes() -> list[str]:
    return list(federation().provinces)


def _chosen(ask: Ask) -> Metric:
    name = ask.query.get("metric", FIRST)
    if name not in RANKED_BY:
        raise UnknownFilter("metric", name, RANKED_BY)
    return metric(name)


def period_said(ask: Ask, told: Told) -> str:
    """The months that are meant, which may be wider than the days asked for."""
    return named(told.period, ask.words)


def province_href(ask: Ask, code: str) -> str:
    return ask.href(f"{PATH}/{code}")


def own_page(ask: Ask, told: Told, seen: ProvinceSeen, path: str = "/") -> str:
    """The province's own, under the same selection."""
    if seen.spec is None:
        return ""
    kept = {name: value for name, value in ask.query.items() if name in SHARED}
    kept |= {"from": told.period.start.isoformat(), "to": told.period.end.isoformat()}
    return address(seen.spec.page + path, kept)


def nation_source(ask: Ask, told: Told, of: NationReading) -> SourceView:
    """As old as the oldest of what was added up, and which province that is."""
    words, total = ask.words, len(told.seen)
    ages = {code: told.seen[code].as_of(of.metric) for code in of.counted}
    said = words("{n}/{total} tỉnh thành", n=len(of.counted), total=total)
    oldest = min((code for code in ages if ages[code]), key=lambda c: str(ages[c]), default="")
    if oldest and len(of.counted) > 1:
        said = words("{said}, cũ nhất: {name}", said=said, name=told.seen[oldest].short)
    limits = [told.seen[code].lags(of.metric) for code in of.counted]
    return _view(ask, said, of.whole.as_of, max(limits, default=timedelta(days=2)))


def province_source(ask: Ask, seen: ProvinceSeen, of: NationReading) -> SourceView:
    name = of.metric.source
    source = seen.told.sources.get(name) if seen.told else None
    said = (source.label_en if ask.words.lang == "en" else source.label) if source else seen.short
    return _view(ask, said, seen.as_of(of.metric), seen.lags(of.metric))


def _view(ask: Ask, label: str, as_of: datetime | None, limit: timedelta) -> SourceView:
    stale = int(limit.total_seconds()) or 1
    return SourceView(
        label=label,
        as_of=fmt.epoch_ms(as_of) if as_of else None,
        expected_s=stale // 2,
        stale_s=stale,
        now=fmt.epoch_ms(ask.view.snap.clock),
    )
