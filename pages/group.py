"""Group: the page of a business area, declared. What all of them have in common is drawn here:
gauges, plain counts, trends, comparisons by unit, levels of government, the map of gaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from dash import html
from dash.development.base_component import Component

from components.slot import slot
from config.province import GaugeSpec
from data_access.selection import By
from metrics.catalogue import metric
from pages.briefing.group import group_sections
from pages.gap_panel import gap_content, gap_panel
from pages.group_figures import figures_of
from pages.group_levels import levels_block
from pages.group_tiles import count_tile, gauge_tile
from pages.group_trend import Trend, trend_content, trend_panel
from pages.group_units import Compare, units_block
from pages.page import Ask, Block, Content, Page

# About how high panels are, in rem, for columns that end near each other.
TREND, UNITS, LEVELS, LEVEL, GAPS = 24, 20, 6, 3, 38


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """`counts`: rows of plain figures, a tile a row. `by_level`: what is told of each level of
    government. `gaps`: villages on a map. The first trend and the first comparison are what the
    page is about; `name` is also the last part of its address."""

    name: str
    label: str
    short: str
    group: str
    order: int
    gauges: tuple[str | GaugeSpec, ...]
    trends: tuple[Trend, ...]
    compares: tuple[Compare, ...]
    counts: tuple[tuple[str, ...], ...] = ()
    by_level: tuple[str, ...] = ()
    gaps: bool = False
    phone: bool = False

    @property
    def specs(self) -> list[GaugeSpec]:
        """Gauges of one level of government apart from those of all."""
        return [g if isinstance(g, GaugeSpec) else GaugeSpec(metric=g) for g in self.gauges]

    @property
    def metrics(self) -> list[str]:
        """Every metric on the page, once."""
        told = [spec.metric for spec in self.specs]
        told += [name for row in self.counts for name in row]
        told += [name for trend in self.trends for name in trend.metrics]
        told += [compare.metric for compare in self.compares]
        return list(dict.fromkeys([*told, *self.by_level]))

    @property
    def compared(self) -> list[str]:
        """What is told of agencies, areas or levels."""
        return list(dict.fromkeys([*(each.metric for each in self.compares), *self.by_level]))

    @property
    def by_channel(self) -> list[str]:
        return [each.metrics[0] for each in self.trends if each.split is By.CHANNEL]

    @property
    def kinds(self) -> list[By]:
        return list(dict.fromkeys(compare.by for compare in self.compares))

    def names(self, part: str, every: Sequence[object]) -> list[str]:
        """Of slots or charts: 'gauge-0', 'gauge-1'."""
        return [f"{part}-{place}" for place, _ in enumerate(every)]

    @property
    def charts(self) -> list[str]:
        return [f"{self.name}-{each}" for each in self.names("trend", self.trends)]

    @property
    def about(self) -> dict[str, tuple[str, ...]]:
        trends = zip(self.charts, self.trends, strict=True)
        found = {chart: trend.metrics for chart, trend in trends}
        return found | ({self.map: ("covered_3g",)} if self.gaps else {})

    @property
    def map(self) -> str:
        return f"{self.name}-map"


def page_of(group: Group) -> Page:
    panels = [*group.names("units", group.compares), *(["levels"] if group.by_level else [])]
    tiles = [*group.names("gauge", group.gauges), *group.names("counts", group.counts)]
    drawn = (*group.charts, *((group.map,) if group.gaps else ()))
    return Page(
        path=f"/{group.name}",
        name=group.name,
        label=group.label,
        short=group.short,
        group=group.group,
        order=group.order,
        blocks=(*tiles, *panels, *(("corner", "communes") if group.gaps else ())),
        charts=drawn,
        about=group.about,
        headed=drawn,
        content=partial(content, group),
        frame=partial(frame, group),
        phone=group.phone,
        stands=True,
        brief=partial(group_sections, group),
    )


def content(group: Group, ask: Ask) -> Content:
    ask.view.compares(map(metric, group.compared), map(metric, group.by_channel))
    read = figures_of(ask, group.specs, group.counts, group.trends)
    blocks: dict[str, Block] = {
        name: gauge_tile(ask, reading)
        for name, reading in zip(group.names("gauge", group.gauges), read.gauges, strict=True)
    }
    for name, row in zip(group.names("counts", group.counts), group.counts, strict=True):
        blocks[name] = count_tile(ask, [read.whole[each] for each in row])
    blocks |= dict(
        zip(
            group.names("units", group.compares),
            units_block(ask, f"/{group.name}", group.compares),
            strict=True,
        )
    )
    if group.by_level:
        blocks["levels"] = levels_block(ask, group.by_level)
    drawn = trend_content(ask, group.charts, group.trends, read.whole)
    if not group.gaps:
        return Content(sub=ask.said(), blocks=blocks, figures=drawn.figures, heads=drawn.heads)
    found = gap_content(ask, group.map)
    return Content(
        sub=ask.said(),
        blocks={**blocks, **found.blocks},
        figures={**drawn.figures, **found.figures},
        heads={**drawn.heads, **found.heads},
    )


def frame(group: Group, content: Content, ask: Ask) -> Component:
    def part(name: str) -> Component:
        return slot(group.name, name, content.blocks.get(name))

    left, right = _columns(group, content, ask, part)
    return html.Div(
        [
            html.Div([part(n) for n in group.names("gauge", group.gauges)], className="tiles"),
            *(part(name) for name in group.names("counts", group.counts)),
            html.Div(
                [html.Div(left, className="stack"), html.Div(right, className="stack")],
                className="halves",
            ),
        ]
    )


def _columns(
    group: Group, content: Content, ask: Ask, part: Callable[[str], Component]
) -> tuple[list[Component], list[Component]]:
    """What the page is about first, the rest where there is more room."""
    trends = [
        (TREND, trend_panel(content, ask, chart, trend))
        for chart, trend in zip(group.charts, group.trends, strict=True)
    ]
    units = [(UNITS, part(name)) for name in group.names("units", group.compares)]
    levels = [(LEVELS + LEVEL * len(group.by_level), part("levels"))] if group.by_level else []
    gaps = [(GAPS, gap_panel(content, ask, group.name, group.map))] if group.gaps else []
    left, right = [trends[0]], [units[0]]
    for panel in [*levels, *gaps, *units[1:], *trends[1:]]:
        lower = sum(height for height, _ in left) > sum(height for height, _ in right)
        (right if lower else left).append(panel)
    return [panel for _, panel in left], [panel for _, panel in right]
