"""What a page of a business area has to tell: figures, how they moved, who stands where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data_access.fetch import NotKept
from exports.briefing import Chart, Piece, Section, Table
from metrics.catalogue import metric
from metrics.reading import Reading
from pages.briefing.charts import months_chart, units_chart
from pages.briefing.tables import figures_table, levels_table
from pages.group_figures import figures_of
from pages.group_levels import known_by_level, level_finding
from pages.group_trend import told
from pages.group_units import Compare, compared, finding, standing
from pages.metric_units import UNITS
from pages.page import Ask

if TYPE_CHECKING:
    from pages.group import Group


def group_sections(group: Group, ask: Ask) -> tuple[Section, ...]:
    ask.view.compares(map(metric, group.compared), map(metric, group.by_channel))
    link = ask.link(f"/{group.name}")
    read = figures_of(ask, group.specs, group.counts, group.trends)
    counts = [read.whole[name] for row in group.counts for name in row]
    figures = figures_table(ask, ask.words("Các chỉ số"), [*read.gauges, *counts], link)
    moved = [
        months_chart(ask, found.title, found.sub, found.readings, link)
        for found in (told(ask, trend, read.whole) for trend in group.trends)
    ]
    return (
        Section(title=ask.words("Kết quả"), pieces=(figures,)),
        Section(title=ask.words("Diễn biến theo tháng"), pieces=tuple(moved)),
        Section(
            title=ask.words("So sánh"),
            pieces=(*units_pieces(ask, group.compares, link), *_levels(ask, group, link)),
        ),
    )


def units_pieces(ask: Ask, compares: Sequence[Compare], link: str) -> list[Piece]:
    """Those of which no unit has anything to tell are told among what is not known."""
    found: list[Piece] = []
    for each in compared(ask, compares):
        rows = standing(ask, each)
        if rows:
            title = finding(ask, each.metric, each.by, each.known)
            found.append(unit_chart(ask, title, ask.words(UNITS[each.by]), rows, link))
    return found


def unit_chart(ask: Ask, title: str, unit: str, rows: Sequence[Reading], link: str) -> Chart:
    sub = ask.words("{n} {unit}", n=len(rows), unit=unit.lower())
    return units_chart(ask, title, sub, unit, rows, link)


def _levels(ask: Ask, group: Group, link: str) -> list[Table]:
    if not group.by_level:
        return []
    try:
        known = known_by_level(ask, group.by_level)
    except NotKept:
        return []
    return [levels_table(ask, level_finding(ask, known), known, link)] if known else []
