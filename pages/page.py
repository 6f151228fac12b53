"""What a page is: an address, slots that refresh in place, and a function from data to them.

A refresh must not blink: Dash builds anew whatever is put in as children, so a chart is never part
of what is replaced. Blocks are replaced, figures are redrawn where they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from urllib.parse import quote, urlencode

import plotly.graph_objects as go
from dash import Patch, no_update
from dash.development.base_component import Component

from access.current import may
from access.roles import Right
from components.chart_note import ChartNote
from components.look import Look
from data_access.areas import Area, Conversion
from data_access.conversion import conversion
from data_access.freshness import SourceStatus
from data_access.places import Agency
from data_access.selection import Period, Selection
from exports.briefing import Section
from metrics.desk import View
from metrics.metric import Metric
from metrics.rows import counts_rows
from wording import format as fmt
from wording.periods import compared, lowered, named
from wording.readings import conversion_said
from wording.source_view import SourceView, oldest
from wording.words import Words

# What a link to another page takes along; what a page has for itself stays with it.
SHARED = (
    *("from", "to", "area", "district", "agency", "level", "field", "channel"),
    *("units", "was", "lang"),
)

ROWS = "/rows"
Figure: TypeAlias = "go.Figure | Patch | dict[str, Any]"
Block = Component | str | None | list[Component] | list[Component | None]
LEFT: Any = no_update  # a slot, or a chart, that stays as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a viewer asks for: data at one version, filters, and where it will be shown."""

    view: View
    selection: Selection
    query: Mapping[str, str]
    look: Look
    sources: Mapping[str, SourceStatus]
    path: str = ""  # of the page, with its item
    item: str = ""  # what one page of many is about: `on_time` of /metric/on_time
    origin: str = ""  # what addresses begin with, where they are to be copied
    refresh: bool = False  # only the data have changed, neither what is asked nor the places

    @property
    def words(self) -> Words:
        return self.look.words

    @property
    def places_key(self) -> str:
        """What outlines and units are drawn from: the database and the version of its places."""
        return f"{self.view.snap.identity}-{self.view.snap.places_version}"

    @property
    def shown(self) -> str:
        """Of which data a page is: their version, the day on which they are looked at, and the
        version of alerts."""
        snap = self.view.snap
        return f"{snap.version} {snap.today} {snap.alerts_version}"

    def source(self, *metrics: Metric) -> SourceView | None:
        """The worst of the sources that these metrics rest on."""
        names = dict.fromkeys(metric.source for metric in metrics)
        views = tuple(self._seen(self.sources[name]) for name in names if name in self.sources)
        return oldest(views) if views else None

    def every_source(self) -> list[SourceView]:
        return [self._seen(status) for status in self.sources.values()]

    def source_named(self, name: str) -> SourceView:
        return self._seen(self.sources[name])

    def note(self, title: str, *metrics: Metric) -> ChartNote:
        source = self.source(*metrics)
        return ChartNote(
            title=title,
            filters=self.filters_said(),
            source=source.label if source else "",
            as_of=fmt.moment(source.as_of) if source and source.as_of is not None else "",
            demo=self.view.snap.synthetic,
        )

    def filters_said(self) -> str:
        """'Năm 2024, Huyện Lệ Thủy, Đất đai'."""
        places, chosen = self.view.snap.places, self.selection
        said = [named(chosen.period, self.words)]
        said += [self.unit_said(places.areas[key]) for key in (chosen.district, chosen.area) if key]
        said += [places.agencies[chosen.agency].name] if chosen.agency else []
        said += [chosen.field] if chosen.field else []
        changed = self.change
        said += [lowered(conversion_said(changed, self.words))] if changed else []
        return ", ".join(said)

    @property
    def change(self) -> Conversion | None:
        """Of the chosen district or commune, within the period or after it."""
        return self.change_in(self.selection.period.until(self.view.snap.today))

    def change_in(self, period: Period) -> Conversion | None:
        units = (self.selection.district, self.selection.area)
        return conversion(self.view.snap.places, units, period)

    def unit_said(self, unit: Area | Agency) -> str:
        """Its name, with the day of its end where the period goes beyond."""
        if unit.ends is None or unit.ends >= self.selection.period.end:
            return unit.name
        return self.words("{name} (đến {day})", name=unit.name, day=fmt.plain_day(unit.ends))

    def href(self, path: str, **changes: str | None) -> str:
        """An address that keeps the filters in force, with some of the query changed."""
        query = {**self.query, **changes}
        return address(path, {name: value for name, value in query.items() if value})

    def said(self) -> str:
        """'Năm 2024, đến 27/12/2024 08:40; thay đổi so với cùng kỳ 2023'."""
        if self.selection.period.end < self.view.snap.today:
            return self.words(
                "{filters}; thay đổi so với {before}",
                filters=self.filters_said(),
                before=self.before_said(),
            )
        return self.words(
            "{filters}, đến {now}; thay đổi so với {before}",
            filters=self.filters_said(),
            now=fmt.moment(fmt.epoch_ms(self.view.snap.now)),
            before=self.before_said(),
        )

    def before_said(self, *, short: bool = False) -> str:
        """What changes are measured against: 'cùng kỳ 2023' or the days themselves."""
        return compared(self.selection.period, self.view.snap.today, self.words, short=short)

    def metric(self, metric: Metric) -> str:
        """The page on which a metric is told in full, under the same filters."""
        shared = {name: value for name, value in self.query.items() if name in SHARED}
        return address(f"/metric/{quote(metric.id)}", shared)

    def rows(self, metric: Metric, **changes: str | None) -> str | None:
        """The list of what a figure counts, under the same filters but for `changes`
        (`agency="H46.01"`, `part="rest"`); None where it counts no rows, or this viewer may not
        see them."""
        if not counts_rows(metric) or not may(Right.ROWS):
            return None
        shared = {name: value for name, value in self.query.items() if name in SHARED}
        kept = {name: value for name, value in {**shared, **changes}.items() if value}
        return address(f"{ROWS}/{quote(metric.id)}", kept)

    def link(self, path: str) -> str:
        """An address that shows the same tomorrow: its period spelled out."""
        return address(path, {**self.query, **self.selection.to_query()})

    def _seen(self, status: SourceStatus) -> SourceView:
        spec = status.spec
        return SourceView(
            label=spec.label_en if self.words.lang == "en" else spec.label,
            as_of=fmt.epoch_ms(status.as_of) if status.as_of else None,
            expected_s=int(spec.expected_every.total_seconds()),
            stale_s=int(spec.stale_after.total_seconds()),
            now=fmt.epoch_ms(self.view.snap.clock),
        )


