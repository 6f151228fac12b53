"""Metric: one figure in full. Without a name in the address, all there are."""

from __future__ import annotations

import plotly.graph_objects as go
from dash import html
from dash.development.base_component import Component

from components.empty_state import empty_state
from components.panel import panel
from components.rows import bar_rows, dot_rows
from components.slot import slot
from components.trend import trend
from data_access.fetch import NotKept
from data_access.selection import By
from metrics.catalogue import CATALOGUE, metric
from metrics.compute import understands
from metrics.metric import Median, Metric, Unit
from metrics.rows import Part
from metrics.values import ALONE, Asked
from pages.briefing.one_metric import metric_sections
from pages.metric_change import against_block, change_block
from pages.metric_history import MONTHS, history_figure, history_sub, history_title
from pages.metric_index import metric_index
from pages.metric_text import figure_block, meaning_block
from pages.metric_units import not_kept_said, ordered, spread_block, units, units_block
from pages.page import Ask, Block, Content, Page
from pages.row_links import rows_by_group
from wording import format as fmt
from wording.words import mark

NAME = "metric"
HISTORY = "metric-history"
# Rows of columns of parts that stand under one another.
ROWS = (
    (("figure", "meaning"), (HISTORY,), ("against", "spread")),
    (("units",), ("change",), ("field",)),
    (("level",), ("channel",)),
)
PARTS = tuple(part for row in ROWS for column in row for part in column if part != HISTORY)
KINDS = {
    By.LEVEL: (mark("Theo cấp"), mark("Cấp")),
    By.FIELD: (mark("Theo lĩnh vực"), mark("Lĩnh vực")),
    By.CHANNEL: (mark("Theo kênh"), mark("Kênh")),
}
SHOWN = 8


def content(ask: Ask) -> Content:
    if not ask.item:
        return Content(
            sub=ask.words("{n} chỉ số", n=len(CATALOGUE)),
            blocks=dict.fromkeys(PAGE.blocks) | {"index": metric_index(ask)},
            figures={HISTORY: go.Figure()},
        )
    about = metric(ask.item)
    [reading] = ask.view.readings([about], ask.selection, asked=Asked(months=MONTHS))
    found = units(ask, about)
    head = (history_title(ask, about, reading), history_sub(ask, about, reading))
    return Content(
        sub=ask.said(),
        blocks={
            "index": None,
            "figure": figure_block(ask, about, reading),
            "against": against_block(ask, about, reading, found),
            "units": units_block(ask, about, found),
            "spread": spread_block(ask, about, found),
            "change": change_block(ask, about, reading, found),
            **{str(by): _broken_down(ask, about, by) for by in KINDS},
            "meaning": meaning_block(ask, about),
        },
        figures={HISTORY: history_figure(ask, about, reading)},
        heads={HISTORY: head},
    )


def _broken_down(ask: Ask, about: Metric, by: By) -> Block:
    """Nothing where the metric does not know it (`meaning` says so), or where it is one already."""
    if getattr(ask.selection, str(by)) or not understands(about, ask.selection, by):
        return None
    words, (title, name) = ask.words, KINDS[by]
    try:
        readings = ask.view.readings([about], ask.selection, by=by, asked=ALONE)
    except NotKept as error:
        if isinstance(about.formula, Median):  # the units beside say it
            return None
        said = not_kept_said(ask, about, error)
        return panel(words(title), empty_state(said), words=words, source=ask.source(about))
    known = ordered([r for r in readings if r.value is not None], about, 0)[:SHOWN]
    if not known:
        return None
    body = (
        dot_rows(
            known,
            words=words,
            name=words(name),
            volume=words("Mẫu số"),
            rows=rows_by_group(ask, known, Part.DENOMINATOR),
        )
        if about.unit is Unit.RATIO
        else bar_rows(
            known,
            words=words,
            name=words(name),
            unit=_unit(ask, about),
            rows=rows_by_group(ask, known),
        )
    )
    return panel(
        words(title),
        body,
        words=words,
        source=ask.source(about),
        sub=words("{n} trong {all}", n=SHOWN, all=len(readings)) if len(readings) > SHOWN else "",
        note=ask.note(words(title), about),
        columns=[words(name), words.label(about), words("Mẫu số")],
        rows=[[r.group.label if r.group else "", r.value, r.denominator] for r in readings],
    )


def _unit(ask: Ask, about: Metric) -> str:
    return ask.words(fmt.UNIT_WORDS[about.unit])


def frame(content: Content, ask: Ask) -> Component:
    def part(name: str) -> Component:
        if name == HISTORY:
            return _history(content, ask)
        return slot(NAME, name, content.blocks.get(name))

    def column(names: tuple[str, ...]) -> Component:
        return html.Div([part(name) for name in names], className="metric-column")

    rows = [html.Div([column(names) for names in row], className="metric-row") for row in ROWS]
    return html.Div([part("index"), html.Div(rows, className="stack", hidden=not ask.item)])


def _history(content: Content, ask: Ask) -> Component:
    about = CATALOGUE.get(ask.item)
    title, sub = content.head(HISTORY)
    return trend(
        title,
        content.figure(HISTORY),
        sub=sub,
        name=HISTORY,
        words=ask.words,
        source=ask.source(about) if about else None,
        note=ask.note(ask.words.label(about), about) if about else None,
    )


def title(ask: Ask) -> str:
    found = CATALOGUE.get(ask.item)
    return ask.words.label(found) if found else ask.words(PAGE.label)


PAGE = Page(
    path="/metric",
    name=NAME,
    label=mark("Chỉ số"),
    short=mark("Chỉ số"),
    group=mark("Tra cứu"),
    order=5,
    blocks=("index", *PARTS),
    charts=(HISTORY,),
    headed=(HISTORY,),
    content=content,
    frame=frame,
    items=True,
    listed=False,
    title=title,
    brief=metric_sections,
)
