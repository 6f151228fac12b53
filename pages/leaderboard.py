"""Leaderboard: agencies of one level by a chosen metric, with what chance alone could explain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from components.filter_bar import Filter, Option, choice
from components.leaderboard import leaderboard
from components.league import unranked
from components.panel import panel
from components.ranking import Ranked, ranking
from components.segment import Segment, segments
from components.slot import slot
from data_access.errors import UnknownFilter
from data_access.selection import By, Level
from exports.briefing import Section
from metrics.catalogue import metric
from metrics.metric import Metric
from metrics.reading import Reading
from metrics.rows import Part
from metrics.values import Asked
from pages.briefing.group import unit_chart
from pages.page import Ask, Content, Page
from pages.row_links import rows_by_group
from wording.words import mark

NAME = "leaderboard"
RANKED_BY = (
    "on_time",
    "online_submit",
    "digitised",
    "result_digitised",
    "e_result",
    "paid_online",
    "end_to_end",
    "early",
    "doc_online",
    "doc_signed",
)
LEVELS = {
    Level.PROVINCE: mark("Sở, ngành"),
    Level.DISTRICT: mark("Huyện"),
    Level.COMMUNE: mark("Xã"),
}


def content(ask: Ask) -> Content:
    ranked_by, level = _ranked_by(ask), _level(ask)
    return Content(
        sub=ask.said(),
        blocks={
            "metric": _metric_choice(ask, ranked_by),
            "table": _table(ask, ranked_by, level),
        },
    )


def frame(content: Content, ask: Ask) -> Component:
    del ask
    return html.Div([slot(NAME, name, content.blocks.get(name)) for name in ("metric", "table")])


def _level(ask: Ask) -> Level:
    """The chosen agency's own, or communes in a chosen district: it has no departments."""
    chosen = ask.selection
    if chosen.level:
        return chosen.level
    if chosen.agency:
        return ask.view.snap.places.agencies[chosen.agency].level
    return Level.COMMUNE if chosen.district or chosen.area else Level.PROVINCE


def _ranked_by(ask: Ask) -> Metric:
    name = ask.query.get("metric", ask.view.province.league)
    if name not in RANKED_BY:
        raise UnknownFilter("metric", name, RANKED_BY)
    return metric(name)


def _metric_choice(ask: Ask, ranked_by: Metric) -> Component:
    options = [Option(value=name, label=ask.words.label(metric(name))) for name in RANKED_BY]
    return choice(
        Filter(
            id="filter-metric",
            label=ask.words("Xếp hạng theo"),
            options=options,
            value=ranked_by.id,
            neutral=ask.view.province.league,
        )
    )


def _table(ask: Ask, ranked_by: Metric, level: Level) -> Component:
    province, words = ask.view.province, ask.words
    readings, rows = _ranked(ask, ranked_by, level)
    title = _title(ask, ranked_by, level, rows)
    return panel(
        title,
        leaderboard(
            rows,
            words=words,
            unit_label=words(LEVELS[level]),
            minimum_volume=province.minimum_volume,
            here=ask.selection.agency or "",
            behind=rows_by_group(ask, readings, Part.DENOMINATOR),
        )
        if rows
        else unranked(words),
        words=words,
        source=ask.source(ranked_by),
        sub=words.description(ranked_by),
        note=ask.note(title, ranked_by),
        aside=_levels(ask, level),
        columns=[words("Hạng"), words(LEVELS[level]), words("Tử số"), words("Mẫu số"), "%"],
        rows=[
            [row.rank, row.name, row.reading.numerator, row.reading.denominator, row.value]
            for row in rows
        ],
        kind="leaderboard-panel",
    )


def _ranked(ask: Ask, by: Metric, level: Level) -> tuple[list[Reading], list[Ranked]]:
    selection = replace(ask.selection, level=level)
    readings = ask.view.readings([by], selection, by=By.AGENCY, asked=Asked(months=12))
    return readings, ranking(readings, minimum_volume=ask.view.province.minimum_volume)


def _title(ask: Ask, by: Metric, level: Level, rows: Sequence[Ranked]) -> str:
    units = ask.words("{n} {units}", n=len(rows), units=ask.words(LEVELS[level]).lower())
    return f"{ask.words.label(by)}: {units}"


def brief(ask: Ask) -> tuple[Section, ...]:
    by, level = _ranked_by(ask), _level(ask)
    _, rows = _ranked(ask, by, level)
    if not rows:
        return ()
    title, unit = _title(ask, by, level, rows), ask.words(LEVELS[level])
    chart = unit_chart(ask, title, unit, [row.reading for row in rows], ask.link(PAGE.path))
    return (Section(title=ask.words("Xếp hạng"), pieces=(chart,)),)


def _levels(ask: Ask, here: Level) -> Component:
    period = ask.selection.period
    agencies = ask.view.snap.places.agencies_during(period.start, period.end)
    items = [
        Segment(
            label=f"{ask.words(said)} {sum(a.level is level for a in agencies)}",
            href=ask.href(PAGE.path, level=str(level)),
            here=level is here,
        )
        for level, said in LEVELS.items()
    ]
    return segments(items, label=ask.words("Cấp"))


PAGE = Page(
    path="/leaderboard",
    name=NAME,
    label=mark("Xếp hạng"),
    short=mark("Xếp hạng"),
    group=mark("Điều hành"),
    order=2,
    blocks=("metric", "table"),
    content=content,
    frame=frame,
    phone=True,
    brief=brief,
)