def address(path: str, query: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """`heads`: of a chart's panel, its title and the line under it, by the chart's id. `passing`:
    something of it could not be had, so that it must not be kept for others."""

    sub: str = ""
    blocks: Mapping[str, Block] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    heads: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    passing: bool = False

    def there(self) -> Content:
        """Without what is left as it stands: a page that is drawn anew has nothing yet."""
        return Content(
            sub=self.sub,
            blocks={k: each for k, each in self.blocks.items() if each is not LEFT},
            figures={k: each for k, each in self.figures.items() if each is not LEFT},
            heads={k: each for k, each in self.heads.items() if LEFT not in each},
        )

    def figure(self, name: str) -> Figure:
        return self.figures.get(name, go.Figure())

    def head(self, name: str) -> tuple[str, str]:
        return self.heads.get(name, ("", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`blocks` and `charts` name what `content` fills and `frame` places; `group` and `order` say
    where the rail lists it; `phone`: one of the four at the bottom of a phone;
    `about`: the metrics that a chart shows, where a wall may show it by itself;
    `headed`: the charts whose panel has a head to fill; `items`: there is one for each thing of a
    kind, at `path` and its name (/metric/on_time); `listed`: the rail leads there; `there`: or it
    does where this is so; `stands`: all of it rests on the data version, the sources' ages and what
    is asked, so that it is worked out once for everybody; the line under its title is `Ask.said`.
    `rests_on`: and what else. `brief`: what it tells in a briefing; without it there is none of
    this page. `mapped`: it has a map, so that it can be asked for by the units of another time."""

    path: str
    name: str
    label: str
    short: str  # for the bar at the bottom of a phone
    group: str
    order: int
    blocks: tuple[str, ...]
    content: Callable[[Ask], Content]
    frame: Callable[[Content, Ask], Component]
    charts: tuple[str, ...] = ()
    about: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    headed: tuple[str, ...] = ()
    phone: bool = False
    wall: bool = False
    items: bool = False
    whole: bool = False  # of many, and by itself as well: /index is the first scheme's
    listed: bool = True
    there: Callable[[], bool] | None = None  # listed only where this installation has it
    filtered: bool = True  # with the bar of filters
    needs: Right = Right.FIGURES
    stands: bool = False
    mapped: bool = False
    rests_on: Callable[[Ask], object] | None = None
    brief: Callable[[Ask], Sequence[Section]] | None = None
    title: Callable[[Ask], str] | None = None  # of one of many; without it, the label

    @property
    def alone(self) -> bool:
        """Whether its address tells something without a thing's name."""
        return self.whole or not self.items

    def titled(self, ask: Ask) -> str:
        return self.title(ask) if self.title else ask.words(self.label)

    def at(self, item: str) -> str:
        return f"{self.path}/{quote(item)}" if item else self.path
